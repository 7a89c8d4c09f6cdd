"""Screens to begin and to end acting as somebody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages

from portal.accounts.acting.enums import Ending
from portal.accounts.acting.forms import ReasonForm
from portal.accounts.acting.permissions import may_act_as
from portal.accounts.acting.services import acting_end, acting_of, acting_start
from portal.accounts.users.views import PersonScreen


class ActAsView(PersonScreen, FormView):
    """Asks why on GET, begins on POST."""

    template_name = "accounts/acting/start.html"
    form_class = ReasonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nested = acting_of(request) is not None
        if self.policy.may_enter and (nested or not may_act_as(request.user, self.person)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return _("Act as %(name)s") % {"name": super().get_page_subtitle()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"submit_button_label": _("Act as this person")}

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        acting_start(request=self.request, user=self.person, reason=reason, now=timezone.now())
        return redirect("wagtailadmin_home")


@require_POST
def acting_stop(request: HttpRequest) -> HttpResponse:
    """Back to the own session, to the screen of the person one acted as."""
    acting = acting_of(request)
    if acting is None:
        return redirect("wagtailadmin_home")
    acting_end(request=request, acting=acting, how=Ending.BUTTON, now=timezone.now())
    name = acting.user.get_full_name() or acting.user.get_username()
    messages.success(request, _("You no longer act as %(name)s.") % {"name": name})
    return redirect("site_users:edit", acting.user.pk)
