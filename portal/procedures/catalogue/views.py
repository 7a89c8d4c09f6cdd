"""The pages below a sub-site's catalog, drawn for its `ProcedureIndexPage`."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core.channels import NATIONAL_SERVICE_PORTAL
from portal.core.kept_pages import keep_until_change
from portal.core.metadata import PagePart
from portal.core.selectors import is_closed
from portal.procedures.catalogue.answers import answers_of
from portal.procedures.catalogue.days import RefusedDay, asked_day
from portal.procedures.catalogue.filters import ListQuery, list_query
from portal.procedures.catalogue.papers import paper_cases
from portal.procedures.catalogue.records import record_json, service_json_ld
from portal.procedures.catalogue.selectors import (
    PROCEDURES_A_FILE,
    catalogue_listing,
    catalogue_overview,
    form_files,
)
from portal.procedures.codes import dossier_code, procedure_code
from portal.procedures.enums import Audience, PartialReason, ProcedureLevel, VersionStatus
from portal.procedures.models.versions import ProcedureVersion
from portal.procedures.ratings.forms import RatingForm
from portal.procedures.ratings.selectors import rating_totals
from portal.procedures.selectors import (
    LocalVersion,
    local_version,
    version_at_unit,
    version_on_day,
    versions_of,
)
from portal.procedures.service_levels import service_level
from portal.procedures.statistics.selectors import procedure_statistics

DOSSIER_SUFFIX = "ho-so/"


def overview(page: Any, request: HttpRequest) -> HttpResponse:
    """Every way into the catalog; the list itself as soon as the address asks for anything."""
    query = list_query(request.GET)
    if not query.is_empty or "tat-ca" in request.GET or "trang" in request.GET:
        return listing(page, request)
    frame = request.frame  # type: ignore[attr-defined]
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page),
        "overview": catalogue_overview(unit=frame.unit, day=frame.today),
        "dossier_url": page.get_url(request) + DOSSIER_SUFFIX,
    }
    return keep_until_change(render(request, "procedures/overview.html", context))


def listing(page: Any, request: HttpRequest) -> HttpResponse:
    frame = request.frame  # type: ignore[attr-defined]
    query = list_query(request.GET)
    found = catalogue_listing(
        unit=frame.unit,
        day=frame.today,
        query=query,
        page_number=request.GET.get("trang", "1"),
        language=frame.language,
    )
    title = " · ".join(choice.label for choice in found.active) or _("All procedures")
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=PagePart(title, is_indexed=not query.text)),
        "title": title,
        "listing": found,
        "query": query,
        "sheet_urls": _sheet_urls(page.get_url(request), query, found.total),
    }
    return keep_until_change(render(request, "procedures/listing.html", context))


def detail(page: Any, request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as this unit shows it today, or as it held on the day of `?ngay=`."""
    frame = request.frame  # type: ignore[attr-defined]
    try:
        day = asked_day(request)
        local = local_or_404(request, code) if day in (None, frame.today) else _local_on(request, code, day)
    except RefusedDay as refusal:
        return _refused(page, request, _code(code), refusal)
    return draw_detail(page, request, local, day=day)


def draw_detail(
    page: Any, request: HttpRequest, local: LocalVersion, *, day: date | None = None
) -> HttpResponse:
    """The page of a version: of today, of another `day`, or of a working copy under preview."""
    frame = request.frame  # type: ignore[attr-defined]
    version, content = local.version, local.content
    suffix = f"{version.code}/"
    address = frame.absolute(page.get_url(request) + suffix)
    is_today = day in (None, frame.today)
    service = content["service"]
    part = PagePart(
        title=content["name"],
        suffix=suffix,
        description=content["description"] or "",
        trail=_trail(page, request, version),
        json_ld=(service_json_ld(local, frame=frame, address=address),) if is_today else (),
        changed_on=version.effective_from or version.decided_on,
        is_indexed=is_today,
    )
    layout = frame.of_page(page, part=part)
    reason = service["partial_reason"]
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": layout,
        "local": local,
        "version": version,
        "content": content,
        "cases": paper_cases(content["dossier"], form_files(procedure_id=version.procedure_id)),
        "answers": answers_of(content, local.facts, layout.contact),
        "level": service_level(service, day=day or frame.today, language=frame.language),
        "partial_reason": PartialReason(reason).label if reason else "",
        "audiences": [Audience(audience).label for audience in content["audiences"]],
        "levels": [ProcedureLevel(level).label for level in content["levels"]],
        "file_url": local.facts["submission_url"] or service["url"] or NATIONAL_SERVICE_PORTAL,
        "statistics": procedure_statistics(unit=frame.unit, procedure_id=version.procedure_id),
        "is_abolished": version.status in (VersionStatus.ABOLISHED, VersionStatus.REPLACED),
        "as_at": None if is_today else day,
        "is_past": day is not None and day < frame.today,
    }
    if is_today and not is_closed(frame.unit, frame.today):
        context["rating_form"] = RatingForm()
        context["rated"] = rating_totals(unit=frame.unit, procedure_id=version.procedure_id)[0]
    return keep_until_change(render(request, "procedures/detail.html", context))


