"""Addresses of the sign-in, under /admin/ and before Wagtail's: theirs let a bare password in.

Only what the portal offers is here; allauth's other pages (sign-up, e-mail addresses) have no
address. Names are allauth's: its redirects reverse them.
"""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.conf import settings
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from portal.accounts import openid, views
from portal.accounts.account_page import AccountView
from portal.accounts.acting.views import acting_stop
from portal.accounts.sign_in_pages import sign_in_page
from portal.accounts.views import PROVIDER_ID


def _page(route: str, view: object, name: str, **kwargs: object) -> URLPattern:
    return path(route, sign_in_page(view), kwargs, name=name)  # type: ignore[arg-type]


urlpatterns = [
    _page("login/", views.SignInView.as_view(), "account_login"),
    _page("login/second-factor/", mfa_views.authenticate, "mfa_authenticate"),
    _page("login/inactive/", account_views.account_inactive, "account_inactive"),
    _page("logout/", account_views.logout, "wagtailadmin_logout"),
    _page("password_reset/", account_views.password_reset, "account_reset_password"),
    _page("password_reset/done/", account_views.password_reset_done, "account_reset_password_done"),
    _page(
        "password_reset/key/done/",
        account_views.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(
        r"^password_reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in_page(account_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    re_path(r"^password_reset/.+$", views.to_sign_in),
    # Stands before Wagtail's own page, whose name still leads here.
    path("account/", never_cache(require_admin_access(AccountView.as_view())), name="own_account"),
    _page("stop-acting/", acting_stop, "acting_stop"),
    _page("account/security/", views.SecurityView.as_view(), "mfa_index"),
    _page("account/security/password/", account_views.password_change, "account_change_password"),
    _page("account/security/confirm/", account_views.reauthenticate, "account_reauthenticate"),
    _page("account/security/confirm/code/", mfa_views.reauthenticate, "mfa_reauthenticate"),
    _page("account/security/second-factor/", views.EnrolView.as_view(), "mfa_activate_totp"),
    _page("account/security/second-factor/remove/", totp_views.deactivate_totp, "mfa_deactivate_totp"),
    _page("account/security/codes/", views.RecoveryCodesView.as_view(), "mfa_view_recovery_codes"),
    _page(
        "account/security/codes/new/",
        recovery_views.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _page("account/security/sessions/", views.SessionsView.as_view(), "usersessions_list"),
]

single_sign_on = [
    _page("login/sso/", openid.start, "openid_connect_login", provider_id=PROVIDER_ID),
    _page("login/sso/back/", openid.back, "openid_connect_callback", provider_id=PROVIDER_ID),
]
if settings.OIDC_ISSUER:
    urlpatterns += single_sign_on
