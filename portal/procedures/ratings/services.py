"""Counts a rating. Nothing about the sender is kept, and no row stands for one rating."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.procedures.models.procedures import Procedure
from portal.procedures.models.ratings import RatingTotal
from sites.models import AdministrativeUnit


@transaction.atomic
def rating_count(
    *, unit: AdministrativeUnit, procedure: Procedure, grades: Mapping[str, str], day: date
) -> None:
    """Add one to the total of each aspect's grade in the month of `day`.

    `grades` maps aspects to grades. The content version stays: a page shows ratings as they were
    when it was drawn, and one click must not make a whole sub-site draw its pages again.
    """
    for aspect, grade in sorted(grades.items()):
        key: dict[str, Any] = {
            "unit": unit,
            "procedure": procedure,
            "month": day.replace(day=1),
            "aspect": aspect,
            "grade": grade,
        }
        if not RatingTotal.objects.filter(**key).update(count=F("count") + 1):
            RatingTotal.objects.get_or_create(**key)
            RatingTotal.objects.filter(**key).update(count=F("count") + 1)
