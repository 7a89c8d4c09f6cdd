"""Codes of procedures, dossiers and results, as they are written in law and in real data.

Procedure: `N.NNNNNN`, for a locality's variant `N.NNNNNN.000.00.00.Hxx`. Dossier: agency code,
date, running number (Circular 01/2018/TT-VPCP Art. 19).
"""

import re

PROCEDURE_CODE = re.compile(r"\d\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?")
# The agency's code begins with the province (Decision 20/2020/QD-TTg) or ends with it (Circular 10/2016).
DOSSIER_CODE = re.compile(r"([A-Y]\d{2}(\.\d{1,4}){0,6}|\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})-\d{6}-\d{4,6}")
LONGEST_PROCEDURE_CODE = 24


def procedure_code(text: str) -> str:
    """The code in its written form, from what somebody typed or a file holds.

    Raises ValueError when it is neither of the two forms.
    """
    code = text.strip().upper()
    if not PROCEDURE_CODE.fullmatch(code):
        raise ValueError(text)
    return code


def dossier_code(text: str) -> str:
    """A dossier code without the spaces and lower case people type; ValueError when it is none."""
    code = re.sub(r"\s+", "", text).upper()
    match = DOSSIER_CODE.fullmatch(code)
    if match is None or not _is_day(code.rsplit("-", 2)[1]):
        raise ValueError(text)
    return code


def _is_day(yymmdd: str) -> bool:
    return 1 <= int(yymmdd[2:4]) <= 12 and 1 <= int(yymmdd[4:6]) <= 31
