"""Exports of the admin's lists: text stays text in whatever opens the file.

A spreadsheet runs a cell of a CSV file that begins with one of these characters as a formula, and
titles are written by many (OWASP: CSV injection). In XLSX files Wagtail already marks text as text.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def protect() -> None:
    """Enter the rule where Wagtail looks for rules by kind of value; all its exports look there."""
    SpreadsheetExportMixin.custom_value_preprocess[str] = {SpreadsheetExportMixin.FORMAT_CSV: as_text}
