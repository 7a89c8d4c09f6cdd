"""Taking in what citizens send, and deleting it when its time is over."""

import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from portal.participation.mail import submission_letter_send

if TYPE_CHECKING:
    from portal.participation.models import FormPage, Submission

# Without letters and digits that are mistaken for one another when read aloud or copied by hand.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def submission_receive(
    *, page: "FormPage", values: dict[str, Any], notice: str, root_url: str, now: datetime
) -> "Submission":
    """Store one sending and tell the form's addresses once it is stored.

    `values` are cleaned, by name of the field; `notice` is what was agreed to; `root_url` is the
    sub-site's, without a slash at its end.
    """
    model = page.get_submission_class()
    submission = model(
        page=page,
        reference=_free_reference(model),
        form_data={name: _storable(value) for name, value in values.items()},
        submit_time=now,
        kept_until=timezone.localdate(now) + timedelta(days=page.retention_days),
        notice=notice,
    )
    submission.full_clean(exclude=["form_data"])  # JSON's own check refuses decimals its encoder writes
    submission.save()
    transaction.on_commit(
        lambda: submission_letter_send(page=page, reference=submission.reference, root_url=root_url)
    )
    return submission


def submissions_prune(*, submissions: "QuerySet[Submission]", day: date, dry_run: bool = False) -> int:
    """Delete those of `submissions` that were to be kept until before `day`; returns how many."""
    over = submissions.filter(kept_until__lt=day)
    if dry_run:
        return over.count()
    deleted, _by_model = over.delete()
    return deleted


def _storable(value: Any) -> Any:
    """Dates as people read them; the rest as it is."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def _free_reference(model: "type[Submission]") -> str:
    while True:
        letters = "".join(secrets.choice(_ALPHABET) for _place in range(8))
        reference = f"{letters[:4]}-{letters[4:]}"
        if not model.objects.filter(reference=reference).exists():
            return reference
