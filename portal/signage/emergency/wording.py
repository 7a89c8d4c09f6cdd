"""The words of an alert: checked, in three lengths, marked when an exercise. Knows no database."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.signage.enums import AlertStatus
from portal.signage.rendering.budget import LONGEST_SHORT_TEXT, LONGEST_TEXT, character_problems
from portal.signage.rendering.letters import clean_text, without_marks

EXERCISE_WORDS = "DIỄN TẬP"
EXERCISE_PREFIX = f"{EXERCISE_WORDS}: "


@dataclass(frozen=True)
class Words:
    """`full` at most 400 characters, `short` 60, `ascii` the full words without marks."""

    full: str
    short: str
    ascii: str


def words_of(*, full: str, short: str, status: str) -> Words:
    """Both cleaned; without short words the full ones are cut after a word.

    Raises ValidationError by field: empty, too long, markup, letters no board has. An exercise says so in
    each, whether its writer did or not.
    """
    is_exercise = status == AlertStatus.EXERCISE
    errors = {}
    full = marked(clean_text(full), is_exercise)
    if faults := _faults(full):
        errors["text_full"] = faults
    short = marked(clean_text(short), is_exercise) if short.strip() else _cut(full)
    if len(short) > LONGEST_SHORT_TEXT:
        errors["text_short"] = [
            _("The short words have %(length)s characters; at most %(limit)s.")
            % {"length": len(short), "limit": LONGEST_SHORT_TEXT}
        ]
    elif "text_full" not in errors and (faults := _faults(short)):
        errors["text_short"] = faults
    if errors:
        raise ValidationError(errors)
    return Words(full, short, without_marks(full)[:LONGEST_TEXT])


def speaks_of_exercise(text: str) -> bool:
    """Whether words say that they are one: a real alert that does is most likely a mistake."""
    return EXERCISE_WORDS.casefold() in clean_text(text).casefold()


def marked(text: str, is_exercise: bool) -> str:
    if not is_exercise or not text or EXERCISE_WORDS in text:
        return text
    return EXERCISE_PREFIX + text


def _faults(text: str) -> list[str]:
    if not text:
        return [_("Write the words that the board is to show.")]
    if len(text) > LONGEST_TEXT:
        message = _("The text has %(length)s characters; a board takes at most %(limit)s.")
        return [message % {"length": len(text), "limit": LONGEST_TEXT}]
    return [str(problem.message) for problem in character_problems(text)]


def _cut(text: str) -> str:
    if len(text) <= LONGEST_SHORT_TEXT:
        return text
    head, _space, _rest = text[:LONGEST_SHORT_TEXT].rpartition(" ")
    return (head or text)[: LONGEST_SHORT_TEXT - 1].rstrip(" ,.;:-–") + "…"
