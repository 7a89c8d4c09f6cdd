"""How people rate procedures: totals only, so nothing tells who rated or when exactly."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import RatingAspect, RatingGrade
from portal.procedures.models.procedures import Procedure
from sites.models import AdministrativeUnit


class RatingTotal(models.Model):
    """How often one grade was given for one aspect of a procedure at a unit in a month.

    `month` is its first day. Feeds the statistics of Circular 32/2017 Art. 11.3.
    """

    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.CASCADE, related_name="rating_totals")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="rating_totals")
    month = models.DateField(_("month"))
    aspect = models.CharField(_("aspect"), max_length=11, choices=RatingAspect.choices)
    grade = models.CharField(_("grade"), max_length=14, choices=RatingGrade.choices)
    count = models.PositiveIntegerField(_("how often"), default=0)

    class Meta:
        verbose_name = _("total of ratings")
        verbose_name_plural = _("totals of ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "procedure", "month", "aspect", "grade"], name="rating_total_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="rating_total_month_begins"),
        ]
        indexes = [models.Index(fields=["month", "unit"])]

    def __str__(self) -> str:
        return f"{self.unit}: {self.procedure.code} {self.month:%Y-%m} {self.aspect} {self.grade}"
