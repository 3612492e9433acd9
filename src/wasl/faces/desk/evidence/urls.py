"""The addresses of the clauses and their evidence."""

from django.urls import path

from wasl.faces.desk.evidence import views

urlpatterns = [
    path("policy/clauses/", views.clauses, name="clauses"),
    path("policy/clauses/<str:ref>/", views.clause, name="clause"),
    path("policy/<uuid:policy_version>/clauses/", views.clauses, name="version_clauses"),
    path("policy/<uuid:policy_version>/clauses/<str:ref>/", views.clause, name="clause_of_version"),
]
