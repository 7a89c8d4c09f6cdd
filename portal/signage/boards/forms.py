"""Forms of the screens about boards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.signage.boards.plans import MOST_STEPS, hours_check
from portal.signage.boards.selectors import CLONED, NEVER_PAIRED, RETIRED
from portal.signage.enums import ClientKind
from portal.signage.models import Board, BoardTag
from sites.models import AdministrativeUnit

# Usual makes; width × height.
SIZES = (
    (64, 16),
    (64, 32),
    (96, 48),
    (128, 16),
    (128, 32),
    (128, 64),
    (160, 32),
    (192, 64),
    (192, 96),
    (256, 64),
    (256, 128),
    (320, 160),
    (384, 192),
)
EMPTY_STEPS = 2
# A select is as wide as its longest choice: a telephone is not.
WITHIN = "max-width: calc(100vw - 2.5rem)"


class ListForm(forms.Form):
    """How the list is narrowed. What is no choice of it narrows nothing."""

    q = forms.CharField(label=gettext_lazy("Name or place"), required=False, max_length=100)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=AdministrativeUnit.objects.none(),
        required=False,
        empty_label=gettext_lazy("All units"),
    )
    tag = forms.ModelChoiceField(
        label=gettext_lazy("Tag"),
        queryset=BoardTag.objects.all(),
        required=False,
        empty_label=gettext_lazy("All tags"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("in use")),
            (NEVER_PAIRED, gettext_lazy("not paired yet")),
            (CLONED, gettext_lazy("two devices with one key")),
            (RETIRED, gettext_lazy("out of use")),
        ],
    )

    def __init__(self, *args: Any, units: QuerySet[AdministrativeUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        unit.label_from_instance = _unit_name
        if units.count() < 2:
            del self.fields["unit"]


class BoardForm(forms.ModelForm):
    """What people state about a board. `units`: where it may hang; None when that is not asked."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=AdministrativeUnit.objects.none(), empty_label=None
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size in pixels (width × height)"),
        required=False,
        choices=[
            *((f"{width}x{height}", f"{width} × {height}") for width, height in SIZES),
            ("", gettext_lazy("another size")),
        ],
        help_text=gettext_lazy("As the maker's sheet says: the number of lamps, not centimetres."),
    )
    width = forms.IntegerField(
        label=gettext_lazy("Width, when it is another size"), required=False, min_value=16, max_value=4096
    )
    height = forms.IntegerField(
        label=gettext_lazy("Height, when it is another size"), required=False, min_value=8, max_value=4096
    )
    jitter_percent = forms.IntegerField(
        label=gettext_lazy("Spread of the questions, in percent"),
        min_value=0,
        max_value=50,
        initial=20,
        help_text=gettext_lazy("So that not all boards ask at the same second. 20 is good."),
    )
    offline_hours = forms.IntegerField(
        label=gettext_lazy("Keeps messages without a line for (hours)"),
        min_value=1,
        max_value=720,
        initial=72,
        help_text=gettext_lazy("After that only the default message is shown until the line is back."),
    )

    class Meta:
        model = Board
        fields = (
            "name",
            "place",
            "color",
            "client",
            "tags",
            "default_text",
            "playlist_s",
            "emergency_s",
            "heartbeat_s",
            "operating_from",
            "operating_until",
            "is_drill",
            "is_public",
            "flash_rating",
        )
        widgets = {
            "tags": forms.CheckboxSelectMultiple,
            "default_text": forms.Textarea(attrs={"rows": 2}),
            "operating_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "operating_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "playlist_s": gettext_lazy("15 seconds at least; 60 is good."),
            "emergency_s": gettext_lazy("5 seconds at least; with 15 an alert is there in half a minute."),
            "heartbeat_s": gettext_lazy("30 seconds at least; 60 is good."),
            "operating_from": gettext_lazy("Empty: always. May run over midnight: 17:00 to 06:00."),
        }

    def __init__(self, *args: Any, units: QuerySet[AdministrativeUnit] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            unit: Any = self.fields["unit"]
            unit.queryset = units
            unit.label_from_instance = _unit_name
        client: Any = self.fields["client"]
        client.widget.attrs["style"] = WITHIN
        client.choices = [(kind.value, kind.labelled) for kind in ClientKind]
        if not BoardTag.objects.exists():
            del self.fields["tags"]
        self._show_size()
        if self.instance.pk:
            self.initial["jitter_percent"] = round(self.instance.jitter * 100)
            self.initial["offline_hours"] = max(1, self.instance.offline_ttl_s // 3600)
        plan = self.instance.brightness or []
        for number in range(min(len(plan) + EMPTY_STEPS, MOST_STEPS)):
            step = plan[number] if number < len(plan) else {}
            self._add_step(number, step)

    def _show_size(self) -> None:
        # Told beside a pairing code, or what the board has.
        width = self.initial.get("width") or self.instance.width
        height = self.initial.get("height") or self.instance.height
        is_usual = (width, height) in SIZES
        self.initial["size"] = f"{width}x{height}" if is_usual else ("" if width else "128x64")
        self.initial["width"], self.initial["height"] = (None, None) if is_usual else (width, height)

    def _add_step(self, number: int, step: Mapping[str, Any]) -> None:
        self.fields[f"from_{number}"] = forms.TimeField(
            label=_("From, step %(number)d") % {"number": number + 1},
            required=False,
            initial=step.get("from"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        )
        self.fields[f"level_{number}"] = forms.IntegerField(
            label=_("Brightness in percent, step %(number)d") % {"number": number + 1},
            required=False,
            min_value=0,
            max_value=100,
            initial=step.get("level"),
        )

    def steps(self) -> list[tuple[BoundField, BoundField]]:
        """Pairs of fields as the template draws them."""
        numbers = [name.removeprefix("from_") for name in self.fields if name.startswith("from_")]
        return [(self[f"from_{number}"], self[f"level_{number}"]) for number in numbers]

    def section(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    def sections(self) -> list[tuple[str, str, list[BoundField]]]:
        """Key, heading and fields, in the order of the screen; the brightness plan follows its hours."""
        return [
            ("what", _("The board"), self.section("unit", "name", "place", "tags", "is_public")),
            ("grid", _("Size and colours"), self.section("size", "width", "height", "color")),
            ("words", _("When nothing else is on"), self.section("default_text")),
            (
                "reading",
                _("How it reads"),
                self.section(
                    "client",
                    "playlist_s",
                    "emergency_s",
                    "heartbeat_s",
                    "jitter_percent",
                    "offline_hours",
                    "flash_rating",
                    "is_drill",
                ),
            ),
            ("hours", _("Hours and brightness"), self.section("operating_from", "operating_until")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._clean_size(data)
        self._clean_steps(data)
        try:
            hours_check(data.get("operating_from"), data.get("operating_until"))
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return data

    def _clean_size(self, data: dict[str, Any]) -> None:
        if {"size", "width", "height"} & set(self.errors):
            return
        typed = (data.get("width"), data.get("height"))
        if not data.get("size"):
            for name in ("width", "height"):
                if data.get(name) is None:
                    self.add_error(name, _("Write it, or choose one of the sizes."))
            return
        width, height = (int(part) for part in data["size"].split("x"))
        if typed != (None, None) and typed != (width, height):
            self.add_error("size", _("To write a size of your own, choose “another size” here."))
        data["width"], data["height"] = width, height

    def _clean_steps(self, data: dict[str, Any]) -> None:
        plan = []
        for start, level in self.steps():
            if start.name in self.errors or level.name in self.errors:
                continue
            clock, percent = data.get(start.name), data.get(level.name)
            if clock is None and percent is None:
                continue
            if clock is None or percent is None:
                name = start.name if clock is None else level.name
                self.add_error(name, _("A step needs a time and a brightness."))
                continue
            plan.append({"from": f"{clock:%H:%M}", "level": percent})
        data["brightness"] = plan

    def facts(self) -> dict[str, Any]:
        """As the services take them."""
        data = self.cleaned_data
        facts = {name: data[name] for name in self.Meta.fields if name in data}
        return facts | {
            "width": data["width"],
            "height": data["height"],
            "brightness": data["brightness"],
            "jitter": data["jitter_percent"] / 100,
            "offline_ttl_s": data["offline_hours"] * 3600,
        }


class PairForm(forms.Form):
    """The code on the board's face, and which board of ours it is."""

    claim_code = forms.CharField(
        label=gettext_lazy("Code the board shows"),
        max_length=20,
        help_text=gettext_lazy("Eight letters and figures, like ABCD-EFGH. It lives for 15 minutes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Write the code that stands on the board.")},
    )
    board = forms.ModelChoiceField(
        label=gettext_lazy("Which board it is"),
        queryset=Board.objects.none(),
        required=False,
        empty_label=gettext_lazy("a new board, to be entered next"),
    )

    def __init__(self, *args: Any, boards: QuerySet[Board] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if boards is None:
            del self.fields["board"]
        else:
            board: Any = self.fields["board"]
            board.widget.attrs["style"] = WITHIN
            board.queryset = boards
            board.label_from_instance = lambda board: f"{board.unit.full_name} – {board.name}"


class MoveForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit it belongs to from now on"),
        queryset=AdministrativeUnit.objects.none(),
        error_messages={"required": gettext_lazy("Choose a unit.")},
    )

    def __init__(
        self, *args: Any, units: Iterable[AdministrativeUnit], first: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units
        unit.label_from_instance = _unit_name
        if first:
            self.initial.setdefault("unit", first[0])


class TagForm(forms.ModelForm):
    class Meta:
        model = BoardTag
        fields = ("name",)


def _unit_name(unit: AdministrativeUnit) -> str:
    return unit.full_name
