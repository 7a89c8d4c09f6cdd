"""Panels of the admin's home: what waits for me, and what my role does most."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from portal.core.desk.selectors import (
    Membership,
    Pile,
    Waiting,
    membership_of,
    subsite_names,
    subsite_of_network,
    waiting_for,
)
from portal.core.desk.steps import Place, registry
from sites.enums import NetworkRole, Role
from sites.models import Subsite
from sites.scopes import scope_of_request


class Desk:
    """The request's person, roles and waiting things, each read once for both panels."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def membership(self) -> Membership:
        return membership_of(user=self.request.user)

    @cached_property
    def waiting(self) -> Waiting:
        return waiting_for(
            user=self.request.user,
            scope=scope_of_request(self.request),
            kept_paths=self.membership.kept_paths,
            now=timezone.now(),
        )

    @cached_property
    def subsite(self) -> Subsite | None:
        """The sub-site shown: the one asked for, else the one at whose address we are, else the first."""
        own = self.membership.subsites
        asked = self.request.GET.get("site", "")
        frame = getattr(self.request, "frame", None)
        here = frame.facts.subsite.pk if frame is not None else None
        found = next((subsite for subsite in own if str(subsite.pk) == asked), None)
        found = found or next((subsite for subsite in own if subsite.pk == here), None)
        if found is None and self.membership.network:
            return subsite_of_network(request=self.request, network=self.membership.network)
        return found or next(iter(own), None)

    @cached_property
    def place(self) -> Place | None:
        if self.subsite is None:
            return None
        roles = self.membership.roles.get(self.subsite.pk, frozenset()) | self.membership.network
        return Place(self.request, self.subsite, roles, self.waiting)


def desk_of_request(request: Any) -> Desk:
    """Remembered on the request: two panels ask."""
    found: Desk | None = getattr(request, "_desk", None)
    if found is None:
        found = request._desk = Desk(request)
    return found


class WaitingPanel(Component):
    """The own things that wait, the most pressing first; nothing of anybody else."""

    name = "waiting"
    order = 10
    template_name = "core/desk/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        desk = desk_of_request(request)
        waiting = desk.waiting
        piles: list[tuple[str, str, Pile, str]] = [
            ("to-approve", _("Waiting for your approval"), waiting.to_approve, "check"),
            ("returned", _("Returned to you with a comment"), waiting.returned, "comment"),
            ("drafts", _("Your drafts"), waiting.drafts, "draft"),
            ("ending", _("Going offline soon, or gone lately"), waiting.ending, "calendar-alt"),
            ("locked", _("Locked by you"), waiting.locked, "lock"),
            ("submitted", _("Sent by you, waiting for others"), waiting.submitted, "time"),
            ("edited", _("Edited by you lately"), waiting.edited, "history"),
        ]
        shown = [pile for pile in piles if pile[2].items]
        names = self._names(desk, [pile for _key, _heading, pile, _icon in shown])
        return {
            "piles": [
                {"key": key, "heading": heading, "icon": icon, "pile": pile, "items": _drawn(pile, names)}
                for key, heading, pile, icon in shown
            ],
            "is_clear": not any(key != "edited" for key, *_rest in shown),
        }

    def _names(self, desk: Desk, piles: list[Pile]) -> dict[str, str]:
        """Names of sub-sites, for people who work on several."""
        own = desk.membership.subsites
        if desk.membership.network and piles:
            return subsite_names(paths=[item.subsite_path for pile in piles for item in pile.items])
        return {subsite.root_page.path: subsite.unit.full_name for subsite in own} if len(own) > 1 else {}


def _drawn(pile: Pile, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("wagtailadmin_pages:edit", args=[item.page_id]),
            "title": item.title or _("(no title yet)"),
            "place": names.get(item.subsite_path, ""),
            "at": item.at,
            "by": item.by,
            "note": item.note,
        }
        for item in pile.items
    ]


class FirstStepsPanel(Component):
    """What each of my roles does most, on one sub-site at a time."""

    name = "first_steps"
    order = 20
    template_name = "core/desk/first_steps.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        desk = desk_of_request((parent_context or {})["request"])
        place = desk.place
        if place is None:
            return {"steps": []}
        ordered = [role for role in (*NetworkRole, *Role) if role in place.roles]
        return {
            "steps": registry.open_steps(place),
            "subsite": place.subsite,
            "subsites": desk.membership.subsites,
            "roles": ", ".join(str(role.label) for role in ordered),
        }
