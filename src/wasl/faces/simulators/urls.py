"""Where the simulators' page lives."""

from django.urls import path

from wasl.faces.simulators import views

app_name = "simulators"

urlpatterns = [
    path("", views.messages, name="messages"),
    path("trouble/", views.trouble, name="trouble"),
]
