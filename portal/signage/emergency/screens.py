"""Screens below /admin/signage/alerts/: the list, sending with confirmation, the live list, changes."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.signage.emergency.fits import fits_of
from portal.signage.emergency.forms import EXACT, AlertForm, CancelForm, CorrectForm, RenewForm
from portal.signage.emergency.live import LiveList, live_list
from portal.signage.emergency.permissions import AlertPolicy
from portal.signage.emergency.selectors import boards_of_alert
from portal.signage.emergency.services import (
    AlertChanged,
    Plan,
    alert_cancel,
    alert_correct,
    alert_plan,
    alert_publish,
    alert_renew,
)
from portal.signage.emergency.states import look_of_alert
from portal.signage.emergency.wording import speaks_of_exercise
from portal.signage.enums import AlertMode, AlertStatus, ClientKind, Severity
from portal.signage.models import Alert, AlertVersion, Board
from portal.signage.permissions import policy_of_request

ROWS_PER_PAGE = 30
PREVIEWS = 3


class AlertScreen(WagtailAdminTemplateMixin):
    """Frame of the screens; admits who may see alerts of some unit."""

    page_title = gettext_lazy("Alerts")
    header_icon = "warning"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def policy(self) -> AlertPolicy:
        return AlertPolicy(policy_of_request(self.request), day=timezone.localdate(self.now))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (self.policy.policy.is_network_wide or self.policy.policy.units.exists()):
            raise PermissionDenied
        self.check()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def check(self) -> None:
        """Refuses what else the address asks for and this person may not have."""

    def steps(self) -> list[tuple[str, str]]:
        """Labels and addresses after the list."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [(_("Alerts"), reverse("signage_alerts:index")), *self.steps()]
        items = [*super().breadcrumbs_items, *({"url": url, "label": label} for label, url in steps)]
        items[-1]["url"] = ""
        return items


class AlertIndexView(AlertScreen, TemplateView):
    """Alerts that are on, then those that were."""

    template_name = "signage/alerts/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = self.policy.alerts.values("pk")
        newest = AlertVersion.objects.newest_at(self.now).filter(alert__in=mine)
        newest = newest.select_related("alert__issuer", "alert__unit", "published_by")
        on = newest.filter(alert__cancelled_at__isnull=True, not_after__gt=self.now)
        past = newest.exclude(pk__in=on.values("pk")).order_by("-alert__created_at")
        page = Paginator(past, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "on": on.order_by("alert__status", "-alert__created_at"),
            "page": page,
            "may_publish": self.policy.may_publish,
            "now": self.now,
        }


class AlertAddView(AlertScreen, FormView):
    """Write, look at what will happen, send. Three steps on one address; nothing is kept between them."""

    template_name = "signage/alerts/form.html"
    page_subtitle = gettext_lazy("Send an alert")
    form_class = AlertForm

    def check(self) -> None:
        if not self.policy.may_publish:
            raise PermissionDenied

    def steps(self) -> list[tuple[str, str]]:
        return [(_("Send an alert"), "")]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"policy": self.policy}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "edit" in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: AlertForm) -> HttpResponse:
        stated = form.stated(self.now)
        try:
            if "send" in self.request.POST:
                return self.send(form, stated)
            plan = alert_plan(**stated, actor=self.request.user, now=self.now)
        except ValidationError as refusal:
            form.add_error(None, known_refusal(refusal, form))
            return self.form_invalid(form)
        return self.confirm(form, plan)

    def send(self, form: AlertForm, stated: dict[str, Any]) -> HttpResponse:
        alert = alert_publish(
            **stated,
            severity=Severity(form.cleaned_data["severity"]),
            mode=AlertMode(form.cleaned_data["mode"]),
            uid=form.cleaned_data["uid"],
            actor=self.request.user,
            now=self.now,
        )
        return redirect("signage_alerts:alert", alert.pk)

    def confirm(self, form: AlertForm, plan: Plan) -> HttpResponse:
        status = form.cleaned_data["status"]
        fits = fits_of(look=look_of_alert(plan.words.full, status), boards=plan.reached)
        kept = self.request.POST.copy()
        # What the page says is what will be sent, however long somebody reads it.
        kept["duration"], kept["not_after"] = EXACT, f"{timezone.localtime(plan.end):%Y-%m-%dT%H:%M:%S}"
        for name in ("csrfmiddlewaretoken", "send", "edit"):
            kept.pop(name, None)
        context = self.get_context_data(form=form) | {
            "plan": plan,
            "kept": [(name, value) for name, values in kept.lists() for value in values],
            "area": form.cleaned_data["unit"].full_name,
            "is_exercise": status == AlertStatus.EXERCISE,
            "is_doubtful": status == AlertStatus.ACTUAL and speaks_of_exercise(plan.words.full),
            "severity": dict(form.fields["severity"].choices)[form.cleaned_data["severity"]],  # type: ignore[attr-defined]
            "mode": dict(form.fields["mode"].choices)[form.cleaned_data["mode"]],  # type: ignore[attr-defined]
            "in_time": [board for board in plan.reached if ClientKind(board.client).is_in_time],
            "slow": [board for board in plan.reached if not ClientKind(board.client).is_in_time],
            "in_pages": [(board, fit) for board, fit in fits if not fit.is_whole],
            "without_marks": [board for board, fit in fits if fit.loses_marks],
            "samples": one_of_each_size(plan.reached),
            "begins_later": plan.begin > self.now,
        }
        return self.response_class(
            request=self.request, template=["signage/alerts/confirm.html"], context=context
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        boards = Board.objects.in_use().filter(unit__in=[unit.pk for unit in self.policy.targets])
        return context | {"samples": one_of_each_size(boards.order_by("pk")[:200])}


class OneAlertScreen(AlertScreen):
    """About one alert the actor may see. `writes` screens are for who may change it."""

    writes = False

    @cached_property
    def alert(self) -> Alert:
        return get_object_or_404(self.policy.alerts, pk=self.kwargs["alert_id"])

    @cached_property
    def version(self) -> AlertVersion:
        return self.alert.versions.latest("number")

    @cached_property
    def may_change(self) -> bool:
        return self.policy.may_change(self.alert)

    @property
    def is_on(self) -> bool:
        return self.alert.cancelled_at is None and self.version.not_after > self.now

    def check(self) -> None:
        if self.writes and not self.may_change:
            raise PermissionDenied
        _found = self.alert

    @property
    def address(self) -> str:
        return reverse("signage_alerts:alert", args=[self.alert.pk])

    def steps(self) -> list[tuple[str, str]]:
        return [(self.version.text_short, self.address)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "alert": self.alert,
            "version": self.version,
            "is_on": self.is_on,
            "is_exercise": self.alert.status == AlertStatus.EXERCISE,
            "may_change": self.may_change,
            "now": self.now,
        }


class LiveView(OneAlertScreen, TemplateView):
    """The part of an alert's page that is fetched again and again."""

    template_name = "signage/alerts/live.html"

    @cached_property
    def live(self) -> LiveList:
        boards = self.policy.boards_of(self.alert, boards_of_alert(self.alert))
        return live_list(alert=self.alert, boards=boards, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"live": self.live}


class AlertView(LiveView):
    """The alert with its live list, and what may be done with it."""

    template_name = "signage/alerts/alert.html"

    def get_page_subtitle(self) -> str:
        return self.version.text_short

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.alert.versions.select_related("published_by").order_by("-number")
        return super().get_context_data(**kwargs) | {"versions": versions}


class ChangeView(OneAlertScreen, FormView):
    """A form that changes the alert; the service may refuse."""

    writes = True
    template_name = "signage/alerts/change.html"
    intro: Any = ""
    button: Any = ""
    is_danger = False
    done: Any = ""

    def steps(self) -> list[tuple[str, str]]:
        return [*super().steps(), (str(self.get_page_subtitle()), "")]

    def get_initial(self) -> dict[str, Any]:
        return {"number": self.version.number}

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(form)
        except AlertChanged as refusal:
            messages.warning(self.request, refusal.messages[0])
            return redirect(self.address)
        except ValidationError as refusal:
            form.add_error(None, known_refusal(refusal, form))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "intro": self.intro,
            "button": self.button,
            "is_danger": self.is_danger,
            "back": self.address,
        }


