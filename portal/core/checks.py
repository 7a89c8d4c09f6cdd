"""Promises every page class keeps, proved at start-up (`manage.py check`)."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext, override

from portal.core.selectors import page_classes


@register()
def check_page_kinds(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every page class states a unique `kind_code` and its own parent and child types."""
    problems: list[CheckMessage] = []
    seen: dict[str, type] = {}
    for cls in page_classes():
        if cls._meta.abstract:
            continue
        code = cls.__dict__.get("kind_code")
        if not code:
            problems.append(Error("A page class must state its kind_code.", obj=cls, id="core.E001"))
        elif code in seen:
            problems.append(
                Error(f"{code!r} is the kind_code of {seen[code].__name__} too.", obj=cls, id="core.E002")
            )
        else:
            seen[code] = cls
        for name in ("parent_page_types", "subpage_types"):
            if name not in cls.__dict__:
                problems.append(Error(f"A page class must state {name}.", obj=cls, id="core.E003"))
    return problems


@register()
def check_catalogues(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Section titles and addresses are made from the catalogue: without it they would be English."""
    with override("vi"):
        if gettext("News") != "News":
            return []
    return [
        Error(
            "The Vietnamese catalogue is not compiled.",
            hint="Run manage.py compile_catalogues.",
            id="core.E004",
        )
    ]
