"""`GET /api/search/`: what the search page shows, for programs; and suggestions for the search box.

Both look at what is public alone, whoever asks. No proxy keeps an answer: what is hidden now is told to
nobody from now on.
"""

from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from portal.core.finding.asking import REACH_IN_ADDRESS, SORT_IN_ADDRESS, asked_of
from portal.core.finding.selectors import Answer, answer_to, context_of, suggestions
from search.queries import LONGEST, BadQuery
from search.service import Find

SUGGESTED = 8
KEPT_S = 10  # seconds an answer may be kept by whoever asked
_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
# How programs ask, and what the page's address calls it.
_KEYS = {"page": "trang"}
_VALUES = {
    "scope": ("pham-vi", {str(reach): word for reach, word in REACH_IN_ADDRESS.items()}),
    "sort": ("xep", {str(sort): word for sort, word in SORT_IN_ADDRESS.items()}),
}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`q`, `scope` (site, district, province), `sort` (relevance, newest), `page`, `lang` (vi, en), and
    facets by their codes. Its answer follows `search_schema`."""
    frame = request.frame  # type: ignore[attr-defined]
    with override(_language(request)):
        try:
            asked = asked_of(_in_the_pages_words(request.GET), unit=frame.unit)
        except BadQuery:
            return _refused()
        context = context_of(asked, request, language=_language(request), is_anonymous=True)
        answer = answer_to(asked, context=context, path=reverse("core:search"))
        return _kept(JsonResponse(_as_data(answer, request), json_dumps_params={"ensure_ascii": False}))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """`q` and `lang`: at most SUGGESTED titles of this site that go on so.

    With `format=opensearch` as browsers' own boxes read it (OpenSearch Suggestions 1.1).
    """
    frame = request.frame  # type: ignore[attr-defined]
    with override(_language(request)):
        try:
            asked = asked_of(_only_text(request.GET), unit=frame.unit)
        except BadQuery:
            return _refused()
        context = context_of(asked, request, language=_language(request), is_anonymous=True)
        found = suggestions(asked.text, context=context, limit=SUGGESTED)
        absolute = [(title, _whole(frame, url), kind) for title, url, kind in found]
    if request.GET.get("format") == "opensearch":
        titles = [title for title, _url, _kind in absolute]
        data: Any = [asked.text, titles, ["" for _title in titles], [url for _t, url, _k in absolute]]
        answer = JsonResponse(data, safe=False, content_type="application/x-suggestions+json")
    else:
        rows = [{"title": title, "url": url, "kind": kind} for title, url, kind in absolute]
        answer = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    return _kept(answer)


@require_safe
def search_schema(request: HttpRequest) -> HttpResponse:
    """The shape of `search`'s answer (JSON Schema 2020-12)."""
    return _kept(HttpResponse(_schema_text(), content_type="application/schema+json"))


@cache
def _schema_text() -> str:
    return (Path(__file__).parent / "search.schema.json").read_text(encoding="utf-8")


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in _LANGUAGES else settings.LANGUAGE_CODE


def _in_the_pages_words(values: QueryDict) -> QueryDict:
    told = values.copy()
    for name, page_name in _KEYS.items():
        told[page_name] = values.get(name, "")
    for name, (page_name, words) in _VALUES.items():
        told[page_name] = words.get(values.get(name, ""), "")
    return told


def _only_text(values: QueryDict) -> QueryDict:
    told = QueryDict(mutable=True)
    told["q"] = values.get("q", "")
    return told


def _as_data(answer: Answer, request: HttpRequest) -> dict[str, Any]:
    frame = request.frame  # type: ignore[attr-defined]
    asked = answer.asked
    return {
        "query": asked.text,
        "scope": str(asked.reach),
        "sort": str(asked.sort),
        "page": asked.number,
        "total": answer.total,
        "total_is_capped": answer.is_capped,
        "total_is_about": answer.is_about,
        "is_fuzzy": answer.is_fuzzy,
        "trouble": str(answer.trouble),
        "corrections": [link.title for link in answer.corrections],
        "recommended": [
            {"title": bet.title, "url": _whole(frame, bet.url), "note": bet.note} for bet in answer.bets
        ],
        "results": [_as_row(find, request) for find in answer.finds],
        "facets": [
            {
                "code": facet.code,
                "label": facet.label,
                "values": [
                    {
                        "value": value.value,
                        "name": value.name,
                        "count": value.count,
                        "is_chosen": value.is_chosen,
                    }
                    for value in facet.values
                ],
            }
            for facet in answer.facets
        ],
    }


def _as_row(find: Find, request: HttpRequest) -> dict[str, Any]:
    frame = request.frame  # type: ignore[attr-defined]
    shown = find.shown
    return {
        "title": shown.title,
        "url": _whole(frame, shown.url),
        "kind": capfirst(str(shown.kind_label)),
        "trail": list(shown.trail),
        "date": timezone.localdate(shown.date).isoformat() if shown.date else None,
        "note": shown.note,
        "text": unescape(strip_tags(find.text)),
    }


def _whole(frame: Any, url: str) -> str:
    """Pages of other sub-sites have whole addresses already."""
    return url if url.startswith(("https://", "http://")) else str(frame.absolute(url))


def _refused() -> HttpResponse:
    text = _("The query is too long: at most %(longest)d characters.") % {"longest": LONGEST}
    return JsonResponse({"error": text}, status=400, json_dumps_params={"ensure_ascii": False})


def _kept(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, private=True, max_age=KEPT_S)
    return answer
