"""News of Dương Xuân Hội commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="dxh-don-hang",
        topic="kinh-te",
        when=DaysAgo(6, "08:50"),
        title="Hợp tác xã ở Dương Xuân Hội ký giao hàng theo tuần thay cho bán theo xe",
        summary="Giá được chốt trước bảy ngày, nhà vườn biết mình sẽ bán bao nhiêu và lúc nào.",
        picture="dragon_fruit",
        caption="Thu hoạch thanh long giao theo lịch.",
        author="Lan Chi",
        body="""
Bán theo xe thì sáng giá này, chiều giá khác. Hợp tác xã thanh long ở Dương Xuân Hội thử cách mới: ký với nơi mua số lượng giao trong tuần, giá chốt vào chủ nhật.

Nhà vườn chia lịch cắt trái để không dồn vào một ngày. Phần trái không đạt loại đưa sang cơ sở sấy và làm rượu vang.

Sau hai tháng, giá bình quân không cao hơn bán lẻ lúc được giá, nhưng đều hơn. Vườn nào cũng tính được tiền công, tiền phân cho tháng sau.
""",
    ),
    Story(
        key="dxh-hien-mau",
        topic="an-sinh",
        when=DaysAgo(54, "11:00"),
        title="Một buổi sáng, 87 đơn vị máu",
        summary="Người dân và đoàn viên xã Dương Xuân Hội tham gia đợt hiến máu tình nguyện lớn nhất trong năm.",
        picture="clinic",
        caption="Kiểm tra sức khỏe trước khi hiến máu.",
        author="Ngọc Diệp",
        body="""
Từ 6 giờ, sân ủy ban xã Dương Xuân Hội đã đông người. Có cặp vợ chồng cùng đi, có thầy giáo dẫn theo học trò cũ, có người hiến lần thứ mười bảy.

Ai cũng được đo huyết áp, thử nhóm máu, hỏi bệnh sử. Mười ba người chưa đủ điều kiện được hẹn đợt sau.

Hiến xong, mọi người ngồi lại 15 phút, uống sữa và ăn nhẹ. Danh sách nhóm máu hiếm được lưu để gọi khi bệnh viện cần gấp.
""",
    ),
    Story(
        key="dxh-tiet-kiem-dien",
        topic="nong-nghiep",
        when=LastOn(12, 2, "19:00"),
        title="Đêm chong đèn ở Dương Xuân Hội: cùng một vườn, hai hóa đơn khác nhau",
        summary="So sánh nửa vườn dùng bóng cũ và nửa vườn dùng bóng LED, tiền điện chênh gần năm lần.",
        picture="dragon_fruit_lamps",
        caption="Vườn thử nghiệm trong đêm.",
        author="Văn Lâm",
        body="""
Một nhà vườn ở xã Dương Xuân Hội chia vườn làm hai phần bằng nhau, lắp công-tơ riêng. Bên trái giữ bóng sợi đốt, bên phải thay bóng LED, chong cùng số giờ.

Sau 18 đêm, số nụ hai bên gần như nhau. Tiền điện bên LED chỉ bằng khoảng một phần năm bên còn lại. Tiền mua bóng thu lại được sau chừng hai vụ.

Điều cần để ý là khoảng cách và độ cao của bóng. Treo quá cao thì hoa thưa, quá thấp thì hoa dồn một phía. Nhà vườn muốn xem tận nơi có thể đến vào các tối thứ Bảy.
""",
    ),
    Story(
        key="dxh-mam-non",
        topic="giao-duc-y-te",
        when=LastOn(7, 20, "08:30"),
        title="Tuyển sinh mầm non: nộp hồ sơ trên mạng hoặc tại trường đều được",
        summary="Trường mầm non ở Dương Xuân Hội nhận trẻ từ 3 tuổi, ưu tiên trẻ 5 tuổi đủ chỗ học.",
        picture="school",
        caption="Trường chuẩn bị đón trẻ.",
        author="Thu Hà",
        body="""
Phụ huynh có hai tuần để nộp hồ sơ. Nộp trên mạng thì không phải mang giấy khai sinh, trường tự đối chiếu dữ liệu cư trú.

- Trẻ 5 tuổi: nhận toàn bộ.
- Trẻ 3 và 4 tuổi: nhận theo số chỗ còn lại, ưu tiên gia đình cả cha lẫn mẹ đi làm xa.
- Học thử một tuần trước khi đóng tiền ăn.

Kết quả niêm yết tại trường và nhắn đến số điện thoại đã đăng ký. Khoản thu nào cũng có trong bảng công khai.
""",
    ),
)
