"""Nothing written can be changed or taken away: not by Django, not by SQL, not by a flush."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit import services
from portal.audit.enums import ActionGroup
from portal.audit.guard import guard_install, guard_remove
from portal.audit.models import AppendOnlyError, AuditEntry
from portal.audit.services import audit_write
from tests.portal.accounts.colleagues import make_user

YEARS_AGO = timezone.make_aware(datetime(2020, 5, 1, 8, 0))


def write(**fields) -> AuditEntry:
    facts = {"action": "test.done", "group": ActionGroup.RECORDS, "object_label": "Một việc"}
    return audit_write(**(facts | fields))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(action="x"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
        lambda entry: AuditEntry(pk=entry.pk, created_at=timezone.now()).delete(),
    ],
)
def test_django_refuses(attempt):
    entry = write()
    with pytest.raises(AppendOnlyError):
        attempt(entry)
    assert AuditEntry.objects.get(pk=entry.pk).action == "test.done"


@pytest.mark.django_db
def test_another_row_under_the_same_number_is_refused():
    entry = write()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry(pk=entry.pk, created_at=timezone.now(), action="x").save()
    assert AuditEntry.objects.get(pk=entry.pk).action == "test.done"


STATEMENTS = ["UPDATE audit_auditentry SET action = 'x'", "DELETE FROM audit_auditentry"]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses(statement):
    entry = write()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEntry.objects.filter(pk=entry.pk, action="test.done").exists()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table():
    write()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_auditentry")


@pytest.mark.django_db
def test_without_the_triggers_the_same_statement_would_pass():
    """The test above bites; and the triggers come back, however often they are asked for."""
    entry = write()
    with transaction.atomic():
        guard_remove(connection)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_auditentry SET action = 'x'")
        guard_install(connection)
        guard_install(connection)
    assert AuditEntry.objects.get(pk=entry.pk).action == "x"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")


@pytest.mark.django_db
def test_an_entry_outlives_the_person_and_keeps_the_name():
    user = make_user("mai", full_name="Nguyễn Thị Mai")
    entry = write(actor=user, instance=user)
    number = user.pk
    user.delete()
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert kept.actor_id == number and kept.actor_name == "Nguyễn Thị Mai (mai)"


@pytest.mark.django_db
def test_a_backup_is_loaded_into_an_empty_log_and_never_over_one(tmp_path):
    entry = write()
    backup = tmp_path / "log.json"
    entry.pk += 1000
    backup.write_text(serializers.serialize("json", [entry]))
    call_command("loaddata", backup, verbosity=0)
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        call_command("loaddata", backup, verbosity=0)


@pytest.mark.django_db
def test_a_database_of_tests_can_be_emptied():
    """Django does so after a test with real transactions; here it is rolled back."""
    write()
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    write()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")


@pytest.mark.django_db
def test_no_other_database_is_flushed(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "lien_cong")
    with pytest.raises(CommandError, match="may not be emptied"):
        call_command("flush", interactive=False)


# --- The lawful way out


def prune(*arguments: str) -> str:
    said = StringIO()
    call_command("audit_prune", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def old_and_new(db):
    return write(now=YEARS_AGO), write(now=timezone.now() - timedelta(days=300))


def test_old_entries_leave_and_the_leaving_is_told(old_and_new):
    old, new = old_and_new
    assert "1 entries" in prune("--before", "2021-01-01")
    assert not AuditEntry.objects.filter(pk=old.pk).exists()
    assert AuditEntry.objects.filter(pk=new.pk).exists()
    entry = AuditEntry.objects.get(action="audit.pruned")
    assert entry.detail == {"before": "2021-01-01", "entries": 1} and entry.source == "COMMAND"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")


def test_the_day_itself_stays(old_and_new):
    old, _new = old_and_new
    assert "0 entries" in prune("--before", "2020-05-01")
    assert AuditEntry.objects.filter(pk=old.pk).exists()


def test_a_dry_run_only_counts(old_and_new):
    old, _new = old_and_new
    assert "1 entries" in prune("--before", "2021-01-01", "--dry-run")
    assert AuditEntry.objects.filter(pk=old.pk).exists()
    assert not AuditEntry.objects.filter(action="audit.pruned").exists()


@pytest.mark.parametrize("days", [0, 1, 364, 365])
def test_the_last_twelve_months_stay(old_and_new, days):
    before = timezone.localdate() - timedelta(days=days)
    with pytest.raises(CommandError, match="12"):
        prune("--before", before.isoformat())
    assert AuditEntry.objects.filter(pk__in=[entry.pk for entry in old_and_new]).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "hôm qua", "2025-13-01", "01/02/2025"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(CommandError, match="is no date"):
        prune("--before", text)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's trigger knows no age")
def test_postgresql_keeps_twelve_months_whatever_the_code_asks(monkeypatch):
    entry = write(now=timezone.now() - timedelta(days=30))
    monkeypatch.setattr(services, "KEPT_AT_LEAST", timedelta(0))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        services.entries_prune(before=date.today(), actor=None, now=timezone.now())
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
