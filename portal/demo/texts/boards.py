"""Boards of the demonstration and what they tell. Date tokens are those of `moments.dates_fill`."""

from dataclasses import dataclass

from portal.signage.enums import MessageClass, Reach


@dataclass(frozen=True)
class BoardFacts:
    """A board of the unit with this code."""

    unit: str
    name: str
    place: str
    width: int
    height: int
    color: str = "RGB"
    tags: tuple[str, ...] = ()
    hours: tuple[str, str] | None = ("05:30", "21:30")


@dataclass(frozen=True)
class MessageFacts:
    """A message of the unit. `days`: how long it runs from today; None: until it is taken off."""

    unit: str
    text: str
    short: str = ""
    message_class: MessageClass = MessageClass.NORMAL
    reach: Reach = Reach.OWN
    days: int | None = None
    weekdays: tuple[int, ...] = ()
    times: str = ""
    lunar: str = ""
    tags: tuple[str, ...] = ()


BOARDS = (
    BoardFacts("80", "Bảng Trung tâm Phục vụ hành chính công", "Sảnh chính, 61 Trương Định", 256, 96),
    BoardFacts("808", "Bảng trước Huyện ủy", "Ngã tư thị trấn Tầm Vu", 192, 64),
    BoardFacts("28234", "Bảng trước trụ sở", "Cổng chính Ủy ban nhân dân xã, đường tỉnh 827A", 128, 64),
    BoardFacts("28234", "Bảng chợ xã", "Nhà lồng chợ, lối vào phía đông", 96, 32, "DUAL", ("chợ",)),
)

MESSAGES = (
    MessageFacts(
        "80",
        "Tổng đài hành chính công tỉnh: 1022, phục vụ 24 giờ mỗi ngày",
        "Hành chính công: gọi 1022",
        reach=Reach.BELOW,
        times="06:00-21:00",
    ),
    MessageFacts(
        "808",
        "Nước mặn xâm nhập sâu: kiểm tra độ mặn trước khi lấy nước vào ruộng",
        "Kiểm tra độ mặn trước khi lấy nước",
        message_class=MessageClass.PRIORITY,
        reach=Reach.BELOW,
        days=10,
        times="05:30-07:00, 16:30-18:00",
    ),
    MessageFacts(
        "28234",
        "Tiêm chủng mở rộng ngày {d+6}, từ 7 giờ 30 tại Trạm Y tế xã. Mang theo sổ tiêm chủng.",
        "Tiêm chủng ngày {d+6}, 7 giờ 30",
        days=8,
        times="06:00-11:30, 13:00-20:00",
    ),
    MessageFacts(
        "28234",
        "Hạn nộp thuế sử dụng đất phi nông nghiệp năm {y}: 31/12. Nộp tại bộ phận một cửa hoặc qua điện thoại.",
        "Nộp thuế đất trước 31/12",
        weekdays=(1, 2, 3, 4, 5),
        times="07:00-17:00",
    ),
    MessageFacts(
        "28234",
        "Rằm, mùng một: thắp hương xong nhớ tắt lửa, không đốt vàng mã gần chợ",
        "Nhớ tắt lửa sau khi thắp hương",
        message_class=MessageClass.PRIORITY,
        lunar="mùng 1, rằm",
        times="04:30-21:00",
        tags=("chợ",),
    ),
    MessageFacts(
        "28234",
        "Xã Thanh Phú Long chung tay xây dựng nông thôn mới kiểu mẫu",
        "Xây dựng nông thôn mới kiểu mẫu",
        message_class=MessageClass.DEFAULT,
    ),
)
