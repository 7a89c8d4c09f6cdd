"""Results of a procedure, which collected files often hold as one text with several codes in it.

Seen: “Giấy phép … sản phẩmMã: KQ.G19.000333Văn bản từ chối …Mã: G19-KQ006098”.
"""

import re
from dataclasses import dataclass, field

from portal.procedures.imports.problems import RemarkKind, shortened

RESULT_CODE = re.compile(r"KQ\.[A-Z]\d{2}\.\d{3,8}")
_GLUED = re.compile(r"\s*Mã:\s*([A-Z0-9.\-]*\d)")


@dataclass
class ReadResults:
    """Results in the shape of the record, and (kind, detail) of each remark."""

    results: list[dict[str, str | None]] = field(default_factory=list)
    remarks: list[tuple[RemarkKind, str]] = field(default_factory=list)


def results_read(*, name: str | None, code: str) -> ReadResults:
    """The results that one entry holds."""
    read = ReadResults()
    if name is None:
        if code:
            read.remarks.append((RemarkKind.EMPTY, code))
        return read
    pieces = _GLUED.split(name)
    if len(pieces) > 1:
        read.remarks.append((RemarkKind.RESULT_SPLIT, shortened(name)))
    codes = [*pieces[1::2], code if code not in pieces[1::2] else ""]
    for text, own in zip(pieces[0::2], codes, strict=True):
        if text.strip():
            read.results.append({"name": text.strip(), "code": _code(own, read)})
        elif own:
            read.remarks.append((RemarkKind.RESULT_CODE, own))
    return read


def _code(text: str, read: ReadResults) -> str | None:
    if text and not RESULT_CODE.fullmatch(text):
        read.remarks.append((RemarkKind.RESULT_CODE, text))
        return None
    return text or None
