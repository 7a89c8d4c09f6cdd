"""Parts of a file by request (RFC 9110 section 14). Knows no file."""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """Bytes `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class UnsatisfiableError(Exception):
    """The range begins behind the end: answer 416."""


def requested_part(header: str, *, size: int) -> Part | None:
    """The one part that `Range: <header>` asks of `size` bytes; None to send the whole.

    Several ranges, other units and nonsense give None, which section 14.2 allows. Raises UnsatisfiableError.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or len(header) > 100:
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    if not first:
        length = int(last)
        if length == 0 or size == 0:
            raise UnsatisfiableError
        return Part(max(0, size - length), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableError
    return Part(int(first), min(int(last), size - 1) if last else size - 1)
