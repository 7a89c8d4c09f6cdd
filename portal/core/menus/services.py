"""Changes of a menu, published at once."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.core.services import version_bump_at_path


class MenuRefused(ValidationError):
    """The list of sections is not the one that stands below the home page."""


def menu_arrange(*, home: Page, wanted: Sequence[tuple[int, bool]], actor: Any) -> bool:
    """Bring the sections below `home` into the order of `wanted`: (page id, stands in the menu).

    Says whether anything changed. Texts waiting to be published keep waiting, but learn the new
    choice: otherwise publishing them would take it back. Raises MenuRefused when a section has
    come, gone or is somebody else's.
    """
    with transaction.atomic():
        sections = {page.pk: page for page in Page.objects.child_of(home).select_for_update()}
        if sorted(sections) != sorted(page_id for page_id, _is_shown in wanted):
            raise MenuRefused(_("The sections have changed meanwhile. Look at the list again."))
        changed = [
            sections[page_id] for page_id, is_shown in wanted if sections[page_id].show_in_menus != is_shown
        ]
        for page in changed:
            _show(page, not page.show_in_menus, actor)
        is_moved = _order(home, [page_id for page_id, _is_shown in wanted], actor)
        if changed or is_moved:
            version_bump_at_path(path=home.path)
    return bool(changed) or is_moved


def _show(page: Page, is_shown: bool, actor: Any) -> None:
    Page.objects.filter(pk=page.pk).update(show_in_menus=is_shown)
    waiting = Q(pk=page.latest_revision_id) | Q(object_id=str(page.pk), approved_go_live_at__isnull=False)
    for revision in Revision.page_revisions.filter(waiting):
        revision.content["show_in_menus"] = is_shown
        revision.save(update_fields=["content"])
    log(instance=page, action="core.menu_changed", user=actor, data={"is_shown": is_shown})


def _order(home: Page, wanted: list[int], actor: Any) -> bool:
    """Move what stands elsewhere; Wagtail notes each move."""
    is_moved = False
    for place, page_id in enumerate(wanted):
        standing = list(Page.objects.child_of(home).order_by("path"))
        if standing[place].pk != page_id:
            page = next(page for page in standing if page.pk == page_id)
            page.move(standing[place], pos="left", user=actor)
            is_moved = True
    return is_moved
