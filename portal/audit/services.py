"""Writes the log, and lets its oldest entries go as the law allows."""

import json
import logging
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.enums import ActionGroup, Source
from portal.audit.guard import pruning
from portal.audit.models import AuditEntry
from portal.audit.origin import Place, current_origin
from sites.slugs import vietnamese_slug

logger = logging.getLogger("audit")
# Decree 53/2022/NĐ-CP Art. 26: system logs are kept for at least twelve months. A day for leap years.
KEPT_AT_LEAST = timedelta(days=366)
MASK = "********"
_SECRET_WORDS = ("password", "secret", "token", "csrf")


class TooYoung(ValidationError):
    """Entries of the last twelve months stay (Decree 53/2022/NĐ-CP Art. 26)."""


def audit_write(
    *,
    action: str,
    group: ActionGroup,
    actor: Any = None,
    instance: models.Model | None = None,
    object_type: str = "",
    object_id: Any = "",
    object_label: str = "",
    place: Place | None = None,
    detail: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> AuditEntry:
    """Write one entry, in the transaction of the caller: an act that is undone leaves none.

    `action` is dotted (`procedures.imported`); its name for readers stands in `portal.audit.actions`
    or in Wagtail's register of log actions. `actor` None: whoever is signed in. `instance` gives type,
    number and label unless they are told. `place` None: the network. `detail` holds JSON; changes are
    `{"before": {…}, "after": {…}}`. After the commit the entry is said once more as a line of JSON.
    """
    origin = current_origin()
    if actor is None and origin is not None:
        actor = origin.user
    real = origin.real_actor if origin is not None else None
    if real is not None and actor is not None and real.pk == actor.pk:
        real = None
    if instance is not None:
        object_type = object_type or instance._meta.label
        object_id = object_id or instance.pk
        object_label = object_label or (person_name(instance) or str(instance))
    name, real_name, label = person_name(actor), person_name(real), _clean(object_label, 500)
    entry = AuditEntry(
        created_at=now or timezone.now(),
        action=action,
        group=group,
        actor_id=actor.pk if actor is not None else None,
        actor_name=name,
        real_actor_id=real.pk if real is not None else None,
        real_actor_name=real_name,
        actor_folded=vietnamese_slug(f"{name} {real_name}")[:700],
        object_type=object_type[:100],
        object_id=str(object_id)[:100],
        object_label=label,
        object_folded=vietnamese_slug(label)[:600],
        subsite_id=place.subsite_id if place else None,
        subsite_name=place.name if place else "",
        source=Source.WEB if origin is not None else Source.COMMAND,
        ip_address=origin.ip_address if origin is not None else None,
        user_agent=_clean(origin.user_agent, 200) if origin is not None else "",
        host=_clean(origin.host, 253) if origin is not None else "",
        detail=_plain(detail or {}),
    )
    entry.save()
    transaction.on_commit(partial(_say, entry), robust=True)
    return entry


def entries_prune(*, before: date, actor: Any, now: datetime, dry_run: bool = False) -> int:
    """Delete the entries from before the start of a day; returns how many.

    Raises TooYoung when the day lies within the last twelve months. What was done is an entry itself.
    """
    if before > timezone.localdate(now) - KEPT_AT_LEAST:
        raise TooYoung(
            _(
                "The log of the last 12 months stays (Decree 53/2022/NĐ-CP Art. 26): "
                "choose %(day)s or earlier."
            )
            % {"day": (timezone.localdate(now) - KEPT_AT_LEAST).strftime("%d/%m/%Y")}
        )
    limit = timezone.make_aware(datetime.combine(before, time.min))
    old = AuditEntry.objects.filter(created_at__lt=limit)
    count = old.count()
    if dry_run or not count:
        return count
    with pruning(connection):
        with connection.cursor() as cursor:
            moment = connection.ops.adapt_datetimefield_value(limit)
            cursor.execute(f"DELETE FROM {AuditEntry._meta.db_table} WHERE created_at < %s", [moment])  # noqa: S608
            count = cursor.rowcount
        audit_write(
            action="audit.pruned",
            group=ActionGroup.LOG,
            actor=actor,
            now=now,
            detail={"before": before, "entries": count},
        )
    return count


def person_name(user: Any) -> str:
    """`Nguyễn Thị Mai (mai.tran)`; empty for nobody and for what is no person."""
    if user is None or not hasattr(user, "get_username"):
        return ""
    name, username = user.get_full_name(), user.get_username()
    return _clean(f"{name} ({username})" if name else username, 300)


def _say(entry: AuditEntry) -> None:
    told = {
        "id": entry.pk,
        "time": entry.created_at,
        "action": entry.action,
        "group": str(entry.group),
        "actor": {"id": entry.actor_id, "name": entry.actor_name},
        "object": {"type": entry.object_type, "id": entry.object_id, "label": entry.object_label},
        "subsite": {"id": entry.subsite_id, "name": entry.subsite_name} if entry.subsite_id else None,
        "source": str(entry.source),
        "ip": entry.ip_address,
        "user_agent": entry.user_agent,
        "host": entry.host,
        "detail": entry.detail,
    }
    if entry.real_actor_id:
        told["real_actor"] = {"id": entry.real_actor_id, "name": entry.real_actor_name}
    logger.info(entry.action, extra={"entry": told})


def _clean(text: Any, length: int) -> str:
    """One line, as long as the column: a log is read line by line and exported to spreadsheets."""
    shown = "".join(" " if unicodedata.category(char) == "Cc" else char for char in str(text))
    return shown[:length]


def _plain(detail: dict[str, Any]) -> dict[str, Any]:
    """Values that JSON knows, lazy texts said, and nothing that opens an account."""
    told: dict[str, Any] = json.loads(json.dumps(detail, cls=DjangoJSONEncoder).replace("\\u0000", ""))
    masked = _masked(told)
    return masked if isinstance(masked, dict) else {}


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: MASK if any(word in key.lower() for word in _SECRET_WORDS) and inner else _masked(inner)
            for key, inner in value.items()
        }
    return [_masked(inner) for inner in value] if isinstance(value, list) else value
