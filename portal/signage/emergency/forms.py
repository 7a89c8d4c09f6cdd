"""Forms of the alerts' screens. They know who may send where; the services check everything again."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.signage.emergency.permissions import AlertPolicy, below
from portal.signage.emergency.services import new_uid
from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.models import AlertVersion, Board, BoardTag
from portal.signage.rendering.budget import LONGEST_SHORT_TEXT, LONGEST_TEXT
from sites.models import AdministrativeUnit

EXACT = "exact"
_MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
_MOST_LISTED = 40
_UID = re.compile(r"a[0-9a-f]{16}\Z")

SEVERITIES = [
    (Severity.EXTREME, gettext_lazy("Danger to life: people must act now")),
    (Severity.SEVERE, gettext_lazy("Serious: people must get ready now")),
    (Severity.MODERATE, gettext_lazy("To be known: people must take care")),
]
MODES = [
    (AlertMode.FULL, gettext_lazy("The whole board: nothing else is shown meanwhile")),
    (AlertMode.BAND, gettext_lazy("A band: the usual messages go on beside it")),
]
STATUSES = [
    (AlertStatus.ACTUAL, gettext_lazy("It is real: everybody who passes will read it")),
    (
        AlertStatus.EXERCISE,
        gettext_lazy("It is an exercise: only boards in drill mode, with the words DIỄN TẬP"),
    ),
]
DURATIONS = [
    ("30", gettext_lazy("30 minutes")),
    ("60", gettext_lazy("1 hour")),
    ("120", gettext_lazy("2 hours")),
    ("360", gettext_lazy("6 hours")),
    ("720", gettext_lazy("12 hours")),
    ("1440", gettext_lazy("24 hours")),
    (EXACT, gettext_lazy("Until the time below")),
]


class MomentField(forms.DateTimeField):
    """A time of day in Vietnam, as browsers send it and as people type it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        message = gettext_lazy("Write the time as day/month/year hour:minute, for example 24/11/2026 18:30.")
        super().__init__(
            required=False,
            widget=widget,
            input_formats=_MOMENT_FORMATS,
            error_messages={"invalid": message},
            **kwargs,
        )


