"""A device shows a code; whoever types it into the admin gives the device its board (RFC 8628, in short)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.audit.enums import ActionGroup
from portal.audit.origin import place_of
from portal.audit.services import audit_write
from portal.signage.boards.issuing import credential_issue, tokens_check
from portal.signage.boards.keys import digest_of
from portal.signage.enums import CredentialKind
from portal.signage.models import Board, CredentialDevice, Enrollment

# Without what is mistaken for another on a coarse board: 0 O D Q, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "ACEFGHJKMNPRTWXY34679"
CODE_LENGTH = 8
LIFETIME = timedelta(minutes=15)
INTERVAL_SECONDS = 5
KEPT = timedelta(days=1)
MOST_WAITING = 500
MOST_WAITING_AT_ADDRESS = 20


class TooManyWaiting(Exception):
    """As many devices wait for their pairing as we keep, from this address or at all."""


@dataclass(frozen=True)
class Device:
    """What a device tells about itself; all of it optional. `fingerprint` is a SHA-256 in hex."""

    name: str = ""
    width: int | None = None
    height: int | None = None
    player: str = ""
    fingerprint: str = ""


@transaction.atomic
def enrollment_begin(*, device: Device, address: str, now: datetime) -> tuple[str, str]:
    """The secret by which the device asks again, and the code it shows, as XXXX-XXXX.

    Raises TooManyWaiting. What ended a day ago is forgotten here.
    """
    Enrollment.objects.filter(expires_at__lt=now - KEPT).delete()
    waiting = Enrollment.objects.filter(expires_at__gt=now, board=None)
    if waiting.count() >= MOST_WAITING or waiting.filter(address=address).count() >= MOST_WAITING_AT_ADDRESS:
        raise TooManyWaiting
    device_code = secrets.token_urlsafe(32)
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                Enrollment.objects.create(
                    device_digest=digest_of(device_code),
                    claim_digest=digest_of(code),
                    name=device.name,
                    width=device.width,
                    height=device.height,
                    player=device.player,
                    fingerprint=device.fingerprint,
                    address=address,
                    created_at=now,
                    expires_at=now + LIFETIME,
                )
        except IntegrityError:  # the code is on another board's face
            continue
        return device_code, f"{code[:4]}-{code[4:]}"


def enrollment_waiting(*, claim_code: str, now: datetime) -> Enrollment | None:
    """The device that shows this code; however it is typed. One query."""
    typed = "".join(letter for letter in claim_code.upper() if letter.isalnum())
    return Enrollment.objects.filter(claim_digest=digest_of(typed), expires_at__gt=now, board=None).first()


@transaction.atomic
def board_pair(*, claim_code: str, board: Board, actor: Any, now: datetime) -> Enrollment:
    """The device that shows the code becomes the board; it fetches its token itself.

    Raises ValidationError for `claim_code`: unknown, expired and already taken look the same; and when
    the board is out of use or has two live tokens.
    """
    board = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if board.retired_at is not None:
        raise ValidationError(_("This board is out of use. Put it into use again first."))
    tokens_check(board=board, now=now)
    found = enrollment_waiting(claim_code=claim_code, now=now)
    # Counted by the database: of two people who type the same code, one gets the device.
    taken = found is not None and Enrollment.objects.filter(pk=found.pk, board=None).update(
        board=board, claimed_at=now, claimed_by=actor, expires_at=now + LIFETIME
    )
    if found is None or not taken:
        raise ValidationError(
            {"claim_code": _("No board shows this code. It may have expired: look at the board again.")}
        )
    audit_write(
        action="signage.board_paired",
        group=ActionGroup.SIGNAGE,
        actor=actor,
        instance=board,
        place=place_of(unit_id=board.unit_id),
        detail={"device": found.name, "player": found.player, "ip_address": found.address},
        now=now,
    )
    found.refresh_from_db()
    return found


@transaction.atomic
def enrollment_deliver(*, enrollment: Enrollment, now: datetime) -> tuple[Board, str] | None:
    """The board and its token, once; None when it was fetched before or its board is out of use."""
    board = enrollment.board
    if board is None or board.retired_at is not None:
        return None
    taken = Enrollment.objects.filter(pk=enrollment.pk, delivered_at=None).update(delivered_at=now)
    if not taken:
        return None
    credential, secret = credential_issue(
        board=board, kind=CredentialKind.TOKEN, actor=enrollment.claimed_by, now=now
    )
    if enrollment.fingerprint:
        CredentialDevice.objects.create(
            credential=credential, digest=enrollment.fingerprint, last_seen_at=now
        )
    return board, secret
