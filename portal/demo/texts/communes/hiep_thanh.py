"""News of Hiệp Thạnh commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="ht-nop-tai-nha",
        topic="cai-cach-hanh-chinh",
        when=DaysAgo(4, "10:30"),
        title="Hiệp Thạnh đếm riêng hồ sơ người dân tự nộp ở nhà",
        summary="Xã tách hai con số: hồ sơ trực tuyến do dân tự làm và hồ sơ do cán bộ làm giúp, để biết thật sự tiến bộ đến đâu.",
        picture="counter_green",
        caption="Bộ phận một cửa của xã.",
        author="Hoàng Anh",
        body="""
Báo cáo nào cũng ghi gần một trăm phần trăm hồ sơ trực tuyến. Nhưng bao nhiêu trong số đó do chính người dân bấm nút? Xã Hiệp Thạnh quyết định đếm.

Tháng đầu, cứ mười hồ sơ chỉ có hai hồ sơ nộp từ nhà. Xã xem lại vì sao: mẫu đơn dài, ảnh chụp mờ bị trả, lệ phí chưa biết trả thế nào.

## Đã sửa gì

- In tờ hướng dẫn một trang cho năm thủ tục hay làm nhất.
- Mở số điện thoại trả lời buổi tối, từ 18 đến 20 giờ.
- Ảnh mờ thì gọi xin chụp lại, không trả hồ sơ.

Đến tháng thứ ba, con số tăng lên bốn trên mười. Xã đặt mục tiêu sáu trên mười vào cuối năm và sẽ công bố mỗi tháng.
""",
    ),
    Story(
        key="ht-dong-goi",
        topic="kinh-te",
        when=DaysAgo(64, "09:50"),
        title="Nhà đóng gói của hợp tác xã nhận thêm 18 lao động tại chỗ",
        summary="Thanh long được phân loại, rửa, dán tem truy xuất ngay tại Hiệp Thạnh thay vì chở đi nơi khác.",
        picture="market",
        caption="Trái cây đã phân loại, chờ lên xe.",
        author="Lan Chi",
        body="""
Nhà đóng gói rộng chừng 600 m² đặt cạnh đường liên xã. Trái vào từ sáng sớm, qua bể rửa, sấy khô, phân loại theo cân nặng, dán tem rồi vào kho lạnh.

Lao động chủ yếu là phụ nữ trong xã, làm theo ca bốn giờ để kịp đón con. Người mới học việc một tuần, được trả công ngay từ buổi đầu.

> Hồi trước tôi theo xe đi đóng hàng ở tỉnh khác, nửa tháng mới về. Giờ trưa nào cũng ăn cơm với con. | Một công nhân đóng gói

Hợp tác xã công khai bảng giá thu mua từng loại vào 6 giờ sáng mỗi ngày trên bảng ở cổng và trong nhóm xã viên.
""",
    ),
    Story(
        key="ht-tiem-vat-nuoi",
        topic="nong-nghiep",
        when=LastOn(4, 8, "07:00"),
        title="Tiêm phòng cho đàn vật nuôi: đi từng ấp, hẹn từng ngày",
        summary="Đợt một tiêm lở mồm long móng cho trâu bò, dại cho chó mèo, cúm cho gia cầm.",
        picture="rice_green",
        caption="Cán bộ thú y đến từng ấp.",
        author="Trúc Mai",
        body="""
Tổ thú y xã Hiệp Thạnh bắt đầu đợt tiêm phòng thứ nhất trong năm. Mỗi ấp một ngày, loa báo trước hai hôm.

Chủ nuôi nhốt sẵn vật nuôi, buộc chắc chó dữ, chuẩn bị sổ theo dõi. Vắc-xin dại cho chó mèo bắt buộc; nhà nào vắng được hẹn lại cuối đợt tại trụ sở xã.

Sau tiêm, vật nuôi có thể bỏ ăn một ngày. Nếu quá hai ngày hoặc sưng to chỗ tiêm, xin gọi thú y xã.
""",
    ),
    Story(
        key="ht-lang-quang",
        topic="moi-truong",
        when=LastOn(6, 12, "08:10"),
        title="Học sinh Hiệp Thạnh thi “thám tử lăng quăng”",
        summary="Hơn 200 em đi quanh nhà tìm ổ chứa nước, chụp ảnh trước và sau khi xử lý.",
        picture="school",
        caption="Các em nhận phiếu trò chơi tại trường.",
        author="Ngọc Diệp",
        body="""
Thay cho buổi phát thanh, trường tiểu học ở Hiệp Thạnh tổ chức một trò chơi. Mỗi em nhận phiếu có vẽ mười chỗ muỗi thích đẻ trứng, về nhà tìm cùng cha mẹ.

Tìm được chỗ nào thì úp xuống, đổ đi hoặc đậy lại rồi đánh dấu. Lớp nào gom đủ phiếu trước được đi tham quan trạm y tế.

Sau một tuần, tổ kiểm tra của xã ghi nhận số nhà có lăng quăng giảm rõ. Quan trọng hơn, các em về nhắc ông bà mỗi sáng chủ nhật.
""",
    ),
)
