"""Takes out of a picture what the camera wrote beside it: the place, the device, the person, the time.

The pixels are copied byte by byte, never compressed again. Kept: colour profile, density and how
the camera was held. What follows the end of the picture is cut off: it is no part of it.
Sources: ITU-T T.81 annex B (JPEG), W3C PNG 3 chapter 5, RFC 9649 (WebP).
"""

import struct
from io import BytesIO

from PIL import Image

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs hIST acTL fcTL fdAT".split()
)
_WEBP_DROPPED = (b"EXIF", b"XMP ")
_WEBP_FLAGS = 0b0000_1100  # Exif and XMP are present
_ORIENTATION = 0x0112


class Unreadable(Exception):
    """The bytes do not follow their own format."""


def without_metadata(data: bytes) -> bytes:
    """The same picture (JPEG, PNG or WebP) without metadata; other bytes unchanged.

    Raises Unreadable when the structure is broken.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG_START):
            return _png(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (IndexError, struct.error) as error:
        raise Unreadable from error
    return data


def _jpeg(data: bytes) -> bytes:
    kept = [b"\xff\xd8", _orientation(data)]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Unreadable
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == 0xD9:
            return b"".join((*kept, b"\xff\xd9"))
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if _is_needed(marker, segment):
            kept.append(segment)
        at += 2 + length
        if marker == 0xDA:  # coded data up to the next marker that is neither stuffing nor a restart
            start = at
            while True:
                at = data.find(b"\xff", at)
                if at < 0 or at + 1 >= len(data):
                    raise Unreadable
                if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
                    at += 2
                    continue
                break
            kept.append(data[start:at])


def _is_needed(marker: int, segment: bytes) -> bool:
    if marker == 0xE2:
        return segment[4:15] == b"ICC_PROFILE"
    return not (marker == 0xFE or 0xE1 <= marker <= 0xEF) or marker == 0xEE  # 0xEE: Adobe's colours


def _orientation(data: bytes) -> bytes:
    """An APP1 segment that holds the orientation alone; empty for a picture held upright."""
    try:
        with Image.open(BytesIO(data)) as picture:
            orientation = picture.getexif().get(_ORIENTATION, 1)
    except Exception:
        return b""
    if orientation not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept = [_PNG_START]
    at = len(_PNG_START)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise Unreadable
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + length


def _webp(data: bytes) -> bytes:
    (length,) = struct.unpack_from("<I", data, 4)
    end = 8 + length
    if end > len(data):
        raise Unreadable
    kept = [b"WEBP"]
    at = 12
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", data, at)
        chunk = bytearray(data[at : at + 8 + size + size % 2])
        if kind == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS & 0xFF
        if kind not in _WEBP_DROPPED:
            kept.append(bytes(chunk))
        at += 8 + size + size % 2
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
