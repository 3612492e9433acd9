"""The addresses of people and of one party."""

from django.urls import path

from wasl.faces.desk.people import (
    around,
    becoming,
    correcting,
    ending,
    finding,
    listing,
    registering,
    views,
)

_PARTY = "people/<uuid:party>/"
_MEMBER = f"{_PARTY}household/<uuid:member>/"
_GUARDING = f"{_PARTY}guardians/<uuid:guardianship>/"

urlpatterns = [
    path("search/", finding.search, name="search"),
    path("people/", listing.people, name="people"),
    path("people/new/", registering.register, name="register"),
    path("people/alike/", registering.alike, name="alike"),
    path("people/guardianships/", ending.guardianships, name="guardianships_ending"),
    path(_PARTY, views.party, name="party"),
    path(f"{_PARTY}correct/", correcting.correct, name="party_correct"),
    path(f"{_PARTY}ways/", views.add_way, name="party_add_way"),
    path(f"{_PARTY}ways/<uuid:way>/prefer/", views.prefer_way, name="party_prefer_way"),
    path(f"{_PARTY}ways/<uuid:way>/end/", views.end_way, name="party_end_way"),
    path(f"{_PARTY}protect/", views.protect, name="party_protect"),
    path(f"{_PARTY}protect/lift/", views.lift, name="party_lift"),
    path(f"{_PARTY}roles/", views.add_role, name="party_add_role"),
    path(f"{_PARTY}roles/<slug:role>/end/", views.drop_role, name="party_end_role"),
    path(f"{_PARTY}file-number/", views.file_number, name="party_file_number"),
    path(f"{_PARTY}death/", correcting.death, name="party_death"),
    path(f"{_PARTY}signatory/", correcting.signatory, name="party_signatory"),
    path(f"{_PARTY}household/", views.household, name="party_household"),
    path(f"{_PARTY}household/join/", views.join, name="party_join"),
    path(f"{_MEMBER}leave/", views.leave, name="party_leave"),
    path(f"{_MEMBER}head/", views.lead, name="party_head"),
    path(f"{_MEMBER}record/", becoming.own_record, name="party_own_record"),
    path(f"{_MEMBER}record/known/", becoming.recognised, name="party_recognise"),
    path(f"{_PARTY}guardians/", views.guardians, name="party_guardians"),
    path(f"{_PARTY}guardians/new/", correcting.guardian, name="party_guardian"),
    path(f"{_GUARDING}verify/", views.verify, name="party_verify"),
    path(f"{_GUARDING}end/", views.end_guarding, name="party_end_guarding"),
    path(f"{_PARTY}applications/", around.cases, name="party_cases"),
    path(f"{_PARTY}contacts/", around.contacts, name="party_contacts"),
    path(f"{_PARTY}contacts/new/", around.note, name="party_note"),
    path(f"{_PARTY}history/", around.history, name="party_history"),
]
