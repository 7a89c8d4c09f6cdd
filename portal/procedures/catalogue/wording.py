"""Amounts, times and counts in the words a citizen uses."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.procedures.enums import FeeKind, TimeUnit


def no_information() -> str:
    """What stands where the national record says nothing (Decree 43/2011 Art. 19.1: no part is left out)."""
    return _("No information")


def number_words(value: Decimal) -> str:
    """1234.5 as people of the active language write it: 1.234,5 or 1,234.5."""
    text = f"{value.normalize():,f}"
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


def amount_words(amount: Decimal, currency: str) -> str:
    """An amount with its currency; nothing at all is "Miễn phí"."""
    if amount == 0:
        return _("Free of charge")
    if currency == "VND":
        return _("%(amount)s đồng") % {"amount": number_words(amount)}
    return f"{number_words(amount)} {currency}"


def fee_words(fee: Mapping[str, Any]) -> str:
    """One fee of the record: kind, amount, for each of what."""
    if fee["amount"] is None:
        return _("See the note") if fee["note"] else no_information()
    text = amount_words(Decimal(fee["amount"]), fee["currency"])
    if fee["per_unit"]:
        text = _("%(amount)s for each %(unit)s") % {"amount": text, "unit": fee["per_unit"]}
    if fee["kind"] != FeeKind.UNSPECIFIED and Decimal(fee["amount"]):
        text = f"{FeeKind(fee['kind']).label}: {text}"
    return text


def time_words(time: Mapping[str, Any]) -> str:
    """A time limit: 3 ngày làm việc. Some national records hold a bare number, and it says so."""
    if time["value"] is None:
        return no_information()
    value = Decimal(time["value"])
    number = number_words(value)
    count = int(value) if value == int(value) else 2
    match time["unit"]:
        case TimeUnit.HOUR:
            text = ngettext("%(number)s hour", "%(number)s hours", count)
        case TimeUnit.WORKING_DAY:
            text = ngettext("%(number)s working day", "%(number)s working days", count)
        case TimeUnit.DAY:
            text = ngettext("%(number)s day", "%(number)s days", count)
        case TimeUnit.MONTH:
            text = ngettext("%(number)s month", "%(number)s months", count)
        case _:
            return _("%(number)s (the unit is not stated)") % {"number": number}
    return text % {"number": number}


def copies_words(item: Mapping[str, Any]) -> str:
    """How many originals and copies of a paper, or that it is only to be shown."""
    if item["present_only"]:
        return _("To be shown only")
    parts = []
    if originals := item["originals"]:
        parts.append(ngettext("%(count)s original", "%(count)s originals", originals) % {"count": originals})
    if copies := item["copies"]:
        parts.append(ngettext("%(count)s copy", "%(count)s copies", copies) % {"count": copies})
    return ", ".join(parts) or no_information()


def shortened(text: str, limit: int) -> str:
    """The first line of a text, cut at a word."""
    line = " ".join(text.split("\n", 1)[0].split())
    if len(line) <= limit:
        return line.rstrip(" ;:,.")
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ;:,.") + "…"


def one_of(texts: Sequence[str], limit: int = 3) -> str:
    """Different answers in one line: "a hoặc b"; more than `limit` are told as the first and a hint."""
    different = list(dict.fromkeys(texts))
    if len(different) > limit:
        return _("%(first)s and others, by case") % {"first": different[0]}
    return _(" or ").join(different)
