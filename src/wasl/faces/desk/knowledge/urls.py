"""The addresses of the officer's tools, of articles, and of answering from them."""

from django.urls import path

from wasl.faces.desk.knowledge import answering, articles, papers, tools

_TOOL = "knowledge/tools/<slug:tool>/"
_ARTICLE = "knowledge/articles/<uuid:article>/"
_CASE = "cases/<uuid:application>/"

urlpatterns = [
    path("knowledge/", tools.library, name="knowledge"),
    path(_TOOL, tools.tool, name="tool"),
    path(f"{_TOOL}new/", tools.new_version, name="new_tool_version"),
    path(f"{_TOOL}<int:number>/", tools.tool_version, name="tool_version"),
    path(f"{_TOOL}<int:number>/file/", tools.tool_download, name="tool_file"),
    path("knowledge/articles/new/", articles.write, name="write_article"),
    path(_ARTICLE, articles.article, name="article"),
    path(f"{_ARTICLE}edit/", articles.edit, name="edit_article"),
    path(f"{_ARTICLE}publish/", articles.publish, name="publish_article"),
    path(f"{_ARTICLE}withdraw/", articles.withdraw, name="withdraw_article"),
    path("at-hand/", answering.at_hand, name="at_hand"),
    path(f"{_CASE}at-hand/", answering.case_at_hand, name="case_at_hand"),
    path("inquiry/", answering.inquiry, name="inquiry"),
    path(f"{_CASE}inquiry/", answering.case_inquiry, name="case_inquiry"),
    path("forms/<slug:service>/", papers.empty, name="empty_form"),
    path("forms/<slug:service>/form.pdf", papers.empty_paper, name="empty_form_paper"),
    path(f"{_CASE}form/", papers.filled, name="filled_form"),
    path(f"{_CASE}form/form.pdf", papers.filled_paper, name="filled_form_paper"),
]
