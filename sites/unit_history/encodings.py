"""Recognising text that is not Unicode, or was Unicode once.

Two Vietnamese font encodings of the 1990s, TCVN3 (.VnTime) and VNI, live on in office files. Their text
can hide inside valid UTF-8: the bytes were taken for Western letters. It is told by how the words for
kinds of units come out.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

_FONTS = {
    "TCVN3": re.compile(
        "\\bX\u00b7\\b|\\bX\u00b7 |Ph\u00ad\u00eang|T\u00d8nh|Th\u00b5nh ph\u00e8|Qu\u00cbn|Huy\u00d6n"
        "|Th\u00de (?:x\u00b7|tr\u00ean)|\u00a7\u00c6c khu"
    ),
    "VNI": re.compile(
        "\\bXa\u00f5\\b|Ph\u00f6\u00f4\u00f8ng|T\u00e6nh|Tha\u00f8nh pho\u00e1|Qua\u00e4n|Huye\u00e4n"
        "|Th\u00f2 (?:xa\u00f5|tra\u00e1n)|\u00d1a\u00ebc khu"
    ),
}
# UTF-8 taken for Windows-1252 and saved as UTF-8 once more.
_TWICE = re.compile("\u00c6\u00b0\u00e1\u00bb|X\u00c3\u00a3|\u00e1\u00bb\u2030nh|Huy\u00e1\u00bb")
_WORDS = re.compile(r"\b(?:Xã|Phường|Tỉnh|Thành phố|Quận|Huyện|Thị)\b", re.IGNORECASE)


def legacy_encoding_of_text(text: str) -> tuple[str, int] | None:
    """The name of the legacy encoding `text` betrays and where it shows, or None for sound text."""
    for name, signature in (*_FONTS.items(), ("UTF-8 / Windows-1252", _TWICE)):
        if found := signature.search(text):
            return name, found.start()
    return None


def encoding_of_bytes(data: bytes) -> str | None:
    """A guess at the encoding of bytes that are not UTF-8, for the message only."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = data[:200_000]
    if sample.count(0) > len(sample) // 4:
        return "UTF-16"
    western = sample.decode("cp1252", errors="replace")
    for name, signature in _FONTS.items():
        if signature.search(western):
            return name
    if _WORDS.search(unicodedata.normalize("NFC", sample.decode("cp1258", errors="replace"))):
        return "Windows-1258"
    return None


def not_utf8_reason(data: bytes) -> str:
    """Why `data` is refused, for a clerk."""
    if guess := encoding_of_bytes(data):
        return _("The text is in %(encoding)s, not UTF-8. Save the file as “CSV UTF-8” and try again.") % {
            "encoding": guess
        }
    return _("The text is not UTF-8. Save the file as “CSV UTF-8” and try again.")


def legacy_text_reason(encoding: str) -> str:
    """Why text that is valid Unicode but reads as another encoding is refused."""
    return _("The text is in the old encoding %(encoding)s. Convert it to Unicode and try again.") % {
        "encoding": encoding
    }
