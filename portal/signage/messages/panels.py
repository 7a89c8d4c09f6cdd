"""The panel of days and times."""

from typing import Any

from wagtail.admin.panels import InlinePanel

from portal.signage.messages.forms import ScheduleForm


class SchedulePanel(InlinePanel):
    """Wagtail's panel of rows asks a row's model for no form of its own."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = ScheduleForm
        return options
