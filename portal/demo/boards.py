"""Boards of the demonstration, and messages that were written, approved and published on them."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.accounts.models import User
from portal.demo.accounts import TRIAL_CODE
from portal.demo.moments import dates_fill
from portal.demo.texts.boards import BOARDS, MESSAGES, BoardFacts, MessageFacts
from portal.signage.boards.issuing import credential_issue
from portal.signage.boards.selectors import player_address
from portal.signage.boards.services import board_create
from portal.signage.enums import CredentialKind
from portal.signage.messages.composing import index_of
from portal.signage.models import Board, BoardMessagePage, BoardTag, MessageSchedule
from sites.models import AdministrativeUnit
from sites.slugs import vietnamese_slug


def boards_write(*, now: datetime, actor: User, units: dict[str, AdministrativeUnit]) -> str:
    """Boards and messages of the units by code; the address at which a browser plays the trial
    commune's first board, which nobody can be told again. Nothing where boards are already."""
    if Board.objects.exists():
        return ""
    boards = {facts: _board(facts, units[facts.unit], actor, now) for facts in BOARDS}
    for message in MESSAGES:
        _message(message, units[message.unit], actor, now)
    played = next(board for facts, board in boards.items() if facts.unit == TRIAL_CODE)
    kind = CredentialKind.CAPABILITY
    _key, secret = credential_issue(board=played, kind=kind, actor=actor, now=now)
    return player_address(played, kind, secret)


def _board(facts: BoardFacts, unit: AdministrativeUnit, actor: User, now: datetime) -> Board:
    stated = {
        "name": facts.name,
        "place": facts.place,
        "width": facts.width,
        "height": facts.height,
        "color": facts.color,
        "tags": [_tag(word) for word in facts.tags],
    }
    if facts.hours:
        stated["operating_from"], stated["operating_until"] = map(time.fromisoformat, facts.hours)
    return board_create(unit=unit, facts=stated, actor=actor, now=now)


def _message(facts: MessageFacts, unit: AdministrativeUnit, actor: User, now: datetime) -> bool:
    index = index_of(unit)
    if index is None:
        return False
    today = timezone.localdate(now)
    text, short = (dates_fill(text=words, day=today) for words in (facts.text, facts.short))
    page = BoardMessagePage(
        title=short or text[:80],
        locale=index.locale,
        owner=actor,
        live=False,
        text_full=text,
        text_short=short,
        message_class=facts.message_class,
        reach=facts.reach,
    )
    page.tags = [_tag(word) for word in facts.tags]
    if facts.days or facts.weekdays or facts.times or facts.lunar:
        page.schedules = [
            MessageSchedule(
                first_on=today,
                last_on=today + timedelta(days=facts.days) if facts.days else None,
                weekdays=list(facts.weekdays),
                times=facts.times,
                lunar=facts.lunar,
            )
        ]
    index.add_child(instance=page)
    revision = page.save_revision(user=actor, log_action=True)
    revision.publish(user=actor, skip_permission_checks=True)
    return True


def _tag(word: str) -> BoardTag:
    tag, _created = BoardTag.objects.get_or_create(slug=vietnamese_slug(word), defaults={"name": word})
    return tag
