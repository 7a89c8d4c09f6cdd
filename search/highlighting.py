"""Marks what was asked for in what is shown, and cuts a snippet around it. Alike for every engine.

Works on the text itself: the canonical text is as long as the cleaned one, so places agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import canonical, clean, fold_letters, token_spans
from search.queries import Query
from search.synonyms import units_of

SNIPPET = 240
_LOOKED_AT = 200_000  # characters of one text: a long PDF is not read to its end for three lines
Span = tuple[int, int]


@dataclass(frozen=True)
class Marker:
    """What a query wants marked: single words, and runs that must stand together."""

    words: frozenset[str]
    runs: tuple[tuple[str, ...], ...]
    is_accented: bool


def marker_of(query: Query) -> Marker:
    """With accents only words with those accents are marked, unless none are."""
    spelled = query.tokens if query.is_accented else query.folded
    others = [other for unit in units_of(query) for other in unit.others]
    runs = tuple(
        tuple(form if query.is_accented else map(fold_letters, form)) for form in others if len(form) > 1
    )
    singles = {form[0] if query.is_accented else fold_letters(form[0]) for form in others if len(form) == 1}
    return Marker(frozenset({*spelled, *singles}), runs, query.is_accented)


def highlight(text: str, query: Query) -> SafeString:
    """The whole text, escaped, with `<mark>` around what was asked for."""
    cleaned = clean(text)
    return _marked(cleaned, _spans(cleaned, marker_of(query)))


def snippet(text: str, query: Query, *, length: int = SNIPPET) -> SafeString:
    """About `length` characters around the densest finds, escaped and marked, at word boundaries."""
    cleaned = " ".join(clean(text[:_LOOKED_AT]).split())
    spans = _spans(cleaned, marker_of(query))
    start = _best_start(spans, length)
    end = min(len(cleaned), start + length)
    start = cleaned.rfind(" ", 0, start) + 1 if start else 0
    if end < len(cleaned):
        end = max(cleaned.rfind(" ", start, end), start + length // 2)
    inside = [
        (max(left, start) - start, min(right, end) - start)
        for left, right in spans
        if right > start and left < end
    ]
    before, after = ("… " if start else ""), (" …" if end < len(cleaned) else "")
    return mark_safe(before + _marked(cleaned[start:end], inside) + after)  # noqa: S308


def _spans(cleaned: str, marker: Marker) -> list[Span]:
    exact = canonical(cleaned)
    found = _found(exact, marker) if marker.is_accented else []
    if not found:
        bare = Marker(
            frozenset(map(fold_letters, marker.words)),
            tuple(tuple(map(fold_letters, run)) for run in marker.runs),
            False,
        )
        found = _found(fold_letters(exact), bare)
    return _joined(found, cleaned)


def _found(text: str, marker: Marker) -> list[Span]:
    places = token_spans(text)
    syllables = [text[start:end] for start, end in places]
    found = [place for place, syllable in zip(places, syllables, strict=True) if syllable in marker.words]
    for run in marker.runs:
        found += [
            (places[at][0], places[at + len(run) - 1][1])
            for at in range(len(syllables) - len(run) + 1)
            if syllables[at] == run[0] and tuple(syllables[at : at + len(run)]) == run
        ]
    return found


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """Neighbouring words become one mark."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and text[joined[-1][1] : start].strip() == "":
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best_start(spans: Sequence[Span], length: int) -> int:
    best, most, right = 0, 0, 0
    covered = 0
    for left, (start, _end) in enumerate(spans):
        while right < len(spans) and spans[right][1] <= start + length:
            covered += spans[right][1] - spans[right][0]
            right += 1
        if covered > most:
            best, most = start, covered
        if right > left:
            covered -= spans[left][1] - spans[left][0]
        else:
            right = left + 1
    return max(0, best - length // 6)


def _marked(text: str, spans: Sequence[Span]) -> SafeString:
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308
