"""What people thought of a procedure at a unit."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from portal.procedures.enums import RatingAspect, RatingGrade
from portal.procedures.models.ratings import RatingTotal
from sites.models import AdministrativeUnit


@dataclass(frozen=True)
class AspectTotals:
    """Counts of the three grades, the best first."""

    aspect: str
    counts: tuple[int, int, int]

    @property
    def label(self) -> str:
        return str(RatingAspect(self.aspect).label)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def satisfied_percent(self) -> int | None:
        """Very satisfied and satisfied together, in whole per cent; None without ratings."""
        return round(100 * sum(self.counts[:2]) / self.total) if self.total else None


def rating_totals(*, unit: AdministrativeUnit, procedure_id: int) -> tuple[AspectTotals, ...]:
    """Totals of all months for each aspect, in their order. One query."""
    rows = (
        RatingTotal.objects.filter(unit=unit, procedure=procedure_id)
        .values_list("aspect", "grade")
        .annotate(n=Sum("count"))
    )
    found = {(aspect, grade): n for aspect, grade, n in rows}
    return tuple(
        AspectTotals(
            aspect,
            (
                found.get((aspect, RatingGrade.VERY_SATISFIED), 0),
                found.get((aspect, RatingGrade.SATISFIED), 0),
                found.get((aspect, RatingGrade.NOT_SATISFIED), 0),
            ),
        )
        for aspect in RatingAspect.values
    )


def ratings_json(totals: tuple[AspectTotals, ...]) -> dict[str, Any]:
    """Counts by aspect and grade, keys in lower case."""
    grades = [grade.lower() for grade in RatingGrade.values]
    return {row.aspect.lower(): dict(zip(grades, row.counts, strict=True)) for row in totals}
