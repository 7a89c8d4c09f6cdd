"""A request as FTS5 expressions. Every word is quoted: nothing typed is ever syntax.

The index keeps no positions, so what must stand together is asked for by its pairs of neighbours.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from search.analysis import bigrams, fold_letters
from search.engines.base import Request, Visibility
from search.engines.marks import audience_mark, facet_mark, language_mark, scope_mark
from search.queries import Query
from search.synonyms import units_of

# Up to three syllables are a citizen's keyword: all must stand there. Longer ones are questions.
ALL_UP_TO = 3
# Of so many words one is too little, however rare: three in ten, and no more than two.
TWO_RARE_FROM = 7
_MOST_RARE = 8


def is_question(query: Query) -> bool:
    """Longer than a keyword: not every word must be met, but two neighbours of them, or rare ones."""
    return len(units_of(query)) > ALL_UP_TO


def neighbours_of(query: Query) -> list[str]:
    """Folded pairs of what was typed and of what it stands for."""
    others = [other for unit in units_of(query) for other in unit.others]
    of_others = [pair for other in others for pair in bigrams(_folded(other))]
    return list(dict.fromkeys([*query.folded_bigrams, *of_others]))


def wanted_of(query: Query, rare: Sequence[str]) -> str:
    """What a find must hold, numbers apart. `rare`: folded words that are enough for a question."""
    if not query.tokens:
        return ""
    if is_question(query):
        pairs = [has("fb", pair) for pair in neighbours_of(query)]
        single = [has("f", word) for word in rare]
        if len(query.folded) >= TWO_RARE_FROM:
            single = [f"({one} AND {other})" for one, other in combinations(single[:_MOST_RARE], 2)]
        return any_of([*pairs, *single])
    return all_of(any_of(_run("f", form) for form in (unit.form, *unit.others)) for unit in units_of(query))


def numbered_of(query: Query) -> str:
    return any_of(has("num", number) for number in query.numbers)


def narrowed(expression: str, request: Request, *, leave_out: str = "") -> str:
    """With phrases, exclusions, place, readers, languages and choices. `leave_out` names a facet whose
    choices do not count."""
    query = request.query
    chosen = [
        any_of(has("marks", facet_mark(code, value)) for value in values)
        for code, values in request.filters.items()
        if code != leave_out and values
    ]
    phrases = [_run("f", phrase) for phrase in query.phrases]
    titles = [_run("tf", title) for title in query.in_title]
    kept = all_of([expression, *phrases, *titles, *chosen, *visible_to(request.visibility)])
    for phrase in query.excluded:
        kept = f"({kept}) NOT ({_run('f', phrase)})"
    return kept


def visible_to(visibility: Visibility) -> list[str]:
    groups = [
        [audience_mark(word) for word in visibility.audience or ("",)],  # nobody sees nothing
        [scope_mark(scope) for scope in visibility.scopes],
        [language_mark(language) for language in visibility.languages],
    ]
    return [any_of(has("marks", word) for word in group) for group in groups if group]


def has(column: str, word: str) -> str:
    doubled = word.replace('"', '""')
    return f'{column}:"{doubled}"'


def any_of(parts: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(part for part in parts if part))


def all_of(parts: Iterable[str]) -> str:
    return " AND ".join(f"({part})" for part in dict.fromkeys(parts) if part)


def _run(column: str, syllables: Sequence[str]) -> str:
    """Syllables that stand together, as neighbours; one alone as itself."""
    folded = _folded(syllables)
    if len(folded) == 1:
        return has(column, folded[0])
    return all_of(has(f"{column}b", pair) for pair in bigrams(folded))


def _folded(syllables: Sequence[str]) -> list[str]:
    return [fold_letters(syllable) for syllable in syllables]
