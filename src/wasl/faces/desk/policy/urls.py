"""The addresses of the policy's versions."""

from django.urls import path

from wasl.faces.desk.policy import board, comparing, drafts, editing, versions

urlpatterns = [
    path("policy/", versions.listed, name="policies"),
    path("policy/upload/", drafts.upload, name="upload_policy"),
    path("policy/board/", board.members, name="board"),
    path("policy/board/name/", board.name, name="name_board_member"),
    path("policy/board/<uuid:member>/retire/", board.retire, name="retire_board_member"),
    path("policy/<uuid:policy_version>/", versions.version, name="policy_version"),
    path("policy/<uuid:policy_version>/source/", drafts.source, name="policy_source"),
    path("policy/<uuid:policy_version>/draft/", drafts.draft, name="policy_draft"),
    path("policy/<uuid:policy_version>/settle/", drafts.settle, name="settle_policy"),
    path("policy/<uuid:policy_version>/edit/", editing.edit, name="edit_policy"),
    path("policy/<uuid:policy_version>/edit/<str:ref>/", editing.clause, name="edit_clause"),
    path("policy/<uuid:policy_version>/submit/", board.submit, name="submit_policy"),
    path("policy/<uuid:policy_version>/withdraw/", board.withdraw, name="withdraw_policy"),
    path("policy/<uuid:policy_version>/paper/", board.paper, name="policy_paper"),
    path("policy/<uuid:policy_version>/adopt/", board.adopt, name="adopt_policy"),
    path("policy/<uuid:policy_version>/discard/", drafts.discard, name="discard_policy"),
    path("policy/<uuid:policy_version>/compare/", comparing.compare, name="compare_policy"),
    path("policy/<uuid:policy_version>/force/", comparing.force, name="bring_into_force"),
]
