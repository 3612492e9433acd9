from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wasl.faces.ui"
    label = "ui"
