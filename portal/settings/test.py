"""Settings of the test suite: SQLite unless LIENCONG_DATABASE_URL names a PostgreSQL."""

import os
import tempfile

os.environ.setdefault("LIENCONG_SECRET_KEY", "test-only-not-a-secret")
os.environ.setdefault("LIENCONG_ALLOWED_HOSTS", "*")
os.environ.setdefault("LIENCONG_ADMIN_BASE_URL", "http://localhost")
os.environ.setdefault("LIENCONG_HOST_SUFFIX", "localhost")
os.environ.setdefault("LIENCONG_PUBLIC_PORT", "80")
os.environ.setdefault("LIENCONG_SSL_REDIRECT", "false")
os.environ.setdefault("LIENCONG_HSTS_SECONDS", "0")
os.environ.setdefault("LIENCONG_BEHIND_PROXY", "false")
os.environ.setdefault("LIENCONG_DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("LIENCONG_VAR_DIR", tempfile.mkdtemp(prefix="liencong-test-"))

from portal.settings.base import *  # noqa: E402, F403

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Argon2 is slow on purpose; tests that sign in hundreds of users need not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_PASSWORD = "test-only-password"
