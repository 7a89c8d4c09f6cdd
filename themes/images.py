"""Addresses of a theme's pictures, cut to the sizes the layout draws."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from themes.models import SiteTheme

EMBLEM_FILTER = "max-192x192|format-webp"
BANNER_FILTER = "fill-1600x240|format-webp"


@dataclass(frozen=True)
class PictureAddresses:
    """None where the theme has no picture or its file is gone."""

    emblem: str | None
    banner: str | None


def picture_addresses(theme: SiteTheme) -> PictureAddresses:
    """Both addresses; one query when the theme has pictures, none otherwise."""
    pictures = [image for image in (theme.emblem, theme.banner) if image is not None]
    if pictures:
        prefetch_related_objects(pictures, "renditions")
    return PictureAddresses(_address(theme.emblem, EMBLEM_FILTER), _address(theme.banner, BANNER_FILTER))


def _address(image: object, spec: str) -> str | None:
    if image is None:
        return None
    try:
        address: str = image.get_rendition(spec).url  # type: ignore[attr-defined]
    except OSError:
        return None  # a lost file must not take the whole site down
    return address
