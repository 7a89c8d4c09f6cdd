"""The row an administrator edits refuses colours nobody could read."""

import pytest
from django.core.exceptions import ValidationError

from themes.models import SiteTheme


@pytest.mark.parametrize("name", ["brand_colour", "brand_strong_colour"])
def test_pale_colours_are_refused(name):
    with pytest.raises(ValidationError) as raised:
        SiteTheme(**{name: "#9cc5d8"}).clean()
    assert set(raised.value.error_dict) == {name}


def test_dark_colours_are_taken():
    SiteTheme(brand_colour="#0b4f6c", brand_strong_colour="#083a50").clean()


def test_what_is_not_a_colour_is_the_fields_own_business():
    theme = SiteTheme(brand_colour="blue")
    theme.clean()
    with pytest.raises(ValidationError) as raised:
        theme.clean_fields(exclude=["site"])
    assert set(raised.value.error_dict) == {"brand_colour"}
