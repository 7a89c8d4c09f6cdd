"""Forms of the shared records. Who may use them is Wagtail's rights on the models."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.procedures.adoption.forms import PART_FORMS
from portal.procedures.enums import Audience, FieldPolicy, ProcedureLevel
from portal.procedures.parts import PARTS, RECORD_PARTS
from sites.models import AdministrativeUnit


class ProcedureForm(WagtailAdminModelForm):
    """The working copy. Levels and audiences are lists of values, so they are check boxes."""

    levels = forms.MultipleChoiceField(
        label=_("Levels"),
        choices=ProcedureLevel.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Units of these levels carry the procedure out, unless a rule says otherwise."),
        error_messages={"required": _("Choose at least one level.")},
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("replaced_by") == self.instance:
            self.add_error("replaced_by", _("A procedure cannot take its own place."))
        return cleaned


class AdoptionRuleForm(WagtailAdminModelForm):
    """Says what the database would refuse: a level or a unit, a procedure or a field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = AdministrativeUnit.objects.valid_on(timezone.localdate()).order_by(
            "province_code", "level", "code"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("level")) == bool(cleaned.get("unit")):
            self.add_error("unit", _("Choose a level or one unit, not both and not neither."))
        if cleaned.get("procedure") and cleaned.get("field"):
            self.add_error("field", _("Choose a procedure or a field, not both."))
        same = self._meta.model.objects.filter(
            level=cleaned.get("level") or "",
            unit=cleaned.get("unit"),
            procedure=cleaned.get("procedure"),
            field=cleaned.get("field"),
        )
        if not self.errors and same.exclude(pk=self.instance.pk).exists():
            self.add_error(None, _("There is a rule for this already: change that one."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.instance.decided_at = timezone.now()
        self.instance.decided_by = self.for_user
        return super().save(commit)


class PartPolicyForm(WagtailAdminModelForm):
    part = forms.ChoiceField(
        label=_("Part"), choices=lambda: [(key, part.label) for key, part in PARTS.items()]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        part, policy = cleaned.get("part"), cleaned.get("policy")
        is_for_record = policy in (FieldPolicy.LOCKED, FieldPolicy.OVERRIDABLE)
        if part and policy and (part in RECORD_PARTS) != is_for_record:
            self.add_error(
                "policy",
                _(
                    "A part of the record is the same everywhere, or a unit may state its own; "
                    "office, hours and the like are each unit's own."
                ),
            )
        elif policy == FieldPolicy.OVERRIDABLE and part not in PART_FORMS:
            self.add_error("policy", _("Units have no form for this part: it stays the same everywhere."))
        return cleaned
