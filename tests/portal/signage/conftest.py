"""Fixtures of every test of boards."""

from types import SimpleNamespace

import pytest

from portal.signage.boards import callers


@pytest.fixture(autouse=True)
def callers_dropped_at_once(request, monkeypatch):
    """A test's transaction never commits, so a shared cache would remember a caller that has changed.

    Not for tests that run what waits for the commit themselves.
    """
    if "django_capture_on_commit_callbacks" not in request.fixturenames:
        at_once = SimpleNamespace(on_commit=lambda run, robust: run())
        monkeypatch.setattr(callers, "transaction", at_once)
