"""Guard of the admin: people of a sub-site pass only doors that are named and open to them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.auth import permission_denied

from sites.admin_doors import READER_MAY_SEND, door_of
from sites.scopes import scope_of_request

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class AdminGuardMiddleware:
    """Runs before each admin view, so a refusal names nothing: not a title, not a user, not a site.

    The network's people pass to Wagtail's own rights; an auditor among them may only read.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path.startswith(self.admin_prefix) or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        scope = scope_of_request(request)
        if scope.is_network:
            is_sending = request.method not in SAFE_METHODS and name not in READER_MAY_SEND
            return _refuse(request) if scope.is_read_only and is_sending else None
        door = door_of(name)
        # The last pattern of the admin catches what is no address at all: Wagtail answers 404.
        if door is None and name:
            return _refuse(request)
        if door is not None and not door.opens(request, scope, kwargs):
            return _refuse(request)
        return None


def _refuse(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = permission_denied(request)
    return response
