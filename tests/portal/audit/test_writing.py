"""What an entry holds, when it is kept, and the line of JSON that follows it."""

import json
import logging
from io import StringIO

import pytest
from django.db import transaction
from django.utils import timezone

from portal.audit.enums import ActionGroup
from portal.audit.json_lines import JsonLineFormatter
from portal.audit.models import AuditEntry
from portal.audit.services import MASK, audit_write
from tests.portal.accounts.colleagues import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """What the logger says, as the collector reads it."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLineFormatter())
    logger = logging.getLogger("audit")
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def write(**fields) -> AuditEntry:
    return audit_write(**({"action": "test.done", "group": ActionGroup.RECORDS} | fields))


def test_outside_a_request_an_entry_says_so():
    entry = write(object_label="x")
    assert (entry.source, entry.ip_address, entry.actor_name, entry.host) == ("COMMAND", None, "", "")


def test_what_is_undone_leaves_no_entry(lines, django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(RuntimeError),
        transaction.atomic(),
    ):
        write(object_label="undone")
        raise RuntimeError
    assert not AuditEntry.objects.filter(object_label="undone").exists()
    assert lines() == []


def test_after_the_commit_it_is_said_once_on_one_line(lines, django_capture_on_commit_callbacks):
    user = make_user("mai", full_name="Nguyễn Thị Mai")
    with django_capture_on_commit_callbacks(execute=True):
        entry = write(actor=user, object_label="Quyết định\nsố 5", detail={"after": {"title": "Mới"}})
        assert lines() == []
    (line,) = lines()
    assert line["log"] == "audit" and line["id"] == entry.pk and line["action"] == "test.done"
    assert line["actor"] == {"id": user.pk, "name": "Nguyễn Thị Mai (mai)"}
    assert line["object"]["label"] == "Quyết định số 5"
    assert line["detail"] == {"after": {"title": "Mới"}} and line["subsite"] is None
    assert line["time"].startswith(entry.created_at.strftime("%Y-%m-%d"))


def test_vietnamese_is_not_escaped():
    record = logging.LogRecord("audit", logging.INFO, "", 0, "x", None, None)
    record.entry = {"object": "Quyết định"}
    assert JsonLineFormatter().format(record) == '{"log": "audit", "object": "Quyết định"}'


def test_the_logger_writes_to_the_standard_output_and_nowhere_else(settings):
    logger = settings.LOGGING["loggers"]["audit"]
    handler = settings.LOGGING["handlers"][logger["handlers"][0]]
    assert (handler["stream"], handler["formatter"]) == ("ext://sys.stdout", "json")
    assert logger["propagate"] is False and logger["level"] == "INFO"


def test_secrets_do_not_get_into_an_entry():
    detail = {"after": {"password": "abc", "api_token": "abc", "name": "x"}, "rows": [{"secret": "abc"}]}
    kept = AuditEntry.objects.get(pk=write(detail=detail).pk).detail
    assert kept == {"after": {"password": MASK, "api_token": MASK, "name": "x"}, "rows": [{"secret": MASK}]}


def test_whatever_is_told_fits(db):
    detail = {"when": timezone.now(), "zero": "a\x00b"}
    entry = write(object_label="đ" * 2000, object_id="9" * 500, object_type="t" * 500, detail=detail)
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert len(kept.object_label) == 500 and len(kept.object_id) == 100 and kept.detail["zero"] == "ab"
