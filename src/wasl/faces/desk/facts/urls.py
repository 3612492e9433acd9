"""The addresses of facts, documents and kinds of documents."""

from django.urls import path

from wasl.faces.desk.facts import ending, kinds, known, papers

_PARTY = "people/<uuid:party>/"
_DOCUMENT = f"{_PARTY}documents/<uuid:document>/"
_KIND = "setup/documents/<uuid:kind>/"

urlpatterns = [
    path(f"{_PARTY}known/", known.known, name="party_facts"),
    path(f"{_PARTY}known/add/", known.add, name="add_facts"),
    path(f"{_PARTY}known/correct/<uuid:fact>/", known.correct, name="correct_fact"),
    path(f"{_PARTY}known/<str:key>/", known.history, name="fact_history"),
    path(f"{_PARTY}documents/", papers.documents, name="party_documents"),
    path(f"{_PARTY}documents/see/", papers.see, name="see_document"),
    path(f"{_DOCUMENT}copy/", papers.copy, name="keep_copy"),
    path(f"{_DOCUMENT}copy/file/", papers.download, name="document_copy"),
    path(f"{_DOCUMENT}copy/destroy/", papers.forget, name="forget_copy"),
    path("people/documents/", ending.ending, name="documents_ending"),
    path("setup/documents/", kinds.listed, name="document_kinds"),
    path("setup/documents/new/", kinds.new, name="new_document_kind"),
    path("setup/documents/usual/", kinds.usual, name="usual_document_kinds"),
    path(_KIND, kinds.edit, name="document_kind"),
    path(f"{_KIND}close/", kinds.close, name="close_document_kind"),
    path(f"{_KIND}reopen/", kinds.reopen, name="reopen_document_kind"),
]