def history(page: Any, request: HttpRequest, code: str) -> HttpResponse:
    """All versions of a procedure, newest first: "as at date X" for anybody."""
    frame = request.frame  # type: ignore[attr-defined]
    versions = versions_of(code=_code(code))
    if not versions:
        raise Http404
    newest = versions[0]
    part = PagePart(
        title=_("History of changes"),
        suffix=f"{newest.code}/lich-su/",
        trail=((newest.name, f"{page.get_url(request)}{newest.code}/"),),
    )
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=part),
        "versions": versions,
        "newest": newest,
        "today": frame.today,
    }
    return keep_until_change(render(request, "procedures/history.html", context))


def record(page: Any, request: HttpRequest, code: str) -> HttpResponse:
    """The record for machines: the published schema, the decision, the unit's own facts."""
    local = local_or_404(request, code)
    frame = request.frame  # type: ignore[attr-defined]
    answer = record_json(local, unit=frame.unit, day=frame.today)
    return keep_until_change(JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def dossier(page: Any, request: HttpRequest) -> HttpResponse:
    """A box for a dossier code: checks its form and leads to the national portal. Nothing is kept."""
    frame = request.frame  # type: ignore[attr-defined]
    typed = request.GET.get("ma", "").replace("\x00", "").strip()[:60]
    error = ""
    if typed:
        try:
            code = dossier_code(typed)
        except ValueError:
            error = _("A dossier code looks like H40.12-261122-0001. It stands on your receipt.")
        else:
            return HttpResponseRedirect(settings.DOSSIER_LOOKUP_URL.format(code=quote(code)))
    part = PagePart(_("Where is my dossier?"), suffix=DOSSIER_SUFFIX, is_indexed=False)
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=part),
        "typed": typed,
        "error": error,
    }
    return render(request, "procedures/dossier.html", context, status=400 if error else 200)


def local_or_404(request: HttpRequest, code: str) -> LocalVersion:
    """The procedure as this unit shows it today; Http404 where the unit does not carry it out."""
    frame = request.frame  # type: ignore[attr-defined]
    version = version_at_unit(code=_code(code), unit=frame.unit, day=frame.today)
    if version is None:
        raise Http404
    return local_version(version=version, unit=frame.unit, language=frame.language)


def _local_on(request: HttpRequest, code: str, day: date) -> LocalVersion:
    """The procedure as it held on another day, where this unit carries it out today or did that day.

    Of the past only the record is told: a unit's own parts are kept as they are now.
    """
    frame = request.frame  # type: ignore[attr-defined]
    code = _code(code)
    version = version_at_unit(code=code, unit=frame.unit, day=day)
    if version is None:
        today = version_at_unit(code=code, unit=frame.unit, day=frame.today)
        if today is None:
            raise Http404
        version = version_on_day(code=code, day=day)
    if version is None:
        reason = _("Nothing is known of this procedure on %(day)s: its first decision is later.")
        raise RefusedDay(reason % {"day": day.strftime("%d/%m/%Y")}, status=404)
    local = local_version(version=version, unit=frame.unit, language=frame.language)
    if day < frame.today:
        record = {part: version.content[part] for part in local.own_parts}
        return replace(local, content={**local.content, **record}, own_parts=frozenset())
    return local


def _refused(page: Any, request: HttpRequest, code: str, refusal: RefusedDay) -> HttpResponse:
    frame = request.frame  # type: ignore[attr-defined]
    part = PagePart(_("No answer for this day"), suffix=f"{code}/", is_indexed=False)
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=part),
        "code": code,
        "reason": refusal.reason,
    }
    return render(request, "procedures/refused_day.html", context, status=refusal.status)


def _code(text: str) -> str:
    try:
        return procedure_code(text)
    except ValueError as error:
        raise Http404 from error


def _sheet_urls(base: str, query: ListQuery, total: int) -> list[str]:
    """Where the notice-board sheets of a whole field are, a file for each sixty procedures."""
    if not query.field or query != ListQuery(field=query.field):
        return []
    parts = range(1, -(-total // PROCEDURES_A_FILE) + 1)
    return [f"{base}niem-yet/{query.address}" + (f"&trang={part}" if part > 1 else "") for part in parts]


def _trail(page: Any, request: HttpRequest, version: ProcedureVersion) -> tuple[tuple[str, str], ...]:
    if version.field is None:
        return ()
    return ((version.field.local_name, f"{page.get_url(request)}?linh-vuc={version.field.slug}"),)
