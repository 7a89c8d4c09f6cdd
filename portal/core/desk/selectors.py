"""What waits for somebody: the own things of the own sub-sites, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Cast, Substr
from django.http import HttpRequest
from wagtail.models import GroupApprovalTask, Page, PageLogEntry, TaskState, WorkflowState

from portal.core.addresses import SUBSITE_PATH_LENGTH
from portal.core.desk.steps import AnyRole
from sites.enums import Level, NetworkRole, Role
from sites.models import NetworkGroup, Subsite, SubsiteRole
from sites.scopes import Scope

ROWS_SHOWN = 5
ENDS_WITHIN = timedelta(days=14)
ENDED_SINCE = timedelta(days=30)
# Who looks after what is online.
KEEPERS = frozenset({Role.EDITOR, Role.SECRETARY, Role.PUBLISHER, Role.SITE_ADMIN})


@dataclass(frozen=True)
class Item:
    """A page that waits. `subsite_path` tells its sub-site, `note` is a colleague's comment."""

    page_id: int
    title: str
    subsite_path: str
    at: datetime | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Pile:
    """The newest of a kind, and how many there are."""

    total: int = 0
    items: tuple[Item, ...] = ()

    @property
    def more(self) -> int:
        return self.total - len(self.items)


@dataclass(frozen=True)
class Waiting:
    """What waits for one person."""

    to_approve: Pile
    returned: Pile
    drafts: Pile
    submitted: Pile
    locked: Pile
    ending: Pile
    edited: Pile


@dataclass(frozen=True)
class Membership:
    """The sub-sites where somebody works, with the roles there, and the network's roles.

    Of `subsites` site, unit, root page and folder are read.
    """

    subsites: tuple[Subsite, ...]
    roles: dict[int, frozenset[AnyRole]]
    network: frozenset[NetworkRole]

    @property
    def kept_paths(self) -> list[str]:
        """Roots of the sub-sites whose published pages are this person's business."""
        return [subsite.root_page.path for subsite in self.subsites if self.roles[subsite.pk] & KEEPERS]


def membership_of(*, user: Any) -> Membership:
    """Two queries. A superuser counts as the province's administrator."""
    rows = list(
        SubsiteRole.objects.filter(group__user=user)
        .select_related("subsite__unit", "subsite__site", "subsite__root_page", "subsite__collection")
        .order_by("subsite__unit__slug", "subsite_id")
    )
    roles: dict[int, set[AnyRole]] = {}
    for row in rows:
        roles.setdefault(row.subsite_id, set()).add(Role(row.role))
    network = {
        NetworkRole(role)
        for role in NetworkGroup.objects.filter(group__user=user).values_list("role", flat=True)
    }
    if user.is_superuser:
        network.add(NetworkRole.PROVINCE_ADMIN)
    return Membership(
        subsites=tuple({row.subsite_id: row.subsite for row in rows}.values()),
        roles={pk: frozenset(held) for pk, held in roles.items()},
        network=frozenset(network),
    )


def subsite_of_network(*, request: HttpRequest, network: Iterable[NetworkRole]) -> Subsite | None:
    """Where the network's people work: the site at whose address they are; the province's editors,
    who publish nowhere else, on the province's own."""
    subsites = Subsite.objects.select_related("unit", "site", "root_page", "collection")
    frame = getattr(request, "frame", None)
    if frame is not None and set(network) != {NetworkRole.PROVINCE_EDITOR}:
        return subsites.filter(pk=frame.facts.subsite.pk).first()
    return subsites.filter(unit__level=Level.PROVINCE).first()


def waiting_for(*, user: Any, scope: Scope, kept_paths: list[str], now: datetime) -> Waiting:
    """Everything that waits for `user` inside `scope`. A fixed number of queries."""
    return Waiting(
        to_approve=_to_approve(user, scope),
        returned=_in_workflow(user, scope, WorkflowState.STATUS_NEEDS_CHANGES),
        drafts=_drafts(user, scope),
        submitted=_in_workflow(user, scope, WorkflowState.STATUS_IN_PROGRESS),
        locked=_pile(
            _own(Page.objects.filter(locked=True, locked_by=user), scope, "path"),
            order="-locked_at",
            at="locked_at",
        ),
        ending=_ending(kept_paths, now),
        edited=_edited(user, scope),
    )


def subsite_names(*, paths: Iterable[str]) -> dict[str, str]:
    """Unit names by the path of the sub-site's root. One query."""
    found = Subsite.objects.filter(root_page__path__in=set(paths))
    return dict(found.values_list("root_page__path", "unit__full_name"))


