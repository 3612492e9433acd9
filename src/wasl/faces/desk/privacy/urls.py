"""The addresses of the pages about personal data."""

from django.urls import path

from wasl.faces.desk.privacy import home, incidents, notices, people, requests

_REQUEST = "privacy/requests/<uuid:key>/"
_INCIDENT = "privacy/incidents/<uuid:key>/"

urlpatterns = [
    path("privacy/", home.home, name="privacy"),
    path("privacy/requests/", requests.requests, name="rights_requests"),
    path("privacy/requests/new/", requests.receive, name="receive_rights_request"),
    path(_REQUEST, requests.sheet, name="rights_request"),
    path(f"{_REQUEST}identity/", requests.identity, name="rights_identity"),
    path(f"{_REQUEST}person/", requests.person, name="rights_person"),
    path(f"{_REQUEST}take/", requests.take, name="rights_take"),
    path(f"{_REQUEST}extend/", requests.extend, name="rights_extend"),
    path(f"{_REQUEST}answer/", requests.answer, name="rights_answer"),
    path(f"{_REQUEST}refuse/", requests.refuse, name="rights_refuse"),
    path(f"{_REQUEST}withdraw/", requests.withdraw, name="rights_withdraw"),
    path(f"{_REQUEST}letter/", requests.letter, name="rights_letter"),
    path("privacy/incidents/", incidents.incidents, name="incidents"),
    path("privacy/incidents/new/", incidents.open_new, name="open_incident"),
    path(_INCIDENT, incidents.sheet, name="incident"),
    path(f"{_INCIDENT}assess/", incidents.assess, name="incident_assess"),
    path(f"{_INCIDENT}authority/", incidents.authority, name="incident_authority"),
    path(f"{_INCIDENT}people/", incidents.people, name="incident_people"),
    path(f"{_INCIDENT}close/", incidents.close, name="incident_close"),
    path(f"{_INCIDENT}notice/<slug:to>/", incidents.notice, name="incident_notice"),
    path("privacy/notices/", notices.notices, name="notices"),
    path("privacy/notices/new/", notices.publish, name="publish_notice"),
    path("privacy/notices/<int:number>/", notices.notice, name="notice"),
    path("privacy/purposes/usual/", notices.usual, name="usual_purposes"),
    path("privacy/purposes/new/", notices.purpose_new, name="name_purpose"),
    path("privacy/purposes/<uuid:key>/", notices.purpose, name="purpose"),
    path("privacy/purposes/<uuid:key>/end/", notices.end, name="end_purpose"),
    path("people/<uuid:party>/privacy/", people.party_privacy, name="party_privacy"),
    path("people/<uuid:party>/privacy/withdraw/", people.withdraw, name="party_withdraw_consent"),
]
