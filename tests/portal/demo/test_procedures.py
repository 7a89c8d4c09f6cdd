"""The demonstration's catalog: records that fit the schema, decisions in order, pages citizens read."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import TestCase

from portal.demo.catalogue import catalogue_write
from portal.demo.moments import LastOn
from portal.demo.records import Record, record_content, ways_content
from portal.demo.services import units_ensure
from portal.demo.texts.procedures import AMENDMENTS, DECISIONS, FIELDS, RECORDS, REPLACEMENTS, english
from portal.demo.texts.procedures.units import ADOPTIONS, FACTS, OWN_WAYS
from portal.procedures.content import content_of, content_validator
from portal.procedures.enums import FieldPolicy, ProcedureLevel, VersionStatus
from portal.procedures.models import (
    LifeEventEntry,
    LocalFacts,
    Override,
    OverrideTask,
    Procedure,
    VersionTranslation,
)
from portal.procedures.selectors import local_version, policies_on_day, procedures_of_unit, version_at_unit
from sites.services import subsite_create
from tests.factories.units import NOW
from tests.portal.demo.test_texts import MISPLACED, TODAY

VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
BIRTH, MARITAL_STATUS, SHOP, REPLACED, ENTERPRISE = (
    "1.001193",
    "1.004873",
    "1.001612",
    "2.001023",
    "2.001610",
)


def sentences(record: Record) -> Iterator[str]:
    yield from (record.name, record.agency, record.ministry, *record.steps, *record.results, *record.keywords)
    yield from filter(None, (record.requirements, record.description))
    for way in record.ways:
        yield from filter(None, (way.note, *(price.note for price in way.prices)))
    for case in record.cases:
        yield from filter(None, (case.name, *(paper.name for paper in case.papers)))
    yield from (law.title for law in record.laws)


def contents() -> Iterator[dict]:
    for record in (*RECORDS, *english.RECORDS):
        yield record_content(record=record, field_name=FIELDS[record.field][0])
    by_code = {record.code: record for record in RECORDS}
    for changed in AMENDMENTS:
        content = record_content(record=by_code[changed.code], field_name="Hộ tịch")
        yield {**content, "methods": ways_content(changed.ways)}


# --- Texts


def test_every_record_keeps_the_schema():
    found = [(content["code"], error.message) for content in contents() for error in _errors(content)]
    assert found == []


def _errors(content):
    return content_validator().iter_errors(content)


def test_what_citizens_look_up_most_is_there():
    names = " ".join(record.name.lower() for record in RECORDS)
    for words in (
        "đăng ký khai sinh",
        "đăng ký khai tử",
        "đăng ký kết hôn",
        "tình trạng hôn nhân",
        "chứng thực bản sao",
        "chứng thực chữ ký",
        "đăng ký thường trú",
        "đăng ký tạm trú",
        "giấy chứng nhận quyền sử dụng đất",
        "giấy phép xây dựng nhà ở",
        "hộ kinh doanh",
        "trợ cấp xã hội",
        "hộ nghèo",
    ):
        assert words in names, words
    assert any(ProcedureLevel.PROVINCE in record.levels for record in RECORDS)


def test_texts_name_what_exists():
    codes = [record.code for record in RECORDS]
    assert len(codes) == len(set(codes))
    named = {record.code for record in english.RECORDS} | {changed.code for changed in AMENDMENTS}
    named |= {OWN_WAYS.procedure} | {facts.procedure for facts in FACTS if facts.procedure}
    named |= {code for told in REPLACEMENTS for code in (told.code, told.replaced_by)}
    assert named <= set(codes)
    assert {adoption.field for adoption in ADOPTIONS} <= set(FIELDS)


def test_vietnamese_is_clean_and_nothing_is_left_in_english():
    told = [(record.code, text) for record in RECORDS for text in sentences(record)]
    told += [(changed.code, way.note) for changed in AMENDMENTS for way in changed.ways if way.note]
    told += [(facts.unit, text) for facts in FACTS for text in (facts.office, facts.address, facts.note)]
    told += [(OWN_WAYS.unit, OWN_WAYS.reason), *((key, name) for key, (name, _english) in FIELDS.items())]
    for where, text in told:
        assert unicodedata.is_normalized("NFC", text), where
        assert not MISPLACED.search(text), (where, text)
        assert not re.search(r"\S {2,}| [,.;:?!]", text), (where, text)
        assert text.count(" ") < 3 or VIETNAMESE.search(text), (where, text)


def test_english_is_english_and_tells_the_same_facts():
    originals = {record.code: record for record in RECORDS}
    amended = {changed.code: changed.ways for changed in AMENDMENTS}
    for record in english.RECORDS:
        original = originals[record.code]
        for text in sentences(record):
            assert not VIETNAMESE.search(text.replace("đồng", "")), text
        assert (record.field, record.levels, record.audiences, record.mode) == (
            original.field,
            original.levels,
            original.audiences,
            original.mode,
        )
        ways = amended.get(record.code, original.ways)
        assert [figures(way) for way in record.ways] == [figures(way) for way in ways]
        assert [papers(case) for case in record.cases] == [papers(case) for case in original.cases]
        assert [law.number for law in record.laws] == [law.number for law in original.laws]
        assert len(record.steps) == len(original.steps)


def figures(way):
    return way.channel, way.days, way.unit, [(price.kind, price.amount) for price in way.prices]


def papers(case):
    return [(paper.form, paper.originals, paper.copies, paper.is_shown_only) for paper in case.papers]


def test_decisions_say_that_they_are_made_up():
    assert all("trình diễn" in order.number for order in DECISIONS.values())


@pytest.mark.parametrize(
    "day", [date(2026, 1, 1), date(2026, 5, 31), date(2026, 12, 31), date(2027, 3, 1), date(2028, 2, 29)]
)
def test_later_decisions_take_effect_later(day):
    starts = {key: order.when.day(day) for key, order in DECISIONS.items() if isinstance(order.when, LastOn)}
    assert max(starts["first"], starts["second"]) < min(starts["digital"], starts["together"]) <= day


# --- As written


class Written(TestCase):
    """One catalog for all tests of this class, on a province, a district and the trial commune."""

    @classmethod
    def setUpTestData(cls):
        cls.units = units_ensure()
        for code in ("80", "808", "28234"):
            subsite_create(unit=cls.units[code], now=NOW)
        cls.made = catalogue_write(now=NOW, actor=None)

    def read(self, path, host="thanhphulong.longan.localhost"):
        answer = self.client.get(path, HTTP_HOST=host)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def at_commune(self, code, day=TODAY):
        return version_at_unit(code=code, unit=self.units["28234"], day=day)

    def test_working_copies_say_what_their_newest_version_says(self):
        assert self.made == len(RECORDS)
        for procedure in Procedure.objects.filter(locale__language_code="vi"):
            procedure.full_clean()
            newest = procedure.versions.order_by("number").last()
            assert content_of(procedure) == newest.content
            assert (procedure.decision_number, procedure.status) == (newest.decision_number, newest.status)
            assert procedure.live

    def test_every_level_has_a_list(self):
        in_force = {
            code: set(procedures_of_unit(unit=self.units[code], day=TODAY).values_list("code", flat=True))
            for code in ("80", "808", "28234")
        }
        assert len(in_force["28234"]) >= 14
        assert SHOP in in_force["808"]
        assert ENTERPRISE in in_force["80"] - in_force["28234"]
        assert not any(REPLACED in codes for codes in in_force.values())

    def test_a_charge_ends_next_month_by_itself(self):
        def online(day):
            methods = self.at_commune(SHOP, day).content["methods"]
            return next(way["fees"][0]["amount"] for way in methods if way["channel"] == "ONLINE")

        assert online(TODAY) == online(date(2026, 11, 30)) == "100000"
        assert online(date(2026, 12, 1)) == "0"
        assert "01/12/2026" in self.read(f"/thu-tuc/{SHOP}/lich-su/")

    def test_the_replaced_one_leads_to_its_follower(self):
        version = self.at_commune(REPLACED)
        assert version.status == VersionStatus.REPLACED
        page = self.read(f"/thu-tuc/{REPLACED}/")
        assert f"/thu-tuc/{version.replaced_by.code}/" in page

    def test_communes_tell_where_and_when(self):
        policies = policies_on_day(day=TODAY)
        required = {part for part, policy in policies.items() if policy == FieldPolicy.LOCAL_REQUIRED}
        assert len(set(LocalFacts.objects.filter(procedure=None).values_list("unit", flat=True))) == 3
        local = local_version(version=self.at_commune(BIRTH), unit=self.units["28234"])
        assert all(local.facts[part] for part in required)
        assert local.facts["office"] in self.read(f"/thu-tuc/{BIRTH}/")

    def test_one_commune_is_quicker_and_says_why(self):
        own = Override.objects.get()
        assert own.reason and own.review_on > TODAY
        assert policies_on_day(day=TODAY)[own.part] == FieldPolicy.OVERRIDABLE
        assert not OverrideTask.objects.exists()
        local = local_version(version=self.at_commune(MARITAL_STATUS), unit=own.unit)
        content = {**local.version.content, **local.content}
        assert local.own_parts == {"methods"} and not list(_errors(content))
        assert local.content["methods"][0]["time"]["value"] == "1"
        assert local.version.content["methods"][0]["time"]["value"] == "3"

    def test_four_are_read_in_english(self):
        assert VersionTranslation.objects.count() == len(english.RECORDS) == 4
        page = self.read(f"/en/procedures/{BIRTH}/")
        assert "Registering a birth" in page and "Notice of birth" in page
        assert "Civil status" in page and "4 papers, by case" in page

    def test_life_events_lead_to_them(self):
        found = set(LifeEventEntry.objects.values_list("procedure__code", flat=True))
        assert {BIRTH, MARITAL_STATUS, SHOP, ENTERPRISE} <= found
        page = self.read("/thu-tuc/")
        assert "Có con nhỏ" in page and "Hôn nhân và gia đình" in page
