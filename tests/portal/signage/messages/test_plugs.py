"""What content types promise of their offers, proved at start-up."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.signage import checks
from portal.signage.offers import OfferKind, OfferRegistry, registry


def find(key, unit):
    return None


def recent(unit, query, limit):
    return []


def test_the_offers_of_the_house_keep_their_promises():
    assert checks.check_offers(None) == []
    assert {kind.code for kind in registry.all()} >= {"news.article", "procedures.procedure", "home.standard"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (OfferKind("a.b", " ", find, recent), "signage.E001"),
        (OfferKind("a.b", "label", None, recent), "signage.E002"),
        (OfferKind("a.b", "label", find, None), "signage.E002"),
    ],
)
def test_a_broken_offer_is_an_error(monkeypatch, kind, code):
    planted = OfferRegistry()
    planted.register(kind)
    monkeypatch.setattr(checks, "registry", planted)
    assert [problem.id for problem in checks.check_offers(None)] == [code]


def test_no_offer_twice_and_none_late():
    offers = OfferRegistry()
    offers.register(OfferKind("a.b", "label", find, recent))
    with pytest.raises(ImproperlyConfigured):
        offers.register(OfferKind("a.b", "label", find, recent))
    offers.freeze()
    with pytest.raises(ImproperlyConfigured):
        offers.register(OfferKind("a.c", "label", find, recent))
