"""Forms of the units' screens: facts, own parts, opting out, proposals, decisions on tasks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.procedures.content import number_text
from portal.procedures.enums import Channel, FeeKind, FieldPolicy, TaskState, TimeUnit
from portal.procedures.models import LocalFacts, ProcedureField
from portal.procedures.parts import LOCAL_PARTS, PARTS

LONGEST_TEXT = 20_000
EXTRA_STEPS = 2


class LocalFactsForm(forms.ModelForm):
    """Facts of the unit's office. What each unit must state is marked, and may be filled in later."""

    class Meta:
        model = LocalFacts
        fields = tuple(LOCAL_PARTS)
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, policies: Mapping[str, FieldPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, field in self.fields.items():
            if policies[key] == FieldPolicy.LOCAL_REQUIRED:
                field.help_text = _("Each unit must state its own.")
        self.fields["hours"].help_text = " ".join(
            filter(None, [str(self.fields["hours"].help_text), _("For example: 7:30–11:30, 13:30–17:00.")])
        )


class ReasonForm(forms.Form):
    """Why the unit carries a procedure out or not."""

    reason = forms.CharField(
        label=gettext_lazy("Reason or decision"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why, with the decision if there is one.")},
    )


class ProposalForm(forms.Form):
    part = forms.ChoiceField(
        label=gettext_lazy("About which part"),
        choices=lambda: [(key, part.label) for key, part in PARTS.items()],
    )
    text = forms.CharField(
        label=gettext_lazy("What should be changed, and why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what should be changed.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write an answer.")},
    )


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[(TaskState.KEPT, ""), (TaskState.TAKEN_OVER, "")],
        error_messages={"required": gettext_lazy("Choose to keep your own or to take the record over.")},
    )


class ListForm(forms.Form):
    """How a unit's list is narrowed."""

    q = forms.CharField(required=False, max_length=200)
    field = forms.ModelChoiceField(
        queryset=ProcedureField.objects.all(),
        required=False,
        empty_label=gettext_lazy("All fields"),
        widget=forms.Select(attrs={"class": "w-w-full"}),
    )
    state = forms.ChoiceField(
        required=False,
        widget=forms.Select(attrs={"class": "w-w-full"}),
        choices=[
            ("", gettext_lazy("Everything carried out here")),
            ("task", gettext_lazy("The record changed: to be looked at")),
            ("missing", gettext_lazy("Required facts are missing")),
            ("own", gettext_lazy("With parts of our own")),
            ("follows", gettext_lazy("Follows the record wholly")),
            ("not_here", gettext_lazy("Not carried out here")),
        ],
    )


