"""News of Thuận Mỹ commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="tm-cam-cau",
        topic="thong-bao",
        when=DaysAgo(1, "16:30"),
        title="Tạm cấm xe trên 5 tấn qua cầu Kênh Mới để thay dầm",
        summary="Thời gian thi công 14 ngày. Xe máy và xe dưới 5 tấn qua lại một chiều luân phiên.",
        picture="bridge_evening",
        caption="Cầu trên tuyến đường liên xã.",
        source="Ủy ban nhân dân xã Thuận Mỹ",
        body="""
Kết quả kiểm tra cho thấy hai dầm của cầu Kênh Mới bị nứt. Để bảo đảm an toàn, Ủy ban nhân dân xã thông báo:

- Cấm xe trên 5 tấn từ ngày {D+1} đến hết ngày {D+15}.
- Xe máy và xe dưới 5 tấn đi luân phiên một chiều theo người điều tiết.
- Ban đêm có đèn báo và rào chắn; xin chạy chậm dưới 10 km/giờ.

Xe tải chở nông sản đi vòng theo đường tỉnh. Thương lái cần vào vườn bên kia cầu xin liên hệ trưởng ấp để được trung chuyển bằng xe nhỏ.

Nếu xong sớm, thông báo này sẽ được gỡ ngay trong ngày.
""",
    ),
    Story(
        key="tm-bong-chuyen",
        topic="van-hoa-xa-hoi",
        when=DaysAgo(45, "20:00"),
        title="Tám đội bóng chuyền, một sân đất, khán giả đứng kín bờ đê",
        summary="Giải bóng chuyền nông dân xã Thuận Mỹ khép lại với trận chung kết năm ván.",
        picture="road_evening",
        caption="Buổi chiều ở trung tâm xã.",
        author="Trúc Mai",
        body="""
Mỗi ấp một đội, cầu thủ là người làm ruộng, nuôi tôm, chạy xe. Trận nào cũng bắt đầu sau 16 giờ để ai cũng xong việc nhà.

Trận chung kết kéo dài năm ván. Đội thắng nhận một con heo quay, đội thua nhận hai thùng nước ngọt, rồi hai đội ăn chung.

Sau giải, xã giữ lại sân làm nơi tập thể dục buổi sáng. Lưới và bóng do đoàn thanh niên quản lý, ai mượn thì ký sổ.
""",
    ),
    Story(
        key="tm-lay-nuoc",
        topic="nong-nghiep",
        when=LastOn(3, 18, "06:50"),
        title="Lịch lấy nước cho ao tôm Thuận Mỹ trong tháng mặn",
        summary="Tổ quản lý nước đo độ mặn hai lần mỗi ngày, mở cống theo con nước và báo trước một ngày.",
        picture="sluice",
        caption="Cống lấy nước cho vùng nuôi.",
        author="Văn Lâm",
        body="""
Vùng nuôi tôm cần nước mặn vừa phải, vùng lúa kế bên lại cần giữ ngọt. Để đôi bên không thiệt, xã Thuận Mỹ chia lịch mở cống theo từng con nước.

Tổ quản lý nước đo lúc 5 giờ và 17 giờ, ghi lên bảng ở đầu kênh và nhắn vào nhóm Zalo. Khi độ mặn vượt ngưỡng đã thống nhất, cống phía ruộng lúa đóng hoàn toàn.

- Hộ nuôi lấy nước qua ao lắng, không bơm thẳng vào ao nuôi.
- Ao bị bệnh phải báo và giữ nước lại, không xả ra kênh chung.
- Hộ tự ý mở cống bị dừng quyền lấy nước trong một đợt.
""",
    ),
    Story(
        key="tm-bo-bao",
        topic="moi-truong",
        when=LastOn(10, 5, "09:20"),
        title="Gia cố bờ bao trước con nước lớn: làm xong trong sáu ngày",
        summary="Thuận Mỹ đắp cao thêm 30 cm ở những đoạn thấp, đóng cừ tràm nơi sạt lở.",
        picture="trees",
        caption="Trồng cây giữ đất trên bờ bao.",
        author="Quốc Bảo",
        body="""
Năm trước, nước tràn qua ba đoạn bờ thấp làm ngập vườn của 19 hộ ở Thuận Mỹ. Năm nay xã không chờ, huy động máy và hơn 200 ngày công làm trước con nước rằm.

Đoạn sạt lở được đóng hai hàng cừ tràm, bên trong lót lưới và đắp đất sét. Mặt bờ trải đá để xe máy đi được khi trời mưa.

Mỗi đoạn có một người trực, số điện thoại sơn trên cọc. Thấy rò rỉ xin gọi ngay, kể cả ban đêm.
""",
    ),
)
