"""Development settings: need no secret and no service. Never for a reachable machine."""

import os
from pathlib import Path

_BASE_DIR = Path(__file__).resolve().parents[2]

os.environ.setdefault("LIENCONG_SECRET_KEY", "development-only-not-a-secret")
os.environ.setdefault("LIENCONG_ALLOWED_HOSTS", ".localhost,127.0.0.1,[::1]")
os.environ.setdefault("LIENCONG_ADMIN_BASE_URL", "http://localhost:8000")
os.environ.setdefault("LIENCONG_HOST_SUFFIX", "localhost")
os.environ.setdefault("LIENCONG_PUBLIC_PORT", "8000")
os.environ.setdefault("LIENCONG_SSL_REDIRECT", "false")
os.environ.setdefault("LIENCONG_HSTS_SECONDS", "0")
os.environ.setdefault("LIENCONG_BEHIND_PROXY", "false")
os.environ.setdefault("LIENCONG_REQUIRE_SECOND_FACTOR", "false")
os.environ.setdefault("LIENCONG_PAGE_CACHE_SECONDS", "0")
os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{_BASE_DIR}/var/liencong.sqlite3")

from portal.settings.base import *  # noqa: E402, F403

DEBUG = True
VAR_DIR.mkdir(parents=True, exist_ok=True)  # noqa: F405
INSTALLED_APPS = ["portal.demo", *INSTALLED_APPS]  # noqa: F405
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
DATABASES["default"].setdefault("OPTIONS", {})  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"].update(  # noqa: F405
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    )
LOGGING["loggers"]["audit"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405 - the screen has them
DEMO_PASSWORD = "lien-cong-2026"  # noqa: S105 - printed by `manage.py demo`
