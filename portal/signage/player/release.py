"""The files of the player of this release, under an address that changes with any of them.

The digest names files, words and addresses, so two processes of one release serve the same; a service
worker lists exactly the files that belong together.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.urls import reverse

from portal.signage.player.words import player_words

CLIENT = Path(__file__).parent / "client"
# Names under which people paste a secret into a query string.
LEAKS = ("t", "k", "token", "key", "access_token", "api_key")
# Whole-line comments and indentation: a third of what a board loads. No template literal has lines.
_UNREAD = re.compile(rb"(?m)^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n|^[ \t]+")
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True)
class Release:
    """`files`: name → body, of what lies below `player/<code>/`. `shell` and `worker` lie above it."""

    code: str
    files: Mapping[str, bytes]
    shell: bytes
    refused: bytes
    worker: bytes


@cache
def release() -> Release:
    """Read once per process."""
    words = player_words()
    sources = {path.name: path.read_bytes() for path in sorted(CLIENT.iterdir())}
    code = _digest(sources, words)
    templates = {name: sources.pop(name).decode() for name in ("shell.html", "refused.html")}
    worker = sources.pop("sw.js").decode()
    refused = _drawn(
        templates["refused.html"], code, heading=words["refusedHeading"], help=words["refusedHelp"]
    )
    files = {
        **{name: _UNREAD.sub(b"", body) for name, body in sources.items()},
        "words.js": f"export default {_js(words)};\n".encode(),
        "release.js": f"export const VERSION = {_js(code)};\n".encode(),
        "refused.html": refused,
    }
    addresses = [_address(code, name) for name in sorted(files)]
    constants = {
        "RELEASE": code,
        "SHELL": reverse("signage:player"),
        "ASSETS": addresses,
        "REFUSED": _address(code, "refused.html"),
        "LEAKS": LEAKS,
    }
    head = "".join(f"const {name} = {_js(value)};\n" for name, value in constants.items())
    return Release(
        code=code,
        files=files,
        shell=_drawn(templates["shell.html"], code, title=words["title"], noscript=words["noscript"]),
        refused=refused,
        worker=(head + worker).encode(),
    )


def content_type(name: str) -> str:
    return _TYPES[Path(name).suffix]


def _digest(sources: Mapping[str, bytes], words: Mapping[str, str]) -> str:
    digest = hashlib.sha256(_js(words).encode())
    for name, body in sources.items():
        digest.update(f"\n{name} {len(body)}\n".encode())
        digest.update(body)
    return digest.hexdigest()[:16]


def _address(code: str, name: str) -> str:
    return reverse("signage:player_file", args=[code, name])


def _drawn(source: str, code: str, **texts: str) -> bytes:
    assets = _address(code, "x").removesuffix("x")
    return Engine().from_string(source).render(Context({"assets": assets, **texts})).encode()


def _js(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
