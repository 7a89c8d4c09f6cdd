"""Boards are made, changed, taken out of use and moved; each step is in their history and in the log."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.enums import ActionGroup
from portal.audit.origin import place_of
from portal.audit.services import audit_write
from portal.signage.boards.fitting import default_text_problems
from portal.signage.boards.plans import hours_check, plan_cleaned
from portal.signage.emergency.services import board_alerts_refresh
from portal.signage.models import Board, BoardSetup, BoardTag
from portal.signage.renditions import board_renditions_ensure
from portal.signage.services import contents_bump
from sites.models import AdministrativeUnit
from sites.slugs import vietnamese_slug

# What people state; everything else is the system's.
FACTS = (
    "name",
    "place",
    "width",
    "height",
    "color",
    "client",
    "default_text",
    "playlist_s",
    "emergency_s",
    "heartbeat_s",
    "jitter",
    "offline_ttl_s",
    "brightness",
    "operating_from",
    "operating_until",
    "is_drill",
    "is_public",
    "flash_rating",
)


@transaction.atomic
def board_create(*, unit: AdministrativeUnit, facts: Mapping[str, Any], actor: Any, now: datetime) -> Board:
    """A board of a unit. `facts` holds some of FACTS and `tags`. Raises ValidationError by field name."""
    _refuse_ended(unit, now)
    board = Board(uid=_new_uid(), unit=unit, content_changed_at=now, created_at=now)
    board.slug = _free_slug(unit, str(facts.get("name", "")))
    _fill(board, facts)
    board.save()
    board.tags.set(facts.get("tags", ()))
    _setup_open(board, now)
    _told_anew(board, now)
    _log("signage.board_created", board, actor, now, {"after": _stated(board)})
    return board


@transaction.atomic
def board_update(*, board: Board, facts: Mapping[str, Any], actor: Any, now: datetime) -> bool:
    """Change what `facts` holds; whether anything changed. Raises ValidationError by field name."""
    _refuse_retired(board)
    before = _stated(Board.objects.get(pk=board.pk))
    _fill(board, facts)
    board.save(update_fields=[*FACTS])
    if "tags" in facts:
        board.tags.set(facts["tags"])
    after = _stated(board)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return False
    _setup_renew(board, now)
    _told_anew(board, now)
    detail = {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    _log("signage.board_changed", board, actor, now, detail)
    return True


@transaction.atomic
def board_retire(*, board: Board, actor: Any, now: datetime) -> None:
    """Out of use: its keys live on, so that it is told to go dark (410) instead of keeping what it has."""
    _refuse_retired(board)
    board.retired_at = now
    board.save(update_fields=["retired_at"])
    _setup_close(board, now)
    contents_bump(boards=_only(board), now=now)
    _log("signage.board_retired", board, actor, now)


@transaction.atomic
def board_restore(*, board: Board, actor: Any, now: datetime) -> None:
    """In use again, with the keys it had. Raises ValidationError when it is, or its unit has ended."""
    if board.retired_at is None:
        raise ValidationError(_("This board is in use."))
    _refuse_ended(board.unit, now)
    board.retired_at = None
    board.save(update_fields=["retired_at"])
    _setup_open(board, now)
    _told_anew(board, now)
    _log("signage.board_restored", board, actor, now)


@transaction.atomic
def board_move_to_unit(*, board: Board, unit: AdministrativeUnit, actor: Any, now: datetime) -> None:
    """It hangs at another unit from now on: its own was merged, or it was carried there.

    Its keys and its identity stay. Raises ValidationError: the unit has ended, or is its own.
    """
    _refuse_ended(unit, now)
    if board.unit_id == unit.pk:
        raise ValidationError(_("The board already belongs to this unit."))
    old = board.unit
    board.slug = _free_slug(unit, board.name)
    board.unit = unit
    board.save(update_fields=["unit", "slug"])
    if board.retired_at is None:
        _setup_renew(board, now)
        _told_anew(board, now)
    for place in (old, unit):
        _log(
            "signage.board_moved",
            board,
            actor,
            now,
            {"before": {"unit": old.full_name}, "after": {"unit": unit.full_name}},
            unit=place,
        )


@transaction.atomic
def tag_create(*, name: str, actor: Any, now: datetime) -> BoardTag:
    """Raises ValidationError by field name when there is one of this name."""
    tag = BoardTag(name=name.strip(), slug=vietnamese_slug(name)[:60])
    _tag_check(tag)
    tag.save()
    _log_tag("signage.tag_created", tag, actor, now)
    return tag


@transaction.atomic
def tag_rename(*, tag: BoardTag, name: str, actor: Any, now: datetime) -> None:
    """Messages name a tag by its slug, which therefore stays."""
    before = BoardTag.objects.get(pk=tag.pk).name
    tag.name = name.strip()
    _tag_check(tag)
    tag.save(update_fields=["name"])
    detail = {"before": {"name": before}, "after": {"name": tag.name}}
    _log_tag("signage.tag_renamed", tag, actor, now, detail)


@transaction.atomic
def tag_delete(*, tag: BoardTag, actor: Any, now: datetime) -> None:
    """Raises ValidationError while a board has it: messages for it would be shown nowhere."""
    if count := tag.boards.count():
        raise ValidationError(_("%(count)d boards have this tag. Take it off them first.") % {"count": count})
    _log_tag("signage.tag_deleted", tag, actor, now)
    tag.delete()


def _fill(board: Board, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(board, name, facts[name])
    board.brightness = plan_cleaned(board.brightness)
    hours_check(board.operating_from, board.operating_until)
    board.full_clean()
    problems = default_text_problems(board) if board.default_text else []
    if refused := [str(problem.message) for problem in problems if problem.is_error]:
        raise ValidationError({"default_text": refused})


def _stated(board: Board) -> dict[str, Any]:
    """What people stated, as it is told in the log."""
    stated = {name: getattr(board, name) for name in FACTS}
    return stated | {"tags": sorted(tag.name for tag in board.tags.all())}


def _setup_facts(board: Board) -> dict[str, Any]:
    return {
        "unit_id": board.unit_id,
        "width": board.width,
        "height": board.height,
        "color": str(board.color),
        "tags": sorted(tag.slug for tag in board.tags.all()),
        "default_text": board.default_text,
        "name": board.name,
        "place": board.place,
    }


def _setup_open(board: Board, now: datetime) -> None:
    BoardSetup.objects.update_or_create(
        board=board, valid_from=now, defaults={"facts": _setup_facts(board), "valid_to": None}
    )


def _setup_close(board: Board, now: datetime) -> None:
    BoardSetup.objects.filter(board=board, valid_to=None).update(valid_to=now)


def _setup_renew(board: Board, now: datetime) -> None:
    """A new row of the history when something in it changed."""
    facts = _setup_facts(board)
    if not BoardSetup.objects.filter(board=board, valid_to=None, facts=facts).exists():
        _setup_close(board, now)
        _setup_open(board, now)


def _told_anew(board: Board, now: datetime) -> None:
    """What it may show, and which alerts concern it, is asked anew."""
    contents_bump(boards=_only(board), now=now)
    board_renditions_ensure(board=board, now=now)
    board_alerts_refresh(board=board, now=now)


def _only(board: Board) -> Any:
    return Board.objects.filter(pk=board.pk)


def _new_uid() -> str:
    while Board.objects.filter(uid=(uid := f"b{secrets.token_hex(6)}")).exists():
        pass
    return uid


def _free_slug(unit: AdministrativeUnit, name: str) -> str:
    """The name as an address part; numbered when the unit has or had one like it."""
    wanted = vietnamese_slug(name)[:90] or "bang"
    taken = set(Board.objects.filter(unit=unit, slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _refuse_retired(board: Board) -> None:
    if board.retired_at is not None:
        raise ValidationError(_("This board is out of use. Put it into use again first."))


def _refuse_ended(unit: AdministrativeUnit, now: datetime) -> None:
    if not unit.is_valid_on(timezone.localdate(now)):
        raise ValidationError(_("%(unit)s does not exist any more.") % {"unit": unit.full_name})


def _tag_check(tag: BoardTag) -> None:
    if not tag.slug:
        raise ValidationError({"name": _("A tag needs letters or figures.")})
    if BoardTag.objects.filter(slug=tag.slug).exclude(pk=tag.pk).exists():
        raise ValidationError({"name": _("There is a tag of this name.")})
    tag.full_clean()


def _log(
    action: str,
    board: Board,
    actor: Any,
    now: datetime,
    detail: dict[str, Any] | None = None,
    *,
    unit: AdministrativeUnit | None = None,
) -> None:
    place = place_of(unit_id=(unit or board.unit).pk)
    audit_write(
        action=action,
        group=ActionGroup.SIGNAGE,
        actor=actor,
        instance=board,
        place=place,
        detail=detail,
        now=now,
    )


def _log_tag(
    action: str, tag: BoardTag, actor: Any, now: datetime, detail: dict[str, Any] | None = None
) -> None:
    audit_write(action=action, group=ActionGroup.SIGNAGE, actor=actor, instance=tag, detail=detail, now=now)
