"""News of Cần Giuộc district."""

from portal.demo.moments import DaysAgo, Exactly, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="cg-cup-nuoc",
        topic="thong-bao",
        when=DaysAgo(0, "06:50"),
        title="Tạm ngưng cấp nước để súc rửa đường ống đêm {d+4}",
        summary="Thời gian ngưng từ 22 giờ ngày {d+4} đến 4 giờ sáng hôm sau tại một số khu vực của thị trấn và các xã lân cận.",
        source="Phòng Kinh tế và Hạ tầng huyện",
        body="""
Đơn vị cấp nước sẽ súc rửa tuyến ống chính và thay van tại hai điểm. Trong thời gian này, nước yếu hoặc ngưng hẳn.

- Bắt đầu: 22 giờ ngày {D+4}.
- Kết thúc: 4 giờ sáng hôm sau.
- Khi có nước lại, xin xả vòi khoảng ba phút trước khi dùng để nấu ăn.

Trạm y tế và trường học có xe bồn tiếp nước nếu cần, xin gọi trước 16 giờ cùng ngày.
""",
    ),
    Story(
        key="cg-tinh-nguyen",
        topic="cai-cach-hanh-chinh",
        when=DaysAgo(3, "15:15"),
        title="Áo xanh ở bộ phận một cửa: hướng dẫn chứ không làm thay",
        summary="Đoàn viên các xã của huyện Cần Giuộc trực tại bộ phận một cửa, cùng người dân tự nộp hồ sơ trên điện thoại của mình.",
        picture="phone",
        caption="Đoàn viên hướng dẫn người dân thao tác trên điện thoại.",
        author="Phương Linh",
        body="""
Mỗi sáng, bộ phận một cửa của các xã ở Cần Giuộc có hai bạn đoàn viên mặc áo xanh đứng cạnh máy bấm số. Việc của các bạn là ngồi cạnh người dân, chỉ từng bước, để chính người dân bấm nút gửi hồ sơ.

Lần đầu thường mất nửa giờ. Lần thứ hai còn mười phút. Đến lần thứ ba, nhiều người làm ở nhà và chỉ ghé nhận kết quả.

## Chuẩn bị gì trước khi đến

- Điện thoại còn pin, nhớ mật khẩu tài khoản định danh.
- Căn cước và giấy tờ gốc để chụp.
- Thẻ ngân hàng hoặc ví điện tử nếu muốn nộp lệ phí ngay.

> Con gái tôi ở xa, trước giờ giấy tờ gì cũng chờ nó về. Nay tôi tự làm được rồi. | Một người dân xã Phước Lý

Đoàn thanh niên huyện đang soạn bộ hình hướng dẫn khổ lớn, dán tại bộ phận một cửa để người đến sau nhìn theo mà làm.
""",
    ),
    Story(
        key="cg-rau-an-toan",
        topic="nong-nghiep",
        when=DaysAgo(11, "07:40"),
        title="Rau Cần Giuộc: bớt phân thuốc, thêm nhật ký",
        summary="Tổ hợp tác trồng rau ghi nhật ký trên điện thoại; người mua quét mã là biết ngày gieo, ngày hái, ai trồng.",
        picture="vegetables",
        caption="Luống rau trước nhà lưới.",
        author="Văn Lâm",
        body="""
Nằm sát Thành phố Hồ Chí Minh, Cần Giuộc từ lâu là vựa rau của vùng. Người mua bây giờ hỏi kỹ hơn: rau trồng ở đâu, cách ly thuốc mấy ngày.

Các tổ hợp tác trồng rau ăn lá chuyển sang ghi nhật ký bằng điện thoại. Mỗi luống có một mã, mỗi lần bón phân, phun thuốc, thu hoạch chỉ cần chọn trong danh sách có sẵn. Đến ngày hái, hệ thống báo đã đủ thời gian cách ly hay chưa.

## Lợi ích đo được

- Bán được cho bếp ăn trường học vì có hồ sơ rõ ràng.
- Giảm số lần phun do phát hiện sâu bệnh sớm nhờ bẫy dính.
- Nhà lưới giữ được rau trong mùa mưa, giá ít dao động.

Khó nhất là thói quen. Người lớn tuổi hay quên ghi, nên tổ phân công con cháu ghi giúp vào cuối ngày.
""",
    ),
    Story(
        key="cg-cang",
        topic="kinh-te",
        when=DaysAgo(24, "09:30"),
        title="Đường vào cảng: tách xe công-ten-nơ khỏi xe máy",
        summary="Huyện cùng các doanh nghiệp phân giờ, phân làn trên tuyến dẫn vào khu cảng để giảm ùn ứ và tai nạn.",
        picture="port",
        caption="Bốc dỡ hàng tại cảng sông.",
        author="Quốc Bảo",
        body="""
Khu cảng ở phía nam huyện Cần Giuộc đem lại nhiều việc làm, cũng đem theo nhiều xe tải lớn. Trên cùng một con đường có công nhân đi làm, học sinh đi học và đoàn xe công-ten-nơ.

Sau khi bàn với doanh nghiệp, huyện thống nhất ba việc: xe công-ten-nơ không chạy từ 6 giờ đến 7 giờ 30 và từ 16 giờ 30 đến 18 giờ; kẻ làn riêng cho xe máy; đặt bãi chờ cho tài xế để không đậu xe trên lề.

Doanh nghiệp cảng gửi trước lịch tàu trong tuần. Những ngày có tàu lớn, lực lượng điều tiết được tăng gấp đôi.

Sau một tháng áp dụng, huyện sẽ công bố số vụ va chạm và thời gian qua các nút giao để người dân cùng đánh giá.
""",
    ),
    Story(
        key="cg-ton-thanh",
        topic="van-hoa-xa-hoi",
        when=LastOn(7, 2, "08:00"),
        title="Tháng 7 về chùa Tôn Thạnh, nhớ cụ Đồ Chiểu",
        summary="Nơi cụ Nguyễn Đình Chiểu từng dạy học, bốc thuốc và viết bài “Văn tế nghĩa sĩ Cần Giuộc” đón khách trong dịp tưởng niệm.",
        picture="communal_house",
        caption="Một di tích làng quê Nam Bộ.",
        author="Lan Chi",
        body="""
Chùa Tôn Thạnh ở xã Mỹ Lộc gắn với những năm cụ Nguyễn Đình Chiểu về Cần Giuộc dạy học và bốc thuốc cho dân. Bài “Văn tế nghĩa sĩ Cần Giuộc” ra đời sau trận tập kích đồn Tây Dương cuối năm 1861, khi những người nông dân chỉ quen cày cuốc đã ngã xuống.

Đầu tháng 7 hằng năm, học sinh các trường trong huyện đến dâng hương, đọc văn tế và nghe kể chuyện làng. Nhà trưng bày nhỏ trong khuôn viên giới thiệu các bản in cũ.

## Khách đến viếng

- Mở cửa cả tuần, vào cổng không mất tiền.
- Xin mặc áo quần kín đáo, nói nhỏ trong chính điện.
- Đoàn trên 20 người nên báo trước để có người thuyết minh.
""",
    ),
    Story(
        key="cg-trieu-cuong",
        topic="moi-truong",
        when=LastOn(10, 20, "16:40"),
        title="Triều cường cuối năm: kê đồ lên cao, khóa điện tầng trệt",
        summary="Các xã ven sông kiểm tra bờ bao, chuẩn bị bao cát; người dân vùng trũng được nhắn tin trước mỗi đợt.",
        picture="sluice",
        caption="Kiểm tra cống trước kỳ triều cường.",
        author="Phương Linh",
        body="""
Vào những ngày rằm và mùng một âm lịch cuối năm, nước sông lên cao kèm mưa có thể tràn bờ ở các xã ven sông của huyện Cần Giuộc.

Tổ xung kích mỗi xã đã đi kiểm tra bờ bao, đánh dấu các đoạn thấp bằng cọc sơn đỏ. Bao cát và đất dự phòng tập kết tại ba điểm.

## Trong nhà

1. Kê tủ lạnh, máy giặt, lúa gạo lên cao ít nhất nửa mét.
1. Tắt cầu dao tầng trệt khi nước vào nhà.
1. Giữ trẻ nhỏ tránh xa mương, cống hở.
1. Dự trữ nước uống cho hai ngày.

Cần giúp đỡ, xin gọi ấp trưởng hoặc đường dây nóng ghi ở cuối trang.
""",
    ),
    Story(
        key="cg-quy-1-2023",
        topic="cai-cach-hanh-chinh",
        when=Exactly(2023, 4, 6, "09:00"),
        title="Quý I/2023 ở Cần Giuộc: hơn 16.000 hồ sơ trực tuyến, giải quyết đúng hạn toàn bộ",
        summary="Cấp huyện nhận 6.241 hồ sơ trực tuyến (96,9%), cấp xã nhận 10.097 hồ sơ (99,4%).",
        picture="counter",
        caption="Tiếp nhận hồ sơ tại Trung tâm Hành chính công huyện.",
        author="Phương Linh",
        body="""
Ba tháng đầu năm 2023, hồ sơ trực tuyến đã thành cách làm chính ở huyện Cần Giuộc. Cấp huyện nhận 6.241 hồ sơ trực tuyến, bằng 96,9% tổng số; cấp xã nhận 10.097 hồ sơ, bằng 99,4%. Hồ sơ trên phần mềm ở cả hai cấp đều giải quyết đúng hạn.

## Các con số khác

- Bộ thủ tục niêm yết: cấp huyện 199 thủ tục thuộc 42 lĩnh vực, cấp xã 93 thủ tục thuộc 27 lĩnh vực.
- Qua bưu chính công ích: cấp huyện 90 hồ sơ (1,4%), cấp xã 2.560 hồ sơ (25,2%).
- Thanh toán trực tuyến: 594 hồ sơ trên cổng của tỉnh, 130 hồ sơ trên cổng quốc gia.

Dịch vụ bưu chính được người dân ở xã ưa chuộng hơn hẳn ở huyện, vì kết quả đến tận nhà. Huyện sẽ bàn với bưu điện để giảm thời gian chuyển phát giữa các xã trong ngày.

Đợt tới, huyện rà lại những thủ tục đòi nhiều giấy tờ trùng nhau để đề nghị cắt bỏ.
""",
    ),
)
