"""Reads what an MP4 file says about itself (ISO/IEC 14496-12, boxes; 14496-15, `avc1`). Decodes nothing."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

_MOOV_BYTES = 8 * 1024 * 1024
_BOXES_AT_MOST = 4096  # of one level: an index, not a bomb
_H264 = (b"avc1", b"avc3")


class UnreadableVideoError(Exception):
    """No MP4, or one that ends before it should."""


@dataclass(frozen=True)
class Video:
    """The first picture track. `codec` is the sample entry's name, such as `avc1` or `hvc1`."""

    codec: str
    width: int
    height: int
    seconds: float

    @property
    def is_h264(self) -> bool:
        return self.codec.encode() in _H264


def read_video(file: IO[bytes], *, size: int) -> Video:
    """Raises UnreadableVideoError."""
    try:
        return _video(file, size)
    except (struct.error, IndexError, ZeroDivisionError) as error:
        raise UnreadableVideoError("a box is cut off") from error


def _video(file: IO[bytes], size: int) -> Video:
    found: dict[bytes, tuple[int, int]] = {}
    position = 0
    for _number in range(_BOXES_AT_MOST):
        if position + 8 > size:
            break
        file.seek(position)
        kind, head, length = _box_head(file.read(16), size - position)
        if position == 0 and kind != b"ftyp":
            raise UnreadableVideoError("does not begin with ftyp")
        if position + length > size:
            raise UnreadableVideoError("ends inside a box")
        found.setdefault(kind, (position + head, length - head))
        position += length
    if b"moov" not in found or b"mdat" not in found:
        raise UnreadableVideoError("has no index or no pictures")
    start, length = found[b"moov"]
    if length > _MOOV_BYTES:
        raise UnreadableVideoError("has an index of unlikely size")
    file.seek(start)
    moov = file.read(length)
    for track in (content for kind, content in _boxes(moov) if kind == b"trak"):
        media = _inner(track, b"mdia")
        if media is not None and (_inner(media, b"hdlr") or b"")[8:12] == b"vide":
            return _picture_track(media, _seconds(moov))
    raise UnreadableVideoError("has no picture track")


def _picture_track(media: bytes, seconds: float) -> Video:
    table = _inner(_inner(_inner(media, b"minf"), b"stbl"), b"stsd")
    if table is None:
        raise UnreadableVideoError("does not say how its pictures are made")
    entry_kind = table[12:16]
    # VisualSampleEntry: 8 bytes of head, 6 reserved, 2 data reference, 16 reserved, then the two sizes.
    width, height = struct.unpack(">HH", table[8 + 32 : 8 + 36])
    return Video(entry_kind.decode("latin-1"), width, height, seconds)


def _seconds(moov: bytes) -> float:
    header = _inner(moov, b"mvhd")
    if header is None:
        raise UnreadableVideoError("does not say how long it is")
    if header[0] == 1:
        scale, duration = struct.unpack(">IQ", header[20:32])
    else:
        scale, duration = struct.unpack(">II", header[12:20])
    return float(duration / scale)


def _inner(content: bytes | None, kind: bytes) -> bytes | None:
    return next((inner for name, inner in _boxes(content or b"") if name == kind), None)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(content):
        kind, head, length = _box_head(content[position : position + 16], len(content) - position)
        yield kind, content[position + head : position + length]
        position += length


def _box_head(start: bytes, left: int) -> tuple[bytes, int, int]:
    """Kind, bytes of the head, bytes of the box with it."""
    length, kind = struct.unpack(">I4s", start[:8])
    head = 8
    if length == 1:
        head = 16
        length = struct.unpack(">Q", start[8:16])[0]
    elif length == 0:  # to the end of the file
        length = left
    if length < head:
        raise UnreadableVideoError("has a box of impossible size")
    return kind, head, length
