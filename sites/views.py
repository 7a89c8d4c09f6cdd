"""The province's screens: all sub-sites, and the wizard that makes one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from sites.forms import SubsiteForm
from sites.hostnames import HostName, plan_hostnames
from sites.models import AdministrativeUnit
from sites.permissions import may_add_subsite, may_view_network
from sites.selectors import subsites_found, units_of_province, units_without_subsite
from sites.services import SubsiteRefused, subsite_create

ROWS_PER_PAGE = 50


class NetworkScreen(AccessMixin, WagtailAdminTemplateMixin):
    """Shared frame of the province's screens; denies everyone the test does not admit."""

    header_icon = "site"
    page_title = gettext_lazy("Sub-sites")
    may_enter = staticmethod(may_view_network)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_enter(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*super().breadcrumbs_items, {"url": reverse("portal_sites:index"), "label": _("Sub-sites")}]
        if self.page_subtitle:
            items.append({"url": "", "label": self.get_page_subtitle()})
        return items


class SubsiteIndexView(NetworkScreen, TemplateView):
    """All sub-sites, searched by name, host name or code."""

    template_name = "portal_sites/admin/index.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_add_subsite(self.request.user):
            return []
        return [HeaderButton(_("New sub-site"), url=reverse("portal_sites:choose_unit"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:100]
        found = Paginator(subsites_found(query=query), ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"query": query, "page": found}


class UnitChooseView(NetworkScreen, TemplateView):
    """First step: which unit. Only units that exist today and have no sub-site are offered."""

    template_name = "portal_sites/admin/choose_unit.html"
    page_subtitle = gettext_lazy("New sub-site")
    may_enter = staticmethod(may_add_subsite)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:100]
        units = units_without_subsite(query=query, day=timezone.localdate())
        found = Paginator(units, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"query": query, "page": found}


class SubsiteCreateView(NetworkScreen, FormView):
    """Second step: host name and contact details; then everything is made in one transaction."""

    template_name = "portal_sites/admin/create.html"
    form_class = SubsiteForm
    success_url = reverse_lazy("portal_sites:index")
    page_subtitle = gettext_lazy("New sub-site")
    may_enter = staticmethod(may_add_subsite)

    @cached_property
    def unit(self) -> AdministrativeUnit:
        units = AdministrativeUnit.objects.select_related("parent__parent").filter(subsite__isnull=True)
        return get_object_or_404(units, pk=self.kwargs["unit_id"])

    @cached_property
    def planned(self) -> HostName:
        units = units_of_province(province_code=self.unit.province_code, day=self.unit.valid_from)
        if not units:
            return HostName("")
        return plan_hostnames(units, suffix=settings.HOST_SUFFIX)[self.unit.pk]

    def get_initial(self) -> dict[str, Any]:
        return {"hostname": self.planned.host, "host_note": self.planned.note}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plain_host": self.planned.host}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"unit": self.unit, "submit_button_label": _("Make the sub-site")}

    def form_valid(self, form: SubsiteForm) -> HttpResponse:
        try:
            subsite = subsite_create(
                unit=self.unit,
                hostname=HostName(form.cleaned_data["hostname"], form.cleaned_data["host_note"]),
                contact=form.contact(),
                actor=self.request.user,
                now=timezone.now(),
            )
        except SubsiteRefused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The sub-site of %(unit)s stands at %(address)s.")
            % {"unit": self.unit.full_name, "address": subsite.site.root_url},
        )
        return redirect(str(self.success_url))
