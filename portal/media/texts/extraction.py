"""The words of a file, read by a process of its own that may hang, crash or swell without harm."""

import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from portal.media.enums import TextStatus
from portal.media.texts.reading import READERS, TOO_BIG
from search.legacy_fonts import read_as_unicode

TIME_LIMIT_S = 20
# A PDF with fewer letters than this is pictures of pages: some carry a stamp or a page number.
SCANNED_BELOW = 40
_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Extracted:
    """`text` is empty unless the status is OK. `detail` is for operators."""

    status: TextStatus
    text: str = ""
    detail: str = ""


def text_extract(*, file: IO[bytes], extension: str, seconds: int = TIME_LIMIT_S) -> Extracted:
    """Read a real file (with a descriptor, at its beginning). Never raises for what is in it."""
    if extension not in READERS:
        return Extracted(TextStatus.UNSUPPORTED)
    try:
        done = subprocess.run(  # noqa: S603 (our own program and words of our own)
            _command(extension, seconds),
            stdin=file,
            capture_output=True,
            timeout=seconds,
            cwd=_ROOT,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:  # asleep: the limit of its own counts only work
        return Extracted(TextStatus.TOO_BIG, detail=f"not read in {seconds} s")
    detail = done.stderr.decode("utf-8", "replace")[-400:]
    if done.returncode in (TOO_BIG, -signal.SIGXCPU, -signal.SIGKILL):
        return Extracted(TextStatus.TOO_BIG, detail=detail or f"ended with {done.returncode}")
    if done.returncode:
        return Extracted(TextStatus.FAILED, detail=detail or f"ended with {done.returncode}")
    text = read_as_unicode(done.stdout.decode("utf-8", "replace").replace("\x00", ""))
    if extension == "pdf" and sum(char.isalpha() for char in text) < SCANNED_BELOW:
        return Extracted(TextStatus.EMPTY_SCAN)
    return Extracted(TextStatus.OK, text)


def _command(extension: str, seconds: int) -> list[str]:
    return [sys.executable, "-m", "portal.media.texts.reading", extension, str(seconds)]
