"""What a board may show: the one computation behind feed, timeline, status wall and archive.

`board_facts_at` and `versions_at` read; `playlist_of` is pure. Nothing else decides what a board shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from portal.signage.enums import ColorDepth, MessageClass, Reach
from portal.signage.looks import Grid, Look
from portal.signage.models import Board, BoardSetup, MessageVersion
from portal.signage.models.messages import MessageVersionQuerySet
from portal.signage.schedule.rules import Rule
from portal.signage.schedule.windows import Window, horizon_of, windows_of
from sites.models import AdministrativeUnit

# Revisions count edits and days: a new day moves the horizon without an edit.
_FIRST_DAY = date(2026, 1, 1)
MOST_ITEMS = 50


@dataclass(frozen=True)
class BoardFacts:
    """A board as it was at one moment. `chain` holds its unit's id and those above it, nearest first."""

    id: int
    uid: str
    name: str
    place: str
    unit_id: int
    unit_name: str
    chain: tuple[int, ...]
    grid: Grid
    tags: frozenset[str]
    default_text: str


@dataclass(frozen=True)
class Item:
    """One message on one board. `priority` is the word of the contract; windows are half-open."""

    id: str
    version: int
    priority: str
    title: str
    full: str
    short: str
    ascii: str
    duration_s: int
    order: int
    interleave: bool
    windows: tuple[Window, ...]
    look: Look
    url: str = ""


@dataclass(frozen=True)
class Playlist:
    """`default_item` has no window and never expires."""

    board: BoardFacts
    revision: int
    changed_at: datetime
    horizon: Window
    items: tuple[Item, ...]
    default_item: Item


def playlist_revision(*, content_number: int, day: date) -> int:
    """Rises with every edit and every day, alike in every process."""
    return content_number + (day - _FIRST_DAY).days


def playlist_changed_at(*, content_changed_at: datetime, horizon: Window) -> datetime:
    """The later of the last edit and the midnight at which the horizon began, in whole seconds."""
    return max(content_changed_at, horizon[0]).replace(microsecond=0)


def facts_of_board(board: Board) -> BoardFacts:
    """As it is now. One query for its tags unless they are prefetched; unit and parents are followed."""
    return BoardFacts(
        id=board.pk,
        uid=board.uid,
        name=board.name,
        place=board.place,
        unit_id=board.unit_id,
        unit_name=board.unit.full_name,
        chain=_chain_of(board.unit),
        grid=Grid(board.width, board.height, ColorDepth(board.color)),
        tags=frozenset(tag.slug for tag in board.tags.all()),
        default_text=board.default_text,
    )


def facts_at(board: Board, moment: datetime) -> BoardFacts | None:
    """As it was at `moment`, or None when it did not exist. Two queries."""
    setup = (
        BoardSetup.objects.filter(board=board, valid_from__lte=moment)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=moment))
        .first()
    )
    if setup is None:
        return None
    facts = setup.facts
    unit = AdministrativeUnit.objects.select_related("parent__parent").get(pk=facts["unit_id"])
    return BoardFacts(
        id=board.pk,
        uid=board.uid,
        name=facts["name"],
        place=facts["place"],
        unit_id=unit.pk,
        unit_name=unit.full_name,
        chain=_chain_of(unit),
        grid=Grid(facts["width"], facts["height"], ColorDepth(facts["color"])),
        tags=frozenset(facts["tags"]),
        default_text=facts["default_text"],
    )


def reaching(facts: BoardFacts) -> Q:
    """Versions that go to the board, before their tags are looked at."""
    reach = (
        Q(reach=Reach.OWN, unit_id=facts.unit_id)
        | Q(reach=Reach.BELOW)
        | Q(reach=Reach.CHOSEN, boards=facts.id)
    )
    return reach & Q(unit_id__in=facts.chain)


def versions_at(facts: BoardFacts, moment: datetime) -> list[MessageVersion]:
    """Versions in force at `moment` that reach the board. One query."""
    return _reaching(facts, MessageVersion.objects.in_force(moment))


def versions_during(facts: BoardFacts, span: Window) -> list[MessageVersion]:
    """Versions in force at any moment of `span` that reach the board. One query."""
    return _reaching(facts, MessageVersion.objects.in_force_during(*span))


def _reaching(facts: BoardFacts, versions: MessageVersionQuerySet) -> list[MessageVersion]:
    found = versions.filter(reaching(facts)).select_related("unit").order_by("uid", "number").distinct()
    return [version for version in found if not version.tags or facts.tags & set(version.tags)]


