"""What Vietnamese passwords are made of, small and without accents or spaces."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "word_lists"


def _words_of(name: str) -> frozenset[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


# A password that is one of these is refused, whatever digits and signs stand around it.
PHRASES = _words_of("phrases.txt")
# With a year behind it, the name of a place is the commonest password of an office.
PLACES = _words_of("places.txt")
# One of both may be introduced by what the office is called, and closed by an ending.
OPENINGS = tuple(sorted(_words_of("openings.txt")))
ENDINGS = tuple(sorted(_words_of("endings.txt")))
