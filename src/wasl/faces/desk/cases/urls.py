"""The addresses of one case: its views, and each act of the officer."""

from django.urls import path

from wasl.faces.desk.cases import acts, views

_CASE = "cases/<uuid:application>/"

urlpatterns = [
    path(_CASE, views.case, name="case"),
    path(f"{_CASE}checks/", views.checks, name="checks"),
    path(f"{_CASE}contacts/", views.contacts, name="contacts"),
    path(f"{_CASE}data/", views.data, name="case_data"),
    path(f"{_CASE}documents/<slug:key>/", views.document, name="case_document"),
    path(f"{_CASE}ask/", acts.ask, name="ask"),
    path(f"{_CASE}answered/", acts.answered, name="answered"),
    path(f"{_CASE}refer/", acts.refer_question, name="refer"),
    path(f"{_CASE}referrals/<uuid:referral>/", acts.answer, name="answer_referral"),
    path(f"{_CASE}tell/", acts.tell, name="tell"),
    path(f"{_CASE}assign/", acts.hand_over, name="assign"),
    path(f"{_CASE}researcher/", acts.name_researcher, name="assign_researcher"),
    path(f"{_CASE}open/", acts.open_file, name="open_file"),
    path(f"{_CASE}contacts/new/", acts.note_contact, name="note_contact"),
    path(f"{_CASE}withdraw/", acts.take_back, name="withdraw"),
]
