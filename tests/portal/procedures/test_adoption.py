"""Who carries out what: the record's level, then rules, the narrower before the wider."""

from datetime import date

import pytest

from portal.procedures.enums import TaskState
from portal.procedures.models import AdoptionRule, LocalFacts, Override, OverrideTask, Procedure
from portal.procedures.selectors import local_version, procedures_of_unit, version_on_day
from sites.enums import Level
from tests.factories.procedures import NOW, make_content, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
BIRTH, LAND, BUS = "1.001193", "2.000001", "1.000003"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai", levels=["COMMUNE", "PROVINCE"]))
    publish(make_content(BUS, name="Cấp phù hiệu xe", field=None, levels=["PROVINCE"]))
    return network


def rule(**fields):
    return AdoptionRule.objects.create(reason="QĐ", decided_at=NOW, **fields)


def codes(subsite):
    return set(procedures_of_unit(unit=subsite.unit, day=DAY).values_list("code", flat=True))


def test_without_rules_the_level_decides(catalog):
    assert codes(catalog["hoa_phu"]) == {BIRTH, LAND}
    assert codes(catalog["province"]) == {BIRTH, LAND, BUS}


def test_the_narrower_rule_wins(catalog):
    commune, other = catalog["hoa_phu"], catalog["thanh_phu_long"]
    land = Procedure.objects.get(code=LAND)
    rule(level=Level.COMMUNE, performs=False)
    assert codes(commune) == set()
    rule(level=Level.COMMUNE, procedure=Procedure.objects.get(code=BIRTH), performs=True)
    assert codes(commune) == {BIRTH}
    rule(unit=commune.unit, field=land.field, performs=True)
    assert codes(commune) == {BIRTH, LAND}
    rule(unit=commune.unit, procedure=land, performs=False)
    assert codes(commune) == {BIRTH}
    assert codes(other) == {BIRTH}


def test_the_list_costs_one_query_whatever_the_rules(catalog):
    rule(level=Level.COMMUNE, procedure=Procedure.objects.get(code=BIRTH), performs=False)
    with assert_queries(1, "the list"):
        list(procedures_of_unit(unit=catalog["hoa_phu"].unit, day=DAY))


def own_fee(subsite, amount):
    version = version_on_day(code=BIRTH, day=DAY)
    value = make_content(BIRTH, fee=amount)["methods"]
    return Override.objects.create(
        unit=subsite.unit,
        procedure=version.procedure,
        part="methods",
        value=value,
        reason="Nghị quyết của hội đồng nhân dân",
        review_on=date(2027, 1, 1),
        base_version=version,
        written_at=NOW,
    )


def test_a_changed_part_opens_a_task_only_where_a_unit_has_its_own(catalog):
    unit = catalog["hoa_phu"].unit
    override = own_fee(catalog["hoa_phu"], "3000")
    LocalFacts.objects.create(unit=unit, office="Bộ phận một cửa", phone="0272 111", updated_at=NOW)
    version = publish(make_content(BIRTH, fee="9000"), on=DAY, number="7/QĐ-BTP")
    assert list(OverrideTask.objects.values_list("override", "version", "state")) == [
        (override.pk, version.pk, TaskState.OPEN)
    ]
    here = local_version(version=version, unit=unit)
    elsewhere = local_version(version=version, unit=catalog["thanh_phu_long"].unit)
    assert here.content["methods"][0]["fees"][0]["amount"] == "3000"
    assert here.facts["phone"] == "0272 111"
    assert elsewhere.content["methods"][0]["fees"][0]["amount"] == "9000"
    assert elsewhere.own_parts == frozenset()


def test_a_change_of_another_part_opens_no_task(catalog):
    own_fee(catalog["hoa_phu"], "3000")
    publish(make_content(BIRTH, requirements="Có mặt"), on=DAY, number="7/QĐ-BTP")
    assert not OverrideTask.objects.exists()


def test_a_task_is_closed_when_the_record_goes_back(catalog):
    own_fee(catalog["hoa_phu"], "3000")
    publish(make_content(BIRTH, fee="9000"), on=DAY, number="7/QĐ-BTP")
    publish(make_content(BIRTH), on=date(2026, 12, 1), number="8/QĐ-BTP")
    assert set(OverrideTask.objects.values_list("state", flat=True)) == {TaskState.KEPT}


def test_what_a_unit_says_of_one_procedure_comes_before_what_it_says_of_all(catalog):
    unit = catalog["hoa_phu"].unit
    version = version_on_day(code=BIRTH, day=DAY)
    LocalFacts.objects.create(unit=unit, office="Một cửa", phone="1", updated_at=NOW)
    LocalFacts.objects.create(unit=unit, procedure=version.procedure, phone="2", updated_at=NOW)
    facts = local_version(version=version, unit=unit).facts
    assert (facts["office"], facts["phone"], facts["hours"]) == ("Một cửa", "2", "")
