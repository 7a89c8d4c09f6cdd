"""Production settings: safe by default, read from the environment.

Every variable is listed in README ("Environment"). The process refuses to start when a
secret is missing: `environ` raises ImproperlyConfigured that names the variable.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("LIENCONG_VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = env.str("LIENCONG_SECRET_KEY")
ALLOWED_HOSTS: list[str] = env.list("LIENCONG_ALLOWED_HOSTS")

INSTALLED_APPS = [
    # The product. A content type is one line here.
    "portal.home",
    "portal.news",
    "portal.participation",  # before wagtail.contrib.forms: its list of forms stands at the same address
    "portal.procedures",
    "portal.signage",
    "portal.core",
    "portal.audit",
    "portal.accounts",
    "portal.media",
    # The engines.
    "sites",
    "themes",
    "search",
    # Wagtail and its add-ons.
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.users.apps.SuperuserScreensConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    # Signing in. Templates of portal.accounts come before allauth's.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    # Django.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # outside: answers given early carry it too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # From here on a request belongs to one sub-site; an unchanged public page ends here.
    "portal.core.middleware.SubsiteMiddleware",
    "portal.core.middleware.RequestBoundsMiddleware",  # before anything reads the body
    "portal.core.middleware.ContentVersionMiddleware",
    "portal.audit.middleware.AuditMiddleware",  # whatever signs in or changes anything is inside
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",  # before any door of the admin
    "portal.accounts.acting.middleware.ActingMiddleware",  # the second factor is the real person's
    "sites.middleware.AdminGuardMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",  # turns a locked-out sign-in into our page: innermost
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("LIENCONG_DATABASE_URL")}
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_redis_url = env.str("LIENCONG_REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": _redis_url}
        if _redis_url
        else {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        }
    ),
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.accounts.passwords.CommonVietnameseWords"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

# Sign-in. Steps by allauth, lockout by axes; what differs from their ways is in portal.accounts.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
REQUIRE_SECOND_FACTOR = env.bool("LIENCONG_REQUIRE_SECOND_FACTOR", default=True)
# Enciphers the secrets of the second factor; empty: made from the secret key.
SECOND_FACTOR_KEY = env.str("LIENCONG_SECOND_FACTOR_KEY", default="")
BEHIND_PROXY = env.bool("LIENCONG_BEHIND_PROXY", default=True)  # believe the last hop of X-Forwarded-For
SIGN_IN_MAIL_IN_BACKGROUND = True
PASSWORD_RESET_TIMEOUT = 24 * 3600
SESSION_COOKIE_AGE = 12 * 3600  # a working day; the browser forgets it earlier, when it closes
SESSION_COOKIE_DOMAIN = None  # a session belongs to one host

ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "reset_password": "portal.accounts.forms.PasswordResetForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
    "change_password": "portal.accounts.forms.PasswordChangeForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]  # nobody signs up; allauth's checks ask
ACCOUNT_UNIQUE_EMAIL = False  # an office's mailbox may stand behind several accounts
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are given by administrators
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    # Per address, so one machine cannot try a few passwords on each of a thousand names. A name is
    # locked by axes, for one address only: otherwise anybody could lock anybody out. Two hundred an
    # hour from all addresses together need forty machines, and are the end of guessing with many.
    "login_failed": "30/10m/ip,200/h/key",
    "login": "60/m/ip",
    "reset_password": "10/10m/ip,3/10m/key",
}
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.EnrolForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_ADAPTER = "portal.accounts.adapters.SessionsAdapter"

AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = "portal.accounts.lockout.cool_off"
AXES_LOCKOUT_CALLABLE = "portal.accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "portal.accounts.lockout.attempted_name"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.client_addresses.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # the pause grows with the lockouts of the last day
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are told by portal.accounts.signals
AXES_SENSITIVE_PARAMETERS = ["login", "code", "csrfmiddlewaretoken"]
AXES_VERBOSE = False

# The province's own single sign-on (OpenID Connect); empty: off.
OIDC_ISSUER = env.str("LIENCONG_OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("LIENCONG_OIDC_NAME", default="") or "SSO"
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": env.str("LIENCONG_OIDC_CLIENT_ID"),
                "secret": env.str("LIENCONG_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# Wagtail's own forms for these know no second factor.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # who may change the address may take the account

# Language and time. Vietnamese is the source language of content, English stands beside it.
LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("vi", "Tiếng Việt"),
    ("en", "English"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_overrides"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_I18N_ENABLED = True

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = env.str("LIENCONG_STATIC_ROOT", default=str(VAR_DIR / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("LIENCONG_MEDIA_ROOT", default=str(VAR_DIR / "media"))
# The internal address under which nginx serves MEDIA_ROOT, ending with a slash; empty: the
# application sends pictures and files itself.
MEDIA_ACCEL = env.str("LIENCONG_MEDIA_ACCEL", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's editor of a long page sends several thousand.

# Security. TLS ends at the proxy, which must set X-Forwarded-Proto itself.
if env.bool("LIENCONG_BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("LIENCONG_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("LIENCONG_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the province's domain carries other systems too
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews a page in a frame of its own origin
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS without includeSubDomains: the province's domain carries other systems too
    "security.W019",  # X-Frame-Options SAMEORIGIN, not DENY: the preview above
    "security.W021",  # no HSTS preload: it would bind those other systems as well
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# Wagtail.
WAGTAIL_SITE_NAME = "Liên Cổng"
WAGTAILADMIN_BASE_URL = env.str("LIENCONG_ADMIN_BASE_URL")
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.File"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "jpeg", "jpg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx",
    "rtf", "txt", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.media.forms.FileForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000  # what a picture takes in memory is four bytes each
# Of one file, and of a whole request. The web server's own limit is the latter.
UPLOAD_MAX_BYTES = max(WAGTAILDOCS_MAX_UPLOAD_SIZE, WAGTAILIMAGES_MAX_UPLOAD_SIZE)
REQUEST_MAX_BYTES = 2 * UPLOAD_MAX_BYTES
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "portal.media.upload_handlers.BoundedUploadHandler",
]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp"}
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "portal.core.admin_search",
        "SEARCH_CONFIG": "simple",
        "ATOMIC_REBUILD": False,
    },
}
# Milliseconds after the last change. A save is sixty queries; Wagtail's 500 makes one at every pause
# between two words, of every clerk of the province. Leaving the page unsaved still warns.
WAGTAIL_AUTOSAVE_INTERVAL = 5_000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one country, one clock
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # pages load nothing from outside
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

EMAIL_CONFIG = env.email_url("LIENCONG_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("LIENCONG_FROM_EMAIL", default="khong-tra-loi@localhost")

# The portal's own switches.
# Files of the embedded search engine; on a disk of this machine, not a shared one.
SEARCH_DIR = env.str("LIENCONG_SEARCH_DIR", default=str(VAR_DIR / "search"))
# A search cluster, asked before the embedded engine, which stays its fall-back; empty: none.
SEARCH_URL = env.list("LIENCONG_SEARCH_URL", default=[])
SEARCH_FLAVOUR = env.str("LIENCONG_SEARCH_FLAVOUR", default="elasticsearch")  # or opensearch
SEARCH_ANALYSIS = env.str("LIENCONG_SEARCH_ANALYSIS", default="full")  # or core, without analysis-common
SEARCH_INDEX_PREFIX = env.str("LIENCONG_SEARCH_INDEX_PREFIX", default="lien-cong")
# Index single changes beside the request that made them; false where search_worker runs.
SEARCH_INDEX_INLINE = env.bool("LIENCONG_SEARCH_INDEX_INLINE", default=True)
# Seconds after which counted searches are written, together; 0 leaves that to whoever asks for it.
SEARCH_LOG_SECONDS = env.int("LIENCONG_SEARCH_LOG_SECONDS", default=30)
# Addresses for machines, on every host: no sub-site, no kept page, no session.
MACHINE_PREFIXES = ("/signage/v1/",)
HOST_SUFFIX = env.str("LIENCONG_HOST_SUFFIX", default="gov.vn")
PUBLIC_PORT = env.int("LIENCONG_PUBLIC_PORT", default=443)
# Rendered anonymous pages kept this many seconds per content version; 0 switches both the
# kept bodies and 304 answers off.
PAGE_CACHE_SECONDS = env.int("LIENCONG_PAGE_CACHE_SECONDS", default=3600)
# Where a dossier is followed on the national portal; {code} stands for the dossier's code.
DOSSIER_LOOKUP_URL = env.str(
    "LIENCONG_DOSSIER_LOOKUP_URL",
    default="https://dichvucong.gov.vn/p/home/dvc-tra-cuu-ho-so.html?maHoSo={code}",
)
# How often one network may rate procedures within an hour; a counter's shared tablet is one network.
RATINGS_PER_HOUR = env.int("LIENCONG_RATINGS_PER_HOUR", default=60)
DEMO_PASSWORD: str | None = None  # set in development only: `manage.py demo` refuses without it

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "portal.audit.json_lines.JsonLineFormatter"},
    },
    "filters": {"no_keys": {"()": "portal.signage.access_logs.KeysRedacted"}},  # keys stand in addresses
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_keys"]},
        "audit": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"},
    },
    "root": {
        "handlers": ["console"],
        "level": env.str("LIENCONG_LOG_LEVEL", default="INFO"),
    },
    # One line for every page indexed, for every table of a font, would drown the rest.
    "loggers": {
        "django": {"handlers": []},  # Django's own handlers know no filter of ours; the root has ours
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        **{
            name: {"level": "WARNING"}
            for name in ("axes", "django_tasks", "elastic_transport", "fontTools", "wagtail")
        },
        # Every entry of the activity log once more, for a collector beyond this database's owner.
        "audit": {"level": "INFO", "handlers": ["audit"], "propagate": False},
    },
}
