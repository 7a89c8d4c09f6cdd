"""Look, contact details, home pages and pages of text of the demonstration's sub-sites."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from wagtail.models import Page

from portal.accounts.models import User
from portal.core.channels import NATIONAL_FEEDBACK_SYSTEM, NATIONAL_SERVICE_PORTAL
from portal.demo.accounts import TRIAL_CODE
from portal.demo.library import PictureLibrary
from portal.demo.looks import EMBLEMS, HOTLINE, LOOKS, REUSE_NOTICE
from portal.demo.newsroom import picture_maker
from portal.demo.stories import body_blocks
from portal.demo.texts.homes import (
    ABOUT_CARD,
    CARD_OF_TRIAL,
    NEWEST_HEADING,
    NOTICE_CODE,
    NOTICE_TEXT,
    NOTICE_TITLE,
    TASKS_HEADING,
    TASKS_OUTSIDE,
    TILES,
)
from portal.demo.texts.introductions import GUIDES, INTRODUCTIONS, Guide
from portal.demo.units import PROVINCE_CODE
from portal.home.models import HomePage, StandardPage
from portal.news.models import ArticlePage
from sites.enums import Level
from sites.models import Subsite, SubsiteContact
from sites.names import agency_name, lower_first, place_name, place_name_en
from sites.slugs import vietnamese_slug
from themes.models import SiteTheme

Purpose = StandardPage.Purpose


def look_set(*, subsite: Subsite, library: PictureLibrary) -> SiteTheme:
    """The look of a sub-site; `full_clean` proves the contrast of its colours."""
    facts = LOOKS[subsite.unit.code]
    theme = SiteTheme.objects.get(site=subsite.site)
    theme.pack, theme.brand_colour, theme.brand_strong_colour = facts.pack, facts.brand, facts.brand_strong
    theme.emblem = library.picture(subsite, EMBLEMS[Level(subsite.unit.level)])
    theme.banner = library.picture(subsite, facts.banner) if facts.banner else None
    theme.full_clean()
    theme.save()
    return theme


def contact_set(*, subsite: Subsite, number: int) -> None:
    """Contact details nobody answers; `number` tells the sub-sites' telephones apart."""
    unit = subsite.unit
    domain = subsite.site.hostname.removesuffix(settings.HOST_SUFFIX) + "gov.vn"
    contact = SubsiteContact.objects.get(site=subsite.site)
    contact.address = f"Trụ sở {agency_name(unit)}"
    if unit.parent is not None:
        contact.address += f", {lower_first(place_name(unit.parent))}"
    contact.address_en = f"Offices of the People's Committee, {place_name_en(unit)}"
    contact.phone = f"0272 000 {number:03d}"
    contact.email = f"lienhe@{domain}"
    contact.hotline = HOTLINE
    contact.copyright_notice = REUSE_NOTICE
    contact.full_clean()
    contact.save()


class Furnisher:
    """Edits the pages a sub-site was born with, as `editor`."""

    def __init__(self, *, subsite: Subsite, library: PictureLibrary, editor: User, today: date) -> None:
        self.subsite, self.library, self.editor, self.today = subsite, library, editor, today
        homes = HomePage.objects.child_of(subsite.root_page).select_related("locale")
        self.homes = {home.locale.language_code: home for home in homes}
        self.changed: list[Page] = []

    def introductions_write(self) -> None:
        for language, text in INTRODUCTIONS.get(self.subsite.unit.code, {}).items():
            page = self._page(Purpose.INTRODUCTION, language)
            self._publish(page, body=self._body(text, language))

    def homes_compose(self, *, articles: dict[str, ArticlePage]) -> None:
        """What makes some homes different from the others; `articles` by the key of their story."""
        code = self.subsite.unit.code
        if code == PROVINCE_CODE:
            for language in self.homes:
                self._compose_province(language)
        elif code == TRIAL_CODE:
            self._compose_trial(self._guides_write())
        elif code == NOTICE_CODE:
            self._put_up_notice(articles)

    def _compose_province(self, language: str) -> None:
        home = self.homes[language]
        heading, text = ABOUT_CARD[language]
        card = {"heading": heading, "text": "".join(f"<p>{part}</p>" for part in text)}
        side = [_block("contact"), _block("card", card), _block("channels")]
        tiles_heading, notes = TILES[language]
        links = [
            {"title": page.title, "note": note, "page": page.pk, "url": ""}
            for purpose, note in notes.items()
            for page in [self._page(Purpose(purpose), language)]
        ]
        tiles = _block("tiles", {"heading": tiles_heading, "links": links})
        self._publish(home, main=_newest(language), side=side, bottom=[*home.bottom.get_prep_value(), tiles])

    def _compose_trial(self, guides: Iterable[tuple[Guide, StandardPage]]) -> None:
        home = self.homes["vi"]
        tasks = [
            {"title": guide.title, "note": guide.note, "page": page.pk, "url": "", "icon": guide.icon}
            for guide, page in guides
        ]
        addresses = (NATIONAL_SERVICE_PORTAL, NATIONAL_FEEDBACK_SYSTEM)
        for (title, note, icon), url in zip(TASKS_OUTSIDE, addresses, strict=True):
            tasks.append({"title": title, "note": note, "page": None, "url": url, "icon": icon})
        heading, text = CARD_OF_TRIAL
        self._publish(
            home,
            top=[_block("tasks", {"heading": TASKS_HEADING, "tasks": tasks})],
            main=_newest("vi"),
            side=[_block("contact"), _block("card", {"heading": heading, "text": text}), _block("channels")],
        )

    def _guides_write(self) -> list[tuple[Guide, StandardPage]]:
        services = self._page(Purpose.PUBLIC_SERVICES, "vi")
        written = []
        for guide in GUIDES:
            page = StandardPage(
                title=guide.title,
                slug=vietnamese_slug(guide.title),
                summary=guide.summary,
                body=self._body(guide.body, "vi"),
                locale=services.locale,
                owner=self.editor,
                live=False,
            )
            services.add_child(instance=page)
            self._publish(page)
            written.append((guide, page))
        return written

    def _put_up_notice(self, articles: dict[str, ArticlePage]) -> None:
        home = self.homes["vi"]
        article = articles["tm-cam-cau"]
        notice = {
            "title": NOTICE_TITLE,
            "text": NOTICE_TEXT,
            "issued_on": (self.today - timedelta(days=1)).isoformat(),
            "last_day_on": (self.today + timedelta(days=14)).isoformat(),
            "page": article.pk,
        }
        self._publish(home, top=[*home.top.get_prep_value(), _block("notice", notice)])

    def _page(self, purpose: str, language: str) -> StandardPage:
        found: StandardPage = StandardPage.objects.child_of(self.homes[language]).get(purpose=purpose)
        return found

    def _body(self, text: str, language: str) -> list[dict[str, Any]]:
        maker = picture_maker(self.library, self.subsite, language)
        return body_blocks(text=text, day=self.today, picture=maker)

    def _publish(self, page: HomePage | StandardPage, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(page, name, value)
        revision = page.save_revision(user=self.editor, log_action=True)
        revision.publish(user=self.editor, skip_permission_checks=True)
        self.changed.append(page)


def _newest(language: str) -> list[dict[str, Any]]:
    return [_block("newest", {"heading": NEWEST_HEADING[language], "count": 7})]


def _block(kind: str, value: Any = None) -> dict[str, Any]:
    return {"type": kind, "value": value}
