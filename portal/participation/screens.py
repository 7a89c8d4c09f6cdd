"""The submissions in the admin: Wagtail's screens, for those who may read them.

Wagtail ties its list of forms to page rights, offers filters that name every site, and writes cells
that a spreadsheet takes for formulas.
"""

import codecs
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView

from portal.participation.models import FormPage

# A cell that begins with one of these is run by spreadsheets (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_NUMBER = 18  # digits; more overflow the databases' integers


def harmless_cell(value: Any) -> Any:
    """A text as a spreadsheet may hold it: one that would be a formula is kept as text by a quote."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def shown_value(value: Any) -> Any:
    """A stored value in words: lists joined, ticks as yes or no, times as of Vietnam."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M")
    return "" if value is None else value


class FormIndexView(BaseListingView):
    """Forms whose submissions the user may read, with how many there are."""

    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "participation/form_index_results.html"
    page_title = gettext_lazy("Forms")
    header_icon = "form"
    index_url_name = "site_forms:index"
    index_results_url_name = "site_forms:index_results"
    default_ordering = "title"
    paginate_by = 50

    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Form"),
            url_name="wagtailforms:list_submissions",
            sort_key="title",
            width="50%",
        ),
        Column("locale", label=gettext_lazy("Language"), width="15%"),
        Column("submissions", label=gettext_lazy("Submissions"), sort_key="submissions", width="15%"),
        DateColumn("newest_at", label=gettext_lazy("Newest"), sort_key="newest_at", width="20%"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not get_forms_for_user(request.user).exists():
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Any]:
        forms: QuerySet[Any] = get_forms_for_user(self.request.user)
        return forms.select_related("locale").annotate(
            submissions=Count("submission"), newest_at=Max("submission__submit_time")
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class SubmissionListView(SubmissionsListView):
    """One form's submissions; exports hold no formulas and open in Excel with their accents."""

    forms_index_url_name = "site_forms:index"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not self.is_export:
            names = [name for name, _label in self.form_page.get_data_fields()]
            for row, submission in zip(context["data_rows"], context["submissions"], strict=True):
                data = submission.get_data()
                row["fields"] = [shown_value(data.get(name)) for name in names]
        return context

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        data = item.get_data()
        return {name: harmless_cell(shown_value(data.get(name))) for name in self.list_export}

    def get_heading(self, queryset: Any, field: str) -> Any:
        return harmless_cell(super().get_heading(queryset, field))

    def write_csv_response(self, queryset: Any) -> StreamingHttpResponse:
        response: StreamingHttpResponse = super().write_csv_response(queryset)
        rows: Iterator[bytes] = response.streaming_content  # type: ignore[assignment]
        response.streaming_content = chain([codecs.BOM_UTF8], rows)
        return response


def submission_list(request: HttpRequest, page_id: int, *, results_only: bool = False) -> HttpResponse:
    """In place of Wagtail's, which asks the page for its view: a model would have to know screens."""
    form_page = get_object_or_404(FormPage, pk=page_id)
    response: HttpResponse = SubmissionListView.as_view(results_only=results_only)(
        request, form_page=form_page
    )
    return response


class SubmissionDeleteView(DeleteSubmissionsView):
    """Wagtail's, deaf to numbers that are none."""

    def get_queryset(self) -> QuerySet[Any]:
        asked = self.request.GET.getlist("selected-submissions")
        numbers = [value for value in asked if value.isdecimal() and len(value) <= _LONGEST_NUMBER]
        found: QuerySet[Any] = self.page.get_submissions().filter(pk__in=numbers)
        return found
