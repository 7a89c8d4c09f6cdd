"""Screen where a site admin arranges the menu. Works without JavaScript."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.core.menus.forms import MenuForm
from portal.core.menus.permissions import may_arrange_menu, menu_subsites
from portal.core.menus.selectors import homes_with_sections
from portal.core.menus.services import MenuRefused, menu_arrange
from sites.models import Subsite
from sites.permissions import is_frozen_for


class MenuScreen(WagtailAdminTemplateMixin, TemplateView):
    """Shared frame."""

    header_icon = "bars"
    page_title = gettext_lazy("Menu of the site")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().breadcrumbs_items,
            {"url": reverse("site_menu:index"), "label": _("Menu of the site")},
        ]


class MenuIndexView(MenuScreen):
    """Straight to the menu of the only site, or of the site at whose address we are; else a choice."""

    template_name = "core/menus/index.html"

    @cached_property
    def subsites(self) -> list[Subsite]:
        return list(menu_subsites(self.request))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.subsites:
            raise PermissionDenied
        if len(self.subsites) == 1:
            return redirect("site_menu:arrange", self.subsites[0].site_id)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subsites": self.subsites}


class MenuArrangeView(MenuScreen):
    """The sections of one site, a form a language."""

    template_name = "core/menus/arrange.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_arrange_menu(request, kwargs["site_id"]):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def subsite(self) -> Subsite:
        return get_object_or_404(menu_subsites(self.request), site_id=self.kwargs["site_id"])

    def get_page_subtitle(self) -> str:
        return self.subsite.unit.local_full_name

    def forms(self, bound: str = "") -> list[tuple[Page, MenuForm]]:
        """A form for each home page; `bound` is the prefix of the one that was sent."""
        made = []
        for home, sections in homes_with_sections(subsite=self.subsite):
            prefix = home.locale.language_code
            data = self.request.POST if prefix == bound else None
            made.append((home, MenuForm(data, sections=sections, prefix=prefix)))
        return made

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"subsite": self.subsite, "forms": kwargs.get("forms") or self.forms()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST.get("language", "")
        forms = self.forms(bound=sent)
        home, form = next(((home, form) for home, form in forms if form.is_bound), (None, None))
        if home is None or form is None:
            messages.error(request, _("The sections have changed meanwhile. Look at the list again."))
            return redirect("site_menu:arrange", self.subsite.site_id)
        if is_frozen_for(request.user, home, day=timezone.localdate()):
            messages.error(request, _("The unit has ended: its site is kept as it was."))
            raise PermissionDenied
        if not form.is_valid():
            messages.error(request, _("Nothing was changed: each section needs a number from 1 to 999."))
            return self.render_to_response(self.get_context_data(forms=forms))
        try:
            is_changed = menu_arrange(home=home, wanted=form.wanted(), actor=request.user)
        except MenuRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            text = (
                _("The menu is changed; readers see it at once.") if is_changed else _("Nothing was changed.")
            )
            messages.success(request, text)
        return redirect(reverse("site_menu:arrange", args=[self.subsite.site_id]) + f"#menu-{sent}")
