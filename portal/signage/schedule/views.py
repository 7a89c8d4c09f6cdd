"""The conformance file and its schema, for makers of boards."""

import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

HERE = Path(__file__).parent
CONFORMANCE_FILE = HERE / "conformance.json"
SCHEMA_FILE = HERE / "conformance.schema.json"


@cache
def _content(path: Path) -> tuple[bytes, str]:
    """A shipped file and its entity tag; it changes with a release alone."""
    body = path.read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()}"'


@require_safe
@cache_control(public=True, max_age=3600)
@condition(etag_func=lambda request: _content(CONFORMANCE_FILE)[1])
def conformance(request: HttpRequest) -> HttpResponse:
    """Rules with their windows, and items with what shows of them: what a board is checked with."""
    return HttpResponse(_content(CONFORMANCE_FILE)[0], content_type="application/json")


@require_safe
@cache_control(public=True, max_age=3600)
@condition(etag_func=lambda request: _content(SCHEMA_FILE)[1])
def conformance_schema(request: HttpRequest) -> HttpResponse:
    """JSON Schema 2020-12 of the conformance file."""
    return HttpResponse(_content(SCHEMA_FILE)[0], content_type="application/schema+json")
