"""Files that boards fetch, kept under the name of their content below MEDIA_ROOT/signage/.

Past Django's storage, which changes a name that is taken: here the same name is the same file.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image

from portal.signage.models import MediaFile
from portal.signage.rendering.mp4_boxes import read_video

FOLDER = "signage"
LARGEST = 20 * 1024 * 1024
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "mp4": "video/mp4"}
_NAME = re.compile(r"([0-9a-f]{64})\.(png|jpg|gif|mp4)", re.ASCII)
_TEMPORARY = ".part"


def media_keep(*, content: bytes, content_type: str, now: datetime) -> MediaFile:
    """Store a checked file once; the same content again gives the same row, and its file back if it was lost.

    Raises ValueError for another type, no content or more than 20 MB; whatever Pillow raises for a broken
    picture.
    """
    if content_type not in CONTENT_TYPES.values() or not 0 < len(content) <= LARGEST:
        raise ValueError(f"no file for boards: {content_type}, {len(content)} bytes")
    digest = hashlib.sha256(content).hexdigest()
    kept = MediaFile.objects.filter(sha256=digest).first()
    if kept is None:
        width, height = _shape(content, content_type)
        kept = MediaFile(
            sha256=digest,
            md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
            bytes=len(content),
            content_type=content_type,
            width=width,
            height=height,
            created_at=now,
        )
    path = _path_of(kept.name)
    # The file first: a row without its file would be an address that answers 404.
    if not path.is_file() or path.stat().st_size != len(content):
        _write(path, content)
    if kept.pk is None:
        values = {
            field.attname: getattr(kept, field.attname)
            for field in kept._meta.fields
            if not field.primary_key
        }
        kept, _created = MediaFile.objects.get_or_create(sha256=digest, defaults=values)
    return kept


def media_content(media: MediaFile) -> bytes:
    """Raises FileNotFoundError when the file was lost."""
    return _path_of(media.name).read_bytes()


def media_path(name: str) -> Path | None:
    """Where the file of that name lies; None for a name that no file of ours can have, or has not."""
    if not _NAME.fullmatch(name):
        return None
    path = _path_of(name)
    return path if path.is_file() else None


def storage_name(name: str) -> str:
    """Below MEDIA_ROOT, for the proxy that sends it."""
    return f"{FOLDER}/{name[:2]}/{name}"


def files_on_disk() -> Iterator[Path]:
    """Everything below the folder, half-written files of a crash too."""
    return (path for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*") if path.is_file())


def _path_of(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / storage_name(name)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a board that comes in between must not keep half a file for a year."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem[:16], suffix=_TEMPORARY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _shape(content: bytes, content_type: str) -> tuple[int, int]:
    if content_type == "video/mp4":
        video = read_video(BytesIO(content), size=len(content))
        return video.width, video.height
    with Image.open(BytesIO(content)) as picture:
        return picture.width, picture.height
