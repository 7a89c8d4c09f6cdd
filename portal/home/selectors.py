"""What the blocks of a home page read."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.channels import NATIONAL_FEEDBACK_SYSTEM, NATIONAL_SERVICE_PORTAL
from portal.core.directory import DirectoryGroup, directory_groups, directory_overview
from portal.core.frames import Frame
from portal.core.models import PortalPage
from portal.core.selectors import newest_pages
from portal.core.tasks import Task, registry
from sites.enums import Level
from themes.layout import Layout, Link

MOST_TASKS = 12  # as many as an editor may choose


def usual_tasks(*, frame: Frame, layout: Layout, purpose_links: dict[str, Link]) -> list[Task]:
    """The tasks of a home page on which nobody has chosen any: what content types offer, then the
    channels every agency has. No query of its own.

    `purpose_links` maps a page's purpose to its link, as far as the sub-site has such a page.
    """
    tasks = [
        *registry.tasks_of(frame),
        Task(
            "file-text",
            _("File papers online"),
            _("On the National Public Service Portal"),
            NATIONAL_SERVICE_PORTAL,
            True,
        ),
    ]
    services = purpose_links.get("PUBLIC_SERVICES")
    if services and services.url:
        tasks.append(Task("search", services.title, _("How to file and follow your papers"), services.url))
    tasks.append(
        Task(
            "message-square",
            _("Send feedback, a petition"),
            _("Every petition is answered"),
            NATIONAL_FEEDBACK_SYSTEM,
            True,
        )
    )
    contact = purpose_links.get("CONTACT")
    if contact and contact.url:
        note = layout.contact.hotline and _("Hotline %(number)s") % {"number": layout.contact.hotline}
        tasks.append(Task("phone", contact.title, note or _("Address, phone, e-mail"), contact.url))
    introduction = purpose_links.get("INTRODUCTION")
    if introduction and introduction.url:
        tasks.append(Task("landmark", introduction.title, _("Organisation, leaders"), introduction.url))
    tasks.append(
        Task("map-pin", _("Directory of sub-sites"), _("Find your commune or ward"), layout.directory_url)
    )
    return tasks[:MOST_TASKS]


def newest_items(*, home: PortalPage, limit: int) -> Sequence[PortalPage]:
    """The newest listed pages below this home, in its language. Two queries with pictures."""
    language = home.url_path.split("/", 3)[2]
    return list(newest_pages(root_path=home.path, language=language)[:limit])


def shared_parent_url(*, items: Sequence[PortalPage], request: HttpRequest | None) -> str | None:
    """Where all of these items stand, when they stand in one place: "see all" leads there. No query."""
    parents = {(item.get_url(request) or "").rstrip("/").rpartition("/")[0] for item in items}
    return f"{parents.pop()}/" if len(parents) == 1 else None


def pages_below(*, page: PortalPage) -> Sequence[PortalPage]:
    """The published pages right below a page, in tree order. One query, none for a page without."""
    if not page.numchild:
        return []
    return list(PortalPage.objects.child_of(page).live().order_by("path"))


def purpose_links(*, home: PortalPage, pages: "type[Page]", request: HttpRequest | None) -> dict[str, Link]:
    """Links to the live pages of text that serve a purpose, by purpose. One query.

    `pages` is the class of the pages of text; of several with one purpose the first counts.
    """
    found = pages.objects.live().descendant_of(home).exclude(purpose="NONE").order_by("-path")
    return {page.purpose: Link(page.title, page.get_url(request)) for page in found}


def home_directory(*, frame: Frame) -> list[DirectoryGroup]:
    """A province's districts with counts; a district's communes; else nothing. One query."""
    unit = frame.unit
    if unit.level == Level.PROVINCE:
        return directory_overview(unit=unit)
    if unit.level == Level.DISTRICT:
        return directory_groups(unit=unit)
    return []
