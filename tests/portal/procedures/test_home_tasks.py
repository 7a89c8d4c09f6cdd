"""The first screen of a home page leads to procedures, with counts of what this unit carries out."""

import re

import pytest

from portal.procedures.models import LifeEvent, LifeEventEntry, Procedure
from tests.factories.procedures import make_content, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BIRTH, BUS = "1.001193", "1.000003"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH))
    publish(make_content(BUS, name="Cấp phù hiệu xe", levels=["PROVINCE"]))
    for name, slug, code, business in (
        ("Có con nhỏ", "co-con-nho", BIRTH, False),
        ("Vận tải", "van-tai", BUS, True),
    ):
        event = LifeEvent.objects.create(
            name=name, name_en=f"{slug} in English", slug=slug, icon="baby", is_for_business=business
        )
        LifeEventEntry.objects.create(life_event=event, procedure=Procedure.objects.get(code=code))
    return network


def tasks_of(response) -> str:
    band = re.search(r'<ul class="tiles tasks".*?</ul>', response.content.decode(), re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", band))


def test_life_events_stand_first_with_what_this_unit_carries_out(catalog, visit):
    commune, province = tasks_of(visit(catalog["hoa_phu"])), tasks_of(visit(catalog["province"]))
    assert commune.split("Tất cả thủ tục")[0].strip() == "Có con nhỏ 1 thủ tục"
    assert "Tất cả thủ tục 1 thủ tục" in commune
    assert "Vận tải 1 thủ tục Tất cả thủ tục 2 thủ tục" in province
    assert "Nộp hồ sơ trực tuyến" in commune
    body = visit(catalog["hoa_phu"]).content.decode()
    assert 'href="/thu-tuc/?su-kien=co-con-nho"' in body


def test_the_english_home_leads_to_the_english_catalog(catalog, visit):
    response = visit(catalog["hoa_phu"], "/en/")
    assert "co-con-nho in English 1 procedure" in tasks_of(response)
    assert 'href="/en/procedures/?su-kien=co-con-nho"' in response.content.decode()


def test_without_procedures_the_home_page_promises_none(network, visit):
    assert "thủ tục" not in tasks_of(visit(network["hoa_phu"]))


def test_tasks_an_editor_chose_stay_alone(catalog, visit):
    home = catalog["hoa_phu"].site.root_page.specific
    task = {"title": "Lịch tiếp dân", "note": "", "page": None, "url": "https://example.vn/", "icon": "phone"}
    home.top = [{"type": "tasks", "value": {"heading": "Việc", "tasks": [task]}}]
    home.save_revision().publish()
    assert tasks_of(visit(catalog["hoa_phu"])).startswith(" Lịch tiếp dân")
    assert "Có con nhỏ" not in tasks_of(visit(catalog["hoa_phu"]))


def test_query_budget(catalog, visit):
    visit(catalog["hoa_phu"], "/thu-tuc/")
    with assert_queries(14, "a home page; the catalog's page, the rules, the events with their counts"):
        visit(catalog["hoa_phu"])
    with assert_queries(1, "the content version"):
        visit(catalog["hoa_phu"])
