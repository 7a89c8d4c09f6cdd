"""What a text of the demonstration is, and how its few marks become blocks.

Texts are written plainly: paragraphs between empty lines; `## ` a heading; `- ` and `1. ` lists;
`> words | speaker` a quotation; `! drawing | caption` a picture. Lines of a paragraph are joined.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import escape, format_html, format_html_join

from portal.demo.moments import Moment, dates_fill


@dataclass(frozen=True)
class Story:
    """One article. `picture` names a drawing; author or source is given."""

    key: str
    topic: str
    when: Moment
    title: str
    summary: str
    body: str
    picture: str = ""
    caption: str = ""
    author: str = ""
    source: str = ""
    is_draft: bool = False


@dataclass(frozen=True)
class Translation:
    """A story in English; `key` is the story's."""

    key: str
    title: str
    summary: str
    body: str
    caption: str = ""


# Turns (drawing, caption) into the value of a picture block.
PictureMaker = Callable[[str, str], dict[str, Any]]


def drawings_of(text: str) -> list[str]:
    """The drawings a body shows."""
    return [line[1:].split("|")[0].strip() for line in text.splitlines() if line.startswith("!")]


def body_blocks(*, text: str, day: date, picture: PictureMaker | None = None) -> list[dict[str, Any]]:
    """A body as the value of a stream field; dates are counted from `day`.

    `picture` is needed only when the text shows a drawing.
    """
    blocks: list[dict[str, Any]] = []
    running: list[str] = []

    def close() -> None:
        if running:
            blocks.append({"type": "text", "value": "".join(running)})
            running.clear()

    for part in dates_fill(text=text.strip(), day=day).split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines()]
        first = lines[0]
        if first.startswith("> "):
            close()
            words, _bar, speaker = " ".join(lines)[2:].partition(" | ")
            blocks.append({"type": "quote", "value": {"text": words, "speaker": speaker}})
        elif first.startswith("! ") and picture is not None:
            close()
            drawing, _bar, caption = first[2:].partition(" | ")
            blocks.append({"type": "picture", "value": picture(drawing.strip(), caption)})
        else:
            running.append(_html(lines))
    close()
    return blocks


def _html(lines: list[str]) -> str:
    first = lines[0]
    if first.startswith("## "):
        return format_html("<h2>{}</h2>", first[3:])
    if first.startswith("- "):
        return _list("ul", lines, "- ")
    if first.startswith("1. "):
        return _list("ol", lines, "1. ")
    return f"<p>{escape(' '.join(lines))}</p>"


def _list(tag: str, lines: list[str], mark: str) -> str:
    """A line that does not begin with the mark goes on with the item above it."""
    items: list[str] = []
    for line in lines:
        if line.startswith(mark):
            items.append(line[len(mark) :])
        else:
            items[-1] += f" {line}"
    inner = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return f"<{tag}>{inner}</{tag}>"
