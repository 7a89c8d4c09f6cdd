"""MP4 files made box by box: their index is real, their pictures are not."""

import struct


def box(kind: bytes, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def make_video(
    *,
    width: int = 128,
    height: int = 64,
    codec: bytes = b"avc1",
    seconds: int = 10,
    handler: bytes = b"vide",
    filler: int = 100,
) -> bytes:
    header = box(b"mvhd", b"\0" * 12, struct.pack(">II", 1000, seconds * 1000), b"\0" * 80)
    entry = box(codec, b"\0" * 6, b"\0\1", b"\0" * 16, struct.pack(">HH", width, height), b"\0" * 50)
    table = box(b"stbl", box(b"stsd", b"\0" * 4, struct.pack(">I", 1), entry))
    sound = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8, b"soun", b"\0" * 12)))
    media = box(b"mdia", box(b"hdlr", b"\0" * 8, handler, b"\0" * 12), box(b"minf", table))
    moov = box(b"moov", header, sound, box(b"trak", box(b"tkhd", b"\0" * 84), media))
    return box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + moov + box(b"mdat", b"\0" * filler)
