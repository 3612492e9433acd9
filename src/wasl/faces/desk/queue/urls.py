"""The addresses of what waits."""

from django.urls import path

from wasl.faces.desk.queue import views

urlpatterns = [
    path("", views.home, name="home"),
    path("queue/", views.queue, name="queue"),
    path("queue/export/<slug:kind>/", views.export, name="export"),
]