class UntilForm(forms.Form):
    """Until when: a quick choice or an exact time. `until(now)` gives the moment."""

    duration = forms.ChoiceField(
        label=gettext_lazy("Until when"),
        choices=DURATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose until when: an alert always has an end.")},
    )
    not_after = MomentField(label=gettext_lazy("Until exactly"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_open = not cleaned.get("not_after") and "not_after" not in self.errors
        if cleaned.get("duration") == EXACT and is_open:
            self.add_error("not_after", _("Write until when."))
        return cleaned

    def until(self, now: datetime) -> datetime | None:
        chosen = self.cleaned_data["duration"]
        if chosen == EXACT:
            moment: datetime | None = self.cleaned_data["not_after"]
            return moment
        # Whole seconds: the page that asks for confirmation says the same moment.
        return now.replace(microsecond=0) + timedelta(minutes=int(chosen))


class WordsForm(forms.Form):
    text_full = forms.CharField(
        label=gettext_lazy("What the boards are to say"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "data-alert-text": ""}),
        help_text=gettext_lazy(
            "What happens, where, what to do. One or two short sentences are read; long ones turn in pages."
        ),
        error_messages={"required": gettext_lazy("Write what the boards are to say.")},
    )
    text_short = forms.CharField(
        label=gettext_lazy("Short words for small boards"),
        max_length=LONGEST_SHORT_TEXT,
        required=False,
        help_text=gettext_lazy("60 characters at most. Empty: the beginning of the words above."),
    )
    severity = forms.ChoiceField(
        label=pgettext_lazy("of an alert", "How serious"),
        choices=SEVERITIES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how serious it is.")},
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How much of the board"),
        choices=MODES,
        widget=forms.RadioSelect,
        initial=AlertMode.FULL,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why, and on whose order"),
        max_length=500,
        help_text=gettext_lazy(
            "Not shown on boards; stands in the activity log. For example: Công điện 12/CĐ-UBND."
        ),
        error_messages={"required": gettext_lazy("Say why: it stands in the log.")},
    )


class AlertForm(WordsForm, UntilForm, ReasonForm):
    """A new alert, in the order in which one thinks of it."""

    status = forms.ChoiceField(
        label=gettext_lazy("Is it real?"),
        choices=STATUSES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether it is real or an exercise.")},
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Where"),
        queryset=AdministrativeUnit.objects.none(),
        empty_label=gettext_lazy("Choose the area"),
        error_messages={"required": gettext_lazy("Choose where.")},
    )
    tags = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Only boards with these tags"),
        queryset=BoardTag.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    boards = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Only these boards"),
        queryset=Board.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )
    not_before = MomentField(label=gettext_lazy("From when"), help_text=gettext_lazy("Empty: at once."))
    uid = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)

    def __init__(self, *args: Any, policy: AlertPolicy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = policy.targets
        ids = [unit.pk for unit in targets]
        unit = self.fields["unit"]
        unit.queryset = AdministrativeUnit.objects.filter(pk__in=ids)  # type: ignore[attr-defined]
        unit.choices = [  # type: ignore[attr-defined]
            *([("", unit.empty_label)] if len(ids) > 1 else []),  # type: ignore[attr-defined]
            *((target.pk, _area_name(target)) for target in targets),
        ]
        self.fields["uid"].initial = new_uid()
        boards = Board.objects.in_use().filter(below(ids, "unit__")).select_related("unit")
        self.is_wide = len(ids) > 1
        if self.is_wide or not 1 < boards.count() <= _MOST_LISTED:
            del self.fields["boards"]
        else:
            self.fields["boards"].queryset = boards  # type: ignore[attr-defined]
        tags = BoardTag.objects.filter(boards__in=boards).distinct()
        if self.is_wide and tags.exists():
            self.fields["tags"].queryset = tags  # type: ignore[attr-defined]
        else:
            del self.fields["tags"]

    def clean_uid(self) -> str:
        uid: str = self.cleaned_data["uid"]
        if uid and not _UID.match(uid):
            raise ValidationError(_("This form was used already. Open it anew."))
        return uid

    def stated(self, now: datetime) -> dict[str, Any]:
        """What the services are told."""
        data = self.cleaned_data
        return {
            "unit": data["unit"],
            "status": AlertStatus(data["status"]),
            "text_full": data["text_full"],
            "text_short": data["text_short"],
            "reason": data["reason"],
            "not_before": data["not_before"],
            "not_after": self.until(now),
            "boards": list(data.get("boards", ())),
            "tags": list(data.get("tags", ())),
        }


class RenewForm(UntilForm, ReasonForm):
    """`number` is the version that was looked at."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(WordsForm, ReasonForm):
    number = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def initial_of(cls, version: AlertVersion) -> dict[str, Any]:
        return {
            "text_full": version.text_full,
            "text_short": version.text_short,
            "severity": version.severity,
            "mode": version.mode,
            "number": version.number,
        }


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it taken off?"),
        max_length=250,
        help_text=gettext_lazy("Not shown on boards; stands in the activity log."),
        error_messages={"required": gettext_lazy("Say why: it stands in the log.")},
    )


class PreviewForm(forms.Form):
    """What the picture beside the form is drawn from. `board` gives the size."""

    text = forms.CharField(max_length=LONGEST_TEXT)
    status = forms.ChoiceField(choices=AlertStatus.choices, required=False)
    board = forms.ModelChoiceField(queryset=Board.objects.none())

    def __init__(self, *args: Any, policy: AlertPolicy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [unit.pk for unit in policy.targets]
        own = Q(pk__in=policy.policy.boards.values("pk"))
        self.fields["board"].queryset = Board.objects.in_use().filter(  # type: ignore[attr-defined]
            own | below(ids, "unit__")
        )


class MonthForm(forms.Form):
    month = forms.DateField(
        label=gettext_lazy("Month"),
        input_formats=["%Y-%m", "%m/%Y"],
        required=False,
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )


def _area_name(unit: AdministrativeUnit) -> str:
    """Units below the top are set in, so that the list reads as a tree."""
    depth = sum(1 for above in (unit.parent, unit.parent.parent if unit.parent else None) if above)
    return "\u2003" * depth + unit.full_name
