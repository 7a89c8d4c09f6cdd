"""The search page of a sub-site, and its description for browsers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.finding.asking import RESULTS_PER_PAGE, Asked, asked_of, reaches_of
from portal.core.finding.counting import search_note
from portal.core.finding.selectors import Answer, Trouble, answer_to, context_of
from portal.core.kept_pages import keep_until_change
from search.engines.base import Sort
from search.queries import LONGEST, BadQuery
from themes.layout import Link


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What `q` finds on this site, in its district or in the province. A query too long answers 400."""
    frame = request.frame  # type: ignore[attr-defined]
    context: dict[str, Any] = {"layout": frame.of_view(_("Search"), is_indexed=False)}
    try:
        asked = asked_of(request.GET, unit=frame.unit)
    except BadQuery:
        return render(request, "core/search_too_long.html", context | {"longest": LONGEST}, status=400)
    path = reverse("core:search")
    answer = answer_to(asked, context=context_of(asked, request, language=frame.language), path=path)
    if is_counted(asked, answer):
        search_note(asked=asked, site_id=frame.facts.subsite.site_id, day=frame.today, results=answer.total)
    pages = Paginator(range(answer.reach), RESULTS_PER_PAGE)
    context |= {
        "query": asked.text,
        "answer": answer,
        "page": pages.get_page(answer.asked.number),
        "reaches": _reaches(answer.asked, request),
        "sorts": _sorts(answer.asked, path),
        "wider": _wider(answer.asked, request),
        "unfiltered": asked_again(answer.asked, path, filters={}) if answer.asked.filters else "",
        "kept": _kept(answer.asked),
    }
    return render(request, "core/search_results.html", context)


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """How browsers search this sub-site (OpenSearch 1.1, draft 6)."""
    frame = request.frame  # type: ignore[attr-defined]
    context = {
        "frame": frame,
        "name": frame.agency_name,
        "search_url": frame.absolute(reverse("core:search")),
        "suggest_url": frame.absolute(reverse("search_suggest")),
        "self_url": frame.absolute(reverse("open_search")),
    }
    answer = render(
        request,
        "core/open_search.xml",
        context,
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
    return keep_until_change(answer)


def is_counted(asked: Asked, answer: Answer) -> bool:
    """Each question once: not its further pages and narrower lists, and not while the engine is away."""
    return asked.number == 1 and not asked.filters and answer.trouble in (Trouble.NONE, Trouble.REDUCED)


def asked_again(asked: Asked, path: str, **changes: Any) -> str:
    """The address of this question with some of it changed, from the first page on."""
    return asked.changed(**changes).address(path)


def _reaches(asked: Asked, request: HttpRequest) -> list[Link]:
    """The choices of how far to look; none where there is only one. Facets stay chosen."""
    path = reverse("core:search")
    found = reaches_of(request.frame.unit)  # type: ignore[attr-defined]
    if len(found) < 2:
        return []
    return [
        Link(words, asked_again(asked, path, reach=reach), is_current=reach == asked.reach)
        for reach, (words, _unit) in found.items()
    ]


def _wider(asked: Asked, request: HttpRequest) -> Link | None:
    """Where to look when this site has nothing: the next larger part of the network, all of it."""
    found = list(reaches_of(request.frame.unit).items())  # type: ignore[attr-defined]
    places = [reach for reach, _more in found]
    at = places.index(asked.reach) + 1
    if at >= len(found):
        return None
    reach, (words, _unit) = found[at]
    return Link(words, asked_again(asked, reverse("core:search"), reach=reach, filters={}))


def _sorts(asked: Asked, path: str) -> list[Link]:
    names = {Sort.RELEVANCE: _("Best match first"), Sort.NEWEST: _("Newest first")}
    return [
        Link(name, asked_again(asked, path, sort=sort), is_current=sort == asked.sort)
        for sort, name in names.items()
    ]


def _kept(asked: Asked) -> list[tuple[str, str]]:
    """What the box sends along: how far to look and in which order, while facets begin anew."""
    pairs = [pair.split("=") for pair in asked.changed(filters={}).address("").split("&")[1:]]
    return [(name, value) for name, value in pairs]
