"""What is wrong with a message for the boards it goes to, said at entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.signage.messages.contents import profile_of
from portal.signage.models.boards import Board
from portal.signage.models.messages import MessageVersion
from portal.signage.playlists import MOST_ITEMS, facts_of_board, versions_at
from portal.signage.rendering.budget import Problem, check_text
from portal.signage.schedule.rules import Rule
from portal.signage.schedule.windows import horizon_of, windows_of

# Problems that the short words solve: they are drawn where the words do not fit.
_SOLVED_BY_SHORT_WORDS = frozenset({"does-not-fit", "too-long"})
# Problems of the words themselves, alike on every board.
_OF_THE_WORDS = frozenset({"control-characters", "markup", "no-glyph", "too-long", "empty"})
_OF_THE_LETTERS = frozenset({"typeface-too-high", "size-too-large", "size-too-small", "no-such-size"})


@dataclass(frozen=True)
class Finding:
    """`field` of the form it belongs to; an error must not be saved, a warning may."""

    field: str
    message: str
    is_error: bool


def text_findings(
    *,
    text: str,
    short: str,
    typeface: str,
    font_px: int | None,
    boards: Sequence[Board],
    is_drawn: bool = True,
) -> list[Finding]:
    """What `check_text` says for every board, once for boards it says the same of.

    `is_drawn` False: a picture is shown, so only the letters themselves are looked at.
    """
    found: dict[tuple[str, str, bool], list[Board]] = {}
    checked: dict[object, list[Problem]] = {}
    for board in boards:
        profile = profile_of(board)
        if profile not in checked:
            checked[profile] = _problems(text, short, typeface, font_px, profile)
        for problem in checked[profile]:
            if is_drawn or problem.code in _OF_THE_WORDS:
                key = (problem.code, str(problem.message), problem.is_error)
                found.setdefault(key, []).append(board)
    return [
        Finding(_field(code), _on_boards(code, message, where), is_error)
        for (code, message, is_error), where in found.items()
    ]


def crowd_findings(*, boards: Iterable[Board], uid: str, now: datetime) -> list[Finding]:
    """Boards that have more messages in the coming days than a board is told. Two queries a board."""
    findings = []
    for board in boards:
        horizon = horizon_of(now)
        others = [
            version
            for version in versions_at(facts_of_board(board), now)
            if version.uid != uid and _shows(version, horizon)
        ]
        if len(others) + 1 > MOST_ITEMS:
            message = _(
                "%(board)s has %(count)s messages in these three days and is told %(most)s at most: the last "
                "in order are left out. Take old ones off."
            )
            values = {"board": board.name, "count": len(others) + 1, "most": MOST_ITEMS}
            findings.append(Finding("reach", message % values, is_error=False))
    return findings


def _shows(version: MessageVersion, horizon: tuple[datetime, datetime]) -> bool:
    return bool(windows_of([Rule.from_json(rule) for rule in version.rules], within=horizon))


def _problems(text: str, short: str, typeface: str, font_px: int | None, profile: object) -> list[Problem]:
    problems = check_text(text, profile=profile, typeface=typeface, font_px=font_px)  # type: ignore[arg-type]
    if short and any(problem.code in _SOLVED_BY_SHORT_WORDS for problem in problems):
        others = check_text(short, profile=profile, typeface=typeface, font_px=font_px)  # type: ignore[arg-type]
        return [problem for problem in problems if problem.code not in _SOLVED_BY_SHORT_WORDS] + [
            problem for problem in others if problem not in problems
        ]
    return problems


def _field(code: str) -> str:
    return "font_px" if code in _OF_THE_LETTERS else "text_full"


def _on_boards(code: str, message: str, boards: Sequence[Board]) -> str:
    if code in _OF_THE_WORDS:
        return message
    first = f"{boards[0].name} ({boards[0].unit.full_name}, {boards[0].width}×{boards[0].height})"
    if len(boards) > 1:
        more = ngettext(
            "%(board)s and %(count)s more board", "%(board)s and %(count)s more boards", len(boards) - 1
        )
        first = more % {"board": first, "count": len(boards) - 1}
    return f"{first}: {message}"
