"""The units of the demonstration, as of March 2025.

Source: General Statistics Office, list of administrative units. Codes and names only.
"""

from dataclasses import dataclass
from datetime import date

from sites.enums import Level

AS_OF = date(2025, 3, 31)
PROVINCE_CODE = "80"


@dataclass(frozen=True)
class UnitFacts:
    """A row of the list."""

    code: str
    level: Level
    parent_code: str
    unit_type: str
    name: str
    full_name_en: str

    @property
    def full_name(self) -> str:
        return f"{self.unit_type} {self.name}"


def _commune(code: str, name: str, name_en: str) -> UnitFacts:
    return UnitFacts(code, Level.COMMUNE, "808", "Xã", name, f"{name_en} Commune")


UNITS: tuple[UnitFacts, ...] = (
    UnitFacts("80", Level.PROVINCE, "", "Tỉnh", "Long An", "Long An Province"),
    UnitFacts("807", Level.DISTRICT, "80", "Huyện", "Cần Giuộc", "Can Giuoc District"),
    UnitFacts("808", Level.DISTRICT, "80", "Huyện", "Châu Thành", "Chau Thanh District"),
    UnitFacts("28210", Level.COMMUNE, "808", "Thị trấn", "Tầm Vu", "Tam Vu Township"),
    _commune("28213", "Bình Quới", "Binh Quoi"),
    _commune("28216", "Hòa Phú", "Hoa Phu"),
    _commune("28219", "Phú Ngãi Trị", "Phu Ngai Tri"),
    _commune("28222", "Vĩnh Công", "Vinh Cong"),
    _commune("28225", "Thuận Mỹ", "Thuan My"),
    _commune("28228", "Hiệp Thạnh", "Hiep Thanh"),
    _commune("28231", "Phước Tân Hưng", "Phuoc Tan Hung"),
    _commune("28234", "Thanh Phú Long", "Thanh Phu Long"),
    _commune("28237", "Dương Xuân Hội", "Duong Xuan Hoi"),
    _commune("28240", "An Lục Long", "An Luc Long"),
    _commune("28243", "Long Trì", "Long Tri"),
    _commune("28246", "Thanh Vĩnh Đông", "Thanh Vinh Dong"),
)
