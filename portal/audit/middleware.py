"""Says to the log where acts come from, and notices tables that leave the admin."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.audit.enums import ActionGroup
from portal.audit.origin import Origin, current_origin, originating
from portal.audit.places import place_of_person
from portal.audit.services import audit_write
from portal.audit.watches import watch_of, watch_tell

SPREADSHEETS = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
)
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class AuditMiddleware:
    """Stands outside of whatever signs in, so that a failed sign-in has its address too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with originating(request) as origin:
            response = self.get_response(request)
            watch_tell(origin)
            if request.path.startswith(self.admin_prefix) and _is_spreadsheet(response):
                _note_export(request, response, origin)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        origin = current_origin()
        if origin is not None and request.method not in READING:
            origin.watch = watch_of(request, kwargs)


def _is_spreadsheet(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.headers.get("Content-Type", "").startswith(SPREADSHEETS)


def _note_export(request: HttpRequest, response: HttpResponse, origin: Origin) -> None:
    if origin.user is None:
        return
    asked = {key: request.GET.getlist(key) for key in sorted(request.GET) if any(request.GET.getlist(key))}
    audit_write(
        action="export.made",
        group=ActionGroup.EXPORTS,
        object_type=request.resolver_match.view_name if request.resolver_match else "",
        object_label=request.path,
        place=place_of_person(origin.user, at_host=True),
        detail={"asked": asked, "file": response.headers.get("Content-Disposition", "")},
    )
