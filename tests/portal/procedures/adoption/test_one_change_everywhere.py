"""Change one fee centrally: all follow on its day, those with their own get a task, nobody loses a phone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.procedures.content import procedure_fill
from portal.procedures.enums import TaskState, VersionStatus
from portal.procedures.models import LocalFacts, Override, OverrideTask, Procedure
from portal.procedures.selectors import local_version, version_at_unit
from portal.procedures.services import Decision, version_revert
from tests.factories.procedures import NOW, make_content, publish
from tests.factories.units import make_unit

pytestmark = pytest.mark.django_db
CODE = "1.001193"
WRITES = ("INSERT", "UPDATE", "DELETE")


def make_communes(parent, number: int) -> list:
    """Rows of units: what they show does not need their sites."""
    return [make_unit(f"Xã số {n}", parent=parent) for n in range(number)]


def fee_at(unit, day) -> str:
    local = local_version(version=version_at_unit(code=CODE, unit=unit, day=day), unit=unit)
    return local.content["methods"][0]["fees"][0]["amount"]


def phone_at(unit, day) -> str:
    return local_version(version=version_at_unit(code=CODE, unit=unit, day=day), unit=unit).facts["phone"]


def publish_in_the_admin(fee: str, on, user, number: str) -> list[str]:
    """As the editor's form does: draft, then published. Returns the statements that wrote."""
    procedure = Procedure.objects.get(code=CODE)
    procedure_fill(procedure, make_content(CODE, fee=fee), field=procedure.field)
    procedure.decision_number, procedure.effective_from = number, on
    procedure.status = VersionStatus.AMENDED
    with CaptureQueriesContext(connection) as captured:
        procedure.save_revision(user=user).publish(user=user)
    return [query["sql"] for query in captured if query["sql"].startswith(WRITES)]


def own_fee(unit, version) -> None:
    Override.objects.create(
        unit=unit, procedure=version.procedure, part="methods", reason="Nghị quyết",
        value=make_content(CODE, fee="3000")["methods"], review_on=timezone.localdate(),
        base_version=version, written_at=NOW,
    )  # fmt: skip


def test_one_fee_changes_everywhere_on_its_day(network, admin_user):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    first = publish(make_content(CODE, fee="5000"))
    communes = make_communes(network["chau_thanh"].unit, 30)
    for n, unit in enumerate(communes):
        LocalFacts.objects.create(unit=unit, phone=f"0272 {n:03}", updated_at=NOW)
    different = communes[:3]
    for unit in different:
        own_fee(unit, first)

    publish_in_the_admin("9000", tomorrow, admin_user, "99/QĐ-UBND")

    followers = communes[3:]
    assert {fee_at(unit, today) for unit in followers} == {"5000"}
    assert {fee_at(unit, tomorrow) for unit in followers} == {"9000"}
    assert {fee_at(unit, tomorrow) for unit in different} == {"3000"}
    assert set(OverrideTask.objects.values_list("override__unit", flat=True)) == {u.pk for u in different}
    assert [phone_at(unit, tomorrow) for unit in communes] == [f"0272 {n:03}" for n in range(30)]

    back = Decision(
        number="100/QĐ-UBND", effective_from=tomorrow, decided_on=tomorrow, status=VersionStatus.AMENDED
    )
    version_revert(version=first, decision=back, actor=admin_user, now=NOW)
    assert {fee_at(unit, tomorrow) for unit in followers} == {"5000"}
    assert not OverrideTask.objects.filter(state=TaskState.OPEN).exists()
    assert [phone_at(unit, tomorrow) for unit in communes] == [f"0272 {n:03}" for n in range(30)]


def test_the_rows_written_do_not_grow_with_the_units_that_follow(network, admin_user):
    publish(make_content(CODE, fee="5000"))
    parent, today = network["chau_thanh"].unit, timezone.localdate()
    # The first publication of a record by hand writes what later ones do not.
    publish_in_the_admin("6000", today, admin_user, "97/QĐ-UBND")
    make_communes(parent, 5)
    with_few = publish_in_the_admin("7000", today, admin_user, "98/QĐ-UBND")
    make_communes(parent, 25)
    with_many = publish_in_the_admin("8000", today, admin_user, "99/QĐ-UBND")
    assert len(with_many) == len(with_few)
    assert sum(map(len, with_many)) == pytest.approx(sum(map(len, with_few)), rel=0.02)