def versions_at_boards(boards: Sequence[BoardFacts], moment: datetime) -> dict[int, list[MessageVersion]]:
    """As `versions_at`, of many boards at once, by board. Two queries."""
    units = {unit_id for facts in boards for unit_id in facts.chain}
    found = list(
        MessageVersion.objects.in_force(moment)
        .filter(unit_id__in=units)
        .select_related("unit")
        .prefetch_related("boards")
        .order_by("uid")
    )
    return {facts.id: [version for version in found if _reaches(version, facts)] for facts in boards}


def _reaches(version: MessageVersion, facts: BoardFacts) -> bool:
    if version.unit_id not in facts.chain or (version.tags and not facts.tags & set(version.tags)):
        return False
    if version.reach == Reach.OWN:
        return version.unit_id == facts.unit_id
    return version.reach == Reach.BELOW or facts.id in {board.pk for board in version.boards.all()}


def playlist_of(
    *,
    facts: BoardFacts,
    versions: Iterable[MessageVersion],
    content_number: int,
    content_changed_at: datetime,
    now: datetime,
    horizon: Window | None = None,
) -> Playlist:
    """Expand rules into windows. Pure. `horizon` None: the contract's 72 hours from today's midnight.

    Beyond MOST_ITEMS the last in play order are left out; entry warns before that.
    """
    horizon = horizon or horizon_of(now)
    versions = list(versions)
    items = [
        item
        for version in versions
        if version.message_class != MessageClass.DEFAULT
        if (item := item_of(version, horizon)).windows
    ]
    items.sort(key=lambda item: (item.priority != MessageClass.PRIORITY.wire, item.order, item.id))
    day = timezone.localtime(horizon[0]).date()
    return Playlist(
        board=facts,
        revision=playlist_revision(content_number=content_number, day=day),
        changed_at=playlist_changed_at(content_changed_at=content_changed_at, horizon=horizon),
        horizon=horizon,
        items=tuple(items[:MOST_ITEMS]),
        default_item=default_item(facts, versions, horizon),
    )


def item_of(version: MessageVersion, horizon: Window) -> Item:
    """One version with its windows inside the horizon; empty when it does not show in it."""
    rules = [Rule.from_json(value) for value in version.rules]
    priority = MessageClass(version.message_class)
    return Item(
        id=version.uid,
        version=version.number,
        priority=priority.wire,
        title=version.title,
        full=version.text_full,
        short=version.text_short,
        ascii=version.text_ascii,
        duration_s=version.duration_s,
        order=version.order,
        interleave=version.interleave,
        windows=windows_of(rules, within=horizon),
        look=look_of_version(version),
    )


def look_of_version(version: MessageVersion) -> Look:
    emphasis = "priority" if version.message_class == MessageClass.PRIORITY else "normal"
    return Look(text=version.text_full, short=version.text_short, emphasis=emphasis, **version.style)


def default_item(facts: BoardFacts, versions: Sequence[MessageVersion], horizon: Window) -> Item:
    """The nearest unit's default message whose day it is, else the board's own words, else its unit.

    It has no window: a board without a line must find it valid for ever.
    """
    today = (horizon[0], horizon[0] + timedelta(days=1))
    place = {unit_id: index for index, unit_id in enumerate(facts.chain)}
    candidates = [
        (place[version.unit_id], version.order, item)
        for version in versions
        if version.message_class == MessageClass.DEFAULT
        if (item := item_of(version, today)).windows
    ]
    if candidates:
        return replace(min(candidates, key=lambda found: (*found[:2], found[2].id))[2], windows=())
    return own_default(facts)


def own_default(facts: BoardFacts) -> Item:
    """The words that are always there: the board's, or the name of its unit."""
    text = facts.default_text or facts.unit_name
    return Item(
        id=f"default-{facts.uid}",
        version=1,
        priority=MessageClass.DEFAULT.wire,
        title=text[:120],
        full=text,
        short=text[:60],
        ascii="",
        duration_s=10,
        order=0,
        interleave=False,
        windows=(),
        look=Look(text=text),
    )


def _chain_of(unit: AdministrativeUnit) -> tuple[int, ...]:
    chain = []
    here: AdministrativeUnit | None = unit
    while here is not None:
        chain.append(here.pk)
        here = here.parent
    return tuple(chain)


def is_switched_on(*, moment: datetime, operating_from: time | None, operating_until: time | None) -> bool:
    """Whether a board is in its operating hours; without hours it always is. May run over midnight."""
    if operating_from is None or operating_until is None or operating_from == operating_until:
        return True
    clock = timezone.localtime(moment).time()
    if operating_from < operating_until:
        return operating_from <= clock < operating_until
    return clock >= operating_from or clock < operating_until
