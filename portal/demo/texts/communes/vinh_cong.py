"""News of Vĩnh Công commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="vc-thap-sang",
        topic="ha-tang",
        when=DaysAgo(7, "18:10"),
        title="Vĩnh Công có thêm 4 km đường sáng đèn",
        summary="Đèn năng lượng mặt trời lắp cách nhau 40 m, ưu tiên đoạn gần trường và khúc cua.",
        picture="road_evening",
        caption="Đường quê lên đèn.",
        author="Quốc Bảo",
        body="""
Trước đây, đoạn đường từ trường học về các ấp của xã Vĩnh Công tối om sau 6 giờ chiều. Nay 100 bóng đèn năng lượng mặt trời đã được lắp, tự bật khi trời sụp tối và giảm sáng sau 23 giờ.

Chi phí mỗi bộ đèn do người dân dọc tuyến góp một phần, xã và doanh nghiệp góp phần còn lại. Tổ tự quản giữ chìa khóa hộp điều khiển, lau tấm pin mỗi quý.

Đèn hỏng xin báo số ghi trên trụ, tổ sửa trong ba ngày. Tháng đầu có hai bóng hỏng và đều đã thay.
""",
    ),
    Story(
        key="vc-dinh-danh",
        topic="chuyen-doi-so",
        when=DaysAgo(27, "08:00"),
        title="Sáng thứ Bảy lưu động: làm định danh điện tử ngay tại ấp",
        summary="Công an xã Vĩnh Công đem thiết bị về nhà văn hóa ấp, phục vụ người già, công nhân và người khuyết tật.",
        picture="phone_evening",
        caption="Kích hoạt tài khoản định danh tại nhà văn hóa ấp.",
        author="Minh Anh",
        body="""
Công nhân đi làm cả tuần, người già ngại đường xa, nên nhiều người ở xã Vĩnh Công chưa có tài khoản định danh điện tử. Xã tổ chức bốn buổi sáng thứ Bảy, mỗi buổi ở một ấp.

Người đến chỉ cần căn cước và số điện thoại chính chủ. Thời gian làm khoảng mười phút. Ai chưa có căn cước gắn chíp được hẹn lịch lấy dấu vân tay.

Hai buổi đầu có 146 người kích hoạt xong tài khoản. Với bảy trường hợp nằm một chỗ, cán bộ đến tận nhà.
""",
    ),
    Story(
        key="vc-dom-nau",
        topic="nong-nghiep",
        when=LastOn(7, 15, "07:10"),
        title="Mưa nhiều, coi chừng bệnh đốm nâu trên thanh long",
        summary="Tỉa cành thông thoáng, gom tiêu hủy cành bệnh, phun phòng sau mưa: ba việc nhà vườn Vĩnh Công nên làm trong tháng 7.",
        picture="dragon_fruit",
        caption="Vườn được tỉa cành thông thoáng.",
        author="Văn Lâm",
        body="""
Bệnh đốm nâu, nhà vườn quen gọi là đốm trắng, lây rất nhanh trong mùa mưa. Vết bệnh ban đầu là chấm nhỏ màu trắng lõm xuống, sau chuyển nâu rồi lan khắp cành và trái.

## Làm gì trong vườn

- Tỉa cành già, cành khuất ánh sáng; không tỉa lúc trời mưa.
- Gom hết cành, trái bệnh đem ủ hoặc chôn, tuyệt đối không vứt xuống kênh.
- Hạn chế bón đạm, tăng phân hữu cơ đã ủ hoai và kali.
- Phun phòng khi cành non vừa nhú, luân phiên hoạt chất theo hướng dẫn.

Cán bộ kỹ thuật xuống vườn khi bà con yêu cầu. Xin gửi ảnh cành bệnh kèm tên ấp qua kênh Zalo của xã để được xếp lịch.
""",
    ),
)
