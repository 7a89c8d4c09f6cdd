"""Frames of the screens about boards: who enters, one board, a form whose service may refuse."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
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

from portal.signage.models import Board
from portal.signage.permissions import SignagePolicy, policy_of_request


class BoardsScreen(WagtailAdminTemplateMixin):
    """Admits who has a role somewhere."""

    header_icon = "desktop"
    page_title = gettext_lazy("Boards")
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def policy(self) -> SignagePolicy:
        return policy_of_request(self.request)

    @cached_property
    def day(self) -> date:
        return timezone.localdate()

    @property
    def is_allowed(self) -> bool:
        return self.policy.sees_boards

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_allowed:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def steps(self) -> list[tuple[str, str]]:
        """Labels and addresses between the list and this screen."""
        subtitle = self.get_page_subtitle()
        return [(str(subtitle), "")] if subtitle else []

    def back(self) -> str:
        """Where the reader goes when nothing is to be done."""
        return reverse("signage_boards:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [(_("Boards"), reverse("signage_boards:index")), *self.steps()]
        items = [*super().breadcrumbs_items, *({"url": url, "label": label} for label, url in steps)]
        items[-1]["url"] = ""
        return items


class BoardScreen(BoardsScreen):
    """About one board that the reader may see. `writes` screens ask for more."""

    writes = False

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(self.policy.boards, pk=self.kwargs["board_id"])

    @cached_property
    def may_run(self) -> bool:
        return self.policy.may_run(self.board.unit, day=self.day)

    @property
    def is_allowed(self) -> bool:
        return super().is_allowed and (self.may_run or not self.writes)

    @property
    def address(self) -> str:
        return reverse("signage_boards:board", args=[self.board.pk])

    def steps(self) -> list[tuple[str, str]]:
        return [(self.board.name, self.address), *super().steps()]

    def back(self) -> str:
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"board": self.board, "may_run": self.may_run}


class RefusableForm(BoardsScreen, FormView):
    """What the service refuses stands at the field, or above the form; nothing is half-written."""

    template_name = "signage/boards/form.html"
    submit_button_label: Any = gettext_lazy("Save")
    intro: Any = ""

    def act(self, form: Any) -> str:
        """Do it; the address to go to then. Raises ValidationError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            address = self.act(form)
        except ValidationError as refusal:
            form.add_error(None, _known(refusal, form))
            return self.form_invalid(form)
        return redirect(address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "intro": self.intro,
            "back": self.back(),
            "submit_button_label": self.submit_button_label,
        }


class ConfirmScreen(BoardsScreen, TemplateView):
    """Asks on GET, acts on POST; a refusal is told where the reader came from."""

    template_name = "signage/boards/confirm.html"
    question: Any = ""
    consequence: Any = ""
    button: Any = ""
    done: Any = ""
    is_serious = False

    def act(self) -> None:
        """Raises ValidationError."""
        raise NotImplementedError

    def names(self) -> dict[str, str]:
        return {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done, back = self.done % self.names(), self.back()
        try:
            self.act()
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, done)
        return redirect(back)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "question": self.question % self.names(),
            "consequence": self.consequence,
            "button": self.button,
            "back": self.back(),
            "is_serious": self.is_serious,
        }


def _known(refusal: ValidationError, form: Any) -> Any:
    """A refusal by field name, as far as the form has these fields."""
    if not hasattr(refusal, "error_dict") or refusal.error_dict.keys() <= form.fields.keys():
        return refusal
    return ValidationError(refusal.messages)
