"""Production settings are safe by default and refuse to start without what they need."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "LIENCONG_SECRET_KEY": "9d3yF!kQ7w2Zr5tXc8vBn4mLp6sHj1gDu0aEoRiTyKqWzXsNdUf",
    "LIENCONG_ALLOWED_HOSTS": ".longan.example",
    "LIENCONG_DATABASE_URL": "postgres://portal@127.0.0.1/portal",
    "LIENCONG_ADMIN_BASE_URL": "https://quantri.longan.example",
}
# Redis has to be named or not: without it each process keeps its own cache.
OPTIONAL = {"LIENCONG_REDIS_URL": "redis://127.0.0.1:6379/0"}


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A Python process with the production settings and nothing but `variables` of ours."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LIENCONG_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "portal.settings.base"} | variables,
        capture_output=True,
        text=True,
    )


def setting(expression: str, **variables: str) -> str:
    done = python("-c", f"from django.conf import settings; print({expression})", **(PRODUCTION | variables))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_nothing_starts_without(name):
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    done = python("-c", "from django.conf import settings; settings.DEBUG", **variables)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert name in done.stderr


def test_production_keeps_its_cookies_and_its_errors_to_itself():
    names = ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    assert setting(f"all(getattr(settings, name) is True for name in {names})") == "True"
    assert setting("settings.DEBUG") == "False"
    assert setting("settings.SECURE_HSTS_SECONDS >= 31_536_000") == "True"
    assert setting("settings.DEMO_PASSWORD") == "None"


def test_pages_may_run_no_inline_script():
    directives = setting("settings.CONTENT_SECURITY_POLICY['DIRECTIVES']")
    assert "unsafe" not in directives
    assert "http" not in directives


def test_redis_is_used_where_it_is_named():
    backend = "settings.CACHES['default']['BACKEND']"
    assert setting(backend) == "django.core.cache.backends.locmem.LocMemCache"
    assert setting(backend, **OPTIONAL) == "django_redis.cache.RedisCache"


def test_deployment_checks_have_nothing_to_say():
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_development_needs_no_variable(tmp_path):
    done = python(
        "manage.py",
        "check",
        DJANGO_SETTINGS_MODULE="portal.settings.dev",
        LIENCONG_DATABASE_URL=f"sqlite:///{tmp_path}/development.sqlite3",
        LIENCONG_VAR_DIR=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr


def test_tests_write_to_a_folder_of_their_own():
    assert Path(settings.MEDIA_ROOT).is_relative_to(tempfile.gettempdir())
    assert not Path(settings.MEDIA_ROOT).is_relative_to(ROOT)
