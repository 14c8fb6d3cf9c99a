"""All settings, read from the environment by typed readers; see docs/settings.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from accord.config.secret import secret_key
from accord.core.env import Environment, data_folder
from accord.core.errors import SetupRefused
from accord.core.postgres import APP, OWNER, Cluster

env = Environment()
PACKAGE = Path(__file__).resolve().parent.parent

DATA = data_folder(env)
# Set by the commands that migrate and set up: they run as the tables' owner, requests never do.
AS_OWNER = env.flag("ACCORD_AS_OWNER")
# True in the demonstration: people may step into the demonstration accounts without a password.
DEMONSTRATION = env.flag("ACCORD_DEMONSTRATION")
DEBUG = False
SECRET_KEY = env.secret("ACCORD_SECRET_KEY") or secret_key(DATA)
ALLOWED_HOSTS = env.words("ACCORD_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("ACCORD_ORIGINS")
# True where people reach Accord over https, usually through a proxy that ends TLS.
HTTPS = env.flag("ACCORD_HTTPS")
PORT = env.whole_number("ACCORD_PORT", 8000)
WORKERS = env.whole_number("ACCORD_WORKERS", 2, most=64)


def _from_url(name: str, url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        understood = parts.scheme in ("postgres", "postgresql") and bool(parts.path.strip("/"))
        port = parts.port
    except ValueError:
        understood = False
    if not understood:
        # The value is not repeated: it may hold a password.
        raise SetupRefused(
            f"{name} is no address of a database. Write postgresql://ROLE:PASSWORD@HOST:5432/accord; "
            "in the password, write %40 for @, %2F for / and %3A for :."
        )
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port or "",
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _database() -> dict[str, Any]:
    url = env.secret("DATABASE_URL")
    owner_url = env.secret("ACCORD_OWNER_DATABASE_URL")
    if url and AS_OWNER and not owner_url:
        raise SetupRefused(
            "DATABASE_URL is set, but ACCORD_OWNER_DATABASE_URL is not: tables are made by the role accord_owner. "
            "Set it, for example to postgresql://accord_owner:PASSWORD@HOST:5432/accord."
        )
    if url:
        chosen = (
            _from_url("ACCORD_OWNER_DATABASE_URL", owner_url) if AS_OWNER else _from_url("DATABASE_URL", url)
        )
    else:
        role = OWNER if AS_OWNER else APP
        chosen = {"NAME": "accord", "USER": role, "HOST": str(Cluster(DATA / "postgres").sockets)}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **chosen,
    }


EMBEDDED = not env.secret("DATABASE_URL")
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Account"

INSTALLED_APPS = [
    "accord.access",
    "accord.nations",
    "accord.standards",
    "accord.forces",
    "accord.claims",
    "accord.trials",
    "accord.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "accord.web.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accord.web.middleware.Acting",
    "accord.web.middleware.Routes",
]

ROOT_URLCONF = "accord.config.urls"
WSGI_APPLICATION = "accord.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accord.web.context.page",
            ],
            "builtins": [
                "accord.web.templatetags.accord",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accord.web.accounts.Adapter"
ACCOUNT_LOGOUT_ON_GET = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

# Letters are files in the data folder until the instance is given a mail server.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA / "outbox")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The hash of a file is in its name; one that is missing is an error at collection, not at a visitor's request.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EVIDENCE_FOLDER = DATA / "evidence"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "accord.web.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "accord.web.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Read by tests and benchmarks, not here.
env.refuse_unknown(also=frozenset({"ACCORD_SHARED_DATA"}))
