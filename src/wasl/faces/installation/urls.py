"""The addresses of the installation's own pages."""

from django.urls import path

from wasl.faces.installation import views

app_name = "installation"

urlpatterns = [
    path("", views.listed, name="associations"),
    path("new/", views.open_, name="open"),
    path("<slug:address>/", views.association, name="association"),
    path("<slug:address>/director/", views.director, name="director"),
]
