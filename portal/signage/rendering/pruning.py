"""Clears away files that nothing shows any more. What is needed again is drawn again, to the same bytes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from portal.signage.looks import Look
from portal.signage.models import AlertVersion, Board, BoardMessagePage, MediaFile, MessageVersion, Rendition
from portal.signage.playlists import look_of_version
from portal.signage.rendering.frames import RENDERER_VERSION
from portal.signage.rendering.store import files_on_disk, media_path

KEPT = timedelta(days=90)
_AT_ONCE = 500


def media_prune(*, now: datetime, dry_run: bool = False) -> int:
    """Files older than 90 days that no message, alert or board has shown in that time; how many.

    Pictures that editors sent stay as long as any page or version names them: they cannot be drawn
    again. Also takes what an interrupted writing left.
    """
    before = now - KEPT
    with transaction.atomic():
        unused = _unused(before)
        if dry_run:
            return len(unused) + len(_ownerless(before))
        for start in range(0, len(unused), _AT_ONCE):
            keys = [media.pk for media in unused[start : start + _AT_ONCE]]
            Rendition.objects.filter(media__in=keys).delete()
            MediaFile.objects.filter(pk__in=keys).delete()
        names = [media.name for media in unused]
        transaction.on_commit(lambda: _unlink(names))
    ownerless = _ownerless(before)
    for path in ownerless:
        path.unlink(missing_ok=True)
    return len(unused) + len(ownerless)


def _unused(before: datetime) -> list[MediaFile]:
    old = MediaFile.objects.filter(created_at__lt=before)
    shown = _looks_shown_since(before)
    pictures = {
        style.get("picture") for style in MessageVersion.objects.values_list("style", flat=True).iterator()
    }
    kept = {
        media
        for media, look in Rendition.objects.filter(media__in=old).values_list("media", "look").iterator()
        if look in shown
    }
    kept |= set(BoardMessagePage.objects.filter(motion__in=old).values_list("motion", flat=True))
    return [media for media in old.order_by("pk") if media.pk not in kept and media.sha256 not in pictures]


def _looks_shown_since(before: datetime) -> set[str]:
    looks: list[Look] = []
    versions = MessageVersion.objects.filter(Q(live_until__isnull=True) | Q(live_until__gte=before))
    looks += [look_of_version(version) for version in versions.iterator()]
    alerts = AlertVersion.objects.filter(not_after__gte=before).values_list("text_full", "text_short")
    looks += [
        Look(text=text, emphasis=emphasis)
        for texts in alerts.iterator()
        for text in texts
        for emphasis in ("alert", "exercise")
    ]
    boards = Board.objects.in_use().select_related("unit")
    looks += [Look(text=board.default_text or board.unit.full_name) for board in boards.iterator()]
    return {look.key(RENDERER_VERSION) for look in looks}


def _ownerless(before: datetime) -> list[Path]:
    """Files without a row: their transaction was rolled back, or their writing broke off."""
    old = [path for path in files_on_disk() if path.stat().st_mtime < before.timestamp()]
    known: set[str] = set()
    for start in range(0, len(old), _AT_ONCE):
        digests = [path.stem for path in old[start : start + _AT_ONCE]]
        known |= set(MediaFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    return [path for path in old if path.stem not in known]


def _unlink(names: Iterable[str]) -> None:
    for name in names:
        path = media_path(name)
        # It may have been stored again since.
        if path is not None and not MediaFile.objects.filter(sha256=path.stem).exists():
            path.unlink(missing_ok=True)
