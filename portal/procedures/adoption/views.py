"""Screens below /admin/procedures-here/: what one unit says of its own about procedures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from portal.procedures.adoption.forms import PART_FORMS, ListForm, LocalFactsForm, ProposalForm, ReasonForm
from portal.procedures.adoption.permissions import policy_of_request
from portal.procedures.adoption.screens import HereFormView, HereScreen, ProcedureScreen
from portal.procedures.adoption.selectors import open_tasks, proposals_of, required_facts, versions_here
from portal.procedures.adoption.services import adoption_set, change_propose, local_facts_write
from portal.procedures.models import LocalFacts
from portal.procedures.parts import LOCAL_PARTS, part_label
from portal.procedures.selectors import policies_on_day
from portal.procedures.signage import KIND
from portal.signage.messages.composing import compose_address

ROWS_PER_PAGE = 50


class HereIndexView(WagtailAdminTemplateMixin, TemplateView):
    """Leads to the only unit, or asks which."""

    template_name = "procedures/admin/units.html"
    page_title = gettext_lazy("Procedures at our unit")
    header_icon = "doc-full-inverse"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy = policy_of_request(request)
        if policy.is_network_wide:
            return redirect("procedures_network:index")
        self.units = list(policy.units.order_by("level", "code"))
        if not self.units:
            raise PermissionDenied
        if len(self.units) == 1:
            return redirect("procedures_here:list", self.units[0].pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"units": self.units}


class ProcedureListView(HereScreen, TemplateView):
    template_name = "procedures/admin/list.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.may_edit:
            return []
        url = reverse("procedures_here:facts", args=[self.unit.pk])
        return [HeaderButton(_("Our office, hours and phone"), url=url, icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ListForm(self.request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        field = asked.get("field")
        found = versions_here(
            unit=self.unit,
            day=self.day,
            query=asked.get("q", ""),
            field_id=field.pk if field else None,
            state=asked.get("state", ""),
        )
        page = Paginator(found, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        general = LocalFacts.objects.filter(unit=self.unit, procedure=None).first()
        required = required_facts(policies_on_day(day=self.day))
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "state": asked.get("state", ""),
            "task_count": open_tasks(unit=self.unit).count(),
            "missing": [
                LOCAL_PARTS[key].label for key in required if not (general and getattr(general, key))
            ],
        }


class FactsView(HereFormView):
    """Facts of the unit, for all procedures or for one."""

    form_class = LocalFactsForm
    page_subtitle = gettext_lazy("Our office, hours and phone")

    @property
    def procedure(self) -> Any:
        return None

    @property
    def intro(self) -> str:  # type: ignore[override]
        return _("These stand on every procedure, unless a procedure has its own.")

    def get_form_kwargs(self) -> dict[str, Any]:
        row = LocalFacts.objects.filter(unit=self.unit, procedure=self.procedure).first()
        return super().get_form_kwargs() | {
            "instance": row or LocalFacts(unit=self.unit, procedure=self.procedure),
            "policies": policies_on_day(day=self.day),
        }

    def steps(self) -> list[tuple[str, str]]:
        return [(str(self.page_subtitle), "")]

    def save(self, form: LocalFactsForm) -> None:
        local_facts_write(
            unit=self.unit,
            procedure=self.procedure,
            facts=form.cleaned_data,
            actor=self.request.user,
            now=timezone.now(),
        )


class ProcedureView(ProcedureScreen, TemplateView):
    """Each part: what it says, whose it is, whether the unit may state its own, and why not."""

    template_name = "procedures/admin/procedure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        proposals = proposals_of(unit=self.unit, procedure=self.version.procedure)
        return super().get_context_data(**kwargs) | {
            "here": self.here,
            "parts_with_forms": set(PART_FORMS),
            "proposals": [(row, part_label(row.part)) for row in proposals],
            "proposal_form": ProposalForm(),
            "board_url": self.board_url(),
        }

    def board_url(self) -> str:
        """Where a message about it is written; empty where it is not carried out."""
        if not self.here.is_performed:
            return ""
        return compose_address(unit_id=self.unit.pk, kind=KIND, key=self.version.code)


class ProcedureFactsView(ProcedureScreen, FactsView):
    """Facts for one procedure; an empty box falls back to the unit's."""

    @property
    def procedure(self) -> Any:
        return self.version.procedure

    @property
    def intro(self) -> str:  # type: ignore[override]
        return _("For this procedure only. An empty box shows what stands for all procedures.")


class ProposeView(ProcedureScreen, HereFormView):
    """Everybody of the sub-site may tell the province what is wrong."""

    writes = False
    form_class = ProposalForm
    page_subtitle = gettext_lazy("Propose a change")
    done = gettext_lazy("Sent to the province. The answer will stand on this page.")

    def save(self, form: ProposalForm) -> None:
        change_propose(
            unit=self.unit,
            procedure=self.version.procedure,
            actor=self.request.user,
            now=timezone.now(),
            **form.cleaned_data,
        )


class CarryOutView(ProcedureScreen, HereFormView):
    """Stops carrying a procedure out, or begins."""

    form_class = ReasonForm

    def get_page_subtitle(self) -> str:
        performed = self.here.is_performed
        return _("We do not carry this out") if performed else _("We carry this out")

    @property
    def intro(self) -> str:  # type: ignore[override]
        if self.here.is_performed:
            return _("The procedure leaves your site. Your facts and own parts are kept for later.")
        return _("The procedure appears on your site.")

    def save(self, form: ReasonForm) -> None:
        adoption_set(
            unit=self.unit,
            procedure=self.version.procedure,
            performs=not self.here.is_performed,
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=timezone.now(),
        )
