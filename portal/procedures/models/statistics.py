"""How a unit handled one procedure from 1 January to a day (Circular 32/2017 Art. 11.3).

Figures come from the province's one-stop system; nothing is counted here.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.procedures.models.procedures import Procedure
from sites.models import AdministrativeUnit

GRADES = ("very_satisfied", "satisfied", "not_satisfied")
COUNTS = ("received_total", "received_online", "resolved_online", "on_time_online", *GRADES)


class ServiceStatistics(models.Model):
    """Figures of one unit, one procedure and one year, as they stood at the end of `as_of`.

    The latest `as_of` of a year is the current row, the earlier ones are its history. `year` repeats
    that of `as_of`. Grades are null where nobody asked, and then all three are.
    """

    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="service_statistics")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="statistics")
    year = models.PositiveSmallIntegerField(_("year"))
    as_of = models.DateField(_("until"))
    received_total = models.PositiveIntegerField(_("received, all ways"))
    received_online = models.PositiveIntegerField(_("received online"))
    resolved_online = models.PositiveIntegerField(_("resolved online"))
    on_time_online = models.PositiveIntegerField(_("resolved online on time"))
    very_satisfied = models.PositiveIntegerField(_("very satisfied"), null=True, blank=True)
    satisfied = models.PositiveIntegerField(_("satisfied"), null=True, blank=True)
    not_satisfied = models.PositiveIntegerField(_("not satisfied"), null=True, blank=True)
    is_current = models.BooleanField(_("current"), default=False)
    source = models.CharField(_("source"), max_length=255)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("statistics of a service")
        verbose_name_plural = _("statistics of services")
        constraints = [
            models.UniqueConstraint(fields=["unit", "procedure", "as_of"], name="statistics_day_once"),
            models.UniqueConstraint(
                fields=["unit", "procedure", "year"],
                condition=Q(is_current=True),
                name="statistics_current_once",
            ),
            models.CheckConstraint(
                condition=Q(on_time_online__lte=F("resolved_online"))
                & Q(resolved_online__lte=F("received_online"))
                & Q(received_online__lte=F("received_total")),
                name="statistics_parts_of_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(very_satisfied=None, satisfied=None, not_satisfied=None)
                | Q(very_satisfied__isnull=False, satisfied__isnull=False, not_satisfied__isnull=False),
                name="statistics_all_grades_or_none",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "is_current"], name="statistics_unit_year")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.procedure.code} ({self.as_of:%d/%m/%Y})"


class StatisticsUpload(models.Model):
    """A checked file that waits for its sender's yes. One for each person; the next replaces it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("uploaded statistics")
        verbose_name_plural = _("uploaded statistics")

    def __str__(self) -> str:
        return self.file_name
