"""Keys of one board: which live, new ones, withdrawal. A secret is shown once, in the answer that made it."""

from typing import Any

import segno
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from portal.signage.boards.issuing import MOST_TOKENS, credential_issue, credential_revoke
from portal.signage.boards.screens import BoardScreen, ConfirmScreen
from portal.signage.boards.selectors import addresses_of_capability, keys_of_board, player_address
from portal.signage.boards.sightings import clone_dismiss
from portal.signage.enums import CredentialKind
from portal.signage.models import BoardCredential


class KeysView(BoardScreen, TemplateView):
    """Live keys; who runs the board may issue and withdraw."""

    template_name = "signage/boards/keys.html"
    page_subtitle = gettext_lazy("Keys")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = keys_of_board(self.board, now=timezone.now())
        tokens = [key for key in keys if key.kind == CredentialKind.TOKEN]
        return super().get_context_data(**kwargs) | {
            "keys": keys,
            "may_issue_token": len(tokens) < MOST_TOKENS,
            "has_capability": len(tokens) < len(keys),
            "kinds": CredentialKind,
        }


class KeyIssueView(BoardScreen, TemplateView):
    """POST makes a key and is answered with its secret. Nothing keeps this answer."""

    writes = True
    template_name = "signage/boards/issued.html"
    page_subtitle = gettext_lazy("A new key")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("signage_boards:keys", self.board.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("kind") not in CredentialKind.values:
            messages.error(request, _("Say which kind of key you want."))
            return redirect("signage_boards:keys", self.board.pk)
        kind = CredentialKind(request.POST["kind"])
        try:
            _key, secret = credential_issue(
                board=self.board, kind=kind, actor=request.user, now=timezone.now()
            )
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("signage_boards:keys", self.board.pk)
        player = player_address(self.board, kind, secret)
        is_token = kind == CredentialKind.TOKEN
        context = self.get_context_data(
            secret=secret,
            is_token=is_token,
            player=player,
            code=segno.make(player, error="m", micro=False).svg_data_uri(scale=4),
            addresses=[] if is_token else addresses_of_capability(self.board, secret),
        )
        response = self.render_to_response(context)
        response["Cache-Control"] = "no-store"
        return response


class KeyScreen(BoardScreen, ConfirmScreen):
    """About one live key of the board."""

    writes = True

    @cached_property
    def key(self) -> BoardCredential:
        live = BoardCredential.objects.live(timezone.now()).select_related("board")
        return get_object_or_404(live, pk=self.kwargs["key_id"], board=self.board)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_allowed:
            self.key  # noqa: B018 - a key of another board is not found
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> str:
        return reverse("signage_boards:keys", args=[self.board.pk])

    def names(self) -> dict[str, str]:
        return {"key": f"{self.key.prefix}…"}


class KeyRevokeView(KeyScreen):
    page_subtitle = gettext_lazy("Withdraw a key")
    question = gettext_lazy("Withdraw the key %(key)s?")
    consequence = gettext_lazy(
        "It opens nothing from this moment on. A board that has no other key keeps showing what it has, "
        "gets nothing new and must be paired again."
    )
    button = gettext_lazy("Withdraw the key")
    done = gettext_lazy("The key %(key)s is withdrawn.")
    is_serious = True

    def act(self) -> None:
        credential_revoke(credential=self.key, actor=self.request.user, now=timezone.now())


class CloneDismissView(KeyScreen):
    page_subtitle = gettext_lazy("Two devices with one key")
    question = gettext_lazy("Have you found out why two devices use the key %(key)s?")
    consequence = gettext_lazy(
        "The warning goes away, and comes back when two devices use the key again within ten minutes. If a "
        "device is not yours, withdraw the key instead."
    )
    button = gettext_lazy("Yes, take the warning away")
    done = gettext_lazy("The warning about the key %(key)s is gone.")

    def act(self) -> None:
        clone_dismiss(credential=self.key)
