"""The addresses of people and of one party."""

from django.urls import path

from wasl.faces.desk.people import around, finding, registering, views

_PARTY = "people/<uuid:party>/"

urlpatterns = [
    path("search/", finding.search, name="search"),
    path("people/", views.people, name="people"),
    path("people/new/", registering.register, name="register"),
    path("people/alike/", registering.alike, name="alike"),
    path(_PARTY, views.party, name="party"),
    path(f"{_PARTY}applications/", around.cases, name="party_cases"),
    path(f"{_PARTY}contacts/", around.contacts, name="party_contacts"),
    path(f"{_PARTY}contacts/new/", around.note, name="party_note"),
]
