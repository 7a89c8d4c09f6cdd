"""Names of uploaded files: what a file system, a download and a reader can all bear."""

import unicodedata
from pathlib import PurePosixPath

MAX_CHARACTERS = 80  # the folder and seven random characters come on top; the column holds 100
MAX_BYTES = 200  # a file system takes 255, and a Vietnamese letter is up to three
_FALLBACK = "tep"


def extension_of(name: str) -> str:
    """`pdf` of `Báo cáo.PDF`; empty when there is none."""
    return PurePosixPath(name.replace("\\", "/")).suffix.removeprefix(".").lower()


def safe_name(name: str) -> str:
    """The name without folders, control and direction characters (Unicode Cc, Cf …), NFC, shortened.

    The extension survives shortening: it says how the file is served.
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(char for char in last if not unicodedata.category(char).startswith("C"))
    stem, dot, extension = shown.strip().rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem = stem.strip(" .") or _FALLBACK
    ending = f".{extension.lower()}" if extension else ""
    return _shortened(stem, ending) + ending


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: MAX_CHARACTERS - len(ending)]
    while len((stem + ending).encode()) > MAX_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") or _FALLBACK
