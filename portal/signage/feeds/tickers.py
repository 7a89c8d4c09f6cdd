"""`ticker.txt` and `ticker.kv`: lines for controllers that read text (contract 3.5)."""

from collections.abc import Callable, Sequence

from portal.signage.emergency.selectors import AlertFacts
from portal.signage.enums import AlertStatus
from portal.signage.feeds.contents import Contents
from portal.signage.feeds.wording import ascii_of, in_ascii, one_line, words_of
from portal.signage.playlists import Item

EXERCISE = "DIỄN TẬP"  # a drill always says so, whatever its author wrote
MOST_LINES = 50
SLOTS = 20


def ticker_lines(
    *, contents: Contents, active: Sequence[Item], alerts: Sequence[AlertFacts], ascii_only: bool
) -> list[str]:
    """One message a line, alerts first, then `active` in play order. Never empty."""
    words: Callable[[Item], str] = ascii_of if ascii_only else words_of
    lines = [alert_words(alert, ascii_only=ascii_only) for alert in alerts]
    lines += [words(item) for item in active]
    default = words(contents.playlist.default_item) or contents.playlist.board.uid
    return [line for line in lines if line] or [default]


def ticker_txt(lines: Sequence[str], *, most: int = MOST_LINES, eol: str = "\n") -> bytes:
    """UTF-8 without a byte order mark; every line ends with `eol`."""
    return "".join(f"{line}{eol}" for line in lines[:most]).encode()


def ticker_kv(*, revision: int, alerts: Sequence[str], lines: Sequence[str], eol: str = "\n") -> bytes:
    """`rev`, `khan` and `tin1` … `tin20`, always all of them: a controller keeps what it is not told."""
    values = {"rev": str(revision), "khan": " | ".join(alerts)}
    for slot in range(1, SLOTS + 1):
        values[f"tin{slot}"] = lines[slot - 1] if slot <= len(lines) else ""
    return "".join(f"{key},{value.replace(',', ';')}{eol}" for key, value in values.items()).encode()


def alert_words(alert: AlertFacts, *, ascii_only: bool) -> str:
    """The words of an alert in one line; those of an exercise begin by saying so."""
    text = in_ascii(alert.ascii or alert.full) if ascii_only else one_line(alert.full)
    mark = in_ascii(EXERCISE) if ascii_only else EXERCISE
    if alert.status != AlertStatus.EXERCISE or text.upper().startswith(mark):
        return text
    return f"{mark}: {text}"
