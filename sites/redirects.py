"""Redirects of one's own site. Wagtail's screens show and change every site's."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, DeleteView, TemplateView, UpdateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import HeaderButton
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Site

from sites.scopes import Scope, scope_of_request

ROWS_PER_PAGE = 50


def own_redirects(scope: Scope) -> QuerySet[Redirect]:
    """Redirects of the sites whose administrator the user is."""
    found = Redirect.objects.select_related("site", "redirect_page").order_by("old_path", "pk")
    return found if scope.is_network else found.filter(site__in=scope.administered_site_ids)


class OwnRedirectForm(forms.ModelForm):
    """A redirect of one of the own sites, to an own page or to an address."""

    class Meta:
        model = Redirect
        fields = ("site", "old_path", "redirect_page", "redirect_link", "is_permanent")
        widgets = {"redirect_page": AdminPageChooser}

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        sites = (
            Site.objects.all()
            if scope.is_network
            else Site.objects.filter(pk__in=scope.administered_site_ids)
        )
        field = self.fields["site"]
        field.queryset = sites  # type: ignore[attr-defined]
        field.required = True
        if not scope.is_network and len(scope.administered_site_ids) == 1:
            field.initial = next(iter(scope.administered_site_ids))
            field.empty_label = None  # type: ignore[attr-defined]

    def clean_old_path(self) -> str:
        return Redirect.normalise_path(self.cleaned_data["old_path"])

    def clean_redirect_page(self) -> Page | None:
        page: Page | None = self.cleaned_data["redirect_page"]
        if page is not None and not self.scope.holds_page(page.path):
            raise ValidationError(_("Choose a page of your own site."))
        return page

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("redirect_page")) == bool(cleaned.get("redirect_link")):
            self.add_error("redirect_page", _("Choose a page or write an address: one of the two."))
        same = Redirect.objects.filter(old_path=cleaned.get("old_path"), site=cleaned.get("site"))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("old_path", _("There is a redirect from this address already."))
        return cleaned


class RedirectScreen(WagtailAdminTemplateMixin):
    """Shared frame: who administers no site does not enter; others' redirects are not found."""

    header_icon = "redirect"
    page_title = gettext_lazy("Redirects")
    success_url = reverse_lazy("site_redirects:index")
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = scope_of_request(request)
        if not (scope.is_network and request.user.is_superuser) and not scope.administered_site_ids:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[Redirect]:
        return own_redirects(scope_of_request(self.request))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [
            *super().breadcrumbs_items,
            {"url": reverse("site_redirects:index"), "label": _("Redirects")},
        ]
        if self.page_subtitle:
            items.append({"url": "", "label": self.get_page_subtitle()})
        return items


class RedirectFormScreen(RedirectScreen):
    """Add and edit."""

    model = Redirect
    form_class = OwnRedirectForm
    template_name = "wagtailadmin/generic/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"scope": scope_of_request(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"submit_button_label": _("Save"), "media": context["form"].media}

    def form_valid(self, form: OwnRedirectForm) -> HttpResponse:
        action = "wagtail.create" if form.instance._state.adding else "wagtail.edit"
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            log(instance=form.instance, action=action, user=self.request.user)
        messages.success(self.request, _("Saved: %(path)s") % {"path": form.instance.old_path})
        return response


class RedirectIndexView(RedirectScreen, TemplateView):
    template_name = "portal_sites/admin/redirects.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Add a redirect"), url=reverse("site_redirects:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.get_queryset(), ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"page": page, "query": ""}


class RedirectAddView(RedirectFormScreen, CreateView):  # type: ignore[misc]
    page_subtitle = gettext_lazy("Add a redirect")


class RedirectEditView(RedirectFormScreen, UpdateView):  # type: ignore[misc]
    page_subtitle = gettext_lazy("Edit a redirect")


class RedirectDeleteView(RedirectScreen, DeleteView):  # type: ignore[misc]
    model = Redirect
    template_name = "portal_sites/admin/redirect_delete.html"
    page_subtitle = gettext_lazy("Delete a redirect")

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
            response: HttpResponse = super().form_valid(form)
        return response


urlpatterns: list[URLPattern] = [
    path("", RedirectIndexView.as_view(), name="index"),
    path("add/", RedirectAddView.as_view(), name="add"),
    path("<int:pk>/", RedirectEditView.as_view(), name="edit"),
    path("<int:pk>/delete/", RedirectDeleteView.as_view(), name="delete"),
]
