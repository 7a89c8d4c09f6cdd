"""A request as an FTS5 expression. Every word is quoted: nothing typed is ever syntax."""

from collections.abc import Iterable, Sequence

from search.analysis import bigrams, fold_letters
from search.engines.base import Request, Visibility
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


def is_question(query: Query) -> bool:
    """Longer than a keyword: not every word must be met, but two neighbours of them must."""
    return len(units_of(query)) > ALL_UP_TO


def match_of(request: Request, *, leave_out: str = "") -> str:
    """The whole expression: words, what they must not hold, and the filters. `leave_out` names a facet
    whose choices do not count."""
    return _narrowed(_wanted(request.query), request, leave_out)


def number_match_of(request: Request) -> str:
    """Documents of the numbers that were asked for, however else the query reads."""
    return _narrowed(_numbers(request.query), request, "")


def fuzzy_match_of(request: Request, options: Sequence[Sequence[str]]) -> str:
    """Titles that hold one of the options for each word."""
    words = " AND ".join(f"({_any(f'tf:{_quoted(word)}' for word in near)})" for near in options)
    return _narrowed(words, request, "")


def title_match_of(query: Query, visibility: Visibility) -> str:
    """Titles with neighbours of the query, or its only word."""
    words = [f"tfb:{_quoted(pair)}" for pair in query.folded_bigrams]
    words = words or [f"tf:{_quoted(word)}" for word in query.folded]
    return _joined([_any(words), *visibility_filters(visibility)])


def visibility_filters(visibility: Visibility) -> list[str]:
    groups = [
        [audience_mark(word) for word in visibility.audience or ("",)],  # nobody sees nothing
        [scope_mark(scope) for scope in visibility.scopes],
        [language_mark(language) for language in visibility.languages],
    ]
    return [_marked(group) for group in groups if group]


def _narrowed(wanted: str, request: Request, leave_out: str) -> str:
    chosen = [
        _marked([facet_mark(code, value) for value in values])
        for code, values in request.filters.items()
        if code != leave_out and values
    ]
    expression = _joined([wanted, *visibility_filters(request.visibility), *chosen])
    for phrase in request.query.excluded:
        expression = f"({expression}) NOT {_phrase('f', [fold_letters(token) for token in phrase])}"
    return expression


def _wanted(query: Query) -> str:
    words = _words(query) if query.tokens else ""
    must = [_phrase("x" if query.is_accented else "f", _spelled(query, phrase)) for phrase in query.phrases]
    must += [_phrase("tf", [fold_letters(token) for token in title]) for title in query.in_title]
    wanted = _joined([part for part in (words, *must) if part])
    numbers = _numbers(query)
    return f"({wanted}) OR ({numbers})" if wanted and numbers else wanted or numbers


def _numbers(query: Query) -> str:
    return _any(f"num:{_quoted(number)}" for number in query.numbers)


def _spelled(query: Query, phrase: Sequence[str]) -> list[str]:
    return list(phrase) if query.is_accented else [fold_letters(token) for token in phrase]


def _words(query: Query) -> str:
    if is_question(query):
        return f"({_any(f'fb:{_quoted(pair)}' for pair in _neighbours(query))}) AND ({_scoring(query)})"
    must = " AND ".join(f"({_unit(unit)})" for unit in units_of(query))
    return f"{must} AND ({_scoring(query)})"


def _neighbours(query: Query) -> list[str]:
    """Folded pairs of what was typed and of what it stands for."""
    others = [other for unit in units_of(query) for other in unit.others]
    of_others = [pair for other in others for pair in bigrams([fold_letters(token) for token in other])]
    return [*query.folded_bigrams, *of_others]


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


def _marked(words: Sequence[str]) -> str:
    return _any(f"marks:{_quoted(word)}" for word in words)


def _phrase(column: str, syllables: Sequence[str]) -> str:
    return f"{column}:{_quoted(' '.join(syllables))}"


def _joined(parts: Sequence[str]) -> str:
    return " AND ".join(f"({part})" for part in parts)


def _any(parts: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(parts))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
