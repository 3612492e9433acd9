"""What every installation shares. Each setting from outside is explained in `.env.example`."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

SOURCE = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("WASL_VAR", SOURCE.parents[1] / "var"))

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
WASL_MASTER_KEYS = os.environ.get("WASL_MASTER_KEYS", "")
WASL_BASE_URL = os.environ.get("WASL_BASE_URL", "http://127.0.0.1:8000")
WASL_SIMULATORS = False
# The second factor of everybody in the demonstration; empty everywhere else.
WASL_DEMO_TOTP = ""
ALLOWED_HOSTS = [host for host in os.environ.get("WASL_HOSTS", "").split(",") if host]

ROOMS = (
    "associations",
    "access",
    "notifications",
    "policies",
    "privacy",
    "knowledge",
    "parties",
    "spreadsheets",
    "agreements",
    "contacts",
    "catalogue",
    "eligibility",
    "applications",
    "assessments",
    "decisions",
    "delivery",
    "satisfaction",
    "governance",
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_scopes",
    "django_htmx",
    "csp",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wasl.foundation",
    *(f"wasl.domains.{room}" for room in ROOMS),
    "wasl.faces.edge",
    "wasl.faces.ui",
    "wasl.faces.portal",
    "wasl.faces.desk",
    "wasl.faces.installation",
    "wasl.faces.api",
    "wasl.faces.cli",
    "wasl.faces.simulators",
    "wasl.project",
]

MIDDLEWARE = [
    # First, so that redirects to TLS, refused hosts and static files carry them too.
    "wasl.faces.edge.headers.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wasl.faces.edge.limits.request_limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wasl.faces.edge.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wasl.faces.edge.refusals.RefusalsAsAnswers",
    "wasl.faces.edge.actor.ActorOfRequest",
    "wasl.faces.ui.reader.DigitsOfReader",
    "wasl.faces.edge.admission.OnlyDeclaredRoutes",
]

ROOT_URLCONF = "wasl.project.urls"
WSGI_APPLICATION = "wasl.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the applications' own, because these replace pages of allauth.
        "DIRS": [SOURCE / "faces/edge/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wasl.faces.edge.context.who_and_where",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'wasl.sqlite3'}")
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # The rollback journal loses nothing on a kill; the write-ahead log of SQLite before 3.51.3 may.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"
        " PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        # What was deleted or emptied is overwritten, not only given back.
        " PRAGMA secure_delete=ON;"
        # Pages are read where the system keeps them, not copied one by one: a third of a search.
        " PRAGMA mmap_size=2147418112;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        # What we prepare is a handful of equal keys: planned once, not anew for the first five times.
        "options": "-c jit=off -c plan_cache_mode=force_generic_plan",
    }

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wasl_cache",
    }
}

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Riyadh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "wasl.faces.edge.refusals.csrf_refused"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "wasl.faces.edge.accounts.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# The door counts tries itself, and answers 429.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"login": "wasl.faces.edge.accounts.SignInForm"}
MFA_ADAPTER = "wasl.faces.edge.accounts.StaffMfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "wasl.faces.edge.accounts.SecondFactorForm",
    "activate_totp": "wasl.faces.edge.accounts.ActivateSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wasl"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("WASL_MAIL_FROM", "wasl@example.org")
EMAIL_HOST = os.environ.get("WASL_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("WASL_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("WASL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WASL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("WASL_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 15

# The secret with which the SMS provider signs its receipts.
WASL_SMS_SECRET = os.environ.get("WASL_SMS_SECRET", "")
WASL_SMS_URL = os.environ.get("WASL_SMS_URL", "")
WASL_SMS_SENDER = os.environ.get("WASL_SMS_SENDER", "Wasl")
# A role of PostgreSQL that row-level security does not bind; only `wasl backup` uses it.
WASL_BACKUP_DATABASE_URL = os.environ.get("WASL_BACKUP_DATABASE_URL", "")
WASL_FILES = Path(os.environ.get("WASL_FILES", VAR / "files"))

# Django's own loggers write addresses and the words of exceptions, which may be a person's; the
# door writes its own entry with a number, the route and the places in the source, and the worker
# tells places alone.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "places": {
            "()": "wasl.project.logs.PlacesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {
        "nowhere": {"class": "logging.NullHandler"},
        "places": {"class": "logging.StreamHandler", "formatter": "places"},
    },
    "loggers": {
        "wasl.work": {"handlers": ["places"]},
        "django.request": {"handlers": ["nowhere"], "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}

SILENCED_SYSTEM_CHECKS: list[str] = []
