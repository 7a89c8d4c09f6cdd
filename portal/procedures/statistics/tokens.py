"""API tokens: made, checked and revoked. The secret itself is told once and never kept."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from portal.procedures.models.tokens import ApiToken
from sites.models import AdministrativeUnit

_MARK = "lcp"  # a leaked token is found by it
_USE_NOTED_EVERY = timedelta(minutes=1)


def token_create(
    *, name: str, scope: str, unit: AdministrativeUnit | None, days: int, actor: Any, now: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which cannot be told again."""
    prefix = f"{_MARK}_{secrets.token_hex(4)}"
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        prefix=prefix,
        digest=_digest(secret),
        name=name,
        scope=scope,
        unit=unit,
        created_at=now,
        created_by=actor,
        expires_at=now + timedelta(days=days),
    )
    return token, secret


def token_revoke(*, token: ApiToken, now: datetime) -> bool:
    """From now on it opens nothing. False when it was revoked before."""
    return bool(ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now))


def token_of_secret(*, secret: str, now: datetime) -> ApiToken | None:
    """The token that is valid now, or None: unknown, wrong, expired and revoked look the same. One query."""
    prefix = "_".join(secret.split("_", 2)[:2])
    token = (
        ApiToken.objects.select_related("unit")
        .filter(prefix=prefix, revoked_at=None, expires_at__gt=now)
        .first()
    )
    known = token.digest if token else _digest("")
    return token if hmac.compare_digest(known, _digest(secret)) and token else None


def token_use_note(*, token: ApiToken, now: datetime) -> None:
    """Remember that it was used; at most once a minute."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _USE_NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


def _digest(secret: str) -> str:
    # 256 random bits need no slow hash.
    return hashlib.sha256(secret.encode()).hexdigest()
