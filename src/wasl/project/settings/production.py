"""A real installation behind TLS. Everything secret comes from the environment."""

from django.core.exceptions import ImproperlyConfigured

from wasl.project.settings.base import *  # noqa: F403  settings are overlaid
from wasl.project.settings.base import ALLOWED_HOSTS, SECRET_KEY, WASL_MASTER_KEYS

for _name, _value in {
    "SECRET_KEY": SECRET_KEY,
    "WASL_MASTER_KEYS": WASL_MASTER_KEYS,
    "WASL_HOSTS": ALLOWED_HOSTS,
}.items():
    if not _value:
        raise ImproperlyConfigured(f"Set {_name} in the environment; .env.example explains it.")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
