"""Answers to polls: 304 without a body when nothing changed, the headers of contract 3.6 on every one."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

REVALIDATE = "private, no-cache"
JSON = "application/json"


def _unchanged(request: HttpRequest, etag: str, modified: int | None) -> HttpResponse | None:
    """304 or 412 by the conditions that were sent (RFC 9110 section 13.2.2), None when the body is due."""
    sent = request.META
    if sent.get("HTTP_IF_NONE_MATCH") == etag and "HTTP_IF_MATCH" not in sent:
        return HttpResponseNotModified()  # what nearly every poll comes to, without a parser
    response: HttpResponse | None = get_conditional_response(request, etag=etag, last_modified=modified)
    return response


def conditional(
    request: HttpRequest,
    *,
    tag: str,
    content_type: str,
    body: Callable[[], bytes],
    last_modified: datetime | None = None,
    cache_control: str = REVALIDATE,
) -> HttpResponse:
    """304 or what `body` makes. `tag` becomes the strong ETag; compression makes it weak on the way,
    which still matches (RFC 9110 section 13.1.2)."""
    etag = f'"{tag}"'
    modified = int(last_modified.timestamp()) if last_modified else None
    response = _unchanged(request, etag, modified)
    if response is None:
        response = HttpResponse(body(), content_type=content_type)
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = cache_control
    return response
