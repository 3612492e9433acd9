"""The settings of another machine: the same keys, its own database and folder."""

from wasl.project.settings.test import *  # noqa: F403  settings are overlaid

LANGUAGE_CODE = "en"
