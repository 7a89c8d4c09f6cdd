"""A board: one physical LED surface of one unit."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.signage.enums import ClientKind, ColorDepth
from sites.models import AdministrativeUnit


class BoardTag(models.Model):
    """A word of the province by which boards are grouped: "chợ", "bến xe"."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("tag of boards")
        verbose_name_plural = _("tags of boards")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BoardQuerySet(models.QuerySet["Board"]):
    def in_use(self) -> "BoardQuerySet":
        return self.filter(retired_at__isnull=True)

    def of_unit_and_below(self, unit_id: Any) -> "BoardQuerySet":
        """Boards of a unit (or of a subquery of units) and of the units below: three levels at most."""
        lookup = "__in" if not isinstance(unit_id, int) else ""
        return self.filter(
            Q(**{f"unit{lookup}": unit_id})
            | Q(**{f"unit__parent{lookup}": unit_id})
            | Q(**{f"unit__parent__parent{lookup}": unit_id})
        )


class Board(models.Model):
    """`uid` is its identity on the wire and never changes.

    `content_number` rises with every change of what it may show, `alert_number` with every alert;
    both are written in the transaction of the change, so a poll compares numbers and draws nothing.
    `alerts_until` is the moment after which no alert and no tombstone is left to tell.
    """

    uid = models.CharField(max_length=24, unique=True, editable=False)
    unit = models.ForeignKey(
        AdministrativeUnit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="boards"
    )
    name = models.CharField(_("name"), max_length=100, help_text=_("For example: Bảng trước trụ sở."))
    slug = models.SlugField(_("address part"), max_length=100)
    place = models.CharField(
        _("place"), max_length=250, help_text=_("Where it stands, for people to find it.")
    )
    width = models.PositiveIntegerField(
        _("width in pixels"), validators=[MinValueValidator(16), MaxValueValidator(4096)]
    )
    height = models.PositiveIntegerField(
        _("height in pixels"), validators=[MinValueValidator(8), MaxValueValidator(4096)]
    )
    color = models.CharField(_("colours"), max_length=4, choices=ColorDepth.choices, default=ColorDepth.RGB)
    client = models.CharField(
        _("what reads the feed"), max_length=10, choices=ClientKind.choices, default=ClientKind.PLAYER
    )
    tags = models.ManyToManyField(BoardTag, verbose_name=_("tags"), blank=True, related_name="boards")
    default_text = models.CharField(
        _("words when nothing else is on"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the name of the unit. A board is never blank."),
    )
    playlist_s = models.PositiveIntegerField(
        _("asks for messages every (seconds)"),
        default=60,
        validators=[MinValueValidator(15), MaxValueValidator(3600)],
    )
    emergency_s = models.PositiveIntegerField(
        _("asks for alerts every (seconds)"),
        default=15,
        validators=[MinValueValidator(5), MaxValueValidator(300)],
    )
    heartbeat_s = models.PositiveIntegerField(
        _("tells its state every (seconds)"),
        default=60,
        validators=[MinValueValidator(30), MaxValueValidator(900)],
    )
    jitter = models.FloatField(
        _("spread of the polls"), default=0.2, validators=[MinValueValidator(0), MaxValueValidator(0.5)]
    )
    offline_ttl_s = models.PositiveIntegerField(
        _("keeps messages without a line for (seconds)"),
        default=72 * 3600,
        validators=[MinValueValidator(3600), MaxValueValidator(30 * 86400)],
    )
    brightness = models.JSONField(
        _("brightness plan"), default=list, blank=True, help_text=_("[{from: HH:MM, level: 0–100}], by time.")
    )
    operating_from = models.TimeField(_("switched on from"), null=True, blank=True)
    operating_until = models.TimeField(_("switched on until"), null=True, blank=True)
    is_drill = models.BooleanField(
        _("takes part in exercises"),
        default=False,
        help_text=_("Shows alerts that are marked as an exercise."),
    )
    is_public = models.BooleanField(
        _("shown on the web site"),
        default=True,
        help_text=_("What it shows can be read on the unit's site, now and later."),
    )
    flash_rating = models.PositiveIntegerField(
        _("writes its memory stands"),
        null=True,
        blank=True,
        help_text=_("From the maker's sheet, for controllers that keep messages in flash memory: 100000."),
    )
    content_number = models.PositiveBigIntegerField(default=1, editable=False)
    content_changed_at = models.DateTimeField(editable=False)
    alert_number = models.PositiveBigIntegerField(default=1, editable=False)
    alerts_until = models.DateTimeField(null=True, editable=False)
    # Here and not with its state: an answer to a heartbeat then costs no query for it.
    screenshot_asked_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("created at"), editable=False)
    retired_at = models.DateTimeField(_("taken out of use at"), null=True, blank=True, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        ordering = ["unit__code", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "slug"], name="board_slug_once_a_unit"),
            models.CheckConstraint(
                condition=Q(operating_from__isnull=True, operating_until__isnull=True)
                | Q(operating_from__isnull=False, operating_until__isnull=False),
                name="board_operating_hours_both",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardSetup(models.Model):
    """What a board was during [valid_from, valid_to): the past is answered with it.

    `facts` holds unit_id, width, height, color, tags (slugs), default_text, name, place.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="setups")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    facts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "valid_from"], name="board_setup_once")]
        ordering = ["board", "valid_from"]

    def __str__(self) -> str:
        return f"{self.board_id} {self.valid_from:%Y-%m-%d %H:%M}"
