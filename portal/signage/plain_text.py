"""Words as boards take them: one line of NFC text, and the same without Vietnamese marks."""

import unicodedata

# What NFKD leaves beyond ASCII and readers expect to see.
_TO_ASCII = str.maketrans(
    {"đ": "d", "Đ": "D", "₫": "d", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"',
     "»": '"', "‘": "'", "’": "'", "•": "-", "→": "->", "×": "x", "°": " do ", "≥": ">=", "≤": "<="}
)  # fmt: skip


def one_line(text: str) -> str:
    """NFC, without control or invisible characters; all white space becomes single spaces."""
    spaced = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    return " ".join(spaced.split())


def without_marks(text: str) -> str:
    """`text` in printable ASCII (U+0020-U+007E): ế → e, đ → d; what has no such form is left out."""
    decomposed = unicodedata.normalize("NFKD", one_line(text).translate(_TO_ASCII))
    return " ".join("".join(char for char in decomposed if " " <= char <= "~").split())
