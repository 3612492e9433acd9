"""The addresses of the pages about personal data."""

from django.urls import path

from wasl.faces.desk.privacy import (
    home,
    incidents,
    keeping,
    notices,
    people,
    record,
    requests,
)

_REQUEST = "privacy/requests/<uuid:key>/"
_PARTY = "people/<uuid:party>/privacy/"
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
    path("privacy/record/", record.record, name="record"),
    path("privacy/record/paper/", record.paper, name="record_paper"),
    path("privacy/keeping/", keeping.keeping, name="keeping"),
    path("privacy/keeping/<uuid:party>/destroy/", keeping.destroy, name="destroy_due"),
    path("privacy/minutes/<uuid:key>/", keeping.minutes, name="destruction"),
    path(f"{_REQUEST}erase/", keeping.erase_requested, name="erase_requested"),
    path(f"{_PARTY}everything/", keeping.dossier, name="dossier"),
    path(f"{_PARTY}everything.json", keeping.dossier_file, name="dossier_file"),
    path(f"{_PARTY}erase/", keeping.erase, name="erase_person"),
    path(f"{_PARTY}holds/", keeping.holds, name="party_holds"),
    path(f"{_PARTY}holds/place/", keeping.hold, name="place_hold"),
    path(f"{_PARTY}holds/<uuid:key>/lift/", keeping.lift, name="lift_hold"),
    path(_PARTY, people.party_privacy, name="party_privacy"),
    path("people/<uuid:party>/privacy/withdraw/", people.withdraw, name="party_withdraw_consent"),
]
