"""`POST /api/statistics/`: other systems of the province send figures.

    Authorization: Bearer lcp_…
    {"as_of": "2026-10-31", "rows": [{"unit": "28216", "procedure": "1.001193", "received_total": 128,
     "received_online": 120, "resolved_online": 110, "on_time_online": 108, "very_satisfied": 60,
     "satisfied": 30, "not_satisfied": 2}]}

`as_of` may also stand in a row. The rules are those of a file; all rows are taken or none.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.accounts.client_addresses import client_address
from portal.procedures.enums import TokenScope
from portal.procedures.models.statistics import COUNTS
from portal.procedures.models.tokens import ApiToken
from portal.procedures.statistics.reading import MAX_CELL, RawRow
from portal.procedures.statistics.refusals import Problem, StatisticsRefused, UnitNotAllowed
from portal.procedures.statistics.services import statistics_import
from portal.procedures.statistics.tokens import token_of_secret, token_use_note

MAX_BODY = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_PROBLEMS = 200
CALLS_A_MINUTE = 60
FAILURES_A_MINUTE = 20
_KEYS = ("unit", "procedure", "as_of", *COUNTS)
_TOKEN_KEYS = ("token", "access_token", "api_key", "key")


class _Malformed(Exception):
    """The body is not of the documented shape."""


@csrf_exempt  # a token is no cookie: no browser sends it by itself
def statistics_endpoint(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _refused(405, _("Send figures with POST."), headers={"Allow": "POST"})
    if any(key in request.GET for key in _TOKEN_KEYS):
        return _refused(
            400,
            _("A token in an address ends up in logs. Send it in the header Authorization; revoke this one."),
        )
    now = timezone.now()
    address = client_address(request)
    if _counted(f"failures:{address}") >= FAILURES_A_MINUTE:
        return _too_many()
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_of_secret(secret=secret.strip(), now=now) if kind.lower() == "bearer" else None
    if token is None:
        _count(f"failures:{address}")
        challenge = 'Bearer realm="statistics"'
        return _refused(
            401,
            _("A valid token is needed in the header Authorization: Bearer …"),
            headers={"WWW-Authenticate": challenge},
        )
    if _count(f"token:{token.pk}") > CALLS_A_MINUTE:
        return _too_many()
    token_use_note(token=token, now=now)
    if token.scope != TokenScope.STATISTICS_WRITE:
        return _refused(403, _("This token may not send statistics."))
    if request.content_type != "application/json":
        return _refused(415, _("Send the figures as application/json."))
    return _taken(request, token, now)


def _taken(request: HttpRequest, token: ApiToken, now: Any) -> HttpResponse:
    try:
        body = request.body
    except RequestDataTooBig:
        return _too_large()
    if len(body) > MAX_BODY:
        return _too_large()
    try:
        rows = _rows(json.loads(body))
    except (ValueError, RecursionError):
        return _refused(400, _("The body is not valid JSON in UTF-8."))
    except _Malformed as malformed:
        return _refused(422, str(malformed))
    try:
        report = statistics_import(
            rows=rows,
            source=f"API: {token.name}",
            actor=token.created_by,
            now=now,
            only_unit_id=token.unit_id,
        )
    except UnitNotAllowed as refusal:
        return _refused(403, _("This token may not speak for unit %(code)s.") % {"code": refusal.unit_code})
    except StatisticsRefused as refusal:
        return _refused(422, _("Nothing was taken over."), problems=refusal.problems)
    return _answer(
        200, {"created": report.created, "corrected": report.corrected, "unchanged": report.unchanged}
    )


def _rows(data: Any) -> list[RawRow]:
    """The rows as text, numbered from 1. Raises _Malformed."""
    if not isinstance(data, dict) or not isinstance(data.get("rows"), list) or not data["rows"]:
        raise _Malformed(_("The body must be an object with a list “rows” that is not empty."))
    if len(data["rows"]) > MAX_ROWS:
        raise _Malformed(_("More than %(rows)d rows.") % {"rows": MAX_ROWS})
    rows = []
    for number, row in enumerate(data["rows"], start=1):
        if not isinstance(row, dict):
            raise _Malformed(str(Problem(number, _("It must be an object."))))
        if unknown := sorted(set(row) - set(_KEYS)):
            reason = _("The key “%(key)s” is not known.") % {"key": unknown[0][:40]}
            raise _Malformed(str(Problem(number, reason)))
        cells = {"as_of": data.get("as_of", "")} | row
        rows.append((number, {key: _cell(key, cells.get(key), number) for key in _KEYS}))
    return rows


def _cell(key: str, value: Any, number: int) -> str:
    if value is None:
        return ""
    is_right = type(value) is int if key in COUNTS else isinstance(value, str)
    if not is_right or len(str(value)) > MAX_CELL:
        reason = (
            _("“%(key)s” must be a whole number.") if key in COUNTS else _("“%(key)s” must be text.")
        ) % {"key": key}
        raise _Malformed(str(Problem(number, reason)))
    return str(value)


def _too_large() -> HttpResponse:
    return _refused(
        413,
        _("The body is larger than %(megabytes)d MB. Send it in parts.")
        % {"megabytes": MAX_BODY // 1024 // 1024},
    )


def _too_many() -> HttpResponse:
    return _refused(429, _("Too many requests. Try again in a minute."), headers={"Retry-After": "60"})


def _refused(
    status: int,
    reason: str,
    *,
    problems: list[Problem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, Any] = {"error": reason}
    if problems:
        body["problems"] = [
            {"row": problem.line, "reason": problem.reason} for problem in problems[:MAX_PROBLEMS]
        ]
        body["problem_count"] = len(problems)
    return _answer(status, body, headers)


def _answer(status: int, body: dict[str, Any], headers: Mapping[str, str] | None = None) -> HttpResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def _counted(name: str) -> int:
    return int(cache.get(f"statistics-api:{name}", 0))


def _count(name: str) -> int:
    """How often within the last minute, this time included."""
    key = f"statistics-api:{name}"
    cache.add(key, 0, 60)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended between the two
        return 1
