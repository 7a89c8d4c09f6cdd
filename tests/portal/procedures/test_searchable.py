"""Procedures in the index: by what people call them, where they are carried out."""

from datetime import date

import pytest

from portal.procedures.enums import VersionStatus
from portal.procedures.models import AdoptionRule, LifeEvent, LifeEventEntry, Procedure
from portal.procedures.search_changes import PROCEDURE_KIND
from search.searchable import registry
from sites.enums import Level
from tests.factories.procedures import NOW, make_content, publish
from tests.support.queries import assert_queries
from tests.support.searching import context_of, documents, shown_now, temporary_index

pytestmark = pytest.mark.django_db
LAND = "Cấp giấy chứng nhận quyền sử dụng đất lần đầu"
DAY = date(2026, 1, 1)


@pytest.fixture
def land():
    return publish(make_content("1.012753", name=LAND, field="Đất đai", keywords=["cấp sổ lần đầu"]), on=DAY)


@pytest.fixture
def birth():
    return publish(make_content(), on=DAY)


def rule(**what):
    return AdoptionRule.objects.create(decided_at=NOW, **what)


@pytest.mark.parametrize(
    "typed", ["sổ đỏ", "so do", "cấp sổ lần đầu", "1.012753", "GCN QSDĐ", "quyen su dung dat"]
)
def test_a_procedure_is_found_by_what_people_call_it(network, land, birth, typed):
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.titles(network["hoa_phu"], typed)[0] == LAND


@pytest.mark.parametrize("typed", ["60/2014/QH13", "60/2014/qh13"])
def test_it_is_found_by_its_legal_basis(network, birth, typed):
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.titles(network["hoa_phu"], typed) == [birth.name]


def test_it_is_found_by_the_event_in_life(network, birth):
    event = LifeEvent.objects.create(name="Nhà có em bé", slug="co-em-be")
    LifeEventEntry.objects.create(life_event=event, procedure=birth.procedure)
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.titles(network["hoa_phu"], "có em bé") == [birth.name]


def test_its_address_is_that_of_the_sub_site_that_shows_it(network, birth, visit):
    with temporary_index(PROCEDURE_KIND) as index:
        for name in ("hoa_phu", "phuoc_ly"):
            (find,) = index.page(network[name], "đăng ký khai sinh").finds
            assert (
                visit(network[name], find.shown.url.split(network[name].site.hostname)[-1]).status_code == 200
            )


def test_where_it_is_not_carried_out_nobody_finds_it(network, birth):
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.titles(network["chau_thanh"], "khai sinh", is_alone=True) == []
        rule(unit=network["hoa_phu"].unit, procedure=birth.procedure, performs=False)
        # The index still says so; the last look into the database does not.
        assert index.titles(network["hoa_phu"], "khai sinh") == []
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.page(network["hoa_phu"], "khai sinh").results.total == 0
        assert index.titles(network["phuoc_ly"], "khai sinh") == [birth.name]


def test_all_of_a_level_is_one_word_and_some_of_it_one_each(network, birth):
    near = {f"u{network[name].unit_id}" for name in ("province", "can_giuoc")}
    above = {*near, f"u{network['chau_thanh'].unit_id}"}
    (found,) = documents(PROCEDURE_KIND).values()
    assert set(found.scopes) == {"level:COMMUNE", "level:PROVINCE", *above}
    rule(level=Level.COMMUNE, procedure=birth.procedure, performs=False)
    rule(unit=network["phuoc_ly"].unit, procedure=birth.procedure, performs=True)
    (found,) = documents(PROCEDURE_KIND).values()
    assert set(found.scopes) == {f"only:{network['phuoc_ly'].unit_id}", "level:PROVINCE", *near}
    with temporary_index(PROCEDURE_KIND) as index:
        assert index.titles(network["phuoc_ly"], "khai sinh") == [birth.name]
        assert index.titles(network["hoa_phu"], "khai sinh") == []


def test_a_procedure_that_was_abolished_is_gone(network, birth):
    publish(make_content(), on=date(2026, 2, 1), status=VersionStatus.ABOLISHED)
    assert documents(PROCEDURE_KIND) == {}
    assert not shown_now(network["hoa_phu"], PROCEDURE_KIND, birth.code)


def test_queries_do_not_grow_with_the_procedures(network):
    for n in range(5):
        publish(make_content(f"1.00000{n}", name=f"Thủ tục số {n}"), on=DAY)
    kind = registry.get(PROCEDURE_KIND)
    keys = [found.key for found in documents(PROCEDURE_KIND).values()]
    assert len(keys) == Procedure.objects.count() == 5
    with assert_queries(10, "versions, events, facets, who carries them out, forms"):
        list(kind.documents([key.pk for key in keys]))
    context = context_of(network["hoa_phu"])
    kind.shown(keys[:1], context=context)
    with assert_queries(5, "versions, the index page, its restrictions, the site"):
        assert len(kind.shown(keys, context=context)) == 5
