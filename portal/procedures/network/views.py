"""Screens below /admin/procedures-network/, for the province's people and the auditor."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.procedures.adoption.forms import AnswerForm
from portal.procedures.adoption.permissions import AdoptionPolicy, policy_of_request
from portal.procedures.adoption.services import proposal_answer
from portal.procedures.models import ProposedChange
from portal.procedures.network.selectors import (
    network_numbers,
    network_rows,
    own_parts,
    procedures_behind,
    proposals,
)
from portal.procedures.parts import part_label

ROWS_PER_PAGE = 50


class NetworkScreen(WagtailAdminTemplateMixin):
    """Frame of the province's screens; nobody of a single sub-site enters."""

    header_icon = "site"
    page_title = gettext_lazy("Procedures in the units")
    request: HttpRequest

    @cached_property
    def policy(self) -> AdoptionPolicy:
        return policy_of_request(self.request)

    @cached_property
    def day(self) -> date:
        return timezone.localdate()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.is_network_wide:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *super().breadcrumbs_items,
            {"url": reverse("procedures_network:index"), "label": str(self.page_title)},
        ]
        if subtitle := self.get_page_subtitle():
            items.append({"url": "", "label": str(subtitle)})
        return items

    def page_of(self, rows: Any) -> Any:
        return Paginator(rows, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))


class NetworkIndexView(NetworkScreen, TemplateView):
    """How many units are behind, lack facts, differ; unit by unit."""

    template_name = "procedures/admin/network.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = network_rows(day=self.day)
        shown = self.request.GET.get("show", "")
        chosen = {
            "behind": [row for row in rows if row.tasks],
            "missing": [row for row in rows if row.missing],
        }.get(shown, rows)
        return super().get_context_data(**kwargs) | {
            "numbers": network_numbers(rows=rows, day=self.day),
            "page": self.page_of(chosen),
            "shown": shown,
            "query": f"show={shown}" if shown in ("behind", "missing") else "",
        }


class ProceduresBehindView(NetworkScreen, TemplateView):
    template_name = "procedures/admin/network_procedures.html"
    page_subtitle = gettext_lazy("Changes not looked at, by procedure")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"page": self.page_of(procedures_behind())}


class OwnPartsView(NetworkScreen, TemplateView):
    """Who overrides what, why, and until when."""

    template_name = "procedures/admin/network_own_parts.html"
    page_subtitle = gettext_lazy("Own parts of units")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_due = "due" in self.request.GET
        page = self.page_of(own_parts(due_on=self.day if is_due else None))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "rows": [(row, part_label(row.part), row.review_on <= self.day) for row in page],
            "is_due": is_due,
            "query": "due" if is_due else "",
        }


class ProposalsView(NetworkScreen, TemplateView):
    template_name = "procedures/admin/network_proposals.html"
    page_subtitle = gettext_lazy("Proposals of units")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_answered = "answered" in self.request.GET
        page = self.page_of(proposals(is_answered=is_answered))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "rows": [(row, part_label(row.part)) for row in page],
            "is_answered": is_answered,
            "query": "answered" if is_answered else "",
            "may_answer": self.policy.may_answer,
        }


class AnswerView(NetworkScreen, FormView):
    """The province answers; the unit reads it on the page of the procedure."""

    template_name = "procedures/admin/answer.html"
    form_class = AnswerForm
    kwargs: dict[str, Any]

    @cached_property
    def proposal(self) -> ProposedChange:
        found = ProposedChange.objects.select_related("unit", "procedure", "author")
        return get_object_or_404(found, pk=self.kwargs["proposal_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.may_answer:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return _("Proposal of %(unit)s") % {"unit": self.proposal.unit.full_name}

    def get_initial(self) -> dict[str, Any]:
        return {"answer": self.proposal.answer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "proposal": self.proposal,
            "label": part_label(self.proposal.part),
            "submit_button_label": _("Send the answer"),
        }

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        answer = form.cleaned_data["answer"]
        try:
            proposal_answer(
                proposal=self.proposal, answer=answer, actor=self.request.user, now=timezone.now()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("The answer is sent."))
        return redirect("procedures_network:proposals")
