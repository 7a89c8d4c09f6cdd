"""Acceptance (n): no key of a board stands in any log."""

import logging
import runpy
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from gunicorn.config import Config

from portal.signage.access_logs import KeysRedacted, redacted

KEY = "lck_2Ff0-abc_DEF"
ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"GET /signage/v1/k/{KEY}/feed.xml HTTP/1.1", "GET /signage/v1/k/[key]/feed.xml HTTP/1.1"),
        (f"Not Found: /signage/v1/k/{KEY}", "Not Found: /signage/v1/k/[key]"),
        (f"/signage/v1/boards/me/feed.xml?a=3&token={KEY}", "/signage/v1/boards/me/feed.xml?a=3&token=[key]"),
        (f"/signage/v1/boards/me?T={KEY}&form=ascii", "/signage/v1/boards/me?T=[key]&form=ascii"),
        ("/tin-tuc/?trang=2", "/tin-tuc/?trang=2"),
    ],
)  # fmt: skip
def test_a_key_in_an_address_is_left_out(said, kept):
    assert redacted(said) == kept


def test_django_logs_refusals_without_the_key(asking):
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(KeysRedacted())
    logging.getLogger("django.request").addHandler(handler)
    try:
        asking.by_key("nothing")
        asking.by_key("playlist.json", method="post")
        asking.get(f"ticker.txt?token={asking.token}")
        Client().get(f"/signage/v1/k/{KEY}/feed.xml")
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert written.getvalue().count("\n") == 4
    for secret in (asking.key, asking.token, KEY):
        assert secret not in written.getvalue()


def test_a_traceback_is_redacted():
    try:
        raise ValueError(f"/signage/v1/k/{KEY}/feed.xml")
    except ValueError as error:
        failed = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "It failed: %s", ("x",), failed)
    assert KeysRedacted().filter(record)
    assert KEY not in logging.Formatter().format(record)


def test_every_handler_of_ours_that_can_name_an_address_has_the_filter():
    handlers = settings.LOGGING["handlers"]
    assert {name for name in handlers if "no_keys" in handlers[name].get("filters", ())} == {"console"}
    assert set(handlers) == {"console", "audit"}  # the latter writes entries, not addresses
    for name in ("django", "django.request", "django.server"):
        for handler in logging.getLogger(name).handlers:
            if type(handler) is logging.StreamHandler:  # the test runner adds kinds of its own
                assert any(isinstance(found, KeysRedacted) for found in handler.filters), (name, handler)


def test_gunicorn_logs_accesses_without_the_key():
    logger_class = runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))["logger_class"]
    logger = logger_class(Config())
    path = f"/signage/v1/k/{KEY}/feed.xml"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"{path}?k={KEY}",
        "PATH_INFO": path,
        "QUERY_STRING": f"k={KEY}",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://x{path}",
    }
    answer = SimpleNamespace(status="200 OK", sent=10, headers=[])
    asked = SimpleNamespace(headers=[("Referer", f"https://x{path}")])
    took = SimpleNamespace(days=0, seconds=0, microseconds=900)
    atoms = logger.atoms(answer, asked, environ, took)
    line = Config().access_log_format % logger.atoms_wrapper_class(atoms)
    assert "/signage/v1/k/[key]/feed.xml" in line
    assert KEY not in line


def test_nginx_logs_neither_the_key_nor_the_query():
    told = (ROOT / "deploy" / "nginx" / "signage.conf").read_text()
    assert "$board_address" in told.partition("log_format")[2].partition(";")[0]
    for variable in ("$request ", "$request_uri", "$args", "$http_referer"):
        assert variable not in told
