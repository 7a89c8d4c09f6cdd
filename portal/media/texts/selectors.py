"""Which files wait to be read."""

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from portal.media.models import File


def files_pending(*, only: Collection[int] | None = None) -> QuerySet[File]:
    """Files that some page or record shows, never read or stored anew since. One query."""
    unread = Q(text=None) | ~Q(text__stored_name=F("file"))
    shown = File.objects.filter(unread, showings__isnull=False)
    return (shown if only is None else shown.filter(pk__in=only)).distinct().order_by("pk")
