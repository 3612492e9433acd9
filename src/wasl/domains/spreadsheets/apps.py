"""The room as a Django application."""

from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    """People brought in from spreadsheets and taken out to them."""

    name = "wasl.domains.spreadsheets"
    label = "spreadsheets"
