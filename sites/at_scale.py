"""Wagtail's own functions whose cost grows with the number of sub-sites, replaced by ones whose does not.

Each says what it replaces and what that costs; `tests/sites/test_at_scale.py` compares the answers.
Nothing here changes what an answer is, only how it is found.
"""

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet
from wagtail.models import GroupApprovalTask, Page, Site, Task, TaskState
from wagtail.models.sites import (
    SITE_ROOT_PATHS_CACHE_KEY,
    SITE_ROOT_PATHS_CACHE_VERSION,
    SiteRootPath,
)
from wagtail.models.workflows import AbstractGroupApprovalTask, BaseTaskStateManager

_SECONDS = 3600  # as Wagtail


def site_root_paths() -> list[SiteRootPath]:
    """`Site.get_site_root_paths`, which asks for each site's languages by a query of its own.

    Two queries when the cache is cold (any change of a site's row empties it), none otherwise.
    """
    kept = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    if kept is not None:
        return [SiteRootPath(*path) for path in kept]
    sites = Site.objects.select_related("root_page__locale").order_by(
        "-root_page__url_path", "-is_default_site", "hostname"
    )
    found = [
        SiteRootPath(site.pk, root.url_path, site.root_url, root.locale.language_code)
        for site, roots in _with_root_pages(sites)
        for root in roots
    ]
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, found, _SECONDS, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return found


def _with_root_pages(sites: QuerySet[Site]) -> list[tuple[Site, list[Page]]]:
    if not settings.WAGTAIL_I18N_ENABLED:
        return [(site, [site.root_page]) for site in sites]
    by_key = defaultdict(list)
    keys = Site.objects.order_by().values("root_page__translation_key")
    for page in Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("pk"):
        by_key[page.translation_key].append(page)
    return [(site, by_key[site.root_page.translation_key]) for site in sites]


def task_states_reviewable_by(manager: Any, user: Any) -> QuerySet[TaskState]:
    """`TaskState.objects.reviewable_by`, which asks each approval step of the network whether the user
    is in its groups: two queries a sub-site on every opening of the home screen.

    Two queries; steps of other kinds than Wagtail's own approval by groups are asked as before.
    """
    tasks = GroupApprovalTask.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__in=list(user.groups.values_list("pk", flat=True)))
    states: QuerySet[TaskState] = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__in=tasks.order_by().values("pk")
    )
    for task in _other_tasks().specific():
        states |= task.get_task_states_user_can_moderate(user=user)
    return states


def _other_tasks() -> Any:
    return Task.objects.filter(active=True, groupapprovaltask__isnull=True)


def user_is_in_groups(task: AbstractGroupApprovalTask, user: Any) -> bool:
    """`AbstractGroupApprovalTask._user_in_groups`, which asks for each step it meets: in a list of pages
    that wait for approval, for each row. One query a request and kind of step."""
    kinds: dict[type, set[int]] = user.__dict__.setdefault("_approval_tasks", {})
    kind = type(task)
    if kind not in kinds:
        kinds[kind] = set(kind.objects.filter(groups__user=user).values_list("pk", flat=True))
    return task.pk in kinds[kind]


_get_specific = Task.get_specific


def task_get_specific(task: Task, deferred: bool = False, **kwargs: Any) -> Task:
    """`Task.get_specific`, which reads the row of an approval by groups though it has no column of its
    own: a query for each row of a list of pages that wait for approval."""
    found: Task = _get_specific(task, deferred or task.specific_class is GroupApprovalTask, **kwargs)
    return found


def install() -> None:
    """Called once at start-up. Raises AttributeError when Wagtail has none of these any more."""
    for owner, name, replacement in (
        (Site, "get_site_root_paths", staticmethod(site_root_paths)),
        (BaseTaskStateManager, "reviewable_by", task_states_reviewable_by),
        (AbstractGroupApprovalTask, "_user_in_groups", user_is_in_groups),
        (Task, "get_specific", task_get_specific),
    ):
        getattr(owner, name)
        setattr(owner, name, replacement)
