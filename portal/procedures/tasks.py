"""Life events with their counts, for home pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.frames import Frame
from portal.core.tasks import Task, registry
from portal.procedures.catalogue.selectors import catalogue_events, catalogue_page

EVENTS_ON_A_HOME_PAGE = 7


def procedure_tasks(frame: Frame) -> Sequence[Task]:
    """The first life events and the whole catalog, each with its count; nothing while it is empty.

    Three queries: the page, the unit's rules, the events; one more without life events.
    """
    page = catalogue_page(frame=frame)
    if page is None:
        return []
    total, events = catalogue_events(unit=frame.unit, day=frame.today, limit=EVENTS_ON_A_HOME_PAGE)
    if not total:
        return []
    base = page.get_url(frame.request) or frame.request.path
    tasks = [Task(event.icon, event.label, _count(event.count), base + event.url) for event in events]
    return [*tasks, Task("file-text", _("All procedures"), _count(total), base)]


def _count(total: int) -> str:
    return ngettext("%(total)s procedure", "%(total)s procedures", total) % {"total": total}


registry.register("procedures", order=100, provider=procedure_tasks)
