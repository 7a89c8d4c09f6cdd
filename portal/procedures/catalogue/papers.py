"""The papers of a dossier, told apart from the remarks that national records keep among them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.media.models import File
from portal.procedures.catalogue.wording import copies_words
from search.analysis import fold

_MARKS = re.compile(r"^[\s*+\-–•·]+|[\s:;]+$")
_CASE = re.compile(r"^(?:[\divx]+[.)]\s*|[a-z][.)]\s*)?(?:truong hop|doi voi|in case)\b")


@dataclass(frozen=True)
class Paper:
    """One row: `copies` is empty when the record counts none; `form` is None when there is no form."""

    name: str
    copies: str
    form: str | None
    file: File | None = None

    @property
    def is_paper(self) -> bool:
        return bool(self.copies) or self.form is not None


@dataclass(frozen=True)
class PaperCase:
    """A group of rows. `is_alternative`: one has this case or another, not all of them."""

    name: str
    rows: tuple[Paper, ...]
    is_alternative: bool

    @property
    def papers(self) -> tuple[Paper, ...]:
        return tuple(row for row in self.rows if row.is_paper)

    @property
    def remarks(self) -> tuple[Paper, ...]:
        return tuple(row for row in self.rows if not row.is_paper)


def paper_cases(
    dossier: Sequence[Mapping[str, Any]], files: Mapping[tuple[str, str], File] | None = None
) -> tuple[PaperCase, ...]:
    """The groups of a record's dossier, in its order; empty ones are left out.

    `files` maps (case, paper) as the record writes them to the form the province holds.
    """
    return tuple(
        PaperCase(
            name=_MARKS.sub("", case["case"] or ""),
            rows=tuple(
                _row(item, (files or {}).get((case["case"] or "", item["name"]))) for item in case["items"]
            ),
            is_alternative=is_conditional(_MARKS.sub("", case["case"] or "")),
        )
        for case in dossier
        if case["items"]
    )


def is_conditional(text: str) -> bool:
    """Whether a text begins with "in case" ("Trường hợp …", "Đối với …", "In case …")."""
    return _CASE.match(fold(text)) is not None


def _row(item: Mapping[str, Any], file: File | None) -> Paper:
    counted = item["originals"] or item["copies"] or item["present_only"]
    return Paper(_MARKS.sub("", item["name"]), copies_words(item) if counted else "", item["form"], file)
