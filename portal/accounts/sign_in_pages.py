"""What all pages of the sign-in have in common: never kept, strict policy, two languages."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from csp.constants import HEADER, NONE, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import add_never_cache_headers

LANGUAGE_COOKIE = "sign_in_language"
LANGUAGE_PARAMETER = "lang"
_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_CODES = frozenset(code for code, _name in settings.LANGUAGES)

View = Callable[..., HttpResponse]


def sign_in_page(view: View) -> View:
    """Wrap a view of the sign-in, ours or allauth's."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in _METHODS:  # Django's form views take PUT for POST
            return as_sign_in_page(HttpResponseNotAllowed(_METHODS))
        chosen = request.GET.get(LANGUAGE_PARAMETER, "")
        translation.activate(_language(request, chosen))
        request.LANGUAGE_CODE = translation.get_language()
        response = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        if chosen in _CODES:
            response.set_cookie(
                LANGUAGE_COOKIE,
                chosen,
                path="/admin/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return as_sign_in_page(response)

    return wrapped


def as_sign_in_page(response: HttpResponse) -> HttpResponse:
    """Headers of a page that nobody may keep, frame or run foreign code in."""
    add_never_cache_headers(response)
    response["X-Frame-Options"] = "DENY"
    response["Referrer-Policy"] = "same-origin"
    # The middleware loosens the policy for Wagtail's own screens and leaves a header that is there.
    response[HEADER] = build_policy(
        update={"form-action": [_issuer_origin()]} if settings.OIDC_ISSUER else None,
        replace={"frame-ancestors": [NONE], "script-src": [SELF], "style-src": [SELF]},
    )
    return response


def _issuer_origin() -> str:
    parts = urlsplit(settings.OIDC_ISSUER)
    return f"{parts.scheme}://{parts.netloc}"


def _language(request: HttpRequest, chosen: str) -> str:
    """The one asked for, the one asked for before, the one of the user's profile, Vietnamese."""
    profile = getattr(request.user, "wagtail_userprofile", None) if request.user.is_authenticated else None
    wishes = (
        chosen,
        request.COOKIES.get(LANGUAGE_COOKIE, ""),
        profile.preferred_language if profile else "",
    )
    return next((code for code in wishes if code in _CODES), settings.LANGUAGE_CODE)
