"""What the templates of this project need beyond Django's and Wagtail's own tags."""

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils import dateformat
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext, pgettext_lazy

from themes.enums import TextSize
from themes.layout import Look
from themes.packs import pack_of, pack_tokens

register = template.Library()

ICON_FOLDER = Path(__file__).resolve().parents[1] / "icons"
_ICON_NAME = re.compile(r"[a-z0-9-]+")
# What would end a script element, or a line of JavaScript, inside JSON (as django.utils.html.json_script).
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026",
                 0x2028: "\\u2028", 0x2029: "\\u2029"}  # fmt: skip
_FIXED_WORDS = re.compile(r"\b(Ủy ban nhân dân|Hội đồng nhân dân|thị trấn|thị xã|thành phố)\b")
_WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from `themes/icons/`, hidden from screen readers: a word always stands beside it.

    An unknown name draws nothing, so a page never breaks over an icon.
    """
    return _icon(str(name or ""))


@register.simple_tag
def ending_icon(text: str, name: str) -> SafeString:
    """`text` with a drawing that never stands alone on a line: it keeps the last word company."""
    head, _space, last = str(text).rpartition(" ")
    return format_html('{}{}<span class="kept">{}{}</span>', head, " " if head else "", last, _icon(name))


@cache
def _icon(name: str) -> SafeString:
    path = ICON_FOLDER / f"{name}.svg"
    if not _ICON_NAME.fullmatch(name) or not path.is_file():
        return mark_safe("")
    return mark_safe(path.read_text(encoding="utf-8").strip())  # noqa: S308 - our own file


@register.simple_tag
def json_ld(items: Iterable[dict[str, Any]]) -> SafeString:
    """One data block per item; no text inside can close the element."""
    blocks = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return mark_safe(  # noqa: S308 - every "<", ">" and "&" is escaped
        "\n".join(
            f'<script type="application/ld+json">{block.translate(_JSON_ESCAPES)}</script>'
            for block in blocks
        )
    )


@register.simple_tag
def pack_stylesheet(look: Look) -> str:
    """The address of the token file for this look; the visitor's contrast goes before the site's pack."""
    name = "contrast" if look.high_contrast else pack_of(look.pack).value.lower()
    return static(f"themes/css/packs/{name}.css")


@register.simple_tag
def pack_name(look: Look) -> str:
    """The name of the site's pack as the `data-pack` attribute gives it."""
    return pack_of(look.pack).value.lower()


@register.simple_tag
def theme_colour(look: Look) -> str:
    """The colour a phone paints around the page, or nothing where the site has its own colours."""
    if look.colours_url and not look.high_contrast:
        return ""
    pack = pack_of("CONTRAST" if look.high_contrast else look.pack)
    return pack_tokens(pack).colour("bar")


@register.simple_tag
def neighbour_text_size(size: str, step: int) -> str:
    """The text size `step` places from `size` (-1 smaller, 1 larger), or nothing at the end."""
    sizes = TextSize.values
    place = (sizes.index(size) if size in sizes else sizes.index(TextSize.NORMAL)) + step
    return sizes[place] if 0 <= place < len(sizes) else ""


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """The numbers a pagination shows, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.filter
def long_date(value: date) -> str:
    """Chủ nhật, 22/11/2026."""
    return f"{_WEEKDAYS[value.weekday()]}, {short_date(value)}"


@register.filter(expects_localtime=True)
def short_date(value: date | None) -> str:
    """22/11/2026 in Vietnamese, 22 November 2026 in English."""
    return dateformat.format(value, pgettext("date format", "j F Y")) if value else ""


@register.filter
def telephone(number: str) -> str:
    """A written number as the address of a `tel:` link: digits and a leading plus."""
    return re.sub(r"(?!^\+)\D", "", number.strip())


@register.filter
def breakable(address: str) -> SafeString:
    """An e-mail address that may break after its @ and before its dots. The text stays the same."""
    return mark_safe(re.sub(r"@|(?=\.)", r"\g<0><wbr>", escape(address)))  # noqa: S308 - escaped


@register.filter
def kept_together(name: str) -> SafeString:
    """An agency's name whose fixed words do not part at the end of a line. The text stays the same."""
    return mark_safe(_FIXED_WORDS.sub(r'<span class="kept">\1</span>', escape(name)))  # noqa: S308 - escaped


@register.filter
def marked(text: str, query: str) -> SafeString:
    """`text` with the words of `query` marked. Both may be unsafe.

    A word written without accents marks all its accented forms; with accents, itself only.
    """
    text = unicodedata.normalize("NFC", text)
    words = re.findall(r"\w+", unicodedata.normalize("NFC", query).lower())
    exact = {word for word in words if word != _folded(word)}
    loose = set(words) - exact
    if not words:
        return conditional_escape(text)
    pieces, end = [], 0
    # Longest first, at the beginning of a word: "an" marks "Long An" and leaves "thanh" alone.
    folded = sorted({_folded(word) for word in words}, key=len, reverse=True)
    pattern = r"\b(?:" + "|".join(re.escape(word) for word in folded) + ")"
    for match in re.finditer(pattern, _folded(text)):
        if match.group() not in loose and text[match.start() : match.end()].lower() not in exact:
            continue
        pieces.append(escape(text[end : match.start()]))
        pieces.append(format_html("<mark>{}</mark>", text[match.start() : match.end()]))
        end = match.end()
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped


def _folded(text: str) -> str:
    """Lower case without accents, one character for each of `text`."""
    return "".join(
        "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()[0] for letter in text
    )
