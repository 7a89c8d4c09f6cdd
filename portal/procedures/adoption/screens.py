"""Frames of the units' screens: the unit, who may read and write there, one procedure of it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.procedures.adoption.permissions import AdoptionPolicy, policy_of_request
from portal.procedures.adoption.selectors import ProcedureHere, procedure_here, version_here
from portal.procedures.models import ProcedureVersion
from sites.models import AdministrativeUnit


class HereScreen(WagtailAdminTemplateMixin):
    """Frame of one unit's screens; admits who may read there. `writes` screens ask for more."""

    header_icon = "doc-full-inverse"
    page_title = gettext_lazy("Procedures at our unit")
    writes = False
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def policy(self) -> AdoptionPolicy:
        return policy_of_request(self.request)

    @cached_property
    def day(self) -> date:
        return timezone.localdate()

    @cached_property
    def unit(self) -> AdministrativeUnit:
        return get_object_or_404(self.policy.units, pk=self.kwargs["unit_id"])

    @cached_property
    def may_edit(self) -> bool:
        return self.policy.may_edit(self.unit, day=self.day)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.may_read(self.unit) or (self.writes and not self.may_edit):
            raise PermissionDenied
        self.check()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def check(self) -> None:
        """Refuses what else the address asks for and this person may not have."""

    def steps(self) -> list[tuple[str, str]]:
        """Labels and addresses between the unit's list and this screen."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [(self.unit.full_name, reverse("procedures_here:list", args=[self.unit.pk])), *self.steps()]
        items = [*super().breadcrumbs_items, *({"url": url, "label": label} for label, url in steps)]
        items[-1]["url"] = ""
        return items

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "unit": self.unit,
            "may_edit": self.may_edit,
            "is_closed": not self.unit.is_valid_on(self.day),
        }


class HereFormView(HereScreen, FormView):
    """A form whose service may refuse; the refusal stands at the field or above the form."""

    writes = True
    template_name = "procedures/admin/form.html"
    intro = ""
    done: Any = gettext_lazy("Saved.")

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def back(self) -> str:
        return reverse("procedures_here:list", args=[self.unit.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(form)
        except ValidationError as refusal:
            form.add_error(None, _known(refusal, form))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "intro": self.intro,
            "back": self.back(),
            "submit_button_label": _("Save"),
        }


class ProcedureScreen(HereScreen):
    """About one procedure at this unit."""

    @cached_property
    def version(self) -> ProcedureVersion:
        version = version_here(procedure_id=self.kwargs["procedure_id"], day=self.day)
        if version is None:
            raise Http404
        return version

    @cached_property
    def here(self) -> ProcedureHere:
        return procedure_here(version=self.version, unit=self.unit, day=self.day)

    @property
    def address(self) -> str:
        return reverse("procedures_here:procedure", args=[self.unit.pk, self.version.procedure_id])

    def steps(self) -> list[tuple[str, str]]:
        steps = [(self.version.code, self.address)]
        return [*steps, (str(subtitle), "")] if (subtitle := self.get_page_subtitle()) else steps

    def back(self) -> str:
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"version": self.version}


def _known(refusal: ValidationError, form: Any) -> Any:
    """A refusal by field name, as far as the form has these fields."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    if refusal.error_dict.keys() <= form.fields.keys():
        return refusal
    return ValidationError(refusal.messages)
