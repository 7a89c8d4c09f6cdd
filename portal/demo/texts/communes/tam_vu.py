"""News of Tầm Vu township."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="tv-gom-rac",
        topic="thong-bao",
        when=DaysAgo(2, "07:30"),
        title="Đổi giờ thu gom rác sinh hoạt từ ngày {d+6}",
        summary="Xe rác chạy từ 17 giờ đến 20 giờ thay cho buổi sáng, để chợ và trường học không vướng xe.",
        source="Ủy ban nhân dân thị trấn Tầm Vu",
        body="""
Từ ngày {D+6}, xe thu gom rác đi vào buổi chiều, bắt đầu từ khu chợ rồi vòng ra các khu phố.

- 17 giờ: khu chợ và các tuyến đường quanh chợ.
- 18 giờ: khu phố dọc đường tỉnh.
- 19 giờ: các hẻm còn lại.

Xin để rác trước cửa trong vòng 30 phút trước giờ xe đến, buộc kín miệng bao. Bóng đèn, pin, vỏ chai thuốc bảo vệ thực vật để riêng, mỗi tháng có một buổi thu gom tại trụ sở khu phố.
""",
    ),
    Story(
        key="tv-cho",
        topic="ha-tang",
        when=DaysAgo(6, "09:15"),
        title="Chợ Tầm Vu sắp lại khu rau, mở rộng lối thoát hiểm",
        summary="Lối đi giữa các sạp rộng 1,5 m, bình chữa cháy đặt ở sáu điểm, tiểu thương ký cam kết không lấn vạch.",
        picture="market",
        caption="Khu rau quả sau khi sắp xếp lại.",
        author="Kim Ngân",
        body="""
Sau đợt kiểm tra phòng cháy, ban quản lý chợ Tầm Vu họp với tiểu thương và cùng vẽ lại sơ đồ khu rau quả. Mỗi sạp lùi vào vài gang tay, đổi lại lối đi chính đủ rộng cho hai xe đẩy tránh nhau.

Vạch sơn vàng đánh dấu phần lối đi. Sáu bình chữa cháy và hai vòi nước được treo ở chỗ dễ thấy. Cầu dao của từng dãy ghi tên rõ ràng, cuối buổi người bán cuối cùng ngắt điện.

> Hồi đầu ai cũng tiếc chỗ. Làm xong thì khách vào được tận sạp trong, bán được hơn. | Một tiểu thương bán rau

Tháng tới, chợ tập một tình huống cháy giả định vào giờ vắng khách. Tiểu thương nào cũng phải tự tay dùng thử bình chữa cháy một lần.
""",
    ),
    Story(
        key="tv-via-he",
        topic="van-hoa-xa-hoi",
        when=DaysAgo(39, "16:10"),
        title="Giữ vỉa hè cho người đi bộ: nhắc trước, phạt sau",
        summary="Tổ tự quản các khu phố kẻ vạch để xe, sắp lại biển hiệu, dành tối thiểu 1,5 m cho người đi bộ.",
        picture="road_evening",
        caption="Tuyến phố trung tâm buổi chiều.",
        author="Kim Ngân",
        body="""
Thị trấn chọn hai tuyến phố làm trước. Cán bộ đến từng nhà nói chuyện, đo lại phần vỉa hè, thống nhất chỗ để xe và giờ bày hàng.

Tuần đầu chỉ nhắc nhở. Tuần thứ hai lập biên bản không phạt tiền. Từ tuần thứ ba, trường hợp tái phạm bị xử lý theo quy định.

Kết quả bước đầu khá tốt: học sinh đi bộ đến trường không phải bước xuống lòng đường, còn các quán ăn thì chuyển bàn vào trong hiên. Khu phố nào giữ được sáu tháng sẽ được trồng thêm cây xanh theo ý người dân chọn.
""",
    ),
    Story(
        key="tv-quet-ma",
        topic="chuyen-doi-so",
        when=DaysAgo(74, "08:20"),
        title="Mua bó rau cũng quét mã: sạp nào ở chợ cũng nhận chuyển khoản",
        summary="Bảng mã để trên sạp, loa báo tiền về để người bán lớn tuổi không phải mở điện thoại.",
        picture="market",
        caption="Người mua trả tiền bằng điện thoại.",
        author="Minh Anh",
        body="""
Chợ Tầm Vu có hơn một nửa người bán trên 50 tuổi. Nhiều người ngại chuyển khoản vì sợ nhầm và không thấy rõ màn hình. Cách làm của thị trấn là phát bảng mã in lớn và hỗ trợ loa nhỏ đọc số tiền.

Đoàn viên ngồi ở chợ ba buổi sáng liền, giúp mở tài khoản, dán bảng mã, thử chuyển 1.000 đồng rồi trả lại. Sạp nào làm được thì dán thêm hình bó lúa màu xanh.

Ban quản lý chợ nhắc người bán kiểm tra mã mỗi sáng, tránh bị dán đè mã khác. Đã có nơi gặp chuyện này, nên cẩn thận vẫn hơn.
""",
    ),
    Story(
        key="tv-lam-chay",
        topic="van-hoa-xa-hoi",
        when=LastOn(3, 6, "10:40"),
        title="Lễ hội Làm Chay: đông mà trật tự, vui mà sạch",
        summary="Lễ hội truyền thống của Tầm Vu sau rằm tháng Giêng đón khách nhiều nơi về xem rước ông Tiêu và thi làm bánh.",
        picture="communal_house",
        caption="Đình làng ngày hội.",
        author="Lan Chi",
        body="""
Lễ hội Làm Chay ở Tầm Vu diễn ra sau rằm tháng Giêng, là di sản văn hóa phi vật thể quốc gia. Người dân làm lễ cầu an, tưởng nhớ những người đã khuất, rồi cùng nhau vui hội.

Năm nay, thị trấn cấm xe vào khu trung tâm từ trưa, mở ba bãi gửi xe giá niêm yết. Thanh niên tình nguyện phát túi giấy và đứng ở các thùng rác phân loại. Đêm cuối, đường phố được dọn xong trước 23 giờ.

## Con số của mùa hội

- Ba ngày lễ, không có tai nạn giao thông.
- 42 tình nguyện viên.
- Bốn trẻ lạc được loa đọc tên, gặp lại gia đình trong vòng 20 phút.

Ban tổ chức xin nhận góp ý của khách đến hết tháng để mùa sau làm tốt hơn.
""",
    ),
)
