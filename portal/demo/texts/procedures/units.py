"""What communes say of their own about procedures, and what districts carry out."""

from portal.demo.records import FREE, Adoption, Facts, OwnWays, Price, Way
from portal.procedures.enums import Channel

MORNING_AND_AFTERNOON = "Thứ Hai – thứ Sáu: 7 giờ – 11 giờ 30, 13 giờ – 17 giờ"

FACTS: tuple[Facts, ...] = (
    Facts(
        unit="28234",
        office="Bộ phận Một cửa xã Thanh Phú Long",
        address="Ấp Thanh Tân, xã Thanh Phú Long",
        hours=f"{MORNING_AND_AFTERNOON}; thứ Bảy: 7 giờ 30 – 11 giờ",
        phone="0272 000 234",
        note="Sáng thứ Hai đông nhất. Đến sau 9 giờ hoặc chọn ngày khác thì ít phải chờ.",
    ),
    Facts(
        unit="28234",
        procedure="1.004222",
        office="Quầy Công an xã Thanh Phú Long",
        hours="Thứ Hai – thứ Bảy: 7 giờ 30 – 11 giờ, 13 giờ 30 – 16 giờ 30",
        phone="0272 000 235",
    ),
    Facts(
        unit="28234",
        procedure="1.004194",
        office="Quầy Công an xã Thanh Phú Long",
        hours="Thứ Hai – thứ Bảy: 7 giờ 30 – 11 giờ, 13 giờ 30 – 16 giờ 30",
        phone="0272 000 235",
    ),
    Facts(
        unit="28210",
        office="Bộ phận Một cửa thị trấn Tầm Vu",
        address="Tầng trệt, trụ sở Ủy ban nhân dân thị trấn Tầm Vu",
        hours=MORNING_AND_AFTERNOON,
        phone="0272 000 210",
        note="Có bàn máy tính và người hướng dẫn nộp hồ sơ qua mạng.",
    ),
    Facts(
        unit="28225",
        office="Bộ phận Một cửa xã Thuận Mỹ",
        address="Nhà văn hóa xã Thuận Mỹ",
        hours=MORNING_AND_AFTERNOON,
        phone="0272 000 225",
        note="Trụ sở xã đang sửa, một cửa tạm dời sang nhà văn hóa bên cạnh.",
    ),
)

OWN_WAYS = OwnWays(
    unit="28234",
    procedure="1.004873",
    ways=(
        Way(Channel.IN_PERSON, "1", (Price("5000"),), "Xã hẹn trả trong một ngày thay vì ba ngày."),
        Way(Channel.ONLINE, "1", (FREE,), "Giấy bản điện tử được gửi về tài khoản định danh."),
        Way(Channel.POST, "3", (Price("5000"),)),
    ),
    reason="Xã cam kết trả kết quả sớm cho người mới lập gia đình; thử trong sáu tháng.",
    review_in_days=120,
)

# Districts carry out these fields, too: without a rule their catalog would be empty.
ADOPTIONS: tuple[Adoption, ...] = tuple(
    Adoption(field, "Huyện tiếp nhận cùng các xã (trang trình diễn)")
    for field in ("dat-dai", "xay-dung", "ho-kinh-doanh")
)
