"""The shared topics: slug, Vietnamese name, English name, in the order of lists."""

TOPICS: tuple[tuple[str, str, str], ...] = (
    ("thong-bao", "Thông báo", "Notices"),
    ("chuyen-doi-so", "Chuyển đổi số", "Digital transformation"),
    ("cai-cach-hanh-chinh", "Cải cách hành chính", "Administrative reform"),
    ("kinh-te", "Kinh tế", "Economy"),
    ("nong-nghiep", "Nông nghiệp", "Agriculture"),
    ("ha-tang", "Hạ tầng", "Infrastructure"),
    ("van-hoa-xa-hoi", "Văn hóa – Xã hội", "Culture and society"),
    ("giao-duc-y-te", "Giáo dục – Y tế", "Education and health"),
    ("an-sinh", "An sinh", "Social welfare"),
    ("moi-truong", "Môi trường", "Environment"),
)
