"""Every setting of Trust SEND. What differs between machines comes from the environment: docs/deploy.md lists it."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pghistory
from csp.constants import NONE, SELF

from trust_send.environment import BASE_DIR, LOCAL_DIR, env, required

# What kind of installation is this? ------------------------------------------------
DEBUG = False
DEMO = env.bool("DEMO", False)
"""A demo shows one-click sign-ins, so trust_send.checks refuses it on anything but loopback."""
HTTPS = env.bool("HTTPS", not DEMO)
BIND = env.str("BIND", "127.0.0.1:8000")
SECRET_KEY = required("SECRET_KEY", why="it signs sessions and links")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BASE_URL = env.str("BASE_URL", "http://localhost:8000").rstrip("/")

# Apps, lowest first ----------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "trust_send.platform.walls",
    "trust_send.platform.readlog",
    "trust_send.platform.jobs",
    "trust_send.platform.papers",
    "trust_send.platform.tables",
    "trust_send.platform.charts",
    "trust_send.platform.web",
    "schools",
    "pupils",
    "reporting",
    "trust_send",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    # First, so that redirects to TLS, static files and errors carry their headers too.
    "trust_send.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "trust_send.health.HealthMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "trust_send.platform.walls.middleware.ReachMiddleware",
    "schools.idle.IdleMiddleware",
    "schools.second_factor.SecondFactorMiddleware",
]
ROOT_URLCONF = "trust_send.urls"
WSGI_APPLICATION = "trust_send.wsgi.application"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would hold names

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trust_send.page.context",
            ],
        },
    }
]
FORM_RENDERER = "trust_send.platform.web.renderer.GovukRenderer"


# PostgreSQL ------------------------------------------------------------------------
def _database(url: str) -> dict[str, object]:
    """Read a postgresql:// address; the host may be the folder of a socket, percent-encoded."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.netloc.rpartition("@")[2].partition(":")[0]),
        "PORT": str(parts.netloc.rpartition("@")[2].partition(":")[2]),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


STATEMENT_TIMEOUT_SECONDS = env.int("STATEMENT_TIMEOUT_SECONDS", 15)
"""The web's limit; workers are started with 600."""
AS_OWNER = env.bool("AS_OWNER", False)
"""For migrations and the set-up of tests. A process that serves anybody refuses it: trust_send.checks."""
_database_url = (
    required("DATABASE_OWNER_URL", why="migrations and tests connect as the owner of the tables")
    if AS_OWNER
    else required("DATABASE_URL", why="where PostgreSQL is, as the role send_app")
)
_default = _database(_database_url)
# Values are bound by the server, so that a statement is planned once per connection and not once per page: with
# row-level security the planning is most of the work (docs/adr/0014). Off for a pooler that cannot keep them.
_prepared = {"server_side_binding": True, "prepare_threshold": 3} if env.bool("PREPARED_STATEMENTS", True) else {}
_default["OPTIONS"] = {
    **_prepared,
    **_default["OPTIONS"],  # type: ignore[dict-item]
    "options": (
        f"-c statement_timeout={STATEMENT_TIMEOUT_SECONDS}s -c idle_in_transaction_session_timeout=60s"
        if not AS_OWNER
        else ""
    ),
}
DATABASES = {
    "default": {
        **_default,
        "ATOMIC_REQUESTS": True,  # inside the transaction of the reach: a savepoint that undoes a view that raised
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,  # a restarted database must not cost anyone a page
        "DISABLE_SERVER_SIDE_CURSORS": True,  # PgBouncer in transaction mode
        "TEST": {
            "NAME": env.str("TEST_DATABASE_NAME", "test_send"),
            "TEMPLATE": env.str("TEST_DATABASE_TEMPLATE", None),  # a database that has the tables already
        },
    }
}
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
"""Who and why live in the event row: pghistory's own context table stands outside the walls."""
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events")
PGHISTORY_LEVEL = pghistory.Statement
"""History is written once for all rows of a statement: docs/adr/0010 has what that brought."""

# Redis, Celery -----------------------------------------------------------------------
REDIS_URL = required("REDIS_URL", why="where Redis or Valkey is")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True  # no names in Redis
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # without it a killed child loses its job: docs/adr/0006
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_TIME_LIMIT = 540
CELERY_TASK_SOFT_TIME_LIMIT = 480
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1200}  # above the longest task
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE_FILENAME = str(LOCAL_DIR / "beat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Signing in ----------------------------------------------------------------------------
AUTH_USER_MODEL = "schools.User"
AUTHENTICATION_BACKENDS = [
    "schools.signed_in.Backend",  # allauth's, reading its person by hand
    "guardian.backends.ObjectPermissionBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people come by invitation, which proves the address
ACCOUNT_ADAPTER = "trust_send.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # tells people when their password or second factor changed
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    # One school is one network address: limits per account come first, per address only against floods.
    "login": "300/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "request_login_code": "300/m/ip,5/5m/key",
    "reset_password": "60/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "trust_send.accounts.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation proved the address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Trust SEND"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REQUIRED = env.bool("MFA_REQUIRED", True)
"""Staff must set up a second factor. False only in demo and tests: trust_send.checks sees to it."""
USERSESSIONS_TRACK_ACTIVITY = False
PASSWORD_HASHERS = [
    # Tests sign in hundreds of times; the check below the settings refuses this outside them.
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if env.bool("FAST_PASSWORDS", False) else []),
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "given_name", "family_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None

# Sessions and headers --------------------------------------------------------------------
SESSION_ENGINE = "schools.signed_in"  # rows of the database: one that is ended elsewhere is over at once
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 3600)
SESSION_LIMIT_SECONDS = 12 * 3600
"""schools.idle locks the page after these; what was typed is kept."""
SESSION_COOKIE_AGE = 3 * 24 * 3600  # longer, so that we still know whose words a page left over the weekend sends
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^healthz$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")},
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Words, files, mail -------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_STATIC_PLAIN = env.bool("STATIC_PLAIN", False)
"""Tests read static files where they lie, without collecting and hashing them first."""
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = _STATIC_PLAIN
MEDIA_ROOT = env.str("MEDIA_ROOT", str(LOCAL_DIR / "media"))
_S3_BUCKET = env.str("S3_BUCKET", "")
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": _S3_BUCKET,
                "endpoint_url": env.str("S3_ENDPOINT_URL", None),
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": False,
            },
        }
        if _S3_BUCKET
        else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    ),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if _STATIC_PLAIN
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
EMAIL_HOST = env.str("SMTP_HOST", "")
EMAIL_PORT = env.int("SMTP_PORT", 587)
EMAIL_HOST_USER = env.str("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.bool("SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "Trust SEND <no-reply@localhost>")
EMAIL_FILE_PATH = str(LOCAL_DIR / "mail")
PERSONAS_FILE = LOCAL_DIR / "personas.json"
"""Who may be chosen on the sign-in page of a demo; ``manage.py demo`` writes it."""
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.filebased.EmailBackend"
)

# Logs ------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "trust_send.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Said of its own: Celery sets the root of a worker to WARNING, and a done job is one line.
        "trust_send": {"level": env.str("LOG_LEVEL", "INFO")},
        # Twenty lines for each document.
        **{name: {"level": "WARNING"} for name in ("weasyprint.progress", "fontTools")},
    },
}

SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, include_local_variables=False)
