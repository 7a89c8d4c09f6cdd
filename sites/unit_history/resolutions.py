"""Which resolution ordered a change of units.

`resolutions_2025.csv` holds the 34 resolutions of the National Assembly's Standing Committee of 16 June
2025 on communes, by the code of the new province (1654 to 1687/NQ-UBTVQH15); provinces were merged by
Resolution 202/2025/QH15 of 12 June 2025. All took effect on 1 July 2025.
"""

import csv
from datetime import date
from pathlib import Path

from sites.enums import Level
from sites.models import AdministrativeUnit

REORGANISATION_ON = date(2025, 7, 1)
PROVINCES_MERGED_BY = "202/2025/QH15"
_TABLE = Path(__file__).with_name("resolutions_2025.csv")


def resolutions_of_2025() -> dict[str, str]:
    """Code of the new province → number of the resolution on its communes."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["province_code"]: row["resolution"] for row in csv.DictReader(table)}


def known_resolution(*, successor: AdministrativeUnit, as_of: date, table: dict[str, str]) -> str:
    """The resolution that made `successor` on `as_of`, empty when this module does not know it."""
    if as_of != REORGANISATION_ON:
        return ""
    if successor.level == Level.PROVINCE:
        return PROVINCES_MERGED_BY
    return table.get(successor.province_code, "")
