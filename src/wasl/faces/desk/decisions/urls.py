"""The addresses of those who decide."""

from django.urls import path

from wasl.faces.desk.decisions import departments, letters, sessions, voting

urlpatterns = [
    path("committee/", sessions.listed, name="sessions"),
    path("committee/plan/", sessions.plan, name="plan_session"),
    path("committee/<uuid:session>/", sessions.session, name="session"),
    path("committee/<uuid:session>/agenda/", sessions.agenda, name="put_on_agenda"),
    path("committee/<uuid:session>/open/", sessions.open_, name="open_session"),
    path("committee/<uuid:session>/attendance/", sessions.attendance, name="attendance"),
    path("committee/<uuid:session>/closing/", sessions.closing, name="closing"),
    path("committee/<uuid:session>/close/", sessions.close, name="close_session"),
    path("committee/<uuid:session>/minutes/", sessions.minutes, name="minutes"),
    path("committee/cases/<uuid:item>/", voting.item, name="item"),
    path("committee/cases/<uuid:item>/vote/", voting.vote, name="vote"),
    path("committee/cases/<uuid:item>/recuse/", voting.recuse, name="recuse"),
    path("committee/cases/<uuid:item>/conclusion/", voting.conclusion, name="conclusion"),
    path("committee/cases/<uuid:item>/conclude/", voting.conclude, name="conclude"),
    path("committee/cases/<uuid:item>/defer/", voting.defer, name="defer"),
    path("decisions/", departments.listed, name="decisions"),
    path("cases/<uuid:application>/decision/", departments.decision, name="decision"),
    path("cases/<uuid:application>/decision/propose/", departments.propose, name="propose"),
    path(
        "cases/<uuid:application>/decision/<uuid:decision>/confirm/",
        departments.confirm,
        name="confirm",
    ),
    path(
        "cases/<uuid:application>/decision/<uuid:decision>/return/",
        departments.return_,
        name="return_decision",
    ),
    path("letters/<uuid:decision>/", letters.letter, name="letter"),
    path("letters/<uuid:decision>/pdf/", letters.pdf, name="letter_pdf"),
]
