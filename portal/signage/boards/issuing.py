"""Keys of a board are issued and withdrawn. A secret is told once, and never logged."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.enums import ActionGroup
from portal.audit.origin import place_of
from portal.audit.services import audit_write
from portal.signage.boards.callers import callers_drop
from portal.signage.boards.keys import digest_of, prefix_of, secret_make
from portal.signage.boards.selectors import devices_claimed
from portal.signage.enums import CredentialKind
from portal.signage.models import Board, BoardCredential

MOST_TOKENS = 2  # so that a new one is in place before the old one is withdrawn


@transaction.atomic
def credential_issue(
    *, board: Board, kind: CredentialKind, actor: Any, now: datetime
) -> tuple[BoardCredential, str]:
    """A new key and its secret, which cannot be told again.

    Raises ValidationError: the board is out of use, or has two live tokens. A new read-only address
    ends the old one at once.
    """
    board = Board.objects.select_for_update(of=("self",)).select_related("unit").get(pk=board.pk)
    if board.retired_at is not None:
        raise ValidationError(_("This board is out of use. Put it into use again first."))
    if kind == CredentialKind.TOKEN:
        tokens_check(board=board, now=now)
    else:
        for old in BoardCredential.objects.live(now).filter(board=board, kind=kind):
            credential_revoke(credential=old, actor=actor, now=now)
    secret = secret_make(kind)
    credential = BoardCredential.objects.create(
        board=board,
        kind=kind,
        prefix=prefix_of(secret),
        digest=digest_of(secret),
        created_at=now,
        created_by=actor,
    )
    _log("signage.key_issued", board, credential, actor, now)
    return credential, secret


@transaction.atomic
def credential_revoke(*, credential: BoardCredential, actor: Any, now: datetime) -> bool:
    """From now on it opens nothing. False when it was withdrawn before."""
    if not BoardCredential.objects.filter(pk=credential.pk, revoked_at=None).update(revoked_at=now):
        return False
    callers_drop()
    _log("signage.key_withdrawn", credential.board, credential, actor, now)
    return True


def tokens_check(*, board: Board, now: datetime) -> None:
    """Raises ValidationError when another token would be the third; one on its way to a device counts."""
    live = BoardCredential.objects.live(now).filter(board=board, kind=CredentialKind.TOKEN).count()
    claimed = devices_claimed(now).filter(board=board).count()
    if live + claimed >= MOST_TOKENS:
        raise ValidationError(
            _("This board has two live keys, the most there may be. Withdraw one of them first.")
        )


def _log(action: str, board: Board, credential: BoardCredential, actor: Any, now: datetime) -> None:
    audit_write(
        action=action,
        group=ActionGroup.SIGNAGE,
        actor=actor,
        instance=board,
        place=place_of(unit_id=board.unit_id),
        detail={"kind": CredentialKind(credential.kind).label, "begins_with": credential.prefix},
        now=now,
    )
