"""Words that stand for others: abbreviations both ways, everyday words one way.

Only queries are widened, so a new rule needs no new index. Rules are folded and read after folding:
otherwise "uy ban nhan dan" would not meet "UBND". Apps add their own (`registry.register`): names of
places before and after a merger, for example.
"""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from search.analysis import canonical, clean, fold_letters, tokens
from search.queries import Query

_LONGEST = 12  # syllables of a rule
_ASKED_AGAIN_S = 300
_FILE = Path(__file__).parent / "language" / "synonyms.json"
Form = tuple[str, ...]
Rules = dict[Form, tuple[Form, ...]]


@dataclass(frozen=True)
class Unit:
    """What must be met together: the form that was typed, and others that mean it."""

    form: Form
    others: tuple[Form, ...] = ()


def units_of(query: Query) -> tuple[Unit, ...]:
    """The query's tokens, with every run that a rule knows taken together, the longest first."""
    rules = _rules()
    typed = query.sequence
    folded = [fold_letters(token) for token in typed]
    units: list[Unit] = []
    start = 0
    while start < len(typed):
        for end in range(min(len(typed), start + _LONGEST), start, -1):
            others = rules.get(tuple(folded[start:end]))
            if others or end == start + 1:
                units.append(Unit(tuple(typed[start:end]), others or ()))
                start = end
                break
    return tuple(dict.fromkeys(units))


def form_of(text: str) -> Form:
    return tuple(tokens(canonical(clean(text))))


def add_rule(rules: Rules, left: str, right: str, *, both_ways: bool) -> None:
    """`left` also finds `right`; both ways: and the other way round."""
    pairs = [(left, right), (right, left)] if both_ways else [(left, right)]
    for typed, other in pairs:
        key = tuple(fold_letters(token) for token in form_of(typed))
        form = form_of(other)
        if key and form and form not in rules.get(key, ()):
            rules[key] = (*rules.get(key, ()), form)


@cache
def _shipped() -> Rules:
    rules: Rules = {}
    value = json.loads(_FILE.read_text())
    for left, right in value["abbreviations"]:
        add_rule(rules, left, right, both_ways=True)
    for left, right in value["everyday_words"]:
        add_rule(rules, left, right, both_ways=False)
    return rules


RuleSource = Callable[[], Iterable[tuple[str, str]]]
_sources: list[RuleSource] = []


def register_rules(source: RuleSource) -> None:
    """`source()` gives one-way pairs (typed, also finds). It is asked again after `forget_rules`, and
    every few minutes: what changed may have changed in another process."""
    _sources.append(source)


@lru_cache(maxsize=1)
def _rules_of(period: int) -> Rules:
    rules = dict(_shipped())
    for source in _sources:
        for left, right in source():
            add_rule(rules, left, right, both_ways=False)
    return rules


def _rules() -> Rules:
    return _rules_of(int(time.monotonic() // _ASKED_AGAIN_S) if _sources else 0)


def forget_rules() -> None:
    """What the sources tell has changed."""
    _rules_of.cache_clear()
