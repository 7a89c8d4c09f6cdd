"""Notes that a key was used, and by how many devices."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from portal.signage.models import BoardCredential, CredentialDevice

SEEN_NOTED_EVERY = timedelta(minutes=1)
CLONE_WITHIN = timedelta(minutes=10)


def credential_seen(*, credential: BoardCredential, now: datetime) -> bool:
    """Remember that the key was used, at most once a minute; whether it was written."""
    if credential.last_used_at is not None and credential.last_used_at > now - SEEN_NOTED_EVERY:
        return False
    # A remembered caller does not know yet that it was noted.
    if not cache.add(f"signage:seen:{credential.pk}", 1, int(SEEN_NOTED_EVERY.total_seconds())):
        return False
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - SEEN_NOTED_EVERY)
    return bool(BoardCredential.objects.filter(stale, pk=credential.pk).update(last_used_at=now))


def fingerprint_note(*, credential: BoardCredential, fingerprint: str, now: datetime) -> bool:
    """Remember which device used the key; whether two did within ten minutes.

    Then `credential.cloned_at` is set, for operators to see; nothing is blocked (contract 3.2). Asks
    the database at most once a minute for each device.
    """
    digest = hashlib.sha256(fingerprint.encode(errors="surrogatepass")).hexdigest()
    if not cache.add(f"signage:device:{credential.pk}:{digest}", 1, int(SEEN_NOTED_EVERY.total_seconds())):
        return False
    with transaction.atomic():
        CredentialDevice.objects.update_or_create(
            credential=credential, digest=digest, defaults={"last_seen_at": now}
        )
        devices = CredentialDevice.objects.filter(credential=credential)
        devices.filter(last_seen_at__lte=now - CLONE_WITHIN).delete()
        is_cloned = devices.exclude(digest=digest).exists()
        if is_cloned:
            BoardCredential.objects.filter(pk=credential.pk).update(cloned_at=now)
    return is_cloned


def clone_dismiss(*, credential: BoardCredential) -> None:
    """An operator has looked: the alarm is over until it is raised again."""
    CredentialDevice.objects.filter(credential=credential).delete()
    BoardCredential.objects.filter(pk=credential.pk).update(cloned_at=None)
