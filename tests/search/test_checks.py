"""`manage.py check` names a kind of document that breaks its promises, and passes those of the product."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from django.core.checks import run_checks

from search.documents import Document, Key
from search.searchable import Facet, Searchable, SearchableRegistry, Shown

FIELD = Facet("field", "Lĩnh vực")


class Kind(Searchable):
    def __init__(self, code: str, label: str, *facets: Facet) -> None:
        self.code, self.label, self.facets = code, label, facets  # type: ignore[misc]

    def documents(self, pks: Sequence[str]) -> Iterable[Document]:
        return []

    def keys(self, *, after: str, limit: int) -> list[str]:
        return []

    def shown(self, keys: Sequence[Key], *, context: Any) -> dict[Key, Shown]:
        return {}


@pytest.fixture
def problems(monkeypatch):
    """What the check says of these kinds and no others, as (id, text)."""

    def found(*kinds: Kind) -> list[tuple[str, str]]:
        registry = SearchableRegistry()
        for kind in kinds:
            registry.register(kind)
        monkeypatch.setattr("search.checks.registry", registry)
        messages = [one for one in run_checks() if str(one.id).startswith("search.")]
        assert all(message.is_serious() for message in messages)
        return [(message.id, message.msg) for message in messages]

    return found


def test_the_product_keeps_them() -> None:
    assert [one for one in run_checks() if str(one.id).startswith("search.")] == []


def test_kinds_may_share_a_facet(problems) -> None:
    assert problems(Kind("news.article", "Tin", FIELD), Kind("legal.act", "Văn bản", FIELD)) == []


@pytest.mark.parametrize("code", ["", "News", "1news", "news article", "news/article", "tin-tức", "n" * 41])
def test_a_code_stands_in_addresses(problems, code: str) -> None:
    ((identifier, text),) = problems(Kind(code, "Tin"))
    assert identifier == "search.E001"
    assert repr(code) in text


def test_a_code_of_forty_letters_is_one(problems) -> None:
    assert problems(Kind("n" * 40, "Tin")) == []


def test_a_kind_is_read_by_people(problems) -> None:
    ((identifier, text),) = problems(Kind("news.article", ""))
    assert identifier == "search.E002"
    assert "news.article" in text


def test_a_kind_without_the_attribute_has_no_label(problems) -> None:
    kind = Kind("news.article", "")
    del kind.label
    assert [identifier for identifier, _text in problems(kind)] == ["search.E002"]


@pytest.mark.parametrize("facet", [Facet("field", ""), Facet("Lĩnh vực", "Lĩnh vực"), Facet("", "Lĩnh vực")])
def test_a_facet_has_code_and_label(problems, facet: Facet) -> None:
    ((identifier, text),) = problems(Kind("news.article", "Tin", facet))
    assert identifier == "search.E003"
    assert repr(facet.code) in text


def test_a_facet_is_defined_once(problems) -> None:
    ((identifier, text),) = problems(
        Kind("legal.act", "Văn bản", FIELD), Kind("news.article", "Tin", Facet("field", "Lĩnh vực"))
    )
    assert identifier == "search.E004"
    assert "legal.act" in text
    assert "news.article" in text


def test_every_problem_is_told(problems) -> None:
    found = problems(Kind("A", "", Facet("", "")), Kind("b", "B"))
    assert [identifier for identifier, _text in found] == ["search.E001", "search.E002", "search.E003"]
