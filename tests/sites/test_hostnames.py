"""Host names by law, and what happens when two units claim one."""

from datetime import date

import pytest

from sites.enums import Level
from sites.hostnames import plan_hostnames
from sites.models import AdministrativeUnit
from sites.slugs import host_label, vietnamese_slug
from tests.factories.units import make_unit
from tests.support.shared_data import shared_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("Long An", Level.PROVINCE, code="80")


def plan(*units):
    return {hostname.host: hostname.note for hostname in plan_hostnames(units, suffix="gov.vn").values()}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đất đai và ưu đãi", "dat-dai-va-uu-dai"),
        ("Thủ tục hành chính", "thu-tuc-hanh-chinh"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("Ea H'leo", "ea-hleo"),
        ("Ủy ban", "uy-ban"),
        ("Thu\u0309 Thu\u031b\u0300a", "thu-thua"),  # decomposed
    ],
)
def test_slugs_keep_every_letter(name, slug):
    assert vietnamese_slug(name) == slug
    assert host_label(name) == slug.replace("-", "")


def test_names_follow_the_law(province):
    district = make_unit("Châu Thành", Level.DISTRICT, parent=province, code="808")
    commune = make_unit("Thanh Phú Long", parent=district, code="28234")
    ward = make_unit("1", parent=district, code="27694", unit_type="Phường")
    assert plan(province, district, commune, ward) == {
        "longan.gov.vn": "",
        "chauthanh.longan.gov.vn": "",
        "thanhphulong.longan.gov.vn": "",
        "phuong1.longan.gov.vn": "",
    }


def test_ho_chi_minh_city_is_named_by_the_decree():
    city = make_unit("Hồ Chí Minh", Level.PROVINCE, code="79", unit_type="Thành phố")
    assert plan(city) == {"hochiminhcity.gov.vn": ""}


def test_collisions_are_told_apart_and_recorded(province):
    tan_thanh = make_unit("Tân Thạnh", Level.DISTRICT, parent=province, code="799")
    moc_hoa = make_unit("Mộc Hóa", Level.DISTRICT, parent=province, code="798")
    units = [
        province,
        tan_thanh,
        moc_hoa,
        make_unit("Tân Thạnh", parent=tan_thanh, code="27826", unit_type="Thị trấn"),
        make_unit("Tân Lập", parent=moc_hoa, code="27820"),
        make_unit("Tân Lập", parent=tan_thanh, code="27829"),
        make_unit("Tân Thành", parent=tan_thanh, code="27865", unit_type="Thị trấn"),
    ]
    hosts = plan(*units)
    assert set(hosts) == {
        "longan.gov.vn",
        "tanthanh.longan.gov.vn",
        "mochoa.longan.gov.vn",
        "thitrantanthanh.longan.gov.vn",
        "tanlap.longan.gov.vn",
        "tanlap-tanthanh.longan.gov.vn",
        "tanthanh-tanthanh.longan.gov.vn",
    }
    assert "Huyện Tân Thạnh (799)" in hosts["thitrantanthanh.longan.gov.vn"]
    assert plan(*reversed(units)) == hosts


TEN_PAIRS = {
    "19": "vanlang",
    "31": "camgiang",
    "38": "dongtien",
    "51": "sonha bato",
    "75": "locthanh",
    "79": "thanhan",
    "80": "tanthanh",
    "82": "mytho tanthanh",
}


def test_the_ten_colliding_pairs_of_2026():
    path = shared_data("admin_units/units_2026-07_2level.csv")
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    for province_code, labels in TEN_PAIRS.items():
        units: dict[str, AdministrativeUnit] = {}
        for level, code, parent, owner, kind, name, full_name, *_rest in rows:
            if owner == province_code:
                units[code] = AdministrativeUnit(
                    pk=int(code),
                    code=code,
                    level=Level.PROVINCE if level == "1" else Level.COMMUNE,
                    parent=units.get(parent),
                    unit_type=kind,
                    name=name,
                    full_name=full_name,
                    valid_from=date(2026, 7, 1),
                )
        planned = plan_hostnames(units.values(), suffix="gov.vn")
        assert len({hostname.host for hostname in planned.values()}) == len(units)
        exceptions = [hostname for hostname in planned.values() if hostname.note]
        assert sorted(hostname.note.split(":")[0] for hostname in exceptions) == sorted(labels.split())
