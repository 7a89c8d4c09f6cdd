"""What stands on the home pages that an editor has arranged."""

# The province: what this demonstration is, by language (heading, paragraphs).
ABOUT_CARD: dict[str, tuple[str, tuple[str, ...]]] = {
    "vi": (
        "Về trang trình diễn",
        (
            "Đây là bản trình diễn phần mềm Liên Cổng với đơn vị hành chính của tháng 3/2025.",
            "Tin bài, hình ảnh, số điện thoại được tạo ra để minh họa, không phải thông tin chính thức.",
        ),
    ),
    "en": (
        "About this demonstration",
        (
            "This site shows the Liên Cổng software with the administrative units of March 2025.",
            "News, pictures and telephone numbers are invented. Nothing here is official information.",
        ),
    ),
}

NEWEST_HEADING = {"vi": "Tin mới", "en": "New"}

# The province's tiles: heading, and a note by the purpose of the page.
TILES: dict[str, tuple[str, dict[str, str]]] = {
    "vi": (
        "Cần biết",
        {
            "INTRODUCTION": "Đất đai, sông ngòi, đơn vị hành chính",
            "PUBLIC_SERVICES": "Cách nộp và theo dõi hồ sơ",
            "CHANNELS": "Kênh nào là chính thức",
            "CONTACT": "Địa chỉ, điện thoại, thư điện tử",
        },
    ),
    "en": (
        "Good to know",
        {
            "INTRODUCTION": "Land, rivers, administrative units",
            "PUBLIC_SERVICES": "How to file and follow your papers",
            "CHANNELS": "Which channels are official",
            "CONTACT": "Address, telephone, e-mail",
        },
    ),
}

# The commune a newcomer edits: tasks beside the guides (title, note, icon), then a card.
TASKS_HEADING = "Bạn cần làm việc gì?"
TASKS_OUTSIDE: tuple[tuple[str, str, str], ...] = (
    ("Nộp hồ sơ trực tuyến", "Cổng Dịch vụ công quốc gia", "file-text"),
    ("Gửi phản ánh, kiến nghị", "Mọi kiến nghị đều được trả lời", "message-square"),
)
CARD_OF_TRIAL: tuple[str, str] = (
    "Tiếp công dân",
    "<p>Chủ tịch Ủy ban nhân dân xã tiếp công dân sáng thứ Năm hằng tuần.</p>"
    "<ul><li>Giờ: 7 giờ 30 đến 11 giờ</li><li>Nơi: phòng tiếp công dân, trụ sở xã</li></ul>",
)

# The commune with an urgent notice.
NOTICE_CODE = "28225"
NOTICE_TITLE = "Tạm cấm xe trên 5 tấn qua cầu Kênh Mới"
NOTICE_TEXT = (
    "Cầu đang thay dầm. Xe máy và xe dưới 5 tấn qua lại luân phiên một chiều; xe tải đi vòng theo đường tỉnh."
)
