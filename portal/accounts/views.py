"""Pages of the sign-in. allauth knows the steps; what is here says where ours differ."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from portal.accounts.models import User
from portal.accounts.selectors import device_name, has_second_factor, must_have_second_factor
from portal.accounts.services import session_end, sessions_end

ADMIN_ACCESS = "wagtailadmin.access_admin"
PROVIDER_ID = "sso"


class SignInView(account_views.LoginView):
    """User name and password; the second factor follows where there is one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Wagtail sends people without rights back here: do not send them on in a circle.
        if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
            return render(request, "accounts/no_access.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | _single_sign_on(self.request)


def _single_sign_on(request: HttpRequest) -> dict[str, Any]:
    """Where the province's sign-in starts: it knows one address to come back to, the admin's own."""
    if not settings.OIDC_ISSUER:
        return {}
    here = f"{request.scheme}://{request.get_host()}"
    home = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    path = reverse("openid_connect_login", kwargs={"provider_id": PROVIDER_ID})
    return {
        "sso_name": settings.OIDC_NAME,
        "sso_action": path if here == home else "",
        "sso_elsewhere": "" if here == home else home + reverse("account_login"),
    }


class EnrolView(totp_views.ActivateTOTPView):
    """A QR code, the same as text, and the first code as proof that the app has it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["secret_in_groups"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        context["is_obligatory"] = must_have_second_factor(user=self.request.user)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # The code just typed is the proof this session needs.
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class RecoveryCodesView(recovery_views.ViewRecoveryCodesView):
    """The codes, once; afterwards only how many are left."""


@method_decorator(login_required, name="dispatch")
class SecurityView(TemplateView):
    """Password, second factor, devices: where each is changed."""

    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: User = self.request.user  # type: ignore[assignment]
        return super().get_context_data(**kwargs) | {
            "has_second_factor": has_second_factor(user=user),
            "is_obligatory": must_have_second_factor(user=user),
            "has_password": user.has_usable_password(),
        }


class SessionsView(LoginRequiredMixin, TemplateView):
    """The user's devices; each of the others can be signed out, or all."""

    template_name = "accounts/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = UserSession.objects.purge_and_list(self.request.user)
        sessions.sort(key=lambda session: session.last_seen_at, reverse=True)
        devices = [(session, device_name(user_agent=session.user_agent)) for session in sessions]
        return super().get_context_data(**kwargs) | {"devices": devices}

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if request.POST.get("session") == "others":
            sessions_end(user=request.user, except_key=key, request=request)  # type: ignore[arg-type]
        else:
            own = UserSession.objects.filter(user=request.user).exclude(session_key=key)
            number = request.POST.get("session", "")
            session_end(
                session=get_object_or_404(own, pk=number if number.isdecimal() else 0), request=request
            )
        return HttpResponseRedirect(reverse("usersessions_list"))


def to_sign_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Addresses of Wagtail's own forms, which know no second factor."""
    return HttpResponseRedirect(reverse("account_login"))
