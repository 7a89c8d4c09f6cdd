"""Serves the files of boards. An address is made of content: it asks no database and never goes stale."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.signage.rendering.byte_ranges import Part, UnsatisfiableError, requested_part
from portal.signage.rendering.store import CONTENT_TYPES, media_path, storage_name

IMMUTABLE = "public, max-age=31536000, immutable"
_METHODS = ("GET", "HEAD")
_LOCKED_DOWN = "default-src 'none'; sandbox"
_CHUNK = 64 * 1024


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """`/signage/v1/m/{sha256}.{png|jpg|gif|mp4}`: the whole, a part (206), 304, 404, 412 or 416. No query."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    path = media_path(name)
    if path is None:
        return _nothing()
    tag = quote_etag(name.partition(".")[0])
    answer = get_conditional_response(request, etag=tag) or _content(request, path, tag)
    answer["ETag"] = tag
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = _LOCKED_DOWN
    # Boards' own pages may come from another host of the network.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = IMMUTABLE if answer.status_code in (200, 206, 304) else "no-store"
    return answer


def _content(request: HttpRequest, path: Path, tag: str) -> HttpResponseBase:
    content_type = CONTENT_TYPES[path.suffix[1:]]
    if settings.MEDIA_ACCEL:
        sent_by_proxy = HttpResponse(content_type=content_type)
        sent_by_proxy["X-Accel-Redirect"] = settings.MEDIA_ACCEL + storage_name(path.name)
        return sent_by_proxy
    try:
        size = path.stat().st_size
        part = _part(request, tag, size)
        if part is None:
            return FileResponse(path.open("rb"), content_type=content_type)
    except UnsatisfiableError:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    except FileNotFoundError:  # cleared away a moment ago
        return _nothing()
    partial = StreamingHttpResponse(_bytes_of(path, part), status=206, content_type=content_type)
    partial["Content-Length"] = str(part.length)
    partial["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return partial


def _part(request: HttpRequest, tag: str, size: int) -> Part | None:
    wanted = request.headers.get("Range")
    if request.method != "GET" or not wanted:
        return None  # section 14.2: a range is defined for GET only
    condition = request.headers.get("If-Range")
    if condition and condition.strip() != tag:
        return None
    return requested_part(wanted, size=size)


def _bytes_of(path: Path, part: Part) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.first)
        left = part.length
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _nothing() -> JsonResponse:
    with override("vi"):  # machines are answered in one language, whatever they say they accept
        message = _("There is no such file.")
    response = JsonResponse({"error": "not_found", "message": message}, status=404)
    response["Cache-Control"] = "no-store"
    return response
