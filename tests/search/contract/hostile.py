"""Queries that mean harm, or nothing: an answer or BadQuery, never an engine's own error."""

import random
from collections.abc import Iterator

import pytest

from search.queries import BadQuery
from tests.search.contract.base import Contract, Subject

WORDS = ("khai", "sinh", "đất", "UBND", "774/QĐ-UBND", "a", "đ", "0", "ằ")
SYNTAX = (
    # FTS5
    "NEAR(khai sinh, 5)", "khai NEAR/2 sinh", "khai*", "^khai", "x: khai", "{x tx}: khai", "- {x}: khai",
    "khai AND", "OR", "NOT", "AND OR NOT", "khai NOT sinh", "(khai", "khai)", "((((", "khai + sinh", '"khai',
    'khai" OR marks:"', 'marks:"a"', "words MATCH", "rowid:1", "num:774", "rank:bm25", "x:*", '""""', '"" *',
    # Lucene and the query DSL
    "title:khai^100", "khai~2", '"khai sinh"~10', "[a TO z]", "{* TO *}", "/kh.*ai/", "khai && sinh", "!khai",
    "+khai -sinh", "*:*", "_exists_:title", "_id:1", "*", "?", "k?ai", "k*i", "\\", "\\\\", "khai\\", "a\\:b",
    '{"match_all": {}}', '{"query":{"script":{"source":"1"}}}', "khai | sinh", "<em>", "#{1+1}", "${jndi:ldap://x}",
    # regular expressions
    "(a+)+$", "(.*)*", "[", "]", "[[:alpha:]]", "\\d{1000000}", "(?=", "^(([a-z])+.)+[A-Z]([a-z])+$", ".*" * 50,  # noqa: E501
    # SQL and mark-up
    "'; DROP TABLE documents; --", "' OR '1'='1", "1; SELECT 1", "%", "_", "%%", "<script>alert(1)</script>",
    "&amp;lt;", "{{ 7*7 }}", "{% load x %}", "%s %d %n", "../../etc/passwd", "\r\nSet-Cookie: a=b",
    # characters
    "\x00", "khai\x00sinh", "\ud800", "khai \udfff sinh", "\u202ekhai sinh", "\u200f\u200e", "\ufeff", "\u0301" * 60,  # noqa: E501
    "a" + "\u0301" * 400, "\U0001f600 khai", "\U000e0001", "ﷺ" * 100, "İstanbul ı ß ﬁ", "ⅷ ² ½", "١٢٣", "漢字 かな",  # noqa: E501
    "\u2028\u2029", "\x1b[31m", "\x7f", "­­­", "𝐤𝐡𝐚𝐢", "ʼn", "\u1e9e",
    # nothing but punctuation
    "!!!", "...", "---", "///", "\"\"\"\"", "::::", "-:-", "-\"", "so:", "so:so:so:", "-so:774", "tieude:\"", "“”", "-“",  # noqa: E501
    # long
    "khai " * 90, "k" * 500, "774 " * 120, "- " * 200, "\"a " * 120, "đ" * 499, "-a " * 150, "so:1 " * 90, "( " * 240,  # noqa: E501
)  # fmt: skip
TOO_LONG = ("khai " * 10_000, "a" * 10_000_000, '"' * 100_000, "-a " * 10_000, "\x00" * 1_000)


def hostile() -> Iterator[str]:
    """More than 500, the same every time."""
    yield from SYNTAX
    chance = random.Random(7)  # noqa: S311
    pieces = [*SYNTAX[:90], *WORDS]
    for _number in range(420):
        glue = chance.choice(("", " ", '"', ":", "-", "*", "(", "\x00", "\n", "/", "\u202e"))
        yield glue.join(chance.choices(pieces, k=chance.randint(2, 4)))[:500]


class HostileContract(Contract):
    def test_answers_or_refuses(self, province: Subject) -> None:
        asked = list(hostile())
        assert len(asked) > 500
        for typed in asked:
            results = province.search(typed, facets=("type",))
            assert len(results.hits) <= 10, typed
            assert results.total >= len(results.hits), typed

    def test_suggestions_and_corrections_too(self, province: Subject) -> None:
        for typed in hostile():
            assert len(province.suggested(typed)) <= 8, typed
            province.corrections(typed)

    @pytest.mark.parametrize("typed", TOO_LONG, ids=lambda typed: f"{len(typed)} characters")
    def test_what_is_too_long_is_refused(self, province: Subject, typed: str) -> None:
        with pytest.raises(BadQuery):
            province.search(typed)

    def test_filters_and_places_are_no_syntax_either(self, province: Subject) -> None:
        for value in SYNTAX:
            assert province.found("khai sinh", filters={"type": (value,)}) == []
            assert province.found("khai sinh", filters={value: ("x",)}) == []
            assert province.search("khai sinh", facets=(value,)).total

    def test_offsets_without_end(self, province: Subject) -> None:
        assert province.found("khai sinh", offset=10_000_000) == []
        assert province.found("khai sinh", limit=0) == []
