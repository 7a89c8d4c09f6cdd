"""News of Hòa Phú commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="hp-ma-vung-trong",
        topic="nong-nghiep",
        when=DaysAgo(3, "08:45"),
        title="Hòa Phú rà lại mã số vùng trồng: vườn nào bỏ ghi chép thì phải làm lại",
        summary="Cán bộ nông nghiệp cùng hợp tác xã đi từng vườn đối chiếu nhật ký, diện tích và ranh giới.",
        picture="dragon_fruit",
        caption="Kiểm tra vườn thanh long đã được cấp mã.",
        author="Văn Lâm",
        body="""
Muốn bán thanh long cho những thị trường khó tính, vườn phải có mã số vùng trồng và giữ được mã ấy. Xã Hòa Phú vừa đi kiểm tra các vườn đã được cấp mã.

Lỗi gặp nhiều nhất không nằm ở trái, mà ở sổ: quên ghi ngày phun thuốc, ghi dồn nhiều ngày vào một lần, bán vườn mà chưa báo đổi tên.

## Giữ mã không khó

1. Ghi nhật ký ngay trong ngày, chụp ảnh nhãn thuốc thay cho chép tay.
1. Dọn trái rụng, cành bệnh, không đốt trong vườn.
1. Báo hợp tác xã khi thêm, bớt diện tích.

Vườn bị nhắc nhở có 30 ngày để bổ sung. Quá hạn, mã bị tạm dừng và phải chờ đợt cấp sau.
""",
    ),
    Story(
        key="hp-tiep-dan",
        topic="thong-bao",
        when=DaysAgo(8, "14:30"),
        title="Lịch tiếp công dân và giờ làm việc của xã Hòa Phú tháng {m+1}",
        summary="Chủ tịch Ủy ban nhân dân xã tiếp công dân vào sáng thứ Năm hằng tuần.",
        source="Văn phòng UBND xã Hòa Phú",
        body="""
Ủy ban nhân dân xã Hòa Phú thông báo lịch tiếp công dân và giờ làm việc trong tháng:

- Tiếp công dân: sáng thứ Năm hằng tuần, từ 7 giờ 30 đến 11 giờ.
- Bộ phận một cửa: từ thứ Hai đến thứ Sáu, sáng 7 giờ 30 đến 11 giờ 30, chiều 13 giờ 30 đến 17 giờ.
- Chứng thực: nhận đến 16 giờ 30 để kịp trả trong ngày.

Nếu thứ Năm trùng ngày nghỉ lễ, lịch dời sang ngày làm việc kế tiếp và được thông báo trên trang này.
""",
    ),
    Story(
        key="hp-hien-dat",
        topic="ha-tang",
        when=DaysAgo(33, "10:15"),
        title="Hai mươi ba hộ lùi hàng rào cho con đường liên ấp rộng thêm một mét",
        summary="Đường được đổ bê tông rộng 4 m, xe cứu thương và xe tải nhỏ vào tận vườn.",
        picture="road",
        caption="Đường liên ấp sau khi mở rộng.",
        author="Kim Ngân",
        body="""
Con đường cũ rộng 3 m, hai xe máy chở thanh long tránh nhau đã khó. Khi xã bàn chuyện mở đường, câu hỏi đầu tiên là lấy đất ở đâu.

Qua bốn cuộc họp ấp, 23 hộ đồng ý lùi hàng rào, có hộ chặt cả hàng trụ thanh long đang cho trái. Xã hỗ trợ xây lại rào và hoàn tất giấy tờ điều chỉnh diện tích cho từng hộ.

> Mất một hàng trụ, nhưng xe vào tận vườn thì đỡ công khiêng cả năm. | Một hộ dân hiến đất

Danh sách hộ góp đất, số tiền góp và chi phí công trình được niêm yết tại nhà văn hóa ấp. Công trình do Ban giám sát đầu tư của cộng đồng theo dõi từ lúc đổ đá đến khi nghiệm thu.
""",
    ),
    Story(
        key="hp-tu-sach",
        topic="giao-duc-y-te",
        when=LastOn(6, 20, "08:30"),
        title="Tủ sách mùa hè: mượn ba cuốn, kể lại một cuốn",
        summary="Trẻ em ở Hòa Phú được mượn sách miễn phí suốt hè, mỗi tuần có một buổi kể chuyện tại nhà văn hóa.",
        picture="school",
        caption="Các em đến mượn sách.",
        author="Thu Hà",
        body="""
Tủ sách đặt trong nhà văn hóa xã, gồm hơn 600 cuốn do trường học, cựu học sinh và các gia đình góp lại. Mở cửa sáng thứ Ba và thứ Bảy.

Luật mượn rất dễ nhớ: mượn ba cuốn, trả trong hai tuần, chọn một cuốn kể lại cho các bạn. Em nào kể được năm cuốn sẽ được tặng một cuốn mới.

Phụ huynh muốn góp sách xin chọn sách còn nguyên trang, phù hợp lứa tuổi tiểu học và trung học cơ sở.
""",
    ),
)
