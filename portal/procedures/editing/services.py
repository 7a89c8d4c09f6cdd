"""What is done to the working copy beside editing it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from portal.procedures.content import content_of, procedure_fill
from portal.procedures.models import Procedure

_DECISION = ("decision_number", "decided_on", "decided_by", "effective_from", "status", "replaced_by")


class TranslationRefused(ValidationError):
    """There is one already, or this is one itself."""


@transaction.atomic
def procedure_translate(*, procedure: Procedure, locale: Locale, actor: Any, now: datetime) -> Procedure:
    """A draft in `locale` that says what the Vietnamese record says; its words are then translated.

    Raises TranslationRefused.
    """
    if procedure.locale_id == locale.pk or procedure.locale.language_code != "vi":
        raise TranslationRefused(_("A translation starts from the Vietnamese record."))
    if Procedure.objects.filter(translation_key=procedure.translation_key, locale=locale).exists():
        raise TranslationRefused(_("There is a version in this language already."))
    copy = Procedure(
        locale=locale,
        translation_key=procedure.translation_key,
        live=False,
        **{name: getattr(procedure, name) for name in _DECISION},
    )
    procedure_fill(copy, content_of(procedure), field=procedure.field)
    copy.full_clean()
    copy.save()
    copy.save_revision(user=actor)
    log(copy, "procedures.translated", user=actor, data={"code": procedure.code}, timestamp=now)
    return copy
