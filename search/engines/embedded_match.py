"""A request as an FTS5 expression. Every word is quoted: nothing typed is ever syntax."""

from collections.abc import Iterable, Sequence

from search.analysis import bigrams, fold_letters
from search.engines.base import Request
from search.engines.marks import audience_mark, facet_mark, language_mark, scope_mark
from search.queries import Query
from search.synonyms import Unit, units_of

# Up to three syllables are a citizen's keyword: all must stand there. Longer ones are questions.
ALL_UP_TO = 3
# Weights of the columns x xb tx txb f fb tf tfb num marks: with accents, and without. Tuned on judged
# questions: neighbours count as much as words, a folded word a tenth when accents were typed.
_ACCENTED = "1.0, 1.0, 1.0, 1.0, 0.1, 0.0, 0.0, 0.0, 20.0, 0.0"
_FOLDED = "0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 20.0, 0.0"


def weights_of(query: Query) -> str:
    return _ACCENTED if query.is_accented else _FOLDED


def match_of(request: Request, *, is_large: bool, leave_out: str = "") -> str:
    """The whole expression: words, what they must not hold, and the filters. `leave_out` names a facet
    whose choices do not count."""
    query = request.query
    parts = [_wanted(query, is_large=is_large), *_filters(request, leave_out)]
    expression = " AND ".join(f"({part})" for part in parts if part)
    for phrase in query.excluded:
        expression = f"({expression}) NOT {_phrase('f', [fold_letters(token) for token in phrase])}"
    return expression


def _wanted(query: Query, *, is_large: bool) -> str:
    words = _words(query, is_large=is_large) if query.tokens else ""
    must = [_phrase("x" if query.is_accented else "f", _spelled(query, phrase)) for phrase in query.phrases]
    must += [_phrase("tf", [fold_letters(token) for token in title]) for title in query.in_title]
    numbers = _any(f"num:{_quoted(number)}" for number in query.numbers)
    wanted = " AND ".join(f"({part})" for part in [words, *must] if part)
    if numbers and wanted:
        # A number finds its document first, whatever else was typed beside it.
        return f"({wanted}) OR ({numbers})"
    return wanted or numbers


def _spelled(query: Query, phrase: Sequence[str]) -> list[str]:
    return list(phrase) if query.is_accented else [fold_letters(token) for token in phrase]


def _words(query: Query, *, is_large: bool) -> str:
    scoring = _scoring(query)
    units = units_of(query)
    if len(units) <= ALL_UP_TO:
        must = " AND ".join(f"({_unit(unit)})" for unit in units)
        return f"{must} AND ({scoring})"
    if is_large and query.folded_bigrams:
        return f"({_any(f'fb:{_quoted(pair)}' for pair in query.folded_bigrams)}) AND ({scoring})"
    return scoring


def _scoring(query: Query) -> str:
    """Everything that counts, none of which must be there."""
    if query.is_accented:
        found = [
            *(f"{{x tx}}:{_quoted(token)}" for token in query.tokens),
            *(f"{{xb txb}}:{_quoted(pair)}" for pair in query.bigrams),
            *(f"f:{_quoted(token)}" for token in query.folded),
        ]
    else:
        found = [
            *(f"{{f tf}}:{_quoted(token)}" for token in query.folded),
            *(f"{{fb tfb}}:{_quoted(pair)}" for pair in query.folded_bigrams),
        ]
    columns = "{xb txb}" if query.is_accented else "{fb tfb}"
    for unit in units_of(query):
        for other in unit.others:
            spelled = list(other) if query.is_accented else [fold_letters(token) for token in other]
            pairs = bigrams(spelled)
            single = "{x tx}" if query.is_accented else "{f tf}"
            found += [f"{columns}:{_quoted(pair)}" for pair in pairs] or [f"{single}:{_quoted(spelled[0])}"]
    return _any(found)


def _unit(unit: Unit) -> str:
    return _any(_phrase("f", [fold_letters(token) for token in form]) for form in (unit.form, *unit.others))


def _filters(request: Request, leave_out: str) -> list[str]:
    visibility = request.visibility
    groups = [
        [audience_mark(word) for word in visibility.audience],
        [scope_mark(scope) for scope in visibility.scopes],
        [language_mark(language) for language in visibility.languages],
        *(
            [facet_mark(code, value) for value in values]
            for code, values in request.filters.items()
            if code != leave_out
        ),
    ]
    return [_any(f"marks:{_quoted(word)}" for word in group) for group in groups if group]


def _phrase(column: str, syllables: Sequence[str]) -> str:
    return f"{column}:{_quoted(' '.join(syllables))}"


def _any(parts: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(parts))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