class OverrideForm(forms.Form):
    """An own part. Sub-classes add the fields of the part before these two and tell its value."""

    reason = forms.CharField(
        label=gettext_lazy("Why your unit states its own"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: Nghị quyết 12/2026/NQ-HĐND of the province's council."),
        error_messages={"required": gettext_lazy("Say why your unit states its own.")},
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("At most one year from today."),
        error_messages={"required": gettext_lazy("Say when it is to be looked at again.")},
    )

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.headings: list[tuple[str, list[str]]] = []
        self.add_part_fields()

    def add_part_fields(self) -> None:
        raise NotImplementedError

    def value(self) -> Any:
        """The part as the record's schema wants it; call when the form is valid."""
        raise NotImplementedError

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """Headings with their fields, the reason and the day last."""
        parts = [(heading, [self[name] for name in names]) for heading, names in self.headings]
        return [*parts, (_("Reason and review"), [self["reason"], self["review_on"]])]

    def _add(self, heading: str, fields: Iterable[tuple[str, forms.Field]]) -> None:
        named = dict(fields)
        self.fields.update(named)
        self.headings.append((heading, list(named)))


class TextPartForm(OverrideForm):
    """A part that is one text."""

    def add_part_fields(self) -> None:
        field = forms.CharField(
            label=_("Our own wording"),
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 6}),
            initial=self.shown or "",
            error_messages={"required": _("Write your own wording, or go back to follow the record.")},
        )
        self._add(_("Own part"), [("text", field)])

    def value(self) -> str:
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class StepsPartForm(OverrideForm):
    """Steps: a box each, and some for more. An emptied box is a step that is gone."""

    def add_part_fields(self) -> None:
        steps = [*(self.shown or []), *[""] * EXTRA_STEPS]
        self._add(
            _("Own part"),
            [
                (
                    f"step_{number}",
                    forms.CharField(
                        label=_("Step %(number)s") % {"number": number + 1},
                        required=False,
                        max_length=LONGEST_TEXT,
                        widget=forms.Textarea(attrs={"rows": 3}),
                        initial=step,
                    ),
                )
                for number, step in enumerate(steps)
            ],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.value():
            raise forms.ValidationError(_("Write at least one step."))
        return cleaned

    def value(self) -> list[str]:
        texts = [self.cleaned_data.get(f"step_{n}", "") for n in range(len(self.shown or []) + EXTRA_STEPS)]
        return [text.replace("\r\n", "\n") for text in texts if text]


class MethodsPartForm(OverrideForm):
    """Times and fees of the record's ways of filing; the ways themselves are the record's."""

    def add_part_fields(self) -> None:
        for number, method in enumerate(self.shown or []):
            channel = str(Channel(method["channel"]).label)
            self._add(channel, self._method_fields(f"m{number}", method))
            for order, fee in enumerate([*method["fees"], None]):
                heading = _("%(way)s: fee %(number)s") % {"way": channel, "number": order + 1}
                self._add(heading if fee else _("%(way)s: one more fee") % {"way": channel},
                          self._fee_fields(f"m{number}_f{order}", fee or {}))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(len(self.shown or [])):
            if cleaned.get(f"m{number}_time") is not None and not cleaned.get(f"m{number}_unit"):
                self.add_error(f"m{number}_unit", _("Say in what the time is counted."))
        return cleaned

    def value(self) -> list[dict[str, Any]]:
        methods = []
        for number, method in enumerate(self.shown or []):
            name = f"m{number}"
            data = self.cleaned_data
            fees = [self._fee(f"{name}_f{order}", fee) for order, fee in enumerate([*method["fees"], {}])]
            methods.append(
                {
                    "channel": method["channel"],
                    "time": {
                        "value": number_text(data[f"{name}_time"]),
                        "unit": data[f"{name}_unit"] or None,
                    },
                    "fees": [fee for fee in fees if fee],
                    "note": data[f"{name}_note"].replace("\r\n", "\n") or None,
                }
            )
        return methods

    def _method_fields(self, name: str, method: Mapping[str, Any]) -> list[tuple[str, forms.Field]]:
        time = method["time"]
        return [
            (f"{name}_time", _number(_("Time limit"), time["value"], digits=7)),
            (
                f"{name}_unit",
                forms.ChoiceField(
                    label=_("Unit of time"),
                    required=False,
                    choices=[("", "–"), *TimeUnit.choices],
                    initial=time["unit"],
                ),
            ),
            (f"{name}_note", _note(method["note"])),
        ]

    def _fee_fields(self, name: str, fee: Mapping[str, Any]) -> list[tuple[str, forms.Field]]:
        kind = forms.ChoiceField(
            label=_("Kind"), choices=FeeKind.choices, initial=fee.get("kind", FeeKind.UNSPECIFIED)
        )
        currency = fee.get("currency", "VND")
        label = _("Amount in %(currency)s") % {"currency": "đồng" if currency == "VND" else currency}
        amount = _number(label, fee.get("amount"))
        amount.help_text = _("Digits only, as in 50000. 0 means free of charge.")
        per = forms.CharField(
            label=_("For each"), required=False, max_length=80, initial=fee.get("per_unit") or ""
        )
        return [
            (f"{name}_kind", kind),
            (f"{name}_amount", amount),
            (f"{name}_per", per),
            (f"{name}_note", _note(fee.get("note"))),
        ]

    def _fee(self, name: str, fee: Mapping[str, Any]) -> dict[str, Any] | None:
        data = self.cleaned_data
        amount, note = data[f"{name}_amount"], data[f"{name}_note"]
        if amount is None and not note:
            return None
        return {
            "kind": data[f"{name}_kind"],
            "amount": number_text(amount),
            "currency": fee.get("currency", "VND"),
            "per_unit": data[f"{name}_per"] or None,
            "note": note.replace("\r\n", "\n") or None,
        }


def _number(label: str, initial: str | None, *, digits: int = 16) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=digits,
        decimal_places=2,
        initial=initial,
        error_messages={
            "invalid": _("Write a number in digits, without dots between them."),
            "min_value": _("The number cannot be negative."),
        },
    )


def _note(initial: str | None) -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        initial=initial or "",
    )


PART_FORMS: dict[str, type[OverrideForm]] = {
    "agency": TextPartForm,
    "authority": TextPartForm,
    "receiving_address": TextPartForm,
    "coordinating_agency": TextPartForm,
    "description": TextPartForm,
    "requirements": TextPartForm,
    "steps": StepsPartForm,
    "methods": MethodsPartForm,
}
