"""A whole network: resumable, idempotent, and refused in clear words."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

import sites.services
from sites.enums import Level
from sites.models import Subsite
from tests.factories.units import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    province = make_unit("Long An", Level.PROVINCE, code="80")
    district = make_unit("Châu Thành", Level.DISTRICT, parent=province, code="808")
    for code, name in (("28216", "Hòa Phú"), ("28222", "Vĩnh Công"), ("28234", "Thanh Phú Long")):
        make_unit(name, parent=district, code=code)
    return province


def provision(*args: str) -> str:
    out = StringIO()
    call_command("provision_network", "--province", "80", "--as-of", "2025-03-31", *args, stdout=out)
    return out.getvalue()


def hosts() -> set[str]:
    return set(Subsite.objects.values_list("site__hostname", flat=True))


ALL = {
    "longan.localhost",
    "chauthanh.longan.localhost",
    "hoaphu.longan.localhost",
    "vinhcong.longan.localhost",
    "thanhphulong.longan.localhost",
}


def test_makes_everything_once(province):
    assert "5" in provision()
    assert hosts() == ALL
    before = dict(Subsite.objects.values_list("pk", "created_at"))
    again = provision()
    assert "Đã tạo: 0" in again
    assert dict(Subsite.objects.values_list("pk", "created_at")) == before


def test_goes_on_where_it_stopped(province, monkeypatch):
    real = sites.services.subsite_create

    def stop_at_the_fourth(*, unit, **kwargs):
        if unit.code == "28222":
            raise KeyboardInterrupt
        return real(unit=unit, **kwargs)

    monkeypatch.setattr(sites.services, "subsite_create", stop_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        provision()
    assert hosts() == {"longan.localhost", "chauthanh.longan.localhost", "hoaphu.longan.localhost"}
    monkeypatch.undo()
    provision()
    assert hosts() == ALL


def test_a_dry_run_shows_the_host_names_and_makes_nothing(province):
    shown = provision("--dry-run")
    for host in ALL:
        assert host in shown
    assert not Subsite.objects.exists()


@pytest.mark.parametrize("args", [("--province", "81"), ("--as-of", "2020-01-01")])
def test_an_unknown_province_is_refused(province, args):
    with pytest.raises(CommandError, match="mã"):
        provision(*args)


def test_a_date_that_is_none_is_refused(province):
    with pytest.raises(CommandError, match="as-of"):
        provision("--as-of", "hôm qua")
