"""Django settings: wiring only. Every value a person may change comes from `config.options`."""

import os
import sys
from pathlib import Path

from nastavnik.config.databases import django_databases
from nastavnik.config.mail import mail_server
from nastavnik.config.options import load_options

OPTIONS = load_options(os.environ)
# Which of the three database roles this process is: the owner migrates, the web serves, the worker does due work.
DATABASE_ROLE = os.environ.get("NASTAVNIK_ROLE", "web")

DEBUG = OPTIONS.debug
SECRET_KEY = OPTIONS.secret_key
ALLOWED_HOSTS = list(OPTIONS.allowed_hosts)
DEMO = OPTIONS.demo
NASTAVNIK_GALLERY = DEBUG or DEMO

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "django_htmx",
    "django_cotton",
    "nastavnik.kit",
    "nastavnik.journal",
    "nastavnik.registry",
    "nastavnik.access",
    "nastavnik.notices",
    "nastavnik.papers",
    "nastavnik.surveys",
    "nastavnik.mentoring",
    "nastavnik.roadmaps",
    "nastavnik.monitoring",
    "nastavnik.desk",
    "nastavnik.public",
    "nastavnik.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # The scope is opened here: everything inside works in one transaction with the actor's sight.
    "nastavnik.access.middleware.ScopeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]

ROOT_URLCONF = "nastavnik.config.urls"
WSGI_APPLICATION = "nastavnik.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nastavnik.desk.frame.frame",
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]  # type: ignore[index]

DATABASES = django_databases(OPTIONS, DATABASE_ROLE)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["nastavnik.access.backend.AccountBackend"]
SESSION_ENGINE = "nastavnik.access.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "desk:desk_view"
LOGOUT_REDIRECT_URL = "access:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
# Static files are served from the packages themselves: nothing has to be collected before the first start.
_collected = Path(OPTIONS.data_dir) / "static"
STATIC_ROOT = _collected if _collected.is_dir() or "collectstatic" in sys.argv else None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CSRF_FAILURE_VIEW = "nastavnik.kit.pages.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
# Behind a proxy that ends TLS. gunicorn itself takes the proxy's word for HTTPS, from the addresses it trusts only.
BEHIND_PROXY = OPTIONS.https
if OPTIONS.https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # The list of browsers' makers is a decision about a whole domain, which is not ours to take.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Each name of an order is two fields of its page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Letters: without a server nothing is sent and everything is told in the product alone. Invented people get none.
MAIL_IS_SENT = OPTIONS.email_url is not None and not OPTIONS.demo
SITE_URL = OPTIONS.site_url or ""
DEFAULT_FROM_EMAIL = OPTIONS.email_from or "nastavnik@localhost"
if OPTIONS.email_url is not None:
    MAIL = mail_server(OPTIONS.email_url)
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
EMAIL_TIMEOUT = 20

PROCRASTINATE_ON_APP_READY = None
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": OPTIONS.log_level},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pymorphy3": {"level": "WARNING"},
        "gunicorn.access": {"level": "WARNING"},
    },
}
