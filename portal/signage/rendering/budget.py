"""The row budget: which sizes a board can show, and what is wrong with a text for it.

Stacked marks make ink 1.25-1.5 × the size of an outline typeface, so its size is at most 0.7 × the rows. A
grid letter's size is already the rows of its highest mark to its lowest, and may be as large as the board.
"""

import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from portal.signage.rendering.decorations import decoration_of
from portal.signage.rendering.layout import MAX_PAGES, Style, layout_text
from portal.signage.rendering.letters import MARKUP, clean_text
from portal.signage.rendering.profiles import Emphasis, Profile
from portal.signage.rendering.typefaces import (
    AUTO,
    LOW_PX,
    LOWEST_ROWS,
    line_width,
    missing_letters,
    typeface_named,
)

WARN_BELOW_PX = 10
LONGEST_TEXT = 400
LONGEST_SHORT_TEXT = 60


@dataclass(frozen=True)
class Budget:
    """Sizes in px. `sizes` is empty when this typeface cannot be read on this board at all."""

    max_font_px: int
    min_font_px: int
    warn_below_px: int
    sizes: tuple[int, ...]
    marks_fit: bool


@dataclass(frozen=True)
class Problem:
    """`code` for programs, `message` for people; an error must not be saved, a warning may."""

    code: str
    message: Promise | str
    is_error: bool


def row_budget(profile: Profile, typeface: str = AUTO.slug) -> Budget:
    """Raises ValueError for an unknown typeface."""
    face = typeface_named(typeface)
    if profile.height < LOWEST_ROWS:
        return Budget(LOW_PX, LOW_PX, WARN_BELOW_PX, (LOW_PX,), marks_fit=False)
    sizes = face.sizes(profile.height)
    return Budget(
        max_font_px=sizes[-1] if sizes else 0,
        min_font_px=face.floor_px,
        warn_below_px=max(WARN_BELOW_PX, face.clear_px),
        sizes=sizes,
        marks_fit=bool(sizes),
    )


def check_text(
    text: str,
    *,
    profile: Profile,
    typeface: str = AUTO.slug,
    font_px: int | None = None,
    emphasis: Emphasis = "normal",
) -> list[Problem]:
    """What an editor must change (`is_error`) or should know before this text goes to this board.

    Raises ValueError for an unknown typeface only.
    """
    problems = character_problems(text, typeface)
    cleaned = clean_text(text)
    if not cleaned:
        return [Problem("empty", _("Write the words that the board is to show."), True)]
    if len(cleaned) > LONGEST_TEXT:
        message = _("The text has %(length)s characters; a board takes at most %(limit)s.")
        problems.append(_problem("too-long", message, length=len(cleaned), limit=LONGEST_TEXT))
        return problems
    refused = _wrong_size(profile, typeface, font_px)
    problems += refused
    if any(problem.is_error for problem in refused):
        return problems
    decoration = decoration_of(profile, emphasis)
    area = decoration.area
    if decoration.only_words:
        return problems
    style = Style(typeface=typeface, font_px=font_px)
    pages = layout_text(cleaned, profile=profile, style=style, area=area)
    if pages[-1].is_cut:
        message = _(
            "The text does not fit: this board (%(width)s × %(height)s points) shows it in more than "
            "%(pages)s pages. Shorten it or choose smaller letters."
        )
        problems.append(
            _problem("does-not-fit", message, width=profile.width, height=profile.height, pages=MAX_PAGES)
        )
    longest = max(cleaned.split(" "), key=len)
    if line_width(longest, slug=pages[0].typeface, px=pages[0].font_px) > area.width:
        message = _("The word “%(word)s” is wider than this board and is broken in two.")
        problems.append(_problem("broken-word", message, is_error=False, word=longest))
    return problems


def words_that_fit(
    text: str,
    short: str,
    *,
    profile: Profile,
    typeface: str = AUTO.slug,
    font_px: int | None = None,
    emphasis: Emphasis = "normal",
) -> str:
    """`text`, or `short` where there is one and `text` would be cut on this board."""
    if not short or not clean_text(text):
        return text
    problems = check_text(text, profile=profile, typeface=typeface, font_px=font_px, emphasis=emphasis)
    return short if any(problem.code == "does-not-fit" for problem in problems) else text


def character_problems(text: str, typeface: str = AUTO.slug) -> list[Problem]:
    """What no board can show, whatever its size."""
    problems = []
    if any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in text):
        message = _(
            "The text has line breaks or control characters. Write it in one line; "
            "the board breaks it itself."
        )
        problems.append(_problem("control-characters", message))
    if MARKUP.search(text):
        message = _("A board shows plain words, no HTML. Take out tags such as <b> and codes such as &nbsp;.")
        problems.append(_problem("markup", message))
    missing = [
        character
        for character in missing_letters(clean_text(text), slug=typeface)
        if unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")
    ]
    if missing:
        message = _("A board has no letter for: %(letters)s")
        problems.append(_problem("no-glyph", message, letters=" ".join(missing[:10])))
    return problems


def _wrong_size(profile: Profile, typeface: str, font_px: int | None) -> list[Problem]:
    budget = row_budget(profile, typeface)
    face = typeface_named(typeface)
    if profile.height < LOWEST_ROWS:
        message = _(
            "The board has %(rows)s rows, too few for Vietnamese marks: it shows the words without them."
        )
        return [_problem("no-room-for-marks", message, is_error=False, rows=profile.height)]
    if not budget.sizes:
        message = _("%(typeface)s cannot be read on a board of %(rows)s rows. Choose grid letters.")
        return [_problem("typeface-too-high", message, typeface=face.label, rows=profile.height)]
    if font_px is None:
        font_px_shown = budget.sizes[-1]
        return _unclear(font_px_shown, budget)
    if font_px > budget.max_font_px:
        message = _(
            "Letters of %(px)s px are too large for %(rows)s rows: marks such as those of “Ẫ” and “Ệ” "
            "would be cut. At most %(limit)s px."
        )
        return [
            _problem("size-too-large", message, px=font_px, rows=profile.height, limit=budget.max_font_px)
        ]
    if font_px < face.floor_px:
        message = _(
            "Letters of %(px)s px are too small: different letters look the same. At least %(limit)s px."
        )
        return [_problem("size-too-small", message, px=font_px, limit=face.floor_px)]
    if not face.has_size(font_px, profile.height):
        message = _("These letters do not come in %(px)s px. Sizes for this board: %(sizes)s.")
        sizes = ", ".join(str(px) for px in budget.sizes)
        return [_problem("no-such-size", message, px=font_px, sizes=sizes)]
    return _unclear(font_px, budget)


def _unclear(font_px: int, budget: Budget) -> list[Problem]:
    if font_px >= budget.warn_below_px:
        return []
    message = _("At %(px)s px the marks are hard to tell apart. Grid letters are clearer.")
    return [_problem("hard-to-read", message, is_error=False, px=font_px)]


def _problem(code: str, message: Promise | str, *, is_error: bool = True, **values: object) -> Problem:
    return Problem(code, _filled(message, values), is_error)


def _fill(message: Promise | str, values: dict[str, object]) -> str:
    return str(message) % values


_filled = lazy(_fill, str)  # a lazy text % values is translated at once, in whatever language that is
