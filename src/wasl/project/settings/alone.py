"""For commands that ask nothing of an installation: no database, no secrets, no environment."""

import secrets

from wasl.project.settings.base import *  # noqa: F403  settings are overlaid

SECRET_KEY = secrets.token_urlsafe(32)
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
