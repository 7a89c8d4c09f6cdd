"""The frame of a page: who we are, where we are, where one can go from here.

One `Frame` is made per request by `SubsiteMiddleware`; it turns the sub-site's facts and a page
into the `Layout` that templates read. Nothing here walks up the tree or asks other sites' rows.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.addresses import language_home, page_address
from portal.core.channels import national_channels
from portal.core.directory import subsite_home_url
from portal.core.metadata import PagePart, page_meta, view_meta
from portal.core.models import PortalPage
from portal.core.preferences import Preferences, preferences_of
from portal.core.selectors import (
    HOME_DEPTH,
    SubsiteFacts,
    is_closed,
    live_translations,
    menu_pages,
    pages_between,
)
from sites.enums import Level
from sites.models import AdministrativeUnit
from sites.selectors import successions_of
from themes.images import picture_addresses
from themes.layout import Contact, Language, Layout, Link, Look, Notice, PageMeta
from themes.views import own_colours_url

PRINT_PARAMETER = "ban-in"


class Frame:
    """The sub-site of a request and what its pages have in common.

    `now` is the moment of the request, aware; `facts` come from one query.
    """

    def __init__(self, request: HttpRequest, facts: SubsiteFacts, now: datetime) -> None:
        self.request = request
        self.facts = facts
        self.now = now

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return timezone.localdate(self.now)

    @property
    def unit(self) -> AdministrativeUnit:
        return self.facts.unit

    @property
    def root_path(self) -> str:
        return self.facts.address.path

    @cached_property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def preferences(self) -> Preferences:
        return preferences_of(self.request)

    @property
    def agency_name(self) -> str:
        contact = self.facts.contact
        return contact.agency_name_en if self.language == "en" else contact.agency_name

    @property
    def feed_links(self) -> tuple[Link, ...]:
        """Feeds every page announces."""
        return (Link(_("New on %(agency)s") % {"agency": self.agency_name}, reverse("core:feed_newest")),)

    def absolute(self, path: str) -> str:
        """A path of this sub-site as a full address."""
        return self.facts.address.root_url + path

    def of_page(self, page: PortalPage, *, part: PagePart | None = None) -> Layout:
        """The layout around a page of this sub-site, or around one part of it."""
        is_home = page.depth == HOME_DEPTH
        trail = [] if is_home else [*pages_between(page=page), page]
        steps = [(step.title, self._path_of(step)) for step in trail]
        if part is not None:
            steps += [*part.trail, (part.title, None)]
        elif steps:
            steps[-1] = (page.title, None)
        breadcrumbs = self._trail(steps)
        suffix = part.suffix if part else ""
        translations = {
            address[2] + suffix: translation
            for translation in live_translations(page=page)
            if (address := page_address(translation.path, translation.url_path, self.request))
        }
        own_path = (page.get_url(self.request) or self.request.path) + suffix
        meta = page_meta(page, self, breadcrumbs, canonical_path=own_path, alternates=translations, part=part)
        return self._layout(
            meta=meta,
            breadcrumbs=breadcrumbs,
            languages=self._languages(own_path, translations),
            current_section=page.path[: (HOME_DEPTH + 1) * 4],
            is_home=is_home,
        )

    def of_view(self, title: str, *, description: str = "", is_indexed: bool = True) -> Layout:
        """The layout around a page that is not in the tree: search, site map, directory."""
        breadcrumbs = self._trail([(title, None)])
        meta = view_meta(title, self, breadcrumbs, description=description, is_indexed=is_indexed)
        return self._layout(
            meta=meta, breadcrumbs=breadcrumbs, languages=self._languages_of_view(), current_section=""
        )

    def _layout(
        self,
        *,
        meta: PageMeta,
        breadcrumbs: tuple[Link, ...],
        languages: tuple[Language, ...],
        current_section: str,
        is_home: bool = False,
    ) -> Layout:
        unit = self.unit
        return Layout(
            language=self.language,
            site_kind=_("Electronic portal")
            if unit.level == Level.PROVINCE
            else _("Electronic information page"),
            unit_name=unit.local_full_name,
            agency_name=self.agency_name,
            home_url=language_home(self.language),
            search_url=reverse("core:search"),
            suggest_url=f"{reverse('search_suggest')}?lang={self.language}",
            open_search_url=reverse("open_search"),
            sitemap_url=reverse("core:site_map"),
            directory_url=reverse("core:directory"),
            feeds_url=reverse("core:feeds"),
            preferences_url=reverse("core:preferences"),
            current_path=self.request.get_full_path(),
            today=self.today,
            contact=self.contact,
            look=self._look(),
            meta=meta,
            parents=self._parents(),
            menu=self._menu(current_section, is_home),
            breadcrumbs=breadcrumbs,
            languages=languages,
            network=self._network(),
            channels=national_channels(),
            notices=self._notices(),
            search_query=self.request.GET.get("q", "")[:200],
            is_home=is_home,
            is_print=PRINT_PARAMETER in self.request.GET,
        )

    def _path_of(self, page: Page) -> str | None:
        address = page_address(page.path, page.url_path, self.request)
        return address[2] if address else None

    def _trail(self, steps: Iterable[tuple[str, str | None]]) -> tuple[Link, ...]:
        links = [Link(title, url, is_current=url is None) for title, url in steps]
        return (Link(_("Home page"), language_home(self.language)), *links) if links else ()

    def _menu(self, current_section: str, is_home: bool) -> tuple[Link, ...]:
        home = Link(_("Home page"), language_home(self.language), is_current=is_home)
        sections = [
            Link(page.title, self._path_of(page), is_current=page.path == current_section)
            for page in menu_pages(root_path=self.root_path, language=self.language)
        ]
        site_map = reverse("core:site_map")
        last = Link(_("Site map"), site_map, is_current=self.request.path == site_map)
        return (home, *sections, last)

    def _parents(self) -> tuple[Link, ...]:
        links = []
        unit = self.unit.parent
        while unit is not None:
            subsite = getattr(unit, "subsite", None)
            links.append(Link(unit.local_full_name, subsite_home_url(subsite) if subsite else None))
            unit = unit.parent
        return tuple(links)

    def _network(self) -> tuple[Link, ...]:
        directory = reverse("core:directory")
        return (*self._parents(), Link(_("Directory of sub-sites"), directory))

    @cached_property
    def contact(self) -> Contact:
        """The sub-site's contact in the language of the request."""
        row = self.facts.contact
        is_english = self.language == "en"
        return Contact(
            agency_name=self.agency_name,
            responsible_person=(is_english and row.responsible_person_en) or row.responsible_person,
            address=(is_english and row.address_en) or row.address,
            phone=row.phone,
            fax=row.fax,
            email=row.email,
            hotline=row.hotline,
            copyright_notice=row.copyright_notice
            or _("Please name the source when you reuse information from this site."),
        )

    def _look(self) -> Look:
        theme = self.facts.theme
        addresses = picture_addresses(theme)
        return Look(
            pack=theme.pack,
            colours_url=own_colours_url(theme),
            emblem_url=addresses.emblem,
            banner_url=addresses.banner,
            text_size=self.preferences.text_size,
            high_contrast=self.preferences.high_contrast,
        )

    def _languages(self, own_path: str, translations: dict[str, Page]) -> tuple[Language, ...]:
        languages = []
        for code, name in settings.LANGUAGES:
            home = language_home(code)
            found = next((path for path in translations if _language_of_path(path) == code), home)
            is_current = code == self.language
            languages.append(Language(code, str(name), own_path if is_current else found, is_current))
        return tuple(languages)

    def _languages_of_view(self) -> tuple[Language, ...]:
        match = self.request.resolver_match
        languages = []
        for code, name in settings.LANGUAGES:
            path = language_home(code)
            if match is not None and match.view_name.startswith("core:"):
                with override(code):
                    path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            languages.append(Language(code, str(name), path, code == self.language))
        return tuple(languages)

    def _notices(self) -> tuple[Notice, ...]:
        unit = self.unit
        if not is_closed(unit, self.today) or unit.valid_to is None:
            return ()
        day = unit.valid_to.strftime("%d/%m/%Y")
        heirs = [
            Link(
                edge.successor.local_full_name,
                subsite_home_url(edge.successor.subsite) if hasattr(edge.successor, "subsite") else None,
            )
            for edge in successions_of(unit=unit)
        ]
        return (
            Notice(
                title=_("%(unit)s ended on %(day)s") % {"unit": unit.local_full_name, "day": day},
                text=_("This site is kept as it was and is no longer updated. Its place is now served by:")
                if heirs
                else _("This site is kept as it was and is no longer updated."),
                links=tuple(heirs),
            ),
        )


def _language_of_path(path: str) -> str:
    first = path.strip("/").split("/", 1)[0]
    codes = {code for code, _name in settings.LANGUAGES}
    return first if first in codes - {settings.LANGUAGE_CODE} else settings.LANGUAGE_CODE
