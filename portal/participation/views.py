"""A form as a citizen meets it: drawn, sent, thanked for."""

from typing import TYPE_CHECKING, Any

from django.core import signing
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.kept_pages import keep_until_change
from portal.core.selectors import is_closed
from portal.participation.forms import GuardForm
from portal.participation.guards import (
    Refusal,
    fresh_guard,
    limit_refusal,
    refusal_of,
    remember_sent,
    sent_before,
)
from portal.participation.services import submission_receive

if TYPE_CHECKING:
    from portal.participation.models import FormPage

THANKS_PARAMETER = "ma"
_THANKS_SALT = "portal.participation.thanks"


def form_response(request: HttpRequest, page: "FormPage") -> HttpResponse:
    """Draw the form, take what is sent, or say why nothing can be sent now."""
    frame = request.frame  # type: ignore[attr-defined]
    closed = _why_closed(page, frame)
    if closed:
        context = page.get_context(request) | {"closed": closed}
        response = TemplateResponse(
            request, page.get_template(request), context, status=403 if request.method == "POST" else 200
        )
        # It holds no token; the day and the content version end it.
        return keep_until_change(response)
    if request.method == "POST":
        return _private(_receive(request, page))
    if reference := _thanked_reference(request):
        context = page.get_context(request) | {"reference": reference}
        return _private(TemplateResponse(request, page.landing_page_template, context))
    return _private(_drawn(request, page, page.get_form(page=page), fresh_guard(page, request)))


def notice_of(page: "FormPage") -> str:
    """What is said about the data before they are sent, and stored with them."""
    kept = ngettext("%(days)d day", "%(days)d days", page.retention_days) % {"days": page.retention_days}
    return f"{page.purpose} " + _("Your data are kept for %(time)s, then deleted.") % {"time": kept}


def _receive(request: HttpRequest, page: "FormPage") -> HttpResponse:
    frame = request.frame  # type: ignore[attr-defined]
    form = page.get_form(request.POST, page=page)
    guard = GuardForm(request.POST)
    is_filled = form.is_valid()
    refusal = refusal_of(page, guard, now=frame.now)
    if refusal is None and is_filled:
        reference = sent_before(guard, form.cleaned_data)
        if not reference:
            refusal = limit_refusal(page, request)
        if refusal is None:
            if not reference:
                reference = _store(page, form, frame)
                remember_sent(guard, form.cleaned_data, reference=reference)
            return HttpResponseRedirect(_thanks_address(request, reference))
    return _drawn(request, page, form, _next_guard(request, page, refusal), refusal)


def _store(page: "FormPage", form: Form, frame: Any) -> str:
    submission = submission_receive(
        page=page,
        values=form.cleaned_data,
        notice=notice_of(page),
        root_url=frame.facts.address.root_url,
        now=frame.now,
    )
    return submission.reference


def _next_guard(request: HttpRequest, page: "FormPage", refusal: Refusal | None) -> GuardForm:
    """The old stamp stays, so whoever was too quick is not asked to wait once more."""
    if refusal is not None and refusal.needs_new_stamp:
        return fresh_guard(page, request)
    stamp = request.POST.get(GuardForm(request.POST).add_prefix("stamp"), "")
    return GuardForm(initial={"stamp": stamp})


def _drawn(
    request: HttpRequest, page: "FormPage", form: Form, guard: GuardForm, refusal: Refusal | None = None
) -> HttpResponse:
    has_errors = form.is_bound and bool(form.errors)
    context = page.get_context(request) | {
        "form": form,
        "guard": guard,
        "refusal": refusal,
        "notice": notice_of(page),
        "has_errors": has_errors or refusal is not None,
    }
    status = refusal.status if refusal else 422 if has_errors else 200
    return TemplateResponse(request, page.get_template(request), context, status=status)


def _why_closed(page: "FormPage", frame: Any) -> str:
    if is_closed(frame.unit, frame.today):
        return _("The unit has ended: nothing can be sent to it any more.")
    if page.opens_on and frame.today < page.opens_on:
        return _("This form opens on %(day)s.") % {"day": page.opens_on.strftime("%d/%m/%Y")}
    if not page.is_open_on(frame.today):
        return _("This form was open until %(day)s.") % {"day": page.closes_on.strftime("%d/%m/%Y")}  # type: ignore[union-attr]
    return ""


def _thanks_address(request: HttpRequest, reference: str) -> str:
    signed = signing.Signer(salt=_THANKS_SALT).sign(reference)
    return f"{request.path}?{urlencode({THANKS_PARAMETER: signed})}#noi-dung"  # not the place of the faults


def _thanked_reference(request: HttpRequest) -> str:
    """The number of the address, if we wrote it: nobody else's words are shown as ours."""
    try:
        return signing.Signer(salt=_THANKS_SALT).unsign(request.GET.get(THANKS_PARAMETER, ""))
    except signing.BadSignature:
        return ""


def _private(response: HttpResponse) -> HttpResponse:
    """A drawn form holds one visitor's token: no cache between us may keep it."""
    patch_cache_control(response, private=True, no_cache=True)
    return response
