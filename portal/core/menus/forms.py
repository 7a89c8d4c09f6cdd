"""One language's menu: a box and a number for each section."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.models import PortalPage


class MenuForm(forms.Form):
    """`up` or `down` names a section to move by one place; the rest of the form is saved with it."""

    up = forms.IntegerField(required=False, widget=forms.HiddenInput)
    down = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Sequence[PortalPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for place, page in enumerate(sections, start=1):
            self.fields[f"show-{page.pk}"] = forms.BooleanField(
                label=page.title, required=False, initial=page.show_in_menus
            )
            self.fields[f"order-{page.pk}"] = forms.IntegerField(
                label=_("Place of “%(title)s”") % {"title": page.title},
                initial=place,
                min_value=1,
                max_value=999,
                widget=forms.NumberInput(attrs={"class": "menu-list__number"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """What the template draws: section, its two fields, first and last."""
        last = len(self.sections) - 1
        return [
            {
                "page": page,
                "show": self[f"show-{page.pk}"],
                "order": self[f"order-{page.pk}"],
                "is_first": place == 0,
                "is_last": place == last,
            }
            for place, page in enumerate(self.sections)
        ]

    def wanted(self) -> list[tuple[int, bool]]:
        """(page id, stands in the menu) in the new order; equal numbers stay as they stood."""
        data = self.cleaned_data
        ids = sorted((page.pk for page in self.sections), key=lambda pk: data[f"order-{pk}"])
        for name, step in (("up", -1), ("down", 1)):
            moved = data.get(name)
            if moved in ids:
                at = ids.index(moved)
                to = min(max(at + step, 0), len(ids) - 1)
                ids.insert(to, ids.pop(at))
        return [(pk, data[f"show-{pk}"]) for pk in ids]
