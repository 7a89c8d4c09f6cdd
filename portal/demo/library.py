"""Drawings become pictures in the folders of sub-sites."""

import hashlib
from io import BytesIO

from django.core.files.images import ImageFile
from django.core.files.storage import Storage

from portal.demo.pictures.gallery import DRAWINGS
from portal.media.models import PortalImage
from sites.models import Subsite

CREDIT = "Hình minh họa"


class PictureLibrary:
    """Draws each drawing once, keeps one picture of it for each sub-site that shows it.

    A sub-site's pictures are its own, so that its editors find them in their folder. `discard`
    takes the files off the disk again when the rows are rolled back.
    """

    def __init__(self, *, pixel_width: int) -> None:
        self._pixel_width = pixel_width
        self._drawn: dict[str, bytes] = {}
        self._pictures: dict[tuple[int, str], PortalImage] = {}
        self._stored: list[tuple[Storage, str]] = []

    def __len__(self) -> int:
        return len(self._pictures)

    def picture(self, subsite: Subsite, name: str) -> PortalImage:
        """The picture of a drawing in the folder of `subsite`. Raises KeyError for no such drawing."""
        key = (subsite.pk, name)
        if key not in self._pictures:
            self._pictures[key] = self._create(subsite, name)
        return self._pictures[key]

    def discard(self) -> None:
        for storage, name in self._stored:
            storage.delete(name)
        self._stored.clear()

    def _create(self, subsite: Subsite, name: str) -> PortalImage:
        drawing = DRAWINGS[name]
        if name not in self._drawn:
            self._drawn[name] = drawing.draw(self._pixel_width)
        content = self._drawn[name]
        image = PortalImage(
            title=drawing.title,
            description=drawing.alt,
            credit=CREDIT,
            collection=subsite.collection,
            file_size=len(content),
            file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        )
        # Stored before the row is: a file whose row then fails is known and can be taken away.
        file_name = f"{name.replace('_', '-')}.{drawing.suffix}"
        image.file.save(file_name, ImageFile(BytesIO(content), name=file_name), save=False)
        self._stored.append((image.file.storage, image.file.name))
        image.save()
        return image