def _own(rows: QuerySet[Any], scope: Scope, path: str) -> QuerySet[Any]:
    """Rows of the scope's sub-sites, whatever rights their makers have lost since."""
    if scope.is_network:
        return rows
    subsite = Substr(path, 1, SUBSITE_PATH_LENGTH)
    return rows.alias(subsite_path=subsite).filter(subsite_path__in=scope.page_paths)


def _pile(pages: QuerySet[Page], *, order: str, at: str) -> Pile:
    rows = list(
        pages.annotate(total=Window(Count("*")))
        .order_by(order, "-pk")
        .values_list("pk", "draft_title", "path", at, "total")[:ROWS_SHOWN]
    )
    items = (Item(pk, title, path[:SUBSITE_PATH_LENGTH], when) for pk, title, path, when, _total in rows)
    return Pile(rows[0][-1] if rows else 0, tuple(items))


def _to_approve(user: Any, scope: Scope) -> Pile:
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    if not user.is_superuser:
        approvers = GroupApprovalTask.groups.through.objects.filter(
            groupapprovaltask_id=OuterRef("task_id"), group__user=user
        )
        states = states.filter(Exists(approvers))
    states = states.filter(_is_page("workflow_state__"))
    rows = list(
        states.annotate(total=Window(Count("*")))
        .order_by("-started_at", "-pk")
        .values_list(
            "workflow_state__object_id", "started_at", "workflow_state__requested_by__full_name", "total"
        )[:ROWS_SHOWN]
    )
    return _pile_of_pages(rows, scope)


def _in_workflow(user: Any, scope: Scope, status: str) -> Pile:
    states = WorkflowState.objects.filter(_is_page(), status=status, requested_by=user)
    is_returned = status == WorkflowState.STATUS_NEEDS_CHANGES
    rows = list(
        states.annotate(total=Window(Count("*")), at=F("created_at"))
        .order_by("-created_at", "-pk")
        .values_list(
            "object_id",
            "current_task_state__finished_at" if is_returned else "created_at",
            "current_task_state__finished_by__full_name",
            "total",
            "current_task_state__comment",
        )[:ROWS_SHOWN]
    )
    return _pile_of_pages(rows, scope)


def _is_page(prefix: str = "") -> Q:
    return Q(**{f"{prefix}base_content_type": ContentType.objects.get_for_model(Page)})


def _pile_of_pages(rows: list[tuple[Any, ...]], scope: Scope) -> Pile:
    """Rows of (page id as text, when, whose name, total, comment) with the pages' titles."""
    pages = Page.objects.only("draft_title", "path").in_bulk([int(row[0]) for row in rows]) if rows else {}
    items = []
    for object_id, at, by, _total, *comment in rows:
        page = pages.get(int(object_id))
        if page is not None and scope.holds_page(page.path):
            path = page.path[:SUBSITE_PATH_LENGTH]
            items.append(Item(page.pk, page.draft_title, path, at, by or "", "".join(comment)))
    return Pile(rows[0][3] - (len(rows) - len(items)) if rows else 0, tuple(items))


def _drafts(user: Any, scope: Scope) -> Pile:
    """Own pages with words nobody sees yet, unless they are on their way through the approval."""
    states = WorkflowState.objects.active().filter(
        _is_page(), object_id=Cast(OuterRef("pk"), output_field=CharField())
    )
    drafts = Page.objects.filter(~Exists(states), owner=user, has_unpublished_changes=True)
    return _pile(
        _own(drafts, scope, "path"), order="-latest_revision_created_at", at="latest_revision_created_at"
    )


def _ending(kept_paths: list[str], now: datetime) -> Pile:
    """Pages of the kept sub-sites that go offline soon, or went lately."""
    if not kept_paths:
        return Pile()
    ending = Q(live=True, expire_at__lte=now + ENDS_WITHIN) | Q(
        live=False, expired=True, expire_at__gte=now - ENDED_SINCE
    )
    pages = Page.objects.alias(subsite_path=Substr("path", 1, SUBSITE_PATH_LENGTH)).filter(
        ending, subsite_path__in=kept_paths
    )
    return _pile(pages, order="expire_at", at="expire_at")


def _edited(user: Any, scope: Scope) -> Pile:
    """Own edits, newest first, each page once."""
    entries = PageLogEntry.objects.filter(user=user, action="wagtail.edit", page__isnull=False)
    rows = (
        _own(entries, scope, "page__path")
        .values("page_id", "page__draft_title", "page__path")
        .annotate(at=Max("timestamp"))
        .order_by("-at")[:ROWS_SHOWN]
    )
    items = tuple(
        Item(row["page_id"], row["page__draft_title"], row["page__path"][:SUBSITE_PATH_LENGTH], row["at"])
        for row in rows
        if row["page__path"]
    )
    return Pile(len(items), items)
