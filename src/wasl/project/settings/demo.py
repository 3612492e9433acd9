"""The demonstration on one's own machine: simulators instead of providers, and fictional people."""

import os
from pathlib import Path

from wasl.project.settings.base import *  # noqa: F403  settings are overlaid
from wasl.project.settings.base import STORAGES, VAR

WASL_SIMULATORS = True
WASL_DEMO_TOTP = "WASLDEMOWASLDEMOWASLDEMOWASLDEMO"
# Served from where they lie: collecting and compressing them would be most of a first start.
WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SECRET_KEY = os.environ.get("SECRET_KEY") or Path(VAR / "secret_key").read_text().strip()
WASL_MASTER_KEYS = (
    os.environ.get("WASL_MASTER_KEYS") or Path(VAR / "master_keys").read_text().strip()
)
WASL_SMS_SECRET = os.environ.get("WASL_SMS_SECRET", "demonstration only")
