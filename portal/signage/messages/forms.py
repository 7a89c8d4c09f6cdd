"""The editor of a message: what a clerk sends is checked against every board it goes to."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from portal.core.addresses import SUBSITE_PATH_LENGTH
from portal.core.forms import PortalPageForm
from portal.signage.enums import MessageClass, Reach
from portal.signage.messages.contents import profile_of, shortened
from portal.signage.messages.entry import text_findings
from portal.signage.messages.reach import boards_of, boards_within, has_units_below, tags_within
from portal.signage.messages.schedule_texts import (
    days_of_text,
    lunar_days_of_text,
    spans_of_text,
    text_of_days,
    text_of_lunar_days,
    text_of_spans,
)
from portal.signage.models.boards import Board
from portal.signage.offers import registry as offers
from portal.signage.rendering.letters import clean_text
from portal.signage.rendering.pictures import render_picture
from portal.signage.rendering.store import media_keep
from portal.signage.rendering.uploads import check_media
from portal.signage.schedule.rules import RuleError
from portal.signage.schedule.windows import MOST_WINDOWS, most_windows
from sites.models import AdministrativeUnit

_LONGEST_TITLE = 80
WEEKDAYS = (
    (1, gettext_lazy("Monday")),
    (2, gettext_lazy("Tuesday")),
    (3, gettext_lazy("Wednesday")),
    (4, gettext_lazy("Thursday")),
    (5, gettext_lazy("Friday")),
    (6, gettext_lazy("Saturday")),
    (7, gettext_lazy("Sunday")),
)


class ScheduleForm(WagtailAdminModelForm):
    """One row of days and times, written as clerks write them and kept in one way."""

    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: every day."),
    )

    def clean_times(self) -> str:
        return text_of_spans(spans_of_text(self.cleaned_data["times"]))

    def clean_lunar(self) -> str:
        return text_of_lunar_days(lunar_days_of_text(self.cleaned_data["lunar"]))

    def clean_except_on(self) -> str:
        return text_of_days(days_of_text(self.cleaned_data["except_on"]))

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.rule(first_day=timezone.localdate())
        except RuleError as error:
            self.add_error(error.key if error.key in self.fields else None, str(error.message))


class MessageForm(PortalPageForm):
    """Checks what goes beyond one field: days and times, boards, letters, what it was made from."""

    motion_file = forms.FileField(
        label=gettext_lazy("Moving picture"),
        required=False,
        help_text=gettext_lazy("GIF up to 1 MB or MP4 (H.264) up to 20 MB, shown instead of the words."),
    )
    motion_removed = forms.BooleanField(label=gettext_lazy("Take the moving picture out"), required=False)
    source_cut = forms.BooleanField(
        label=gettext_lazy("Keep this message on its own"),
        required=False,
        help_text=gettext_lazy("It no longer ends when the page it was made from is taken off."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.parent_page is not None:
            self.instance.path_in_editor = self.parent_page.path
        self.fields["title"].required = False
        if "boards" in self.fields:
            boards = self.fields["boards"]
            boards.queryset = boards_within(self.unit)
            boards.label_from_instance = lambda board: (
                f"{board.name} – {board.unit.full_name}, {board.width}×{board.height}"
            )
            self.fields["tags"].queryset = tags_within(self.unit)
            if not has_units_below(self.unit):
                choices = self.fields["reach"].choices
                self.fields["reach"].choices = [row for row in choices if row[0] != Reach.BELOW]
        if "motion_removed" in self.fields and not self.instance.motion_id:
            self.fields["motion_removed"].widget = forms.HiddenInput()

    @cached_property
    def unit(self) -> AdministrativeUnit:
        path = self.parent_page.path if self.parent_page else self.instance.path
        return AdministrativeUnit.objects.get(subsite__root_page__path=path[:SUBSITE_PATH_LENGTH])

    def clean_title(self) -> str:
        """A clerk writes the words; their beginning is title enough."""
        title: str = self.cleaned_data["title"]
        return title or shortened(clean_text(self.data.get(self.add_prefix("text_full"), "")), _LONGEST_TITLE)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._clean_schedules()
        if cleaned.get("interleave") and cleaned.get("message_class") != MessageClass.PRIORITY:
            self.add_error("interleave", _("Only a priority message can be mixed with normal ones."))
        self._clean_reach(cleaned)
        self._clean_source(cleaned)
        return cleaned

    def _clean_schedules(self) -> None:
        rows = getattr(self, "formsets", {}).get("schedules")
        if rows is None:
            return
        kept = [row for row in rows.forms if row.is_valid() and not row.cleaned_data.get("DELETE")]
        try:
            rules = [row.instance.rule(first_day=timezone.localdate()) for row in kept]
        except (RuleError, ValidationError):
            return  # told at the row
        count = most_windows(rules)
        if count > MOST_WINDOWS:
            self.add_error(
                None,
                _(
                    "The days and times make %(count)s showings in three days; a board takes %(most)s at "
                    "most. Join times that follow each other."
                )
                % {"count": count, "most": MOST_WINDOWS},
            )

    def _clean_reach(self, cleaned: dict[str, Any]) -> None:
        reach = cleaned.get("reach")
        if reach is None or "boards" not in cleaned or "tags" not in cleaned:
            return
        if reach != Reach.CHOSEN:
            cleaned["boards"] = cleaned["boards"].none()
        elif not cleaned["boards"]:
            self.add_error("boards", _("Tick the boards it goes to, or choose another reach."))
            return
        boards = boards_of(unit=self.unit, reach=reach, chosen=cleaned["boards"], tags=cleaned["tags"])
        self._clean_motion(cleaned, boards)
        self._clean_picture(cleaned, boards)
        text = cleaned.get("text_full", "")
        if not text or cleaned.get("typeface") is None or "font_px" in self.errors:
            return
        is_drawn = not cleaned.get("image") and not self._has_motion(cleaned)
        for finding in text_findings(
            text=text,
            short=cleaned.get("text_short") or "",
            typeface=cleaned["typeface"],
            font_px=cleaned.get("font_px"),
            boards=boards,
            is_drawn=is_drawn,
        ):
            if finding.is_error:
                self.add_error(finding.field, finding.message)

    def _has_motion(self, cleaned: dict[str, Any]) -> bool:
        has_file = bool(self.instance.motion_id) and not cleaned.get("motion_removed")
        return has_file or bool(cleaned.get("motion_file"))

    def _clean_source(self, cleaned: dict[str, Any]) -> None:
        kind, key = cleaned.get("source_kind", ""), cleaned.get("source_key", "")
        self._source_page_id = None
        if cleaned.get("source_cut"):
            cleaned["source_kind"] = cleaned["source_key"] = kind = ""
        if not kind:
            return
        offer = offers.find(kind, key, self.unit)
        if offer is None:
            self.add_error(
                "source_cut",
                _(
                    "What this message was made from is not public any more, so it cannot be shown. Tick "
                    "“keep this message on its own” if it is to be shown all the same."
                ),
            )
            return
        self._source_page_id = offer.page_id

    def _clean_motion(self, cleaned: dict[str, Any], boards: Sequence[Board]) -> None:
        """A moving picture is played as it is, so it has the size of every board it goes to."""
        upload = cleaned.get("motion_file")
        if not upload or not boards:
            return
        by_profile = {profile_of(board): board for board in reversed(boards)}
        for profile, board in by_profile.items():
            try:
                self._motion_type = check_media(upload, profile).content_type
            except ValidationError as error:
                told = [f"{board.name}: {message}" for message in error.messages]
                self.add_error("motion_file", ValidationError(told))

    def _clean_picture(self, cleaned: dict[str, Any], boards: Sequence[Board]) -> None:
        image = cleaned.get("image")
        if not image or "image" not in self.changed_data:
            return
        try:
            with image.file.open() as file:
                content = file.read()
            for profile in {profile_of(board) for board in boards}:
                render_picture(content, profile=profile)
        except OSError:
            self.add_error("image", _("The file of this picture is lost. Choose another one."))
        except ValidationError as error:
            self.add_error("image", error)

    def save(self, commit: bool = True) -> Any:
        self.instance.source_page_id = self._source_page_id
        upload = self.cleaned_data.get("motion_file")
        if upload:
            upload.seek(0)
            self.instance.motion = media_keep(
                content=upload.read(), content_type=self._motion_type, now=timezone.now()
            )
        elif self.cleaned_data.get("motion_removed"):
            self.instance.motion = None
        return super().save(commit=commit)
