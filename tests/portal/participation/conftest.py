"""One commune is enough for most; a neighbour where two must not mix."""

import pytest

from sites.enums import Level
from tests.factories.units import make_subsite, make_unit
from tests.portal.participation.letters import feedback_form


@pytest.fixture
def district(db):
    province = make_unit("Long An", Level.PROVINCE, code="80")
    return make_unit("Châu Thành", Level.DISTRICT, parent=province, code="808")


@pytest.fixture
def site(district):
    return make_subsite(make_unit("Thanh Phú Long", parent=district, code="28234"))


@pytest.fixture
def neighbour(district):
    return make_subsite(make_unit("Hòa Phú", parent=district, code="28216"))


@pytest.fixture
def page(site):
    return feedback_form(site)
