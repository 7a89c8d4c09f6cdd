"""The province's sign-in (OpenID Connect), with the checks that allauth leaves to others.

allauth trusts an ID token that came over TLS without looking at its signature, sends no nonce and
does not compare the token with the user's data. Here all of it is asked for: OpenID Connect Core 1.0
sections 3.1.2.1 (nonce), 3.1.3.7 (ID token), 5.3.2 (`sub` of the user's data), Discovery 1.0 section
4.3 (issuer). Whose account a person opens is decided in `adapters.SingleSignOnAdapter`.
"""

from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string
from requests import RequestException

# Only signatures that need the provider's own key: with HS256 the public key would do (RFC 8725 section 2.1).
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_CLAIMS = ["iss", "sub", "aud", "exp", "iat", "nonce"]
_CLOCKS_DIFFER = 60  # seconds
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
_BROKEN = (OAuth2Error, RequestException, KeyError, TypeError, ValueError, AttributeError)


class OpenIDAdapter(OpenIDConnectOAuth2Adapter):
    """One request's talk with the provider."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config = super().openid_config
        if str(config["issuer"]).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("The provider names another issuer")
        scheme = urlsplit(settings.OIDC_ISSUER).scheme
        if any(urlsplit(config[name]).scheme != scheme for name in _ENDPOINTS):
            raise OAuth2Error("The provider names an address without TLS")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Raises OAuth2Error unless the ID token is whole and the user's data are the same person's."""
        claims = self._verified(app, kwargs["response"].get("id_token") or "")
        told = self._fetch_user_info(token.token)
        if told.get("sub") != claims["sub"]:
            raise OAuth2Error("The user's data are of somebody else")
        data = {"userinfo": told, "id_token": claims}
        return self.get_provider().sociallogin_from_response(request, data)

    def _verified(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            algorithm, key = jwtkit.fetch_key(id_token, self.openid_config["jwks_uri"], jwtkit.lookup_kid_jwk)
            if algorithm not in _ALGORITHMS:
                raise OAuth2Error("The ID token is signed in a way that proves nothing")
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=[algorithm],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=_CLOCKS_DIFFER,
                options={"require": _CLAIMS},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The ID token is not valid") from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The ID token was made for another system")
        if not self.nonce or not constant_time_compare(str(claims["nonce"]), self.nonce):
            raise OAuth2Error("The ID token belongs to another sign-in")
        jwtkit.verify_jti(claims)
        return claims


class _CallbackView(OAuth2CallbackView):
    adapter: OpenIDAdapter

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        """The state is taken out of the session once; with it comes the nonce of this sign-in."""
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider. By POST only: nobody is signed in by following a link."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("account_login"))
    provider = OpenIDAdapter(request, provider_id).get_provider()
    nonce = get_random_string(32)
    try:
        OpenIDAdapter(request, provider_id).openid_config  # noqa: B018 - asks whether it is the right one
        return provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            auth_params=provider.get_auth_params() | {"nonce": nonce},
            nonce=nonce,
        )
    except _BROKEN as error:
        return render_authentication_error(request, provider, exception=error)


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends the browser; every failure ends on our own page."""
    adapter = OpenIDAdapter(request, provider_id)
    try:
        return _CallbackView.adapter_view(adapter)(request)
    except ImmediateHttpResponse as answer:
        return answer.response
    except _BROKEN as error:
        return render_authentication_error(request, adapter.get_provider(), exception=error)
