"""Addresses enough to draw the design system alone."""

from django.urls import include, path

urlpatterns = [
    path("", include("wasl.faces.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
