"""Home pages and the first pages of text of a newborn sub-site.

The texts are facts of the unit, so a newborn site is true before anybody has edited it. The menu
holds what Circular 32/2017 Art. 16.3a asks for; `purpose` lets checks find each page again.
"""

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.home.models import HomePage, StandardPage
from portal.home.texts import (
    channels_text,
    introduction_text,
    public_services_text,
)
from sites.enums import Level
from sites.names import agency_name, agency_name_en
from sites.sections import Birth, registry

Purpose = StandardPage.Purpose


def build_homes(birth: Birth) -> dict[str, HomePage]:
    """One home a language, composed of blocks an editor can rearrange."""
    key = uuid.uuid4()
    homes = {}
    for language, locale in birth.locales.items():
        with override(language):
            name = agency_name_en(birth.unit) if language == "en" else agency_name(birth.unit)
            home = HomePage(
                title=name,
                slug=language,
                locale=locale,
                translation_key=key,
                unit=birth.unit,
                summary=_("Official site of %(agency)s: procedures, news, documents and contact.")
                % {"agency": name},
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
                top=_blocks("tasks", {"heading": _("What do you need to do?"), "tasks": []}),
                main=_blocks("newest", {"heading": _("Latest news"), "count": 5}),
                side=[*_blocks("contact", None), *_blocks("channels", None)],
                bottom=_bottom(birth.unit.level),
            )
            birth.root.add_child(instance=home)
            homes[language] = home
    return homes


def build_introduction(birth: Birth) -> None:
    _build(birth, Purpose.INTRODUCTION, lambda: _("Introduction"), introduction_text)


def build_public_services(birth: Birth) -> None:
    _build(birth, Purpose.PUBLIC_SERVICES, lambda: _("Online public services"), public_services_text)


def build_contact(birth: Birth) -> None:
    _build(birth, Purpose.CONTACT, lambda: _("Contact"), None)


def build_channels(birth: Birth) -> None:
    """The list of official channels (Decree 224/2026 Art. 10.3); found from the footer."""
    _build(birth, Purpose.CHANNELS, lambda: _("Official channels"), channels_text, in_menu=False)


def _build(birth: Birth, purpose: str, title: Any, text: Any, *, in_menu: bool = True) -> None:
    key = uuid.uuid4()
    for language, home in birth.homes.items():
        with override(language):
            body = [{"type": "text", "value": text(birth.unit)}] if text else []
            if purpose in (Purpose.CONTACT, Purpose.CHANNELS):
                body.append({"type": "contact", "value": None})
            page = StandardPage(
                title=title(),
                locale=birth.locales[language],
                translation_key=key,
                unit=birth.unit,
                purpose=purpose,
                body=body,
                show_in_menus=in_menu,
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
            )
            home.add_child(instance=page)


def _blocks(kind: str, value: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value}]


def _bottom(level: str) -> list[dict[str, Any]]:
    if level in (Level.PROVINCE, Level.DISTRICT):
        return _blocks("directory", {"heading": _("Directory of sub-sites")})
    return []


registry.register_home("home.home", build_homes)
registry.register("home.introduction", order=100, build=build_introduction)
registry.register("home.public_services", order=300, build=build_public_services)
registry.register("home.channels", order=800, build=build_channels)
registry.register("home.contact", order=900, build=build_contact)
