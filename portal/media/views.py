"""Serves pictures and files: to everybody what the public is shown, the rest to those it belongs to.

A reader who may not see something gets the answer of an address where nothing is.
"""

import mimetypes
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from portal.media.models import File, PortalImage
from portal.media.selectors import file_with_key, is_shown_to_reader, may_see, stored_media_named

# How long a browser or proxy may go on showing what was taken back.
PUBLIC = "public, max-age=600"
PRIVATE = "private, no-store"
LOCKED_DOWN = "default-src 'none'; sandbox"
# Chromium shows no PDF in a sandbox, and a PDF runs nothing in the name of our site.
LOCKED_DOWN_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture or one of its cuts by its name in the storage; one query for the public."""
    found = stored_media_named(name=name)
    if found is None or not (found.is_public or _is_readers(request, found.owner)):
        return _nothing(request)
    storage = found.stored.storage
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        modified, size = int(storage.get_modified_time(name).timestamp()), storage.size(name)
        response = FileResponse(storage.open(name), content_type=kind)
    except FileNotFoundError:
        return _nothing(request)
    answer = _handed_over(response, name)
    answer["Cache-Control"] = PUBLIC if found.is_public else PRIVATE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = LOCKED_DOWN
    if answer is not response:
        return answer  # the proxy compares dates and cuts ranges itself
    tag = quote_etag(f"{modified:x}-{size:x}")
    answer["ETag"], answer["Last-Modified"] = tag, http_date(modified)
    unchanged = get_conditional_response(request, etag=tag, last_modified=modified)
    if unchanged is None:
        return answer
    _let_go(response)
    for header in ("Cache-Control", "ETag", "Last-Modified"):
        unchanged[header] = answer[header]
    return unchanged


@require_safe
def document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """A file to download: Wagtail's view behind our rule. Raises Http404."""
    found = file_with_key(pk=int(document_id)) if len(document_id) < 19 else None
    if found is None or not (found.is_public or _is_readers(request, found)):
        _nothing(request)
        raise Http404
    try:
        response: HttpResponseBase = serve(request, document_id, document_filename)
    except FileNotFoundError as error:
        raise Http404 from error
    if response.status_code not in (200, 304) or response.get("Cache-Control"):
        return response  # the question for the password of a folder
    answer = _handed_over(response, found.file.name)
    # A folder with a password reads the session: what it opens is one reader's.
    is_everybodys = found.is_public and not request.session.accessed
    answer["Cache-Control"] = PUBLIC if is_everybodys else PRIVATE
    answer["X-Content-Type-Options"] = "nosniff"
    is_pdf = found.content_type == "application/pdf"
    answer["Content-Security-Policy"] = LOCKED_DOWN_PDF if is_pdf else LOCKED_DOWN
    return answer


def _is_readers(request: HttpRequest, media: PortalImage | File) -> bool:
    return may_see(user=request.user, media=media) or is_shown_to_reader(request=request, media=media)


def _nothing(request: HttpRequest) -> HttpResponse:
    # Asked whether or not something is there: who reads the session is told so (`Vary`).
    bool(request.user.is_authenticated)
    response = HttpResponseNotFound(_("Page not found"), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"  # it may be published in a minute
    return response


def _handed_over(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """The answer by which the proxy sends the file itself, when it is set up to."""
    if not settings.MEDIA_ACCEL or not response.streaming:
        return response
    _let_go(response)
    kept = {header: value for header, value in response.items() if header != "Content-Length"}
    return HttpResponse(headers={**kept, "X-Accel-Redirect": quote(settings.MEDIA_ACCEL + name)})


def _let_go(response: HttpResponseBase) -> None:
    """Close the file an answer holds, and no more: its own `close` tells Django that the request is
    over, and Django then ends the database connection in the middle of it."""
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()
