"""Where messages of boards stand in the tree: one section a sub-site, one page a message."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.forms import CheckboxSelectMultiple, RadioSelect, Textarea
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page

from portal.core.models import PortalPage
from portal.signage.archive import views as archive
from portal.signage.enums import HolidayChoice, MessageClass, Reach
from portal.signage.messages import pages
from portal.signage.messages.forms import MessageForm
from portal.signage.messages.panels import SchedulePanel, SourcePanel
from portal.signage.messages.schedule_texts import days_of_text, lunar_days_of_text, spans_of_text
from portal.signage.models.boards import Board, BoardTag
from portal.signage.models.media import MediaFile
from portal.signage.rendering.typefaces import TYPEFACES
from portal.signage.schedule.rules import HolidayRule, Rule

_PRINTABLE_ASCII = RegexValidator(r"^[\x20-\x7e]*$", _("Plain letters without marks only."))


class SignageIndexPage(RoutablePageMixin, PortalPage):
    """The boards of a sub-site's unit, and its messages below."""

    kind_code = "signage.index"

    parent_page_types = ["home.HomePage"]
    subpage_types = ["signage.BoardMessagePage"]
    max_count_per_parent = 1

    content_panels = [TitleFieldPanel("title"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("section of LED boards")
        verbose_name_plural = _("sections of LED boards")

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        return archive.index(self, request)

    @path("bang/<slug:slug>/")
    def board(self, request: HttpRequest, slug: str) -> HttpResponse:
        return archive.board(self, request, slug)

    @path("bang/<slug:slug>/rss/")
    def board_rss(self, request: HttpRequest, slug: str) -> HttpResponse:
        return archive.board_rss(self, request, slug)


class BoardMessagePage(PortalPage):
    """One message. Its publication writes a `MessageVersion`; boards never read the page itself.

    `image` is shown instead of words, `motion` (GIF, MP4) before it; the words remain for who cannot
    see either. `source_kind` and `source_key` find what it was made from; once that is public no
    more, the message ends.
    """

    kind_code = "signage.message"
    is_searchable = False  # its words stand elsewhere, and its page is a copy of a board
    base_form_class = MessageForm
    # Boards have one language; what stands on them is not said twice.
    is_translated: ClassVar[bool] = False
    # Where a page that is not saved yet will stand.
    path_in_editor = ""

    text_full = models.CharField(
        _("words"), max_length=400, help_text=_("What the board shows, in one line.")
    )
    text_short = models.CharField(
        _("short words"),
        max_length=60,
        blank=True,
        help_text=_("For small boards and lists: 60 characters. Needed when the words do not fit a board."),
    )
    text_ascii = models.CharField(
        _("words without marks"),
        max_length=400,
        blank=True,
        validators=[_PRINTABLE_ASCII],
        help_text=_("For controllers without Vietnamese letters. Empty: made from the words."),
    )
    message_class = models.CharField(
        _("class"),
        max_length=8,
        choices=MessageClass.choices,
        default=MessageClass.NORMAL,
        help_text=_(
            "As in Circular 39/2020/TT-BTTTT. While a priority message is on, normal ones wait; the default "
            "shows when nothing else is on."
        ),
    )
    duration_s = models.PositiveSmallIntegerField(
        _("seconds it stays"),
        default=10,
        validators=[MinValueValidator(3), MaxValueValidator(300)],
    )
    order = models.IntegerField(
        _("order"), default=100, help_text=_("Smaller numbers come first among messages of one class.")
    )
    interleave = models.BooleanField(
        _("mixed with normal messages"),
        default=False,
        help_text=_("For priority messages only: two of them, then a normal one."),
    )
    reach = models.CharField(_("which boards"), max_length=6, choices=Reach.choices, default=Reach.OWN)
    boards = ParentalManyToManyField(
        Board,
        verbose_name=_("boards"),
        blank=True,
        related_name="+",
        help_text=_("For the last of these choices only."),
    )
    tags = ParentalManyToManyField(
        BoardTag,
        verbose_name=_("only boards with one of these tags"),
        blank=True,
        related_name="+",
    )
    typeface = models.CharField(
        _("letters"),
        max_length=8,
        default="auto",
        choices=[(face.slug, face.label) for face in TYPEFACES.values()],
    )
    font_px = models.PositiveSmallIntegerField(
        _("size of letters in points of the board"),
        null=True,
        blank=True,
        help_text=_("Empty: as large as fits."),
    )
    motion = models.ForeignKey(
        MediaFile, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=100, blank=True)
    source_page = models.ForeignKey(
        Page, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    parent_page_types = ["signage.SignageIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        FieldPanel("text_full", widget=Textarea(attrs={"rows": 3, "maxlength": 400})),
        FieldPanel("text_short"),
        MultiFieldPanel(
            [
                FieldPanel("message_class", widget=RadioSelect),
                FieldPanel("interleave"),
                FieldRowPanel([FieldPanel("duration_s"), FieldPanel("order")]),
            ],
            heading=_("How it is shown"),
        ),
        SchedulePanel(
            "schedules",
            heading=_("When it is shown"),
            label=_("Days and times"),
            help_text=_("None: all day, from publication until it is taken off."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("reach", widget=RadioSelect),
                FieldPanel("boards", widget=CheckboxSelectMultiple),
                FieldPanel("tags", widget=CheckboxSelectMultiple),
            ],
            heading=_("Where it is shown"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("typeface"), FieldPanel("font_px")]),
                FieldPanel("image"),
                FieldPanel("motion_file"),
                FieldPanel("motion_removed"),
                FieldPanel("text_ascii"),
            ],
            heading=_("Letters and pictures"),
            classname="collapsed",
        ),
        FieldPanel("title", help_text=_("In lists and on the web site. Empty: the beginning of the words.")),
        SourcePanel(heading=_("What it was made from")),
    ]

    class Meta:
        verbose_name = _("message of boards")
        verbose_name_plural = _("messages of boards")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Below the section in the language of the source only: boards have one language."""
        return bool(super().can_create_at(parent) and parent.locale.language_code == settings.LANGUAGE_CODE)

    def clean(self) -> None:
        if self.image_id:
            self.image_alt = self.text_full[:250]
        super().clean()
        if self.interleave and self.message_class != MessageClass.PRIORITY:
            raise ValidationError({"interleave": _("Only a priority message can be mixed with normal ones.")})

    def copy_for_translation(self, *args: Any, **kwargs: Any) -> Page:
        """Refused, whoever asks."""
        raise PermissionDenied

    def rules(self, *, first_day: date) -> list[Rule]:
        """What the rows say; `first_day` where they say nothing. RuleError or ValidationError when
        a row cannot be."""
        rows = [row.rule(first_day=first_day) for row in self.schedules.all()]
        return rows or [Rule(first_on=first_day)]

    @property
    def preview_modes(self) -> Sequence[tuple[str, Any]]:
        return pages.preview_modes_of(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return pages.board_preview(self, request, mode_name) or super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | pages.message_facts(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not kept until a change: it follows the clock."""
        return TemplateResponse(request, self.get_template(request), self.get_context(request))


class MessageSchedule(Orderable):
    """Days and times of a message; several rows add up. Texts are kept as `schedule_texts` writes them."""

    page = ParentalKey(BoardMessagePage, on_delete=models.CASCADE, related_name="schedules")
    first_on = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: from publication."))
    last_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("This day included. Empty: until it is taken off.")
    )
    weekdays = models.JSONField(_("Days of the week"), default=list, blank=True)
    times = models.CharField(
        _("times"),
        max_length=500,
        blank=True,
        help_text=_("For example: 07:00-11:30, 13:00-17:00. Empty: all day."),
    )
    lunar = models.CharField(
        _("lunar days"),
        max_length=250,
        blank=True,
        help_text=_("For example: mùng 1, rằm, 10/3. Empty: any."),
    )
    holidays = models.CharField(
        _("public holidays"), max_length=5, choices=HolidayChoice.choices, default=HolidayChoice.ANY
    )
    except_on = models.CharField(
        _("not on these days"),
        max_length=500,
        blank=True,
        help_text=_("For example: 30/04/2027, 01/05/2027."),
    )

    panels = [
        FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")]),
        FieldPanel("weekdays"),
        FieldPanel("times"),
        FieldRowPanel([FieldPanel("lunar"), FieldPanel("holidays")]),
        FieldPanel("except_on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("days and times")
        verbose_name_plural = _("days and times")

    def __str__(self) -> str:
        return f"{self.first_on or ''} – {self.last_on or ''} {self.times}".strip()

    def rule(self, *, first_day: date) -> Rule:
        """RuleError or ValidationError when it cannot be."""
        return Rule(
            first_on=self.first_on or min(first_day, self.last_on or first_day),
            last_on=self.last_on,
            weekdays=frozenset(self.weekdays),
            times=spans_of_text(self.times),
            lunar=lunar_days_of_text(self.lunar),
            holidays=HolidayRule[self.holidays],
            except_on=days_of_text(self.except_on),
        )
