"""What was probably meant: the words that were typed, spelled as titles spell them.

Works on titles that an engine found and the asker may see, so nothing hidden is ever told. A pair of
neighbours says more than a word: folded pair → the spelling of it that most titles have.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from search.analysis import canonical, clean, fold_letters, has_accents, token_spans
from search.queries import Query

MOST_TITLES = 60  # an engine looks at so many
_SURE = 1_000  # how much more a neighbour's word counts that is spelled as it was typed
_FUZZY_FROM = 3  # letters; nearly every shorter syllable is one letter from another


def corrections_of(query: Query, titles: Iterable[str]) -> tuple[str, ...]:
    """The query in the titles' spelling, or nothing when it has that already, names a number or holds
    operators that a plain text would lose."""
    if not query.tokens or query.numbers or query.excluded or query.phrases or query.in_title:
        return ()
    words: Counter[tuple[str, str]] = Counter()
    pairs: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for title in titles:
        spelled = _spelled(title)
        words.update((fold_letters(canonical(word)), word) for word in spelled)
        for pair in pairwise(spelled):
            folded = (fold_letters(canonical(pair[0])), fold_letters(canonical(pair[1])))
            pairs.setdefault(folded, Counter())[pair] += 1
    known = {folded for folded, _word in words}
    options = [_options(fold_letters(token), known) for token in query.sequence]
    meant = [_best(place, query.sequence, options, words, pairs) for place in range(len(options))]
    if tuple(canonical(word) for word in meant) == query.sequence:
        return ()
    return (" ".join(meant),)


def within_one_edit(one: str, other: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours makes them equal; the first
    letter must be right.

    >>> within_one_edit("sinh", "sih"), within_one_edit("sihn", "sinh"), within_one_edit("sinh", "tinh")
    (True, True, False)
    """
    if one == other:
        return True
    if not one or not other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    at = next(
        (place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    if len(one) != len(other):
        return shorter[at:] == longer[at + 1 :]
    swapped = shorter[:at] + shorter[at + 1 : at + 2] + shorter[at] + shorter[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or swapped == longer


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Words of `known` that `word` may have been meant to be; none for a short one or a number."""
    if len(word) < _FUZZY_FROM or word[0].isdigit():
        return []
    return sorted(other for other in known if within_one_edit(word, other))


def _spelled(title: str) -> list[str]:
    cleaned = clean(title)
    exact = canonical(cleaned)
    lowered = cleaned.lower()
    source = lowered if len(lowered) == len(exact) else exact
    return [source[start:end] for start, end in token_spans(exact)]


def _options(folded: str, known: set[str]) -> list[str]:
    return [folded] if folded in known else near_words(folded, known)


def _best(
    place: int,
    typed: Sequence[str],
    options: list[list[str]],
    words: Counter[tuple[str, str]],
    pairs: dict[tuple[str, str], Counter[tuple[str, str]]],
) -> str:
    """The spelling that the word's neighbours speak for, else the most frequent of the same letters. What
    no title knows stays as typed, and so does what was typed with accents and any title has."""
    votes: Counter[str] = Counter()
    for side, inside in ((place - 1, 1), (place, 0)):
        if side < 0 or side + 1 >= len(options):
            continue
        beside = typed[side if inside else side + 1]
        for folded in product(options[side], options[side + 1]):
            for pair, count in pairs.get(folded, Counter()).items():
                # A neighbour that was typed with accents is sure of itself.
                agrees = has_accents([beside]) and canonical(pair[1 - inside]) == beside
                votes[pair[inside]] += count * (_SURE if agrees else 1)
    if not votes:
        # Alone, a word must have the letters that were typed; the only word may have nearly those.
        letters = options[0] if len(options) == 1 else [fold_letters(typed[place])]
        for (folded_word, word), count in words.items():
            if folded_word in letters:
                votes[word] += count
    as_typed = [word for word in votes if canonical(word) == typed[place]]
    if has_accents([typed[place]]) and as_typed:
        return as_typed[0]
    return max(votes, key=lambda word: (votes[word], word)) if votes else typed[place]
