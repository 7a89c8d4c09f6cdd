"""News of Thanh Phú Long commune: the sub-site a newcomer is given to edit."""

from portal.demo.moments import DaysAgo, Exactly, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="tpl-thu-bay",
        topic="cai-cach-hanh-chinh",
        when=DaysAgo(0, "08:05"),
        title="Thanh Phú Long nhận hồ sơ cả sáng thứ Bảy",
        summary="Bộ phận một cửa mở thêm bốn giờ vào sáng thứ Bảy cho công nhân và người buôn bán không nghỉ được trong tuần.",
        picture="counter",
        caption="Bộ phận một cửa sáng thứ Bảy.",
        author="Kim Ngân",
        body="""
Công nhân đi làm từ thứ Hai đến thứ Sáu, muốn chứng thực một tờ giấy phải xin nghỉ. Từ tuần này, bộ phận một cửa xã Thanh Phú Long làm thêm sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ 30.

## Những việc làm được vào thứ Bảy

- Chứng thực bản sao, chữ ký: lấy ngay.
- Khai sinh, khai tử, xác nhận tình trạng hôn nhân: nhận hồ sơ, hẹn ngày trả.
- Nhận kết quả của mọi hồ sơ đã xong.
- Hướng dẫn nộp trực tuyến.

Hai cán bộ trực luân phiên và được nghỉ bù. Thứ Bảy trùng ngày lễ thì nghỉ.

> Tôi bán hàng đến trưa mới xong, được cái chủ nhật hay thứ Bảy rảnh. Mở sáng thứ Bảy là tiện nhất. | Một tiểu thương ở chợ xã

Sau hai tháng, nếu số người đến dưới mười người một buổi, xã sẽ chuyển sang mở cách tuần.
""",
    ),
    Story(
        key="tpl-ky-nang-so",
        topic="chuyen-doi-so",
        when=DaysAgo(5, "15:40"),
        title="Tập huấn kỹ năng số cho 13 tổ công nghệ số cộng đồng",
        summary="Một buổi học nửa lý thuyết, nửa đóng vai: người đóng vai cụ già, người đóng vai cán bộ hướng dẫn.",
        picture="lesson",
        caption="Học viên thực hành trên máy tính.",
        author="Minh Anh",
        body="""
Chiều {d}, xã Thanh Phú Long tập huấn cho thành viên các tổ công nghệ số cộng đồng. Nội dung gọn trong ba việc: hướng dẫn nộp hồ sơ, nhận biết lừa đảo, hỗ trợ thanh toán.

Điểm mới là phần đóng vai. Một người giả làm cụ già mắt kém, tai nghe không rõ. Người kia phải hướng dẫn mà không được cầm điện thoại giùm. Ai nói quá nhanh sẽ bị cả lớp nhắc.

## Sau buổi học

1. Mỗi tổ nhận một danh sách 20 gia đình cần hỗ trợ.
1. Trong 30 ngày, đến từng nhà ít nhất một lần.
1. Ghi lại câu hỏi chưa trả lời được, gửi về xã mỗi thứ Sáu.

! phone | Hướng dẫn tại nhà, để người dân tự thao tác.

Những câu hỏi hay gặp sẽ được viết thành bài hướng dẫn và đăng ở mục Dịch vụ công trực tuyến của trang này.
""",
    ),
    Story(
        key="tpl-thong-xe",
        topic="ha-tang",
        when=DaysAgo(12, "09:30"),
        title="Thông xe cây cầu nối hai bờ sau mười tháng thi công",
        summary="Cầu bê tông dài 120 m thay bến đò cũ, rút ngắn đường đến trường của học sinh bờ bên kia.",
        picture="bridge",
        caption="Cầu mới trong ngày thông xe.",
        author="Quốc Bảo",
        body="""
Bảy giờ sáng, những chiếc xe đạp đầu tiên qua cầu. Học sinh bờ bên kia không còn phải dậy lúc 5 giờ để kịp chuyến đò.

Cầu dài 120 m, mặt rộng 5 m, có lề cho người đi bộ và đèn chiếu sáng. Mười tháng thi công có hai tháng chậm vì mưa; đơn vị thi công đã làm bù bằng ba ca.

Bến đò dừng hoạt động từ hôm nay. Hai gia đình chèo đò được xã giới thiệu việc làm và hỗ trợ vay vốn để chuyển nghề.

## Quy định khi qua cầu

- Tải trọng tối đa 8 tấn.
- Không dừng xe, câu cá trên cầu.
- Báo đèn hỏng theo số ghi trên trụ.
""",
    ),
    Story(
        key="tpl-cong-khai",
        topic="kinh-te",
        when=DaysAgo(20, "10:50"),
        title="Họp dân công khai thu chi: hỏi thẳng, trả lời thẳng",
        summary="Xã trình bày các khoản đóng góp và công trình trong năm; bản tổng hợp được niêm yết và đăng trên trang.",
        picture="listening",
        caption="Buổi họp tại hội trường xã.",
        author="Thu Hà",
        body="""
Hội trường chật kín ghế. Trên màn hình chỉ có hai trang: một trang thu, một trang chi. Cán bộ tài chính của xã Thanh Phú Long đọc từng dòng và dừng lại ở mỗi khoản để người dân hỏi.

Có 14 câu hỏi. Câu dài nhất về khoản vận động làm đường: ai đóng, ai được miễn, còn dư bao nhiêu. Xã trả lời bằng danh sách, ai muốn xem chi tiết đến gặp kế toán.

Những câu chưa đủ số liệu được hẹn trả lời trong năm ngày làm việc. Biên bản họp có chữ ký của đại diện các ấp.
""",
    ),
    Story(
        key="tpl-xuong-giong",
        topic="nong-nghiep",
        when=LastOn(11, 16, "07:15"),
        title="Xuống giống lúa Đông Xuân đồng loạt để né rầy",
        summary="Thanh Phú Long thống nhất hai đợt gieo sạ theo lịch con nước, giảm giống còn 80 kg mỗi hecta.",
        picture="rice_green",
        caption="Lúa đang thì con gái.",
        author="Văn Lâm",
        body="""
Gieo cùng lúc thì rầy không có chỗ chuyển từ ruộng này sang ruộng khác. Các tổ hợp tác của xã Thanh Phú Long họp và chọn hai đợt xuống giống, cách nhau khoảng mười ngày.

Lượng giống được khuyến cáo là 80 kg mỗi hecta, sạ hàng hoặc sạ cụm. Gieo thưa, cây khỏe, đỡ tốn phân và dễ thăm đồng.

Trạm bơm chạy theo lịch chung. Hộ nào cần nước ngoài lịch phải báo tổ trưởng trước một ngày để không ảnh hưởng ruộng bên.
""",
    ),
    Story(
        key="tpl-ra-mat-trang",
        topic="chuyen-doi-so",
        when=Exactly(2024, 4, 5, "09:00"),
        title="Trang thông tin điện tử xã Thanh Phú Long chính thức hoạt động",
        summary="Cùng 12 xã, thị trấn khác của huyện Châu Thành, xã có trang riêng từ đầu tháng 4/2024.",
        picture="phone",
        caption="Xem trang của xã trên điện thoại.",
        author="Kim Ngân",
        body="""
Đầu tháng 4/2024, 13 xã, thị trấn của huyện Châu Thành cùng đưa trang thông tin điện tử vào hoạt động. Trang của xã Thanh Phú Long có mục giới thiệu, tin tức, hướng dẫn thủ tục và liên hệ.

Ban biên tập gồm bốn người, mỗi tuần đăng ít nhất ba tin. Bài do cán bộ chuyên môn viết, người phụ trách nội dung duyệt trước khi đăng.

Xã mong nhận được ảnh và tin ngắn của bà con. Bài được đăng sẽ ghi tên người viết.
""",
    ),
    Story(
        key="tpl-bai-dang-soan",
        topic="van-hoa-xa-hoi",
        when=DaysAgo(0, "07:00"),
        title="Chuẩn bị hội thi đờn ca tài tử cụm xã vùng hạ",
        summary="Mỗi xã một đội, thi ba bài bản tổ; vào cửa tự do.",
        picture="communal_house",
        caption="Sân khấu dự kiến đặt trước đình.",
        author="Trần Thị Mai",
        is_draft=True,
        body="""
Hội thi dự kiến diễn ra vào tối {D+20}, trước sân đình. Mỗi đội không quá mười người, đàn và ca trực tiếp.

Đăng ký với công chức văn hóa xã trước ngày {D+12}. (Còn chờ xác nhận địa điểm và giờ tổng duyệt.)
""",
    ),
)
