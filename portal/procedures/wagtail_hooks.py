"""The room's screens in the admin: the record, the units' own screens, the province's overview."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.procedures.editing.viewsets import ProceduresGroup

register_snippet(ProceduresGroup)


@hooks.register("register_log_actions")
def register_procedure_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("translated", _("Make an English version"), _("English version made")),
        ("override_written", _("State an own part"), _("A unit stated a part of its own")),
        ("override_removed", _("Give up an own part"), _("A unit gave up its own part")),
        ("override_kept", _("Keep an own part"), _("A unit kept its own part after a change")),
        ("facts_written", _("State local facts"), _("A unit stated its local facts")),
        ("adoption_set", _("Carry out or not"), _("A unit said whether it carries this out")),
        ("change_proposed", _("Propose a change"), _("A unit proposed a change")),
        ("proposal_answered", _("Answer a proposal"), _("A proposal was answered")),
    ):
        actions.register_action(f"procedures.{name}", label, message)
