"""Wagtail's reports, with filters that name nobody and nothing of another sub-site.

The lists themselves follow the user's page rights; their filters do not (Wagtail roadmap #74).
"""

from collections import defaultdict
from copy import copy
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import IntegerField, QuerySet, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, FilteredModelChoiceFilter
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
    WorkflowTasksView,
    WorkflowView,
)
from wagtail.log_actions import registry as log_action_registry
from wagtail.models import (
    PageLogEntry,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
    get_page_content_types,
)

from sites.scopes import scope_of_request


def own_people(request: HttpRequest) -> QuerySet[Any]:
    """Users with a role on a sub-site of the request's scope."""
    people = get_user_model().objects.order_by("username")
    scope = scope_of_request(request)
    if scope.is_network:
        return people
    return people.filter(groups__subsite_role__subsite__in=scope.subsite_ids).distinct()


def own_workflows(request: HttpRequest) -> QuerySet[Workflow]:
    scope = scope_of_request(request)
    return Workflow.objects.all() if scope.is_network else Workflow.objects.filter(pk__in=scope.workflow_ids)


def own_tasks(request: HttpRequest) -> QuerySet[Task]:
    scope = scope_of_request(request)
    if scope.is_network:
        return Task.objects.all()
    return Task.objects.filter(workflow_tasks__workflow__in=scope.workflow_ids).distinct()


class OwnLockedPagesFilterSet(LockedPagesReportFilterSet):
    locked_by = django_filters.ModelChoiceFilter(
        label=_("Locked by"), empty_label=_("Anyone"), field_name="locked_by", queryset=own_people
    )


class OwnLockedPagesView(LockedPagesView):
    filterset_class = OwnLockedPagesFilterSet


class OwnWorkflowFilterSet(WorkflowReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(field_name="workflow", queryset=own_workflows)
    requested_by = django_filters.ModelChoiceFilter(field_name="requested_by", queryset=own_people)


class OwnWorkflowView(WorkflowView):
    filterset_class = OwnWorkflowFilterSet

    def decorate_paginated_queryset(self, object_list: Any) -> list[WorkflowState]:
        """With the steps of all rows: Wagtail's template asks for each row's by two queries."""
        states: list[WorkflowState] = super().decorate_paginated_queryset(object_list)
        steps = WorkflowTask.objects.filter(workflow__in={state.workflow_id for state in states})
        tasks = defaultdict(list)
        for step in steps.select_related("task").order_by("sort_order"):
            tasks[step.workflow_id].append(step.task)
        rows = TaskState.objects.filter(workflow_state__in=states).order_by("started_at", "pk")
        reached = {(row.workflow_state_id, row.task_id): row.status for row in rows}  # the last one counts
        labels = dict(TaskState.STATUS_CHOICES)
        for state in states:
            state.all_tasks_with_status = []
            for task in map(copy, tasks[state.workflow_id]):
                task.status = reached.get((state.pk, task.pk))
                task.status_display = labels.get(task.status, _("Not started"))
                state.all_tasks_with_status.append(task)
        return states


class OwnWorkflowTasksFilterSet(WorkflowTasksReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(
        field_name="workflow_state__workflow", queryset=own_workflows, label=_("Workflow")
    )
    task = FilteredModelChoiceFilter(
        queryset=own_tasks, filter_field="id_workflow", filter_accessor="workflows"
    )


class OwnWorkflowTasksView(WorkflowTasksView):
    filterset_class = OwnWorkflowTasksFilterSet


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    """For people of sub-sites: the actions, people and types of their own pages' history only."""

    object_type = ContentTypeFilter(
        label=_("Type"),
        method="filter_object_type",
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )

    def get_action_choices(self) -> list[tuple[str, Any]]:
        actions = set(PageLogEntry.objects.viewable_by_user(self.request.user).get_actions())
        return [choice for choice in log_action_registry.get_choices() if choice[0] in actions]

    def get_users_queryset(self) -> QuerySet[Any]:
        seen = PageLogEntry.objects.viewable_by_user(self.request.user).get_user_ids()
        return get_user_model().objects.filter(pk__in=seen).order_by("username")


class OwnHistoryView(LogEntriesView):
    """The history of the own pages. Settings and shared records have entries of every sub-site:
    Wagtail shows them to whoever may change one of the kind."""

    @property
    def filterset_class(self) -> type:
        own = not scope_of_request(self.request).is_network
        return OwnHistoryFilterSet if own else SiteHistoryReportFilterSet

    def get_filtered_queryset(self) -> QuerySet[Any]:
        if scope_of_request(self.request).is_network:
            network: QuerySet[Any] = super().get_filtered_queryset()
            return network
        self.log_models = [PageLogEntry]
        entries = (
            PageLogEntry.objects.viewable_by_user(self.request.user)
            .values("pk", "timestamp")
            .annotate(log_model_index=Value(0, output_field=IntegerField()))
        )
        own: QuerySet[Any] = self.filter_queryset(entries).order_by("-timestamp")
        return own
