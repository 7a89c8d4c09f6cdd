"""Promises every kind of offer keeps, proved at start-up (`manage.py check`)."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from portal.signage.offers import registry


@register()
def check_offers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every kind has a label people read, and ways to find one record and the newest."""
    problems: list[CheckMessage] = []
    for kind in registry.all():
        if not str(kind.label).strip():
            problems.append(Error(f"Offer {kind.code!r} has no label.", id="signage.E001"))
        for name in ("find", "recent"):
            if not callable(getattr(kind, name)):
                problems.append(Error(f"Offer {kind.code!r} has no {name}().", id="signage.E002"))
    return problems
