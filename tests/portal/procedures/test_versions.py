"""A decision becomes a version; the day of the law decides what holds, not the order of arrival."""

from datetime import date

import pytest

from portal.procedures.content import content_of, content_validator, procedure_fill
from portal.procedures.enums import VersionStatus
from portal.procedures.models import Procedure, ProcedureVersion
from portal.procedures.models.versions import ImmutableVersion
from portal.procedures.selectors import version_on_day
from portal.procedures.services import Decision, version_revert
from tests.factories.procedures import NOW, make_content, publish

pytestmark = pytest.mark.django_db


def fee_on(day: date) -> str:
    version = version_on_day(code="1.001193", day=day)
    return version.content["methods"][0]["fees"][0]["amount"]


def test_the_working_copy_says_what_it_was_filled_with(network):
    content = make_content(fee="8000.5", dossier_sets=2)
    publish(content)
    procedure = Procedure.objects.get(code="1.001193")
    assert content_of(procedure) == content
    assert list(content_validator().iter_errors(content)) == []


def test_a_new_fee_shows_on_its_legal_day_by_itself(network):
    publish(make_content(fee="5000"), on=date(2025, 1, 1))
    publish(make_content(fee="8000"), on=date(2026, 12, 1), number="99/QĐ-BTP")
    assert fee_on(date(2026, 11, 30)) == "5000"
    assert fee_on(date(2026, 12, 1)) == "8000"
    assert version_on_day(code="1.001193", day=date(2024, 12, 31)) is None


def test_a_decision_that_arrives_late_takes_its_place_and_changes_nothing(network):
    publish(make_content(fee="5000"), on=date(2024, 1, 1))
    publish(make_content(fee="8000"), on=date(2026, 1, 1), number="99/QĐ-BTP")
    publish(make_content(fee="6000"), on=date(2025, 1, 1), number="50/QĐ-BTP")
    assert [fee_on(date(year, 6, 1)) for year in (2024, 2025, 2026)] == ["5000", "6000", "8000"]


def test_the_same_decision_twice_is_one_version(network):
    assert publish(make_content(), on=date(2025, 1, 1)) is not None
    assert publish(make_content(), on=date(2025, 1, 1)) is None
    assert ProcedureVersion.objects.filter(code="1.001193").count() == 1


def test_records_without_a_day_hold_since_ever_and_the_later_one_wins(network):
    publish(make_content(fee="5000"))
    publish(make_content(fee="8000"), number="99/QĐ-BTP")
    assert fee_on(date(1990, 1, 1)) == "8000"
    assert ProcedureVersion.objects.on_day(date(2026, 1, 1)).filter(code="1.001193").count() == 1


def test_an_abolished_procedure_leaves_the_lists_and_can_still_be_read(network):
    publish(make_content(), on=date(2025, 1, 1))
    publish(make_content(), on=date(2026, 1, 1), number="9/QĐ-BTP", status=VersionStatus.ABOLISHED)
    assert not ProcedureVersion.objects.in_force(date(2026, 2, 1)).filter(code="1.001193").exists()
    assert version_on_day(code="1.001193", day=date(2026, 2, 1)).status == VersionStatus.ABOLISHED
    assert ProcedureVersion.objects.in_force(date(2025, 2, 1)).filter(code="1.001193").exists()


def test_reverting_publishes_the_old_words_again(network):
    first = publish(make_content(fee="5000"), on=date(2025, 1, 1))
    publish(make_content(fee="8000"), on=date(2026, 1, 1), number="99/QĐ-BTP")
    decision = Decision(number="100/QĐ-BTP", effective_from=date(2026, 3, 1), status=VersionStatus.AMENDED)
    version_revert(version=first, decision=decision, actor=None, now=NOW)
    assert [fee_on(date(2026, month, 1)) for month in (1, 2, 3)] == ["8000", "8000", "5000"]


def test_a_version_cannot_be_changed(network):
    version = publish(make_content())
    version.name = "Tên khác"
    with pytest.raises(ImmutableVersion):
        version.save()


def test_publishing_in_the_admin_makes_a_version(network, admin_user):
    publish(make_content(fee="5000"), on=date(2025, 1, 1))
    procedure = Procedure.objects.get(code="1.001193")
    procedure_fill(procedure, make_content(fee="9000"), field=procedure.field)
    procedure.decision_number, procedure.effective_from = "120/QĐ-BTP", date(2026, 12, 1)
    procedure.status = VersionStatus.AMENDED
    revision = procedure.save_revision(user=admin_user)
    revision.publish(user=admin_user)
    assert fee_on(date(2026, 11, 30)) == "5000"
    assert fee_on(date(2026, 12, 1)) == "9000"
    assert ProcedureVersion.objects.get(decision_number="120/QĐ-BTP").recorded_by == admin_user
