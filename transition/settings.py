"""All settings, driven by environment variables (listed in .env.example), in sections.

Without DATABASE_URL this is the embedded default: SQLite, a filesystem broker and secrets of its own under var/, for one machine.
With DATABASE_URL it is production: SECRET_KEY, FIELD_KEYS and REDIS_URL must be set too; a missing one stops the start.
"""

import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import schedule as every
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from transition.lib.secrets import embedded_secret
from transition.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

# --- What this installation is -----------------------------------------------------------------------------------------

DATABASE_URL = env("DATABASE_URL", default="")
REDIS_URL = env("REDIS_URL", default="")
EMBEDDED = not DATABASE_URL  # one machine, nothing outside
DEMO = env.bool("DEMO", default=False)  # the invented company, with one-click sign-in
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEMO_CLOCK = VAR_DIR / "demo-days-ahead"  # how far the demo's clock was put forward

HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://{'127.0.0.1' if HOST in ('0.0.0.0', '::') else HOST}:{PORT}").rstrip("/")  # noqa: S104  (a comparison)
SITE_NAME = "Transition"
COMPANY_NAME = env("COMPANY_NAME", default="Kestrel Freight" if DEMO else "Your company")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"


def _secret(name: str) -> str:
    """Return a secret from the environment; the embedded default keeps its own in a file under VAR_DIR."""
    value = env(name, default="")
    if value:
        return value
    if not (EMBEDDED or TESTING):
        raise ImproperlyConfigured(f"{name} is not set. Set it to a long random value; .env.example says how to make one.")
    return embedded_secret(VAR_DIR, name)


SECRET_KEY = _secret("SECRET_KEY")
# Keys that encrypt drafts and private notes, newest first, separated by commas. The first encrypts, all decrypt.
FIELD_KEYS = _secret("FIELD_KEYS").split(",")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- Applications ------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "people",
    "training",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "compressor",
    "django_htmx",
    "rules",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # below the headers: static files carry them too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.accounts.middleware.PersonMiddleware",
    "people.accounts.middleware.SecondFactorMiddleware",
    "people.accounts.middleware.OutsideMiddleware",
]

ROOT_URLCONF = "transition.urls"
WSGI_APPLICATION = "transition.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "transition.navigation.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database, cache, broker -------------------------------------------------------------------------------------------

_sqlite = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "transition.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;",
    },
}
if DATABASE_URL:
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
        DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
            "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
            " -c plan_cache_mode=force_generic_plan"  # what is prepared is planned once: transition.lib.prepared
            " -c random_page_cost=1.1"  # of a solid state disk; the default is that of a turning one, which reads whole tables instead
        )
else:
    DATABASES = {"default": _sqlite}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if REDIS_URL:
    _patience = {"socket_connect_timeout": 1, "socket_timeout": 1}  # seconds a request waits for a Redis that does not answer
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "OPTIONS": _patience}}
elif TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
elif EMBEDDED:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
else:
    raise ImproperlyConfigured("REDIS_URL is not set. Production needs it as broker and shared cache: redis://host:6379/0.")

CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"visibility_timeout": 300, "socket_timeout": 5, "socket_connect_timeout": 1}
    if REDIS_URL
    else {
        "data_folder_in": str(VAR_DIR / "broker"),
        "data_folder_out": str(VAR_DIR / "broker"),
        "control_folder": str(VAR_DIR / "broker-control"),
        "polling_interval": 0.2,
    }
)
CELERY_VISIBILITY_TIMEOUT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # Without a worker nothing piles up: what nobody took before the next run has expired.
    name: {**entry, "schedule": every(timedelta(seconds=entry["schedule"])), "options": {"expires": entry["schedule"]}}
    for name, entry in BEAT_SCHEDULE.items()
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# --- Accounts ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "people.accounts.backend.PersonBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:today"
OUTSIDE_HOME = "coaching:desk"  # where an account that is no employee lands
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "people.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "people.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; sign-up is closed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = SITE_NAME
# HR administrators must have a second factor, except in the demo.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=not DEMO)
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
INVITATION_DAYS = 14

SESSION_ENGINE = "people.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True

# --- Browser security --------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz", r"^readyz"]  # a probe on the machine itself speaks http, and takes a redirect for health
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],  # the QR code of the second factor
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# --- Mail --------------------------------------------------------------------------------------------------------------

EMAIL_URL = env("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
else:  # into files under var/mail, until a mail server is named
    EMAIL_BACKEND = "people.notifications.mail_folder.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FROM_EMAIL", default=f"{SITE_NAME} <transition@{_site.hostname}>")

# What the company has decided.
PEOPLE_SEE_THEIR_BAND = env.bool("PEOPLE_SEE_THEIR_BAND", default=True)  # the pay band of their own height

# Leadership evaluations: where the keys of open cycles lie (shared by all hosts, in no backup), and in which months they open.
EVALUATION_KEYS_DIR = Path(env("EVALUATION_KEYS_DIR", default="") or VAR_DIR / "evaluation-keys")
EVALUATION_MONTHS = env.list("EVALUATION_MONTHS", cast=int, default=[]) or [4, 10]

# The outbox: seconds, and how many at a time. The lease outlives the hard limit of a task; a turn and one mail that hangs
# (EMAIL_TIMEOUT) end before its soft limit.
OUTBOX_NUDGE = env.bool("OUTBOX_NUDGE", default=not TESTING)
OUTBOX_BATCH = env.int("OUTBOX_BATCH", default=100)
OUTBOX_TURN = env.int("OUTBOX_TURN", default=10)
OUTBOX_LEASE = env.int("OUTBOX_LEASE", default=120)
OUTBOX_OUTAGE = env.int("OUTBOX_OUTAGE", default=300)
OUTBOX_BACKOFF = env.list("OUTBOX_BACKOFF", cast=int, default=[30, 120, 600, 1800, 7200, 21600, 43200, 86400])

# --- Language, time, static files --------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = env("TIME_ZONE", default="Europe/Berlin")  # the company's; each person has their own
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["transition.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "compressor.finders.CompressorFinder",
]
# One stylesheet and one script on the wire: joined by `manage.py compress` when static files are collected.
COMPRESS_ENABLED = COMPRESS_OFFLINE = not (TESTING or DEBUG)
COMPRESS_FILTERS = {
    "css": ["compressor.filters.css_default.CssAbsoluteFilter", "compressor.filters.cssmin.rCSSMinFilter"],
    "js": ["compressor.filters.jsmin.rJSMinFilter"],
}
COMPRESS_OUTPUT_DIR = "joined"
COMPRESS_STORAGE = "compressor.storage.GzipCompressorFileStorage"  # what is joined is also sent compressed
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\."
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Logging -----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"mask": {"()": "transition.lib.masking.MaskSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"django.request": {"level": "ERROR"}},
}
