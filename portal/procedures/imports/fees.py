"""A fee as people wrote it on the national portal, made a kind, an amount and a note.

Seen in 5,986 real texts: “Miễn phí”, “120,000 VNĐ”, “Phí : 2.000 Đồng (/trang)”, “10 USD”, and several
of them in a row. What does not read as an amount stays text: a wrong amount is worse than none.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from portal.procedures.content import number_text
from portal.procedures.enums import FeeKind
from portal.procedures.imports.cleaning import tidy, value_or_none
from portal.procedures.imports.problems import RemarkKind, shortened

SMALLEST_USUAL_VND = 500
_PARTS = re.compile(r"(?<!\S)(?=(?:Lệ phí|Phí)\s*:\s)")
_PART = re.compile(
    r"(?:(?P<kind>Lệ phí|Phí)\s*:\s*)?(?P<amount>-?\d[\d.,]*|không)?\s*"
    r"(?P<currency>Việt Nam Đồng|VNĐ|VND|Đồng|USD)?\s*(?:\((?P<note>.*)\))?",
    re.IGNORECASE | re.DOTALL,
)
_KIND = re.compile(r"(Lệ phí|Phí)\s*:\s*", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_PER_UNIT = re.compile(r"(?:đồng|đ|vnđ)?\s*/\s*([^\d/;:,()]{1,60}?)\.?", re.IGNORECASE)
_SAYS_NOTHING = {"không", "không có", "không quy định", "a", "-"}
_SAYS_FREE = re.compile(r"[-*+ ]*(không thu|miễn|không phải nộp)", re.IGNORECASE)
_CURRENCIES = {"đồng", "việt nam đồng", "vnđ", "vnd", "usd"}
_FREE = {"miễn phí", "không thu phí", "không"}


class NegativeFee(Exception):
    """An amount below zero: the row is refused."""


@dataclass
class ReadFees:
    """Fees in the shape of the record, and (kind, detail) of each remark."""

    fees: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[tuple[RemarkKind, str]] = field(default_factory=list)


def fees_read(*, text: str, note: str) -> ReadFees:
    """The fees that `text` gives for one way of filing. Raises NegativeFee."""
    read = ReadFees()
    text, own_note = tidy(text), value_or_none(tidy(note))
    if own_note and own_note.casefold().rstrip(".") in _SAYS_NOTHING:
        read.remarks.append((RemarkKind.FEE_NOTHING, own_note))
        own_note = None
    if value_or_none(text) is None:
        if own_note:
            read.fees.append(_fee(note=own_note))
    elif text.casefold().rstrip(".") in _FREE:
        read.fees.append(_free(own_note, read))
    else:
        parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
        read.fees += [_fee_of_part(part, read) for part in parts]
        _add_note(read.fees[-1], own_note)
    return read


def _free(note: str | None, read: ReadFees) -> dict[str, Any]:
    """In hundreds of records “Miễn phí” stands only because the box for the amount was left empty."""
    if note is None or _SAYS_FREE.match(note):
        return _fee(amount="0", note=note)
    read.remarks.append((RemarkKind.FEE_NOTE, shortened(note)))
    return _fee(note=note)


def _fee_of_part(part: str, read: ReadFees) -> dict[str, Any]:
    match = _PART.fullmatch(part)
    amount = _amount(match["amount"]) if match and match["amount"] else None
    if match is None or amount is None or not (match["currency"] or amount == 0):
        read.remarks.append((RemarkKind.FEE_TEXT, shortened(part)))
        kind = _KIND.match(part)
        rest = part[kind.end() :] if kind else part
        rest = "" if rest.strip().casefold() in _CURRENCIES else rest.strip()
        return _fee(kind=kind[1] if kind else None, note=value_or_none(rest))
    currency = "USD" if (match["currency"] or "").upper() == "USD" else "VND"
    if currency == "VND" and 0 < amount < SMALLEST_USUAL_VND:
        read.remarks.append((RemarkKind.FEE_SMALL, shortened(part)))
    fee = _fee(kind=match["kind"], amount=number_text(amount), currency=currency)
    _add_note(fee, match["note"].strip() if match["note"] else None)
    return fee


def _amount(text: str) -> Decimal | None:
    if text.startswith("-"):
        raise NegativeFee(text)
    text = text.rstrip(".,")
    if text.casefold() == "không":
        return Decimal(0)
    if text.isdecimal():
        return _stored(Decimal(text))
    if _GROUPED.fullmatch(text):
        return _stored(Decimal(re.sub("[.,]", "", text)))
    if _DECIMAL.fullmatch(text):
        return _stored(Decimal(text.replace(",", ".")))
    return None


def _stored(amount: Decimal) -> Decimal | None:
    """None for what the column has no room for: no fee has fifteen digits."""
    return amount if amount < 10**14 else None


def _add_note(fee: dict[str, Any], note: str | None) -> None:
    if not note:
        return
    per_unit = _PER_UNIT.fullmatch(note)
    if per_unit and fee["per_unit"] is None and fee["amount"] not in (None, "0"):
        fee["per_unit"] = per_unit[1].strip()
    else:
        fee["note"] = f"{fee['note']}\n{note}" if fee["note"] else note


def _fee(
    *, kind: str | None = None, amount: str | None = None, currency: str = "VND", note: str | None = None
) -> dict[str, Any]:
    kinds = {"phí": FeeKind.FEE, "lệ phí": FeeKind.CHARGE}
    return {
        "kind": kinds[kind.casefold()].value if kind else FeeKind.UNSPECIFIED.value,
        "amount": amount,
        "currency": currency,
        "per_unit": None,
        "note": note,
    }
