"""The catalog of procedures: codes and figures as they are in law, every sentence the demonstration's own."""

from portal.demo.moments import LastOn
from portal.demo.records import FREE, Amendment, Order, Record, Replacement, Way
from portal.demo.texts.procedures import civil_status, livelihood, papers, welfare
from portal.procedures.enums import Channel

RECORDS: tuple[Record, ...] = (
    *civil_status.RECORDS,
    *papers.RECORDS,
    *livelihood.RECORDS,
    *welfare.RECORDS,
)

# Key: Vietnamese name, English name.
FIELDS: dict[str, tuple[str, str]] = {
    "ho-tich": ("Hộ tịch", "Civil status"),
    "chung-thuc": ("Chứng thực", "Certification"),
    "cu-tru": ("Đăng ký, quản lý cư trú", "Residence"),
    "ly-lich-tu-phap": ("Lý lịch tư pháp", "Criminal records"),
    "dat-dai": ("Đất đai", "Land"),
    "xay-dung": ("Hoạt động xây dựng", "Construction"),
    "ho-kinh-doanh": (
        "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
        "Household businesses",
    ),
    "doanh-nghiep": ("Thành lập và hoạt động của doanh nghiệp", "Enterprises"),
    "bao-tro-xa-hoi": ("Bảo trợ xã hội", "Social assistance"),
    "giam-ngheo": ("Giảm nghèo", "Poverty reduction"),
}

DECIDED_BY = "Ủy ban nhân dân tỉnh (trang trình diễn)"
# By key; a decision without a moment takes effect on the first day of the next month.
DECISIONS: dict[str, Order] = {
    "first": Order("01/QĐ (trình diễn)", LastOn(1, 15, years=1)),
    "second": Order("02/QĐ (trình diễn)", LastOn(3, 1, years=1)),
    "digital": Order("03/QĐ (trình diễn)", LastOn(7, 1)),
    "together": Order("04/QĐ (trình diễn)", LastOn(9, 3)),
    "next": Order("05/QĐ (trình diễn)", None),
}

AMENDMENTS: tuple[Amendment, ...] = (
    # Births can be registered online, too.
    Amendment(
        "1.001193",
        "digital",
        (
            civil_status.RECORDS[0].ways[0],
            Way(Channel.ONLINE, "1", (FREE,), "Nhận giấy tại quầy hoặc qua bưu điện, tùy chọn."),
            civil_status.RECORDS[0].ways[1],
        ),
    ),
    # A charge that will be gone next month.
    Amendment(
        "1.001612",
        "next",
        (
            Way(Channel.IN_PERSON, "3", (livelihood.SHOP_FEE,)),
            Way(Channel.ONLINE, "2", (FREE,), "Miễn lệ phí để khuyến khích nộp qua mạng."),
        ),
    ),
)
REPLACEMENTS: tuple[Replacement, ...] = (Replacement("2.001023", "together", "2.000986"),)