class RenewView(ChangeView):
    page_subtitle = gettext_lazy("Renew the alert")
    form_class = RenewForm
    intro = gettext_lazy("A new end, at most 24 hours from now. An earlier one than before is possible too.")
    button = gettext_lazy("Renew")
    done = gettext_lazy("Renewed. The list below shows which boards know it.")

    def save(self, form: RenewForm) -> None:
        alert_renew(
            alert=self.alert,
            number=form.cleaned_data["number"],
            not_after=form.until(self.now),
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
            now=self.now,
        )


class CorrectView(ChangeView):
    page_subtitle = gettext_lazy("Correct the alert")
    form_class = CorrectForm
    intro = gettext_lazy("Boards show the new words as soon as they ask, most of them within half a minute.")
    button = gettext_lazy("Send the correction")
    done = gettext_lazy("Corrected. The list below shows which boards have the new words.")

    def get_initial(self) -> dict[str, Any]:
        return CorrectForm.initial_of(self.version)

    def save(self, form: CorrectForm) -> None:
        data = form.cleaned_data
        alert_correct(
            alert=self.alert,
            number=data["number"],
            text_full=data["text_full"],
            text_short=data["text_short"],
            severity=Severity(data["severity"]),
            mode=AlertMode(data["mode"]),
            reason=data["reason"],
            actor=self.request.user,
            now=self.now,
        )


class CancelView(ChangeView):
    page_subtitle = gettext_lazy("Cancel the alert")
    form_class = CancelForm
    intro = gettext_lazy(
        "Boards take it off as soon as they ask and go on with their usual messages. "
        "A board without a line shows it until it hears of this, at the latest until the end of the alert."
    )
    button = gettext_lazy("Cancel the alert")
    is_danger = True
    done = gettext_lazy("Cancelled. The list below shows which boards have taken it off.")

    def get_initial(self) -> dict[str, Any]:
        return {}

    def save(self, form: CancelForm) -> None:
        alert_cancel(
            alert=self.alert, reason=form.cleaned_data["reason"], actor=self.request.user, now=self.now
        )


def known_refusal(refusal: ValidationError, form: Any) -> Any:
    """A refusal by field name, as far as the form has these fields."""
    if not hasattr(refusal, "error_dict") or refusal.error_dict.keys() <= form.fields.keys():
        return refusal
    return ValidationError(refusal.messages)


def one_of_each_size(boards: Any) -> list[Board]:
    """A few boards to draw the words for: each of another size."""
    sizes: dict[tuple[int, int, str], Board] = {}
    for board in boards:
        sizes.setdefault((board.width, board.height, board.color), board)
    return list(sizes.values())[:PREVIEWS]
