"""The suite: simulators, quick password hashing, the engine named by DATABASE_URL."""

import os
import secrets
import tempfile

# Named here, and made and removed by conftest.py: tools that only read the settings leave nothing.
os.environ.setdefault("WASL_VAR", f"{tempfile.gettempdir()}/wasl-test-{secrets.token_hex(8)}")
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # A process that a worker starts shares its folder.
    os.environ["WASL_VAR"] = f"{os.environ['WASL_VAR'].removesuffix(f'/{worker}')}/{worker}"

from wasl.project.settings.base import *  # noqa: F403  settings are overlaid
from wasl.project.settings.base import DATABASES, INSTALLED_APPS, VAR

WASL_SIMULATORS = True
SECRET_KEY = "only the suite knows this key"  # noqa: S105  guards nothing real
WASL_MASTER_KEYS = "1:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
WASL_SMS_SECRET = "only the suite signs with this"  # noqa: S105  guards nothing real
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.engines"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Threads of the live server and of the races need one real file, not a private memory.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    # What a killed process wrote stays with the machine; only a power cut would ask for more.
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("=FULL", "=OFF")
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)
