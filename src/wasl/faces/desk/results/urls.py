"""The addresses of what is learned and checked afterwards."""

from django.urls import path

from wasl.faces.desk.results import views

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/calls/", views.calls, name="calls"),
    path("results/calls/<uuid:call>/settle/", views.settle, name="settle_call"),
    path("results/channels/", views.channels, name="channels"),
    path("results/openings/", views.openings, name="openings"),
    path("results/openings/<uuid:opening>/review/", views.review, name="review_opening"),
    path("results/trail/", views.trail, name="trail"),
    path("results/trail/verify/", views.verify, name="verify_trail"),
]
