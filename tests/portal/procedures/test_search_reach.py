"""Procedures where readers look: their own site, the district, the whole province, new sub-sites."""

import re
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from portal.core.models import PortalPage
from portal.procedures.enums import ProcedureLevel
from portal.procedures.models import AdoptionRule, Procedure
from portal.procedures.search_changes import PROCEDURE_KIND
from search.models import SearchState
from tests.factories.procedures import NOW, make_content, publish
from tests.factories.units import make_subsite, make_unit
from tests.support.search_index import index_changes, index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
DAY = date(2026, 1, 1)
# Who carries it out: (code, name, levels).
CATALOGUE = (
    ("1.000001", "Khai báo ở mọi xã", [ProcedureLevel.COMMUNE]),
    ("1.000002", "Khai báo ở huyện", [ProcedureLevel.DISTRICT]),
    ("1.000003", "Khai báo ở tỉnh", [ProcedureLevel.PROVINCE]),
    ("1.000004", "Khai báo ở một xã thôi", []),
)


@pytest.fixture
def catalogue(network):
    """The last is carried out by one commune, by its own rule, and shown nowhere else."""
    versions = {
        code: publish(make_content(code, name=name, levels=levels), on=DAY)
        for code, name, levels in CATALOGUE
    }
    rule(unit=network["phuoc_ly"].unit, procedure=versions["1.000004"].procedure, performs=True)
    index_everything()
    return versions


def rule(**what):
    return AdoptionRule.objects.create(decided_at=NOW, **what)


@pytest.fixture
def find(visit):
    """Addresses by code, the total that is told, and how many the kinds' facet counts."""

    def _find(subsite, reach="", q="khai báo", path="/tim-kiem/"):
        html = visit(subsite, path, data={"q": q, "pham-vi": reach}).content.decode()
        urls = {url.rstrip("/").rsplit("/", 1)[1]: url for url in re.findall(r'"([^"]*/1\.0\d+/)"', html)}
        reach_in_api = {"": "site", "huyen": "district", "tinh": "province"}[reach]
        told = visit(subsite, "/api/search/", data={"q": q, "scope": reach_in_api}).json()
        assert {row["note"] for row in told["results"]} == set(urls)
        assert told["total"] == len(urls) and not told["total_is_about"]
        return urls

    return _find


def test_each_reach_finds_what_is_shown_there_and_counts_it(network, catalogue, find):
    commune, other = network["hoa_phu"], network["phuoc_ly"]
    assert set(find(commune)) == {"1.000001"}
    assert set(find(commune, "huyen")) == {"1.000001", "1.000002"}
    assert set(find(commune, "tinh")) == set(catalogue)
    assert set(find(other)) == {"1.000001", "1.000004"}
    assert set(find(other, "huyen")) == {"1.000001", "1.000002", "1.000004"}
    assert set(find(network["chau_thanh"])) == {"1.000002"}
    assert set(find(network["chau_thanh"], "huyen")) == {"1.000001", "1.000002"}
    assert set(find(network["province"])) == {"1.000001", "1.000002", "1.000003"}
    assert set(find(network["province"], "tinh")) == set(catalogue)


def test_every_address_works_and_is_the_nearest(network, catalogue, find, visit):
    commune = network["hoa_phu"]
    homes = {
        "1.000001": commune,
        "1.000002": network["province"],
        "1.000003": network["province"],
        "1.000004": network["phuoc_ly"],
    }
    by_code = find(commune, "tinh")
    for code, subsite in homes.items():
        host = subsite.site.hostname
        assert host in by_code[code] or subsite is commune, (code, by_code[code])
        assert visit(subsite, by_code[code].split(host)[-1]).status_code == 200
    district = find(commune, "huyen")["1.000002"]
    assert network["chau_thanh"].site.hostname in district
    english = find(commune, "tinh", path="/en/search/")
    assert set(english) == set(by_code)


def test_a_closed_catalogue_shows_nothing_and_another_one_does_instead(network, catalogue, find, visit):
    index = PortalPage.objects.get(
        unit=network["phuoc_ly"].unit, kind="procedures.index", locale__language_code="vi"
    )
    restriction = PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    told = visit(network["hoa_phu"], "/api/search/", data={"q": "khai báo", "scope": "province"}).json()
    assert "1.000004" not in {row["note"] for row in told["results"]}
    own = visit(network["phuoc_ly"], "/api/search/", data={"q": "khai báo"}).json()
    assert own["results"] == [] and own["total"] == 0
    wide = visit(network["phuoc_ly"], "/api/search/", data={"q": "mọi xã", "scope": "province"}).json()
    assert network["province"].site.hostname in wide["results"][0]["url"]
    restriction.delete()
    assert "1.000004" in find(network["hoa_phu"], "tinh")


def test_a_new_sub_site_finds_what_it_carries_out(network, catalogue, find):
    """Procedures of its level by one word; those with words for single units are marked by its birth."""
    rule(unit=network["hoa_phu"].unit, procedure=catalogue["1.000001"].procedure, performs=False)
    index_changes()
    assert set(find(network["hoa_phu"])) == set()
    born = make_subsite(make_unit("Tân Trụ", parent=network["chau_thanh"].unit))
    index_changes()
    assert set(find(born)) == {"1.000001"}
    assert set(find(born, "tinh")) == set(catalogue)
    assert set(find(network["hoa_phu"])) == set()


def test_a_new_sub_site_marks_no_more_than_it_must(network, catalogue):
    make_subsite(make_unit("Tân Trụ", parent=network["chau_thanh"].unit))
    marked = SearchState.objects.pending().filter(kind=PROCEDURE_KIND)
    assert set(marked.values_list("pk_text", flat=True)) == {"1.000004"}


def test_the_first_of_a_place_brings_all_of_it(network, find):
    province = network["province"].unit
    publish(make_content("1.000001", name="Khai báo ở mọi xã", levels=[ProcedureLevel.COMMUNE]), on=DAY)
    index_everything()
    district = make_subsite(make_unit("Tân An", "DISTRICT", parent=province))
    index_changes()
    assert set(find(district, "huyen")) == set()
    make_subsite(make_unit("Khánh Hậu", parent=district.unit))
    index_changes()
    assert set(find(district, "huyen")) == {"1.000001"}


def test_a_sub_site_that_goes_is_forgotten(network, catalogue, find):
    assert "1.000004" in find(network["hoa_phu"], "tinh")
    gone = network["phuoc_ly"].unit
    gone.valid_to = date(2026, 6, 1)
    gone.save()
    index_changes()
    assert Procedure.objects.count() == SearchState.objects.filter(kind=PROCEDURE_KIND).count()
    assert "1.000004" not in find(network["hoa_phu"], "tinh")
