"""Which release draws the pages: a digest over code, templates, static files and catalogues.

Part of every page's ETag, so a new release never answers 304 for a page an older one drew.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

_ROOMS = ("portal", "sites", "themes", "search", "locale")
_SUFFIXES = frozenset({".py", ".html", ".css", ".js", ".json", ".mo", ".svg", ".ttf"})


@cache
def release_digest() -> str:
    """Twelve hexadecimal digits, read once per process."""
    digest = hashlib.sha256()
    base = Path(settings.BASE_DIR)
    for room in _ROOMS:
        for path in sorted((base / room).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(str(path.relative_to(base)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
