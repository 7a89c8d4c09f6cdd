"""The form of a record, in the order in which a reader asks: papers, where and how long, how much."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from portal.procedures.editing.comparison import NestedInlinePanel
from portal.procedures.editing.forms import ProcedureForm

_FEES = NestedInlinePanel(
    "fees",
    heading=_("Fees"),
    label=_("Fee"),
    panels=[
        FieldRowPanel([FieldPanel("kind"), FieldPanel("amount")]),
        FieldRowPanel([FieldPanel("currency"), FieldPanel("per_unit")]),
        FieldPanel("note"),
    ],
)
_METHODS = InlinePanel(
    "methods",
    heading=_("Ways of filing, times and fees"),
    label=_("Way of filing"),
    panels=[
        FieldRowPanel([FieldPanel("channel"), FieldPanel("time_value"), FieldPanel("time_unit")]),
        _FEES,
        FieldPanel("note"),
    ],
)
_ITEMS = NestedInlinePanel(
    "items",
    heading=_("Papers"),
    label=_("Paper"),
    panels=[
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("originals"), FieldPanel("copies"), FieldPanel("is_present_only")]),
        FieldRowPanel([FieldPanel("has_form"), FieldPanel("form_name")]),
        FieldPanel("form_file"),
    ],
)
_DECISION = MultiFieldPanel(
    [
        HelpPanel(
            _(
                "Publishing keeps what stands above as a version of this decision. Every unit shows it "
                "from the day it takes effect, by itself; until then they show what holds now. Leave the "
                "day empty only when it is unknown."
            )
        ),
        FieldRowPanel([FieldPanel("decision_number"), FieldPanel("status")]),
        FieldRowPanel([FieldPanel("decided_on"), FieldPanel("effective_from")]),
        FieldPanel("decided_by"),
        FieldPanel("replaced_by"),
    ],
    heading=_("Publication decision"),
)

PROCEDURE_PANELS = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("code", required_on_save=True),
                FieldPanel("name", required_on_save=True),
                FieldPanel("field"),
                FieldPanel("levels", required_on_save=True),
                FieldPanel("audiences"),
                FieldPanel("description"),
                FieldPanel("keywords"),
            ],
            heading=_("What it is"),
        ),
        InlinePanel(
            "dossier_cases",
            heading=_("Papers, by case"),
            label=_("Case"),
            panels=[FieldPanel("name"), _ITEMS],
        ),
        FieldPanel("dossier_sets"),
        _METHODS,
        InlinePanel("steps", heading=_("Steps"), label=_("Step"), panels=[FieldPanel("text")]),
        FieldPanel("requirements"),
        InlinePanel(
            "results",
            heading=_("Results"),
            label=_("Result"),
            panels=[FieldPanel("name"), FieldPanel("code")],
        ),
        InlinePanel(
            "legal_bases",
            heading=_("Legal bases"),
            label=_("Legal basis"),
            panels=[
                FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
                FieldPanel("title"),
                FieldPanel("authority"),
            ],
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("ministry"),
                FieldPanel("agency"),
                FieldPanel("authority"),
                FieldPanel("receiving_address"),
                FieldPanel("delegated_agency"),
                FieldPanel("coordinating_agency"),
                FieldPanel("related"),
            ],
            heading=_("Who does it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("service_mode"),
                FieldPanel("partial_reason"),
                FieldPanel("partial_basis"),
                FieldRowPanel([FieldPanel("historic_level"), FieldPanel("is_postal")]),
                FieldPanel("service_code"),
                FieldPanel("service_url"),
                FieldPanel("source_url"),
            ],
            heading=_("Online service"),
        ),
        _DECISION,
    ],
    base_form_class=ProcedureForm,
)
