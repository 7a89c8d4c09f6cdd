"""Panels of the editor of a message."""

from typing import Any

from django.forms import HiddenInput
from wagtail.admin.panels import InlinePanel, Panel

from portal.signage.messages.forms import ScheduleForm
from portal.signage.offers import registry as offers


class SchedulePanel(InlinePanel):
    """Days and times. Wagtail's panel of rows asks a row's model for no form of its own."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = ScheduleForm
        return options


class SourcePanel(Panel):
    """What the message was made from, and the way to cut it loose. Not there for a message of its own."""

    FIELDS = ("source_kind", "source_key", "source_cut")

    def get_form_options(self) -> dict[str, Any]:
        return {
            "fields": list(self.FIELDS),
            "widgets": {"source_kind": HiddenInput, "source_key": HiddenInput},
        }

    class BoundPanel(Panel.BoundPanel):
        template_name = "signage/admin/panels/source.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.form["source_kind"].value())

        @property
        def label(self) -> Any:
            kind = offers.get(self.form["source_kind"].value())
            return kind.label if kind else ""

        @property
        def title(self) -> str:
            page = self.instance.source_page
            return str(page.title) if page else str(self.form["source_key"].value())
