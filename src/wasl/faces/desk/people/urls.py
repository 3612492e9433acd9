"""The addresses of people and of one party."""

from django.urls import path

from wasl.faces.desk.people import views

_PARTY = "people/<uuid:party>/"

urlpatterns = [
    path("people/", views.people, name="people"),
    path(_PARTY, views.party, name="party"),
]
