"""Screens of the log: the list with filters and exports, and one entry."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports.base import ReportView

from portal.audit.actions import action_name
from portal.audit.filters import AllEntriesFilterSet, OwnEntriesFilterSet
from portal.audit.labels import field_shown, person_shown, place_shown, time_shown, type_shown, value_shown
from portal.audit.models import AuditEntry
from portal.audit.permissions import AuditPolicy, audit_policy_of

# A cell that begins so is a formula to spreadsheets that read CSV (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AuditScreen:
    """Admits who reads the log of at least one sub-site."""

    request: HttpRequest

    @cached_property
    def policy(self) -> AuditPolicy:
        return audit_policy_of(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.may_enter:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class InBatches:
    """A queryset that is not held in memory while it is written out."""

    def __init__(self, entries: QuerySet[AuditEntry]) -> None:
        self.entries = entries
        self.model = entries.model

    def __iter__(self) -> Iterator[AuditEntry]:
        return self.entries.iterator(chunk_size=2000)


class AuditIndexView(AuditScreen, ReportView):
    """The log, newest first."""

    page_title = gettext_lazy("Activity log")
    header_icon = "history"
    model = AuditEntry
    index_url_name = "audit:index"
    index_results_url_name = "audit:results"
    results_template_name = "audit/results.html"
    is_searchable = False
    default_ordering = "-created_at"
    list_export = [
        "time", "action_shown", "person", "object_label", "object_type", "object_id", "place", "source",
        "ip_address", "user_agent", "host", "details",
    ]  # fmt: skip
    export_headings = {
        "time": gettext_lazy("Time"),
        "action_shown": gettext_lazy("Action"),
        "person": gettext_lazy("Person"),
        "object_label": gettext_lazy("Object"),
        "object_type": gettext_lazy("Type"),
        "object_id": gettext_lazy("Number"),
        "place": gettext_lazy("Sub-site"),
        "source": gettext_lazy("Source"),
        "ip_address": gettext_lazy("Network address"),
        "user_agent": gettext_lazy("Browser"),
        "host": gettext_lazy("Host"),
        "details": gettext_lazy("Details"),
    }

    @cached_property
    def filterset_class(self) -> type:
        return AllEntriesFilterSet if self.policy.reads_all else OwnEntriesFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "action",
                label=_("Action"),
                accessor=lambda entry: action_name(entry.action),
                get_url=lambda entry: reverse("audit:entry", args=[entry.pk]),
            ),
            Column("object", label=_("Object"), accessor="object_label"),
            Column("person", label=_("Person"), accessor=person_shown),
            Column("place", label=_("Sub-site"), accessor=place_shown),
            Column("time", label=_("Time"), accessor=time_shown),
        ]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        entries = self.policy.entries
        return entries if self.is_export else entries.defer("detail")

    def get_filename(self) -> str:
        return f"nhat-ky-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, item: AuditEntry) -> dict[str, Any]:
        return {
            "time": time_shown(item),
            "action_shown": action_name(item.action),
            "person": person_shown(item),
            "object_label": item.object_label,
            "object_type": type_shown(item),
            "object_id": item.object_id,
            "place": place_shown(item),
            "source": item.get_source_display(),
            "ip_address": item.ip_address or "",
            "user_agent": item.user_agent,
            "host": item.host,
            "details": json.dumps(item.detail, ensure_ascii=False) if item.detail else "",
        }

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        text = str(value)
        return f"'{text}" if text.startswith(_FORMULA) else text

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        response: HttpResponse = super().as_spreadsheet(InBatches(queryset), spreadsheet_format)
        return response

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With a byte order mark: without it Excel takes Vietnamese for another code page."""
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(queryset)


class AuditEntryView(AuditScreen, WagtailAdminTemplateMixin, TemplateView):
    """One entry with all it knows; another sub-site's does not exist."""

    template_name = "audit/entry.html"
    page_title = gettext_lazy("Activity log")
    header_icon = "history"
    kwargs: dict[str, Any]

    @cached_property
    def entry(self) -> AuditEntry:
        return get_object_or_404(self.policy.entries, pk=self.kwargs["entry_id"])

    def get_page_subtitle(self) -> str:
        return action_name(self.entry.action)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().breadcrumbs_items,
            {"url": reverse("audit:index"), "label": _("Activity log")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        detail = dict(self.entry.detail)
        changes = []
        if "after" in detail:
            before, after = detail.pop("before", None) or {}, detail.pop("after") or {}
            if not (isinstance(before, dict) and isinstance(after, dict)):
                before, after = {"roles": before}, {"roles": after}
            changes = [(name, before.get(name), after.get(name)) for name in {**before, **after}]
        return super().get_context_data(**kwargs) | {
            "entry": self.entry,
            "person": person_shown(self.entry),
            "place": place_shown(self.entry),
            "object_type": type_shown(self.entry),
            "changes": [
                (field_shown(self.entry, name), value_shown(old), value_shown(new))
                for name, old, new in changes
            ],
            "detail": [(field_shown(self.entry, name), value_shown(value)) for name, value in detail.items()],
        }
