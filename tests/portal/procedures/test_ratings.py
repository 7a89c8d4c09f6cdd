"""Three grades below each procedure: counted, shown as totals, nobody remembered."""

import json

import pytest
from django.test import Client

from portal.core.selectors import subsite_facts
from portal.procedures.models import RatingTotal
from tests.factories.procedures import make_content, publish

pytestmark = pytest.mark.django_db
BIRTH, BUS = "1.001193", "1.000003"
ADDRESS = f"/danh-gia-thu-tuc/{BIRTH}/"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH))
    publish(make_content(BUS, name="Cấp phù hiệu xe", levels=["PROVINCE"]))
    return network


def rate(subsite, path=ADDRESS, *, origin=None, address="10.1.1.1", **grades):
    host = subsite.site.hostname
    client = Client(enforce_csrf_checks=True)
    headers = {"Origin": origin if origin is not None else f"http://{host}"}
    return client.post(
        path, grades, HTTP_HOST=host, headers={k: v for k, v in headers.items() if v}, REMOTE_ADDR=address
    )


def totals(subsite) -> dict[tuple[str, str], int]:
    rows = RatingTotal.objects.filter(unit=subsite.unit, procedure__code=BIRTH)
    return {(row.aspect, row.grade): row.count for row in rows}


def test_ratings_become_totals_of_the_unit_and_the_visitor_is_thanked(catalog, visit):
    here, elsewhere = catalog["hoa_phu"], catalog["thanh_phu_long"]
    answer = rate(here, overall="VERY_SATISFIED", staff="NOT_SATISFIED")
    assert (answer.status_code, answer["Location"]) == (302, f"/thu-tuc/{BIRTH}/danh-gia/?cam-on")
    assert rate(here, overall="VERY_SATISFIED").status_code == 302
    assert totals(here) == {("OVERALL", "VERY_SATISFIED"): 2, ("STAFF", "NOT_SATISFIED"): 1}
    assert totals(elsewhere) == {}
    thanks = visit(here, answer["Location"]).content.decode()
    assert "Cảm ơn bạn" in thanks and "100%" in thanks
    assert not answer.cookies


def test_a_rating_leaves_the_content_version_and_the_kept_page_alone(catalog, visit):
    here = catalog["hoa_phu"]
    before = subsite_facts(hostname=here.site.hostname).version
    kept = visit(here, f"/thu-tuc/{BIRTH}/")
    rate(here, overall="SATISFIED")
    assert subsite_facts(hostname=here.site.hostname).version == before
    assert visit(here, f"/thu-tuc/{BIRTH}/").content == kept.content
    publish(make_content(BIRTH, description="mới"), number="2/QĐ-BTP")
    assert "1 lượt đánh giá, 100% hài lòng trở lên" in visit(here, f"/thu-tuc/{BIRTH}/").content.decode()
    answer = json.loads(visit(here, f"/thu-tuc/{BIRTH}/json/").content)
    assert answer["ratings"]["totals"]["overall"] == {"very_satisfied": 0, "satisfied": 1, "not_satisfied": 0}


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({}, 400, "ba mức"),
        ({"overall": "GREAT"}, 400, "ba mức"),
        ({"overall": "SATISFIED", "staff": "x"}, 400, "ba mức"),
        ({"overall": "SATISFIED", "website": "http://spam.example"}, 400, "ô ẩn"),
        ({"overall": "SATISFIED", "origin": "https://elsewhere.example"}, 403, "chính trang này"),
        ({"overall": "SATISFIED", "origin": ""}, 403, "chính trang này"),
    ],
)
def test_a_bad_rating_is_refused_with_the_reason_and_not_counted(catalog, sent, status, told):
    answer = rate(catalog["hoa_phu"], **sent)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert 'name="overall"' in answer.content.decode()
    assert not RatingTotal.objects.exists()


@pytest.mark.parametrize("code", [BUS, "9.999999", "abc"])
def test_only_what_is_carried_out_here_is_rated(catalog, code):
    answer = rate(catalog["hoa_phu"], f"/danh-gia-thu-tuc/{code}/", overall="SATISFIED")
    assert answer.status_code == 404


def test_a_network_rates_so_often_an_hour(catalog, settings):
    settings.RATINGS_PER_HOUR = 2
    here = catalog["hoa_phu"]
    statuses = [rate(here, overall="SATISFIED", address=f"2001:db8::{n}").status_code for n in range(1, 5)]
    assert statuses == [302, 302, 429, 429]
    assert totals(here) == {("OVERALL", "SATISFIED"): 2}
    assert rate(here, overall="SATISFIED", address="10.9.9.9").status_code == 302


def test_a_rating_is_sent_not_fetched(catalog, visit):
    assert visit(catalog["hoa_phu"], ADDRESS).status_code == 405
    english = rate(catalog["hoa_phu"], f"/en/rate-procedure/{BIRTH}/", overall="SATISFIED")
    assert english["Location"] == f"/en/procedures/{BIRTH}/danh-gia/?cam-on"


def test_the_form_needs_no_token(catalog, visit):
    body = visit(catalog["hoa_phu"], f"/thu-tuc/{BIRTH}/").content.decode()
    assert "csrfmiddlewaretoken" not in body
    assert f'action="{ADDRESS}"' in body
