"""The words of the national portal for what the catalog keeps as choices.

Keys are folded (`word`): without accents, any case. Older spellings stand beside those of 2026.
"""

from portal.procedures.enums import Audience, Channel, ProcedureKind, ProcedureLevel, TimeUnit
from search.analysis import fold


def word(text: str) -> str:
    """The key of `text` in the tables below."""
    return fold(text).strip(" .:")


LEVELS = {
    "cap bo": ProcedureLevel.MINISTRY,
    "cap tinh": ProcedureLevel.PROVINCE,
    "cap huyen": ProcedureLevel.DISTRICT,
    "cap xa": ProcedureLevel.COMMUNE,
    "co quan khac": ProcedureLevel.OTHER,
}
KINDS = {
    "tthc duoc giao luat quy dinh chi tiet": ProcedureKind.DETAILED_BY_LAW,
    "tthc duoc luat giao quy dinh chi tiet": ProcedureKind.DETAILED_BY_LAW,
    "tthc khong duoc luat giao cho dia phuong quy dinh": ProcedureKind.NOT_LEFT_TO_LOCALITIES,
    "tthc khong duoc luat giao cho dia phuong quy dinh hoac quy dinh chi tiet": (
        ProcedureKind.NOT_LEFT_TO_LOCALITIES
    ),
    "tthc dac thu": ProcedureKind.SPECIFIC,
    "tthc dac thu cua dia phuong": ProcedureKind.SPECIFIC,
    "loai khac": ProcedureKind.OTHER,
}
AUDIENCES = {
    "cong dan viet nam": Audience.CITIZEN,
    "nguoi viet nam dinh cu o nuoc ngoai": Audience.OVERSEAS,
    "nguoi nuoc ngoai": Audience.FOREIGNER,
    "nguoi nuoc ngoai cu tru tai viet nam": Audience.RESIDENT_FOREIGNER,
    "can bo, cong chuc, vien chuc": Audience.OFFICIAL,
    "doanh nghiep": Audience.ENTERPRISE,
    "doanh nghiep viet nam": Audience.VIETNAMESE_ENTERPRISE,
    "doanh nghiep co von dau tu nuoc ngoai": Audience.FOREIGN_INVESTED,
    "hop tac xa": Audience.COOPERATIVE,
    "to chuc (khong bao gom doanh nghiep, htx)": Audience.ORGANISATION,
    "to chuc nuoc ngoai": Audience.FOREIGN_ORGANISATION,
    "dang vien": Audience.PARTY_MEMBER,
    "to chuc dang": Audience.PARTY_ORGANISATION,
}
CHANNELS = {
    "truc tiep": Channel.IN_PERSON,
    "truc tuyen": Channel.ONLINE,
    "dich vu buu chinh": Channel.POST,
}
TIME_UNITS = {
    "gio": TimeUnit.HOUR,
    "ngay lam viec": TimeUnit.WORKING_DAY,
    "ngay": TimeUnit.DAY,
    "thang": TimeUnit.MONTH,
}
