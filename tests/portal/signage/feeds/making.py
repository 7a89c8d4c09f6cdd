"""Messages as their publication leaves them, and boards that ask."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from portal.signage.enums import EndReason, MessageClass, Reach
from portal.signage.models import Board, MessageVersion
from portal.signage.playlists import look_of_version
from portal.signage.renditions import grids_of, renditions_ensure
from portal.signage.schedule.rules import Rule
from portal.signage.services import boards_reached, contents_bump
from sites.models import AdministrativeUnit
from tests.factories.signage import make_capability, make_token
from tests.factories.units import NOW

ALWAYS = (Rule(date(2026, 1, 1)),)
FEEDS = ("playlist.json", "feed.xml", "concerto.json", "ticker.txt", "ticker.kv", "frame.png")


def publish(
    unit: AdministrativeUnit,
    text: str,
    *,
    now: datetime = NOW,
    uid: str = "",
    number: int = 1,
    message_class: str = MessageClass.NORMAL,
    rules: Iterable[Rule] = ALWAYS,
    is_drawn: bool = True,
    boards: Iterable[Board] = (),
    **fields: Any,
) -> MessageVersion:
    version = MessageVersion.objects.create(
        uid=uid or f"m{MessageVersion.objects.count() + 1}",
        number=number,
        unit=unit,
        message_class=message_class,
        title=fields.pop("title", text[:60]),
        text_full=text,
        text_short=fields.pop("text_short", text[:60]),
        rules=[rule.to_json() for rule in rules],
        live_from=now,
        **({"reach": Reach.CHOSEN} if boards else {}),
        **fields,
    )
    version.boards.set(boards)
    reached = boards_reached(version)
    if is_drawn:
        renditions_ensure(looks=[look_of_version(version)], grids=grids_of(reached), now=now)
    contents_bump(boards=reached, now=now)
    return version


def take_off(version: MessageVersion, *, now: datetime, reason: str = EndReason.UNPUBLISHED) -> None:
    version.live_until, version.end_reason = now, reason
    version.save()
    contents_bump(boards=boards_reached(version), now=now)


class Asking:
    """One board's client: `get` with its token, `by_key` at its read-only address."""

    def __init__(self, board: Board, client: Client | None = None) -> None:
        self.board, self.client = board, client or Client()
        self.token, self.key = make_token(board), make_capability(board)

    def get(self, tail: str = "playlist.json", *, tag: str = "", method: str = "get", **headers: str):
        path = f"/signage/v1/boards/me/{tail}" if tail else "/signage/v1/boards/me"
        sent = {"Authorization": f"Bearer {self.token}", "Host": "longan.localhost"} | headers
        if tag:
            sent["If-None-Match"] = tag
        return getattr(self.client, method)(path, headers=sent)

    def by_key(self, tail: str = "playlist.json", *, method: str = "get", **headers: str):
        path = f"/signage/v1/k/{self.key}/{tail}" if tail else f"/signage/v1/k/{self.key}"
        return getattr(self.client, method)(path, headers={"Host": "longan.localhost"} | headers)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now
