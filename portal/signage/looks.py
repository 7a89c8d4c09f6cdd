"""A look: everything that decides the pixels of one message. Equal looks share their files."""

import hashlib
import json
from dataclasses import asdict, dataclass

from portal.signage.enums import ColorDepth


@dataclass(frozen=True)
class Look:
    """`text` is what is drawn. `emphasis`: "normal", "priority", "alert" or "exercise". `font_px` None:
    as large as fits. `picture`: the SHA-256 of a stored file that is shown instead of words. `page_s`:
    seconds of each page when there are several. `short`: drawn instead where `text` does not fit."""

    text: str
    emphasis: str = "normal"
    typeface: str = ""
    font_px: int | None = None
    align: str = "center"
    picture: str = ""
    page_s: int = 5
    short: str = ""

    def key(self, renderer_version: int) -> str:
        """The digest under which its renditions are kept; another renderer draws anew."""
        value = json.dumps([renderer_version, asdict(self)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(value.encode()).hexdigest()


@dataclass(frozen=True)
class Grid:
    """The size a rendition is for."""

    width: int
    height: int
    color: ColorDepth
