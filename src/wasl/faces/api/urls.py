"""The addresses of the machines' face."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
