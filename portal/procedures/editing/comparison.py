"""Rows within rows in Wagtail's comparison of revisions, which names them and leaves them empty."""

import functools
from typing import Any

from wagtail.admin.compare import ChildRelationComparison, diff_text
from wagtail.admin.panels import InlinePanel

from portal.procedures.content import number_text
from portal.procedures.models.parts import DossierItem, Fee

_SHOWN = {
    Fee: ("kind", "amount", "currency", "per_unit", "note"),
    DossierItem: ("name", "originals", "copies", "form_name"),
}


class NestedRowsComparison(ChildRelationComparison):
    """Rows as lines of words, so that a changed fee stands out within its way of filing."""

    def htmldiff(self) -> str:
        lines = ["\n".join(map(_line, rows.all())) for rows in (self.val_a, self.val_b)]
        html: str = diff_text(*lines).to_html()
        return html


class NestedInlinePanel(InlinePanel):
    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            made = super().get_comparison()[0]
            return [functools.partial(NestedRowsComparison, *made.args, **made.keywords)]


def _line(row: Any) -> str:
    return " ".join(filter(None, (_words(row, name) for name in _SHOWN[type(row)])))


def _words(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    value = getattr(row, name)
    return (number_text(value) or "") if name == "amount" else str("" if value is None else value)
