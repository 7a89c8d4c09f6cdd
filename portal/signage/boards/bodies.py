"""Reads what machines send."""

import json
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext as _

from portal.signage.boards.refusals import Refused


def body_of(request: HttpRequest, *, most_bytes: int) -> bytes:
    """The body. Raises Refused 413 before it is read when it says itself that it is larger."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    try:
        body = request.body if told.isdecimal() and int(told) <= most_bytes else None
    except RequestDataTooBig:
        body = None
    except UnreadablePostError as error:
        raise Refused(400, "bad_body", _("The body broke off.")) from error
    if body is None or len(body) > most_bytes:
        raise Refused(
            413,
            "too_large",
            _("The body is larger than %(kilobytes)d KB.") % {"kilobytes": most_bytes // 1024},
        )
    return body


def json_body(request: HttpRequest, *, most_bytes: int) -> dict[str, Any]:
    """The body as a JSON object. Raises Refused 400 or 413.

    Content-Type is not looked at: controllers name it as they like. NUL and NaN are refused, which
    databases do not store.
    """
    body = body_of(request, most_bytes=most_bytes)
    try:
        value = json.loads(body.decode(), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Refused(400, "bad_json", _("The body is not valid JSON in UTF-8.")) from error
    if not isinstance(value, dict) or b"\\u0000" in body:
        raise Refused(400, "bad_json", _("The body must be a JSON object."))
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
