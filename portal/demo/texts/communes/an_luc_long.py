"""News of An Lục Long commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="all-nuoc-sach",
        topic="ha-tang",
        when=DaysAgo(8, "09:05"),
        title="Nước sạch về thêm 140 hộ ở An Lục Long",
        summary="Tuyến ống mới dài 3,2 km nối từ trạm cấp nước, người dân đăng ký lắp đồng hồ tại nhà văn hóa ấp.",
        picture="water",
        caption="Trạm cấp nước và vòi công cộng đầu tuyến.",
        author="Quốc Bảo",
        body="""
Mùa khô, giếng khoan ở mấy xóm cuối xã An Lục Long thường phèn và mặn. Tuyến ống mới đưa nước từ trạm về đến từng ngõ, áp lực đủ dùng cho nhà hai tầng.

Hộ dân trả tiền đồng hồ và đoạn ống từ ngõ vào nhà. Hộ nghèo, hộ chính sách được miễn. Hóa đơn tính theo khối, đọc số bằng ảnh chụp, không phải chờ người đến nhà.

Tuần đầu, nước có thể hơi đục khi mới mở van, xin xả bỏ vài phút. Mẫu nước được kiểm nghiệm mỗi tháng, kết quả dán tại trạm và đăng trên trang này.
""",
    ),
    Story(
        key="all-nam-khong",
        topic="van-hoa-xa-hoi",
        when=DaysAgo(37, "15:20"),
        title="Phụ nữ An Lục Long chấm điểm ngõ xóm: sạch nhà, sạch bếp, sạch ngõ",
        summary="Mỗi tổ tự chấm cho nhau theo tám mục, cuối quý đổi chéo để công bằng.",
        picture="road",
        caption="Ngõ xóm trồng hoa.",
        author="Trúc Mai",
        body="""
Bảng điểm chỉ một trang giấy, có hình vẽ bên cạnh để người không quen đọc cũng hiểu. Ngõ không rác được hai điểm, hàng rào có hoa được một điểm, chuồng trại cách nhà được hai điểm.

Tổ này chấm cho tổ kia, nên không ai nỡ cho bừa. Nhà nào điểm thấp được chị em sang dọn giúp một buổi.

Sau ba quý, xã có thêm năm tuyến đường hoa. Hạt giống do các chị tự để dành, đổi cho nhau vào phiên chợ chủ nhật.
""",
    ),
    Story(
        key="all-ky-yen",
        topic="van-hoa-xa-hoi",
        when=LastOn(4, 20, "10:00"),
        title="Lễ Kỳ yên: trống chầu, hát bội và mâm cơm chung",
        summary="Ba ngày cúng đình ở An Lục Long giữ nếp cũ, bớt tốn kém, thêm phần vui cho trẻ em.",
        picture="communal_house",
        caption="Sân đình trong ngày lễ.",
        author="Lan Chi",
        body="""
Tiếng trống chầu nổi lên từ tờ mờ sáng. Các cụ áo dài khăn đóng làm lễ, lớp trẻ lo dựng rạp, đón khách. Buổi tối, đoàn hát bội diễn trước sân đình cho cả làng xem.

Ban quý tế thống nhất bỏ đốt vàng mã ngoài sân, thay bằng dâng hoa và trái cây. Mâm cơm chung nấu từ gạo và rau của bà con đem đến, ai cũng được mời.

Sáng cuối, trẻ em thi vẽ mặt nạ hát bội. Những bức đẹp được treo trong nhà võ ca đến mùa sau.
""",
    ),
)
