"""What lies behind an address of a picture or file, and whether everybody may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from portal.media.models import File, MediaShowing, PortalImage, Rendition

# Wagtail's folders (`upload_to`). What lies beside them is nobody's to read: imports, working files.
# Files (`documents/`) have an address of their own, with a name to save them under.
ORIGINALS = "original_images/"
RENDITIONS = "images/"

# Whoever may do one of these with a picture or file may see it.
RIGHTS_TO_SEE = ("choose", "change", "delete")


@dataclass(frozen=True)
class StoredMedia:
    """A picture (or a cut of it) in the storage. `owner` is the picture its rights hang on."""

    owner: PortalImage
    stored: Any
    is_public: bool


def stored_media_named(*, name: str) -> StoredMedia | None:
    """The picture or cut stored under this name, in one query; None for any other file."""
    if "\x00" in name:
        return None
    if name.startswith(ORIGINALS):
        image = PortalImage.objects.filter(file=name).annotate(is_public=_shown(image=OuterRef("pk"))).first()
        return StoredMedia(image, image.file, image.is_public) if image else None
    if name.startswith(RENDITIONS):
        rendition = (
            Rendition.objects.filter(file=name)
            .select_related("image")
            .annotate(is_public=_shown(image=OuterRef("image_id")))
            .first()
        )
        return StoredMedia(rendition.image, rendition.file, rendition.is_public) if rendition else None
    return None


def file_with_key(*, pk: int) -> File | None:
    """The file, with `is_public`, in one query."""
    found: File | None = File.objects.filter(pk=pk).annotate(is_public=_shown(file=OuterRef("pk"))).first()
    return found


def may_see(*, user: Any, media: PortalImage | File) -> bool:
    """A signed-in person may see what is in a folder of theirs, and what they have uploaded."""
    if not user.is_authenticated or not user.is_active:
        return False
    policy = policy_registry.get_by_type(type(media))
    return bool(policy.user_has_any_permission_for_instance(user, RIGHTS_TO_SEE, media))


def is_shown_to_reader(*, request: HttpRequest, media: PortalImage | File) -> bool:
    """Does a live page show it whose restrictions (a password, a group) this reader has passed?

    At most two queries.
    """
    paths = list(media.showings.filter(page__live=True).values_list("page__path", flat=True))
    if not paths:
        return False
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path) + 1, Page.steplen)}
    restrictions = PageViewRestriction.objects.filter(page__path__in=above).select_related("page")
    refused = tuple(found.page.path for found in restrictions if not found.accept_request(request))
    return any(not path.startswith(refused) for path in paths)


def pages_showing(*, files: Iterable[int], now: datetime) -> dict[int, set[int]]:
    """Keys of the pages that show each file to everybody and have not ended. One query."""
    rows = public_showings().filter(
        Q(page__expire_at__isnull=True) | Q(page__expire_at__gt=now), file__in=list(files), page__live=True
    )
    found: dict[int, set[int]] = {}
    for file_id, page_id in rows.values_list("file_id", "page_id"):
        found.setdefault(file_id, set()).add(page_id)
    return found


def _shown(**what: Any) -> Exists:
    """Does a live page without restriction, or a public record, show it?"""
    return Exists(public_showings().filter(**what))


def public_showings() -> "QuerySet[MediaShowing]":
    """Showings everybody may see. Asked at the moment of reading, so no privacy comes late."""
    restricted = PageViewRestriction.objects.alias(
        shown_at=ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    ).filter(shown_at__startswith=F("page__path"))
    return MediaShowing.objects.filter(
        Q(page__isnull=True) | (Q(page__live=True) & ~Exists(restricted)),
    )
