"""What communes say of their own about procedures, and what districts carry out."""

from portal.demo.records import FREE, Adoption, Facts, OwnWays, Price, Way
from portal.procedures.enums import Channel

WORKING_HOURS = "Thứ 2 – thứ 6: 7h–11h30, 13h–17h"

FACTS: tuple[Facts, ...] = (
    Facts(
        unit="28234",
        office="Bộ phận Một cửa xã",
        address="Trụ sở xã, cổng phụ",
        hours=f"{WORKING_HOURS}; sáng thứ 7",
        phone="0272 000 234",
        note="Sáng thứ Hai đông nhất. Đến sau 9 giờ hoặc chọn ngày khác thì ít phải chờ.",
    ),
    Facts(
        unit="28234",
        procedure="1.004222",
        office="Quầy Công an xã",
        hours="Thứ 2 – thứ 7: 7h30–11h, 13h30–16h30",
        phone="0272 000 235",
    ),
    Facts(
        unit="28234",
        procedure="1.004194",
        office="Quầy Công an xã",
        hours="Thứ 2 – thứ 7: 7h30–11h, 13h30–16h30",
        phone="0272 000 235",
    ),
    Facts(
        unit="28210",
        office="Bộ phận Một cửa thị trấn",
        address="Tầng trệt, trụ sở thị trấn",
        hours=WORKING_HOURS,
        phone="0272 000 210",
        note="Có bàn máy tính và người hướng dẫn nộp hồ sơ qua mạng.",
    ),
    Facts(
        unit="28225",
        office="Bộ phận Một cửa xã (tạm dời)",
        address="Nhà văn hóa xã Thuận Mỹ",
        hours=WORKING_HOURS,
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
