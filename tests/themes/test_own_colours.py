"""The style sheet of a site's own colours."""

import pytest
from django.urls import reverse

from themes.models import SiteTheme
from themes.views import own_colours_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(network) -> SiteTheme:
    theme = network["thanh_phu_long"].site.sitetheme
    theme.brand_colour = "#006400"
    theme.save()
    return theme


def test_own_colours_are_served_for_good(network, theme, visit):
    response = visit(network["thanh_phu_long"], own_colours_url(theme))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert b"--brand:#006400;" in response.content


def test_an_old_address_gets_todays_colours_for_a_moment(network, theme, visit):
    old = own_colours_url(theme)
    theme.brand_colour = "#5b21b6"
    theme.save()
    response = visit(network["thanh_phu_long"], old)
    assert b"#5b21b6" in response.content
    assert response["Cache-Control"] == "public, max-age=60"
    assert own_colours_url(theme) != old


def test_unknown_sites_have_no_colours(network, visit):
    response = visit(network["thanh_phu_long"], reverse("themes:colours", args=[999_999, "0" * 10]))
    assert response.status_code == 404


def test_a_site_with_its_packs_colours_has_no_style_sheet(network):
    assert own_colours_url(network["hoa_phu"].site.sitetheme) is None
