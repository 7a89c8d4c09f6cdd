"""What readers look for, and what the province puts before everything else."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from portal.core.models.pages import PortalPage
from search.analysis import fold_letters
from search.queries import BadQuery, Query, parse

QUERY_LENGTH = 100


def query_key(query: Query) -> str:
    """Equal for two spellings of one query: without accents, capitals and marks."""
    return " ".join(fold_letters(token) for token in query.sequence)


class SearchLog(models.Model):
    """How often one query was asked on a site on a day. Nothing about who asked is kept.

    `text`: as somebody typed it, `key`: its key, both cut to QUERY_LENGTH; `results`: how many were
    found the last time.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    key = models.CharField(max_length=QUERY_LENGTH)
    text = models.CharField(max_length=QUERY_LENGTH)
    reach = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)
    results = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "day", "key", "reach"], name="core_search_log_once")
        ]
        indexes = [models.Index(fields=["day"], name="core_search_log_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.text} × {self.count}"


class BestBetQuerySet(models.QuerySet["BestBet"]):
    def for_query(self, query: Query) -> "BestBetQuerySet":
        """Those that name the whole query, accents ignored."""
        key = query_key(query)
        return self.filter(keys__contains=f"\n{key}\n") if key else self.none()

    def valid_on(self, day: object) -> "BestBetQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        )


class BestBet(models.Model):
    """Shown above the results of these queries on every sub-site. Owned by the province.

    `keys`: the queries' keys, one a line, a line break around each.
    """

    queries = models.TextField(
        _("search words"),
        help_text=_("One query a line, as people type it. Accents do not matter. Example: so do"),
    )
    keys = models.TextField(editable=False)
    title = models.CharField(_("title"), max_length=200)
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("One sentence below the title.")
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The page it leads to, or fill in the address below."),
    )
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("A whole address (https://…), or one that every site has (/thu-tuc/1.001193/)."),
    )
    valid_from = models.DateField(_("shown from"), null=True, blank=True)
    valid_until = models.DateField(_("shown until"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    objects = BestBetQuerySet.as_manager()

    class Meta:
        verbose_name = _("search recommendation")
        verbose_name_plural = _("search recommendations")
        ordering = ["sort_order", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """One target, an address that is one, words to look for, and dates in order."""
        errors: dict[str, object] = {}
        if bool(self.page_id) == bool(self.address):
            errors["address"] = _("Choose a page or fill in an address: one of them.")
        elif self.address and not _is_address(self.address):
            errors["address"] = _("This is no address: begin with https:// or with one /.")
        if self.page_id and not PortalPage.objects.filter(pk=self.page_id).exists():
            errors["page"] = _("This page cannot be shown to readers. Choose another one.")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            errors["valid_until"] = _("The last day is before the first.")
        try:
            self.keys = keys_of(self.queries)
        except BadQuery:
            errors["queries"] = _("A query is too long. Write one query a line.")
        else:
            if not self.keys:
                errors["queries"] = _("Write at least one query with letters or digits.")
        if errors:
            raise ValidationError(errors)


def keys_of(queries: str) -> str:
    """Raises BadQuery when a line is too long."""
    keys = [query_key(parse(line)) for line in queries.splitlines() if line.strip()]
    return "".join(f"\n{key}\n" for key in dict.fromkeys(keys) if key)


def _is_address(text: str) -> bool:
    if text.startswith("/"):
        return not text.startswith("//") and "\\" not in text and not any(char.isspace() for char in text)
    try:
        URLValidator(schemes=["https", "http"])(text)
    except ValidationError:
        return False
    return True
