"""Takes a rating, says thanks, shows the totals."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.core.metadata import PagePart
from portal.core.selectors import is_closed
from portal.procedures.catalogue.selectors import catalogue_page
from portal.procedures.catalogue.views import local_or_404
from portal.procedures.ratings.forms import RatingForm
from portal.procedures.ratings.selectors import rating_totals
from portal.procedures.ratings.senders import is_from_own_pages, is_too_often
from portal.procedures.ratings.services import rating_count
from portal.procedures.selectors import LocalVersion

RESULTS_SUFFIX = "danh-gia/"
THANKS = "cam-on"


def results(page: Any, request: HttpRequest, local: LocalVersion) -> HttpResponse:
    """The totals as they are now, with thanks after a rating. Small, and never kept."""
    return _draw(page, request, local, thanks=THANKS in request.GET)


# Without the token: the page that holds the form is kept as one for everybody. Where the form was
# sent from is looked at instead.
@csrf_exempt
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Count a rating and go on to the thanks; 400, 403 or 429 with the reason and the form again."""
    frame = request.frame  # type: ignore[attr-defined]
    page = catalogue_page(frame=frame)
    if page is None or is_closed(frame.unit, frame.today):
        raise Http404
    local = local_or_404(request, code)
    form = RatingForm(request.POST)
    if not is_from_own_pages(request):
        problem = _("Ratings are taken from this site's own pages only. Please rate on the page below.")
        return _draw(page, request, local, problem=problem, status=403)
    if not form.is_valid():
        return _draw(page, request, local, problem=str(next(iter(form.errors.values()))[0]), status=400)
    if form.is_trapped:
        problem = _("A hidden box of the form was filled in, probably by the browser. Please send again.")
        return _draw(page, request, local, problem=problem, status=400)
    if is_too_often(request):
        problem = _("Too many ratings have come from your network. Please try again in an hour.")
        return _draw(page, request, local, problem=problem, status=429)
    rating_count(unit=frame.unit, procedure=local.version.procedure, grades=form.grades, day=frame.today)
    return HttpResponseRedirect(f"{_address(page, request, local)}{RESULTS_SUFFIX}?{THANKS}")


def _draw(
    page: Any,
    request: HttpRequest,
    local: LocalVersion,
    *,
    thanks: bool = False,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    frame = request.frame  # type: ignore[attr-defined]
    address = _address(page, request, local)
    name = local.content["name"]
    part = PagePart(
        _("Ratings"),
        suffix=f"{local.version.code}/{RESULTS_SUFFIX}",
        trail=((name, address),),
        is_indexed=False,
    )
    context = {
        "layout": frame.of_page(page, part=part),
        "name": name,
        "address": address,
        "code": local.version.code,
        "totals": rating_totals(unit=frame.unit, procedure_id=local.version.procedure_id),
        "form": RatingForm(),
        "thanks": thanks,
        "problem": problem,
    }
    response = render(request, "procedures/ratings.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _address(page: Any, request: HttpRequest, local: LocalVersion) -> str:
    return f"{page.get_url(request)}{local.version.code}/"
