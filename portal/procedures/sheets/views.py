"""Sheets as PDF, drawn for the catalog's page of a sub-site."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from portal.core.kept_pages import keep_until_change
from portal.procedures.catalogue.selectors import PROCEDURES_A_FILE, local_versions_of_field
from portal.procedures.selectors import LocalVersion
from portal.procedures.sheets.guides import guide_file
from portal.procedures.sheets.notice_boards import notice_file
from portal.procedures.sheets.subjects import Subject


def guide(page: Any, request: HttpRequest, local: LocalVersion) -> HttpResponse:
    """The guide of one procedure: huong-dan-1.001193.pdf."""
    if request.GET:
        return HttpResponseRedirect(request.path)  # one file has one address: drawing it costs
    code = local.version.code
    return _pdf(guide_file(_subject(page, request, local)), f"huong-dan-{code}.pdf")


def notice(page: Any, request: HttpRequest, local: LocalVersion) -> HttpResponse:
    """The notice-board sheet of one procedure: niem-yet-1.001193.pdf."""
    if request.GET:
        return HttpResponseRedirect(request.path)
    sheet = notice_file([_subject(page, request, local)], title=local.content["name"])
    return _pdf(sheet, f"niem-yet-{local.version.code}.pdf")


def notice_set(page: Any, request: HttpRequest) -> HttpResponse:
    """The sheets of a whole field, sixty procedures a file: `?linh-vuc=ho-tich&trang=2`.

    Raises Http404 without a field, on an unknown one, on a part that does not exist, or any other key.
    """
    frame = request.frame  # type: ignore[attr-defined]
    slug, part = request.GET.get("linh-vuc", "")[:120], request.GET.get("trang", "1")
    if (
        set(request.GET) - {"linh-vuc", "trang"}
        or not slug
        or not part.isdecimal()
        or not 1 <= len(part) <= 4
        or int(part) < 1
    ):
        raise Http404
    start = (int(part) - 1) * PROCEDURES_A_FILE
    found = local_versions_of_field(
        unit=frame.unit, day=frame.today, field=slug, language=frame.language,
        start=start, limit=PROCEDURES_A_FILE,
    )  # fmt: skip
    if not found:
        raise Http404
    subjects = [_subject(page, request, local) for local in found]
    field = found[0].version.field
    title = _("Procedures put up in public: %(field)s") % {"field": field.local_name if field else slug}
    return _pdf(notice_file(subjects, title=title), f"niem-yet-{slug}-{part}.pdf")


def _subject(page: Any, request: HttpRequest, local: LocalVersion) -> Subject:
    frame = request.frame  # type: ignore[attr-defined]
    return Subject(
        local=local,
        agency=frame.agency_name,
        contact=frame.contact,
        address=frame.absolute(f"{page.get_url(request)}{local.version.code}/"),
        printed_on=frame.today,
    )


def _pdf(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"  # the page is what search engines should show
    return keep_until_change(response)
