"""Settings of a measurement: like production, with simulators for what lies outside."""

from wasl.project.settings.base import *  # noqa: F403  settings are overlaid

WASL_SIMULATORS = True
SECRET_KEY = "only the bench knows this key"
WASL_MASTER_KEYS = "1:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
WASL_SMS_SECRET = "only the bench signs with this"
ALLOWED_HOSTS = ["testserver"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
