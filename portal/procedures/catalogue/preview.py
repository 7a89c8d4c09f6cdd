"""The citizen's page of a working copy, as a commune would show it if it were published now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.procedures.catalogue import views
from portal.procedures.content import content_of
from portal.procedures.models.procedures import Procedure
from portal.procedures.models.versions import ProcedureVersion
from portal.procedures.selectors import LocalVersion, local_version
from sites.enums import Level
from sites.models import Subsite


def preview_site_url() -> str | None:
    """Where a preview is drawn: the first commune's sub-site, the province's when there is none."""
    subsite = (
        Subsite.objects.filter(unit__valid_to=None)
        .exclude(unit__level__in=[Level.DEPARTMENT])
        .select_related("site")
        .order_by("unit__level", "unit__code")
        .first()
    )
    return f"{subsite.site.root_url}/" if subsite else None


def preview_page(request: HttpRequest, procedure: Procedure) -> HttpResponse:
    """The page as `catalogue.views.detail` draws it, from a version that is never saved."""
    frame = getattr(request, "frame", None)
    page = _catalogue(frame)
    if page is None:
        return HttpResponse(_("There is no sub-site yet on which the procedure could be shown."))
    content = content_of(procedure)
    version = ProcedureVersion(
        procedure=procedure,
        status=procedure.status,
        decision_number=procedure.decision_number,
        decided_on=procedure.decided_on,
        decided_by=procedure.decided_by,
        effective_from=procedure.effective_from,
        replaced_by=procedure.replaced_by,
        code=content["code"],
        name=content["name"],
        field=procedure.field,
        content=content,
    )
    return views.draw_detail(page, request, _local(version, frame))


def _local(version: ProcedureVersion, frame: Any) -> LocalVersion:
    shown = local_version(version=version, unit=frame.unit)
    # A record that is not saved has no rows of its own: the unit's general ones are told for it.
    return shown if version.procedure_id else LocalVersion(version, version.content, frozenset(), shown.facts)


def _catalogue(frame: Any) -> Any:
    if frame is None:
        return None
    found = Page.objects.filter(path__startswith=frame.root_path, locale__language_code=frame.language)
    found = found.filter(content_type__app_label="procedures", content_type__model="procedureindexpage")
    page = found.first()
    return page.specific if page else None
