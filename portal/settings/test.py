"""Settings of the test suite: SQLite unless LIENCONG_DATABASE_URL names a PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

os.environ.setdefault("LIENCONG_SECRET_KEY", "test-only-not-a-secret")
os.environ.setdefault("LIENCONG_ALLOWED_HOSTS", "*")
os.environ.setdefault("LIENCONG_ADMIN_BASE_URL", "http://localhost")
os.environ.setdefault("LIENCONG_HOST_SUFFIX", "localhost")
os.environ.setdefault("LIENCONG_PUBLIC_PORT", "80")
os.environ.setdefault("LIENCONG_SSL_REDIRECT", "false")
os.environ.setdefault("LIENCONG_HSTS_SECONDS", "0")
os.environ.setdefault("LIENCONG_BEHIND_PROXY", "false")
os.environ.setdefault("LIENCONG_REQUIRE_SECOND_FACTOR", "false")
os.environ.setdefault("LIENCONG_DATABASE_URL", "sqlite://:memory:")
# Uploads go to a folder of this run, whatever the environment says; workers share their parent's.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="liencong-test-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["LIENCONG_VAR_DIR"] = _folder
for _name in ("LIENCONG_MEDIA_ROOT", "LIENCONG_STATIC_ROOT"):
    os.environ.pop(_name, None)

from portal.settings.base import *  # noqa: E402, F403

Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # noqa: F405 - WhiteNoise warns when it is not there
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]  # noqa: F405
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Argon2 is slow on purpose; tests that sign in hundreds of users need not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Workers have databases of their own and so need caches of their own: keys hold primary keys.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
MEDIA_ROOT = str(VAR_DIR / f"media-{_worker}")  # noqa: F405 - tests look at what lies on the disk
if "LOCATION" in CACHES["default"]:  # noqa: F405
    _redis = urlsplit(env.str("LIENCONG_REDIS_URL"))  # noqa: F405
    CACHES["default"]["LOCATION"] = _redis._replace(path=f"/{_worker}").geturl()  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_PASSWORD = "test-only-password"  # noqa: S105
SIGN_IN_MAIL_IN_BACKGROUND = False  # tests read the outbox
SEARCH_INDEX_INLINE = False  # tests index when they mean to
SEARCH_LOG_SECONDS = 0  # tests write counts when they mean to
SEARCH_DIR = str(VAR_DIR / f"search-{_worker}")  # noqa: F405
