"""News of Phú Ngãi Trị commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="pnt-phan-loai-rac",
        topic="moi-truong",
        when=DaysAgo(5, "16:00"),
        title="Ba chiếc thùng, một thói quen mới ở Phú Ngãi Trị",
        summary="Hội Phụ nữ xã vận động gia đình tách rác hữu cơ để ủ phân, gom ve chai gây quỹ cho học sinh khó khăn.",
        picture="trees",
        caption="Dọn vệ sinh và trồng cây dọc tuyến kênh.",
        author="Trúc Mai",
        body="""
Thùng xanh đựng rau củ thừa, thùng vàng đựng thứ bán được, thùng xám đựng phần còn lại. Sau hai tháng làm thử ở 60 hộ, lượng rác phải chở đi giảm gần một nửa.

Rau củ thừa ủ với men vi sinh, khoảng 40 ngày thành phân bón cho vườn. Chai nhựa, giấy, lon được gom vào chủ nhật đầu tháng, bán lấy tiền bỏ quỹ.

Số tiền quỹ tháng này đủ mua thẻ bảo hiểm y tế cho bốn em học sinh. Danh sách chi được đọc trong buổi họp tổ phụ nữ và dán ở nhà văn hóa.
""",
    ),
    Story(
        key="pnt-tram-y-te",
        topic="giao-duc-y-te",
        when=DaysAgo(49, "08:10"),
        title="Trạm y tế xã Phú Ngãi Trị sửa xong phòng sinh và phòng tiêm",
        summary="Trạm có thêm lối đi cho xe lăn, phòng theo dõi sau tiêm và mái che chỗ chờ.",
        picture="clinic",
        caption="Trạm y tế sau khi sửa chữa.",
        author="Ngọc Diệp",
        body="""
Sau ba tháng sửa chữa, trạm y tế xã Phú Ngãi Trị hoạt động trở lại đủ các phòng. Trong thời gian thi công, trạm khám nhờ tại hội trường xã, không nghỉ ngày nào.

Phòng tiêm nay tách khỏi phòng theo dõi, trẻ tiêm xong ngồi lại 30 phút có người trông. Lối vào có đường dốc và tay vịn. Sân trước được lợp mái, kê ghế dài.

## Giờ làm việc của trạm

- Khám bệnh: cả tuần, buổi sáng và buổi chiều.
- Tiêm chủng mở rộng: ngày 5 và ngày 6 hằng tháng.
- Cấp cứu: trực 24 giờ.
""",
    ),
    Story(
        key="pnt-cau-dan-sinh",
        topic="ha-tang",
        when=DaysAgo(108, "09:40"),
        title="Cây cầu ván được thay bằng cầu bê tông, trẻ đi học khỏi vòng hai cây số",
        summary="Cầu rộng 3 m, tải trọng 5 tấn, do ngân sách và người dân cùng góp.",
        picture="bridge",
        caption="Cầu mới thông xe.",
        author="Quốc Bảo",
        body="""
Cây cầu ván cũ ở xã Phú Ngãi Trị cứ đến mùa mưa là trơn, phụ huynh phải đưa con đi vòng. Nay cầu bê tông đã xong, xe máy, xe đạp và xe ba gác qua lại thoải mái.

Người dân hai bên bờ góp hơn 300 ngày công, cho mượn bãi tập kết vật liệu, nấu cơm cho thợ. Phần xây lắp do ngân sách chi.

Ấp cử người trông giữ biển tải trọng: quá 5 tấn xin đi đường tỉnh. Lan can được sơn phản quang để người đi đêm dễ thấy.
""",
    ),
    Story(
        key="pnt-hoc-bong",
        topic="an-sinh",
        when=LastOn(9, 3, "10:00"),
        title="Trước năm học: 38 suất học bổng đến tay học sinh Phú Ngãi Trị",
        summary="Mỗi suất gồm tiền mặt, cặp sách và đồng phục, ưu tiên học sinh mồ côi và con hộ nghèo.",
        picture="school",
        caption="Học sinh nhận học bổng trước ngày khai giảng.",
        author="Thu Hà",
        body="""
Hội Khuyến học xã trao 38 suất học bổng cho học sinh từ lớp một đến lớp mười hai. Danh sách do các ấp và nhà trường cùng xét, thứ tự ưu tiên được công bố trước.

Quỹ năm nay đến từ tiền bán ve chai của Hội Phụ nữ, đóng góp của các cơ sở thu mua nông sản và người con xa quê.

Em nào nhận học bổng cũng viết một lá thư cuối năm kể chuyện học hành. Thư được gửi lại cho người góp quỹ, như một lời cảm ơn.
""",
    ),
)
