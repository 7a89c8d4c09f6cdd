"""The pages below a sub-site's catalog, drawn for its `ProcedureIndexPage`."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core.channels import NATIONAL_SERVICE_PORTAL
from portal.core.kept_pages import keep_until_change
from portal.core.metadata import PagePart
from portal.procedures.catalogue.answers import answers_of
from portal.procedures.catalogue.filters import list_query
from portal.procedures.catalogue.papers import paper_cases
from portal.procedures.catalogue.records import record_json, service_json_ld
from portal.procedures.catalogue.selectors import catalogue_listing, catalogue_overview
from portal.procedures.codes import dossier_code, procedure_code
from portal.procedures.enums import Audience, PartialReason, ProcedureLevel, ServiceMode, VersionStatus
from portal.procedures.models.versions import ProcedureVersion
from portal.procedures.selectors import LocalVersion, local_version, version_at_unit, versions_of

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
        unit=frame.unit, day=frame.today, query=query, page_number=request.GET.get("trang", "1")
    )
    title = " · ".join(choice.label for choice in found.active) or _("All procedures")
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": frame.of_page(page, part=PagePart(title, is_indexed=not query.text)),
        "title": title,
        "listing": found,
        "query": query,
    }
    return keep_until_change(render(request, "procedures/listing.html", context))


def detail(page: Any, request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as this unit shows it today."""
    return draw_detail(page, request, _local(request, code))


def draw_detail(page: Any, request: HttpRequest, local: LocalVersion) -> HttpResponse:
    frame = request.frame  # type: ignore[attr-defined]
    version, content = local.version, local.content
    suffix = f"{version.code}/"
    address = frame.absolute(page.get_url(request) + suffix)
    reason = content["service"]["partial_reason"]
    part = PagePart(
        title=content["name"],
        suffix=suffix,
        description=content["description"] or "",
        trail=_trail(page, request, version),
        json_ld=(service_json_ld(local, frame=frame, address=address),),
        changed_on=version.effective_from or version.decided_on,
    )
    layout = frame.of_page(page, part=part)
    context = {
        "page": page,
        "base": page.get_url(request),
        "layout": layout,
        "local": local,
        "version": version,
        "content": content,
        "cases": paper_cases(content["dossier"]),
        "answers": answers_of(content, local.facts, layout.contact),
        "mode": ServiceMode(content["service"]["mode"]) if content["service"]["mode"] else None,
        "partial_reason": PartialReason(reason).label
        if (reason := content["service"]["partial_reason"])
        else "",
        "audiences": [Audience(audience).label for audience in content["audiences"]],
        "levels": [ProcedureLevel(level).label for level in content["levels"]],
        "file_url": local.facts["submission_url"] or content["service"]["url"] or NATIONAL_SERVICE_PORTAL,
        "is_abolished": version.status in (VersionStatus.ABOLISHED, VersionStatus.REPLACED),
    }
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
    local = _local(request, code)
    answer = record_json(local, unit=request.frame.unit)  # type: ignore[attr-defined]
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


def _local(request: HttpRequest, code: str) -> LocalVersion:
    frame = request.frame  # type: ignore[attr-defined]
    version = version_at_unit(code=_code(code), unit=frame.unit, day=frame.today)
    if version is None:
        raise Http404
    return local_version(version=version, unit=frame.unit, language=frame.language)


def _code(text: str) -> str:
    try:
        return procedure_code(text)
    except ValueError as error:
        raise Http404 from error


def _trail(page: Any, request: HttpRequest, version: ProcedureVersion) -> tuple[tuple[str, str], ...]:
    if version.field is None:
        return ()
    return ((version.field.local_name, f"{page.get_url(request)}?linh-vuc={version.field.slug}"),)
