"""News of Châu Thành district."""

from portal.demo.moments import DaysAgo, Exactly, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="ct-so-thu-tu",
        topic="cai-cach-hanh-chinh",
        when=DaysAgo(0, "08:20"),
        title="Lấy số thứ tự từ nhà, đến nơi là được gọi",
        summary="Trung tâm Hành chính công huyện cho đặt lịch trước trên mạng. Người đặt lịch có quầy riêng trong khung giờ đã chọn.",
        picture="counter",
        caption="Ba quầy tiếp nhận của trung tâm.",
        author="Hoàng Anh",
        body="""
Chờ đợi là điều người dân phàn nàn nhiều nhất khi góp ý về Trung tâm Hành chính công huyện Châu Thành. Từ đầu tháng này, trung tâm thử một cách làm mới: đặt lịch trước, đến đúng giờ thì được gọi ngay.

Người dân chọn thủ tục, chọn một trong tám khung giờ trong ngày, ghi số điện thoại. Hệ thống nhắn lại số thứ tự và danh sách giấy tờ cần mang theo. Quá 15 phút không có mặt, số được nhường cho người khác, nhưng hồ sơ vẫn được nhận trong ngày.

## Hai tuần đầu

- 312 lượt đặt lịch, nhiều nhất là thủ tục đất đai.
- Thời gian chờ của người đặt lịch: trung bình 6 phút.
- Cứ mười người đặt lịch thì có một người không đến.

Người không dùng điện thoại thông minh vẫn bấm số tại máy như trước. Cán bộ trực sảnh giúp in số và kiểm giấy tờ.

> Tôi đặt 9 giờ, 9 giờ 5 phút là ngồi vào quầy. Trước đây phải xin nghỉ làm cả buổi. | Một người dân thị trấn Tầm Vu

Sau ba tháng, trung tâm sẽ công bố số liệu và quyết định có mở thêm quầy đặt lịch hay không.
""",
    ),
    Story(
        key="ct-hop-truc-tuyen",
        topic="chuyen-doi-so",
        when=DaysAgo(2, "14:10"),
        title="Mười sáu điểm cầu, một cuộc họp: cán bộ xã bớt nửa ngày đi lại",
        summary="Toàn huyện Châu Thành có 16 điểm lắp thiết bị họp trực tuyến, nối hai chiều từ huyện đến 13 xã, thị trấn.",
        picture="video_meeting",
        caption="Mười sáu điểm cầu cùng hiện trên một màn hình.",
        author="Hoàng Anh",
        body="""
Sáng {d}, cuộc giao ban tháng của huyện Châu Thành bắt đầu lúc 8 giờ và xong trước 9 giờ rưỡi. Không xã nào phải cử người lên huyện. Mười ba xã, thị trấn và ba phòng họp ở huyện cùng tham dự qua 16 điểm cầu.

Với những xã xa nhất, đi họp từng mất nửa ngày cho cả đi lẫn về. Nay cán bộ họp xong là quay lại bàn làm việc, người dân đến liên hệ vẫn gặp.

## Để họp trên màn hình có kết quả

Huyện đặt ra vài quy ước ngắn:

1. Tài liệu gửi trước một ngày, không đọc lại báo cáo.
1. Mỗi ý kiến không quá năm phút.
1. Kết luận được gõ ngay trong lúc họp và gửi sau khi họp 30 phút.
1. Việc cần bàn kỹ với dân thì vẫn xuống tận nơi.

Đường truyền số liệu chuyên dùng đã đến tất cả cơ quan chuyên môn của huyện và trụ sở các xã, nên hình và tiếng khá ổn định. Phòng Văn hóa và Thông tin trực kỹ thuật trong suốt buổi họp.
""",
    ),
    Story(
        key="ct-tiep-cong-dan",
        topic="thong-bao",
        when=DaysAgo(6, "15:45"),
        title="Lịch tiếp công dân của lãnh đạo huyện tháng {m+1}",
        summary="Chủ tịch Ủy ban nhân dân huyện tiếp công dân vào ngày {d+9} và ngày {d+23}, bắt đầu từ 8 giờ.",
        source="Văn phòng HĐND và UBND huyện",
        body="""
Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện thông báo lịch tiếp công dân định kỳ:

- 8 giờ ngày {D+9}: Chủ tịch Ủy ban nhân dân huyện.
- 8 giờ ngày {D+23}: Chủ tịch Ủy ban nhân dân huyện.

Địa điểm: phòng tiếp công dân, trụ sở Ủy ban nhân dân huyện, thị trấn Tầm Vu. Các ngày làm việc khác có cán bộ thường trực.

Người dân có thể gọi trước để được xếp giờ và hướng dẫn chuẩn bị đơn. Trường hợp không tự viết được, cán bộ tiếp dân ghi lại lời trình bày rồi đọc cho người dân nghe trước khi ký.
""",
    ),
    Story(
        key="ct-mot-nam-13-trang",
        topic="chuyen-doi-so",
        when=DaysAgo(9, "10:00"),
        title="Mười ba trang thông tin cấp xã: người dân tìm gì nhiều nhất?",
        summary="Giấy khai sinh, lịch cúp điện, giờ làm việc của bộ phận một cửa đứng đầu danh sách tìm kiếm.",
        picture="phone",
        caption="Phần lớn người dân xem trang của xã bằng điện thoại.",
        author="Minh Anh",
        body="""
Từ tháng 4/2024, cả 13 xã, thị trấn của huyện Châu Thành đều có trang thông tin điện tử riêng. Đến nay, nhìn vào những từ được gõ trong ô tìm kiếm có thể thấy khá rõ bà con cần gì ở trang của xã.

## Năm câu hỏi đứng đầu

1. Làm giấy khai sinh cho con cần giấy gì?
1. Hôm nay có cúp điện, cúp nước không?
1. Bộ phận một cửa làm việc đến mấy giờ?
1. Số điện thoại của ấp trưởng.
1. Chứng thực bản sao mất bao nhiêu tiền?

Tám trong mười lượt xem đến từ điện thoại, nhiều nhất vào khoảng 19 đến 21 giờ. Vì vậy các xã được đề nghị đăng thông báo trước 18 giờ và viết ngắn, đưa thời gian, địa điểm lên đầu bài.

Tin tức dài về hội nghị có ít người đọc. Bài hướng dẫn thủ tục thì ngược lại, đăng từ năm trước vẫn có người xem mỗi ngày. Ban biên tập các xã sẽ dành nhiều chỗ hơn cho hướng dẫn và cập nhật khi quy định thay đổi.
""",
    ),
    Story(
        key="ct-duong-lien-xa",
        topic="ha-tang",
        when=DaysAgo(14, "08:40"),
        title="Vá mặt đường liên xã trước cao điểm vận chuyển thanh long",
        summary="Những đoạn hư hỏng nặng được sửa trước. Lịch thi công từng đoạn đăng trước ba ngày để thương lái, nhà xe chủ động.",
        picture="road",
        caption="Đường liên xã sau khi sửa.",
        author="Quốc Bảo",
        body="""
Cuối năm là lúc xe tải vào vườn nhiều nhất. Phòng Kinh tế và Hạ tầng huyện Châu Thành đã kiểm tra các tuyến liên xã, chia thành ba nhóm: sửa ngay, sửa trong quý sau và theo dõi.

Nhóm sửa ngay gồm những đoạn có ổ gà sâu, lề đường sạt và cầu nhỏ bong mặt. Đơn vị thi công làm từng nửa đường để xe vẫn qua lại được.

## Nhờ bà con

- Không phơi nông sản, vật liệu trên mặt đường.
- Thấy ổ gà mới, chụp ảnh gửi qua mục phản ánh, nhớ ghi tên ấp.
- Xe quá tải xin đi vòng đường tỉnh.

Mỗi đoạn sửa xong được nghiệm thu có đại diện ấp chứng kiến. Đoạn nào bong lại trong sáu tháng, đơn vị thi công phải làm lại bằng tiền của mình.
""",
    ),
    Story(
        key="ct-to-cong-nghe-so",
        topic="chuyen-doi-so",
        when=DaysAgo(23, "16:00"),
        title="Tổ công nghệ số cộng đồng: một buổi chiều, bảy nhà",
        summary="Theo chân một tổ công nghệ số đi từng nhà, giúp cài ứng dụng, đổi mật khẩu và tránh tin nhắn lừa đảo.",
        picture="phone_evening",
        caption="Hướng dẫn tại nhà là cách làm hợp với người lớn tuổi.",
        author="Lan Chi",
        body="""
Ba giờ chiều, tổ công nghệ số của một ấp xuất phát với hai điện thoại, một sổ tay và một xấp tờ rơi chữ to. Tổ có bốn người: bí thư chi đoàn, chị phụ nữ ấp, một cô giáo về hưu và một bạn sinh viên.

Nhà thứ nhất cần đổi mật khẩu. Nhà thứ hai muốn xem tiền điện trên điện thoại. Nhà thứ ba vừa nhận tin nhắn báo trúng thưởng, cả tổ ngồi lại chỉ cách nhận ra tin lừa đảo.

## Ba dấu hiệu nên nghi ngờ

- Hối thúc làm ngay, dọa khóa tài khoản.
- Xin mã xác nhận gửi vào điện thoại.
- Đường dẫn không kết thúc bằng “.gov.vn” mà tự xưng là cơ quan nhà nước.

Đến bảy giờ tối, tổ đi được bảy nhà. Sổ tay ghi lại nhà nào cần quay lại, vì người già thường quên thao tác sau vài hôm.

> Cầm tay chỉ việc hai, ba lần là bà con nhớ. Đừng làm thay, làm thay thì lần sau lại phải làm thay. | Một thành viên tổ công nghệ số
""",
    ),
    Story(
        key="ct-chong-den",
        topic="nong-nghiep",
        when=LastOn(11, 4, "07:50"),
        title="Vào vụ chong đèn thanh long: chọn bóng tiết kiệm, kiểm dây trước khi mắc",
        summary="Ngành nông nghiệp và điện lực khuyến cáo nhà vườn thay bóng sợi đốt, chia giờ chong đèn và kiểm tra an toàn điện.",
        picture="dragon_fruit_lamps",
        caption="Vườn thanh long lên đèn.",
        author="Văn Lâm",
        body="""
Từ tháng 10, nhiều vườn thanh long ở Châu Thành bắt đầu chong đèn để cây ra hoa trái vụ. Tiền điện là khoản chi lớn, nên chọn bóng nào và chong mấy giờ ảnh hưởng thẳng đến lời lỗ.

Bóng LED chuyên dùng tốn khoảng một phần sáu điện năng so với bóng sợi đốt 60 W, tuổi thọ dài hơn. Nhà vườn có thể thay dần, mỗi đợt một phần tư vườn để so sánh tỷ lệ ra hoa.

## An toàn điện trong vườn

1. Dây dẫn đúng tiết diện, không nối bằng băng keo thường.
1. Có aptomat chống giật cho từng khu.
1. Không sửa điện khi trời mưa hoặc đất ướt.
1. Nhắc trẻ nhỏ không chơi gần trụ đèn.

Điện lực đề nghị các hộ trong cùng một trạm biến áp thống nhất lịch chong so le để tránh quá tải. Lịch của từng trạm được niêm yết tại nhà văn hóa ấp.
""",
    ),
    Story(
        key="ct-sot-xuat-huyet",
        topic="giao-duc-y-te",
        when=LastOn(6, 15, "08:00"),
        title="Ngày chủ nhật diệt lăng quăng: mười phút cho mỗi nhà",
        summary="Mùa mưa đến, trung tâm y tế huyện đề nghị mỗi gia đình dành mười phút mỗi tuần lật úp, đậy kín, thay nước.",
        picture="clinic",
        caption="Trạm y tế cấp phát tờ rơi phòng bệnh.",
        author="Ngọc Diệp",
        body="""
Muỗi vằn đẻ trứng trong nước sạch, không phải trong cống rãnh. Lu nước, chén kê chân tủ, vỏ xe cũ, máng thoát nước ở mái nhà mới là nơi cần xem.

## Mười phút làm gì

- Lật úp những vật chứa nước không dùng.
- Đậy kín lu, hồ; thả cá bảy màu vào hồ lớn.
- Thay nước bình hoa, khay hứng tủ lạnh.
- Dọn lá khô trên máng xối.

Khi sốt cao liên tục từ hai ngày, đau đầu, đau sau hốc mắt, nên đến trạm y tế, đừng tự uống aspirin hoặc ibuprofen. Trẻ em sốt kèm nôn nhiều, lừ đừ, tay chân lạnh phải đưa đi bệnh viện ngay.
""",
    ),
    Story(
        key="ct-khai-giang",
        topic="giao-duc-y-te",
        when=LastOn(9, 6, "10:30"),
        title="Khai giảng gọn trong 60 phút, phần hội kéo dài cả buổi sáng",
        summary="Các trường trong huyện rút ngắn diễn văn, dành thời gian cho học sinh đầu cấp làm quen trường lớp.",
        picture="school",
        caption="Học sinh đầu cấp trong ngày khai giảng.",
        author="Thu Hà",
        body="""
Năm nay, nhiều trường ở Châu Thành làm lễ khai giảng trong vòng một giờ. Không thả bóng bay, không bắt học sinh đứng nắng. Diễn văn gói trong năm phút, sau tiếng trống là phần hội.

Học sinh lớp một được anh chị lớp năm dắt đi một vòng: thư viện, nhà ăn, phòng y tế, sân chơi. Học sinh lớp sáu thi giải đố tìm phòng học bộ môn.

Phòng Giáo dục và Đào tạo cho biết bàn ghế, sách giáo khoa đã đủ. Học sinh khó khăn được tặng cặp sách, áo trắng và xe đạp từ quỹ khuyến học của các xã.
""",
    ),
    Story(
        key="ct-46-dich-vu",
        topic="cai-cach-hanh-chinh",
        when=Exactly(2024, 4, 12, "08:30"),
        title="Quý I/2024: cả 46 dịch vụ công trực tuyến của huyện đều có người dùng",
        summary="Tỷ lệ số hóa hồ sơ đầu vào đạt 100%, đầu ra 99,8%; có 972 giao dịch nộp phí, lệ phí trực tuyến.",
        picture="counter_green",
        caption="Quét giấy tờ ngay tại quầy khi tiếp nhận.",
        author="Hoàng Anh",
        body="""
Kết thúc quý I/2024, toàn bộ 46 dịch vụ công trực tuyến mà huyện Châu Thành cung cấp đều phát sinh hồ sơ. Đây là con số đáng chú ý, bởi một dịch vụ có trên mạng mà không ai dùng thì cũng như chưa có.

- Hồ sơ nộp trực tuyến: 99,8%.
- Số hóa hồ sơ đầu vào: 100%.
- Số hóa kết quả: 99,8%.
- Thanh toán phí, lệ phí trực tuyến: 972 giao dịch, hơn 35 triệu đồng.

Hệ thống một cửa điện tử được dùng thống nhất từ Trung tâm Hành chính công huyện đến các ngành và 13 xã, thị trấn. Hồ sơ chuyển từ bước này sang bước kia trên mạng, quá hạn ở đâu thì hệ thống báo ở đó.

Việc còn phải làm là để người dân tự nộp được ở nhà. Hiện nhiều hồ sơ trực tuyến vẫn do cán bộ làm giúp tại quầy.
""",
    ),
    Story(
        key="ct-van-phong-khong-giay",
        topic="chuyen-doi-so",
        when=Exactly(2024, 4, 18, "10:45"),
        title="Văn phòng ít giấy ở Châu Thành: 403 tài khoản, 158 chứng thư số",
        summary="Mọi văn bản giữa huyện và xã đã đi bằng đường điện tử; văn bản cấp huyện được ký số toàn bộ.",
        picture="lesson",
        caption="Tập huấn ký số cho cán bộ xã.",
        author="Hoàng Anh",
        body="""
Hệ thống quản lý văn bản của huyện Châu Thành hiện có 403 tài khoản, riêng cán bộ, công chức cấp xã giữ 249 tài khoản. Tài khoản nào cũng được dùng thường xuyên, văn bản trao đổi bằng đường điện tử đạt 100%.

## Chữ ký số dùng vào việc gì

Trong 158 chứng thư số đã cấp:

- 94 chứng thư dành cho cơ quan và lãnh đạo ký văn bản;
- 43 chứng thư để giao dịch với Kho bạc, thuế và bảo hiểm xã hội;
- 21 chứng thư phục vụ các dịch vụ công thiết yếu theo Đề án 06.

Trong hai năm 2022 và 2023, huyện thay dần máy tính cũ. Đến nay, cán bộ, công chức nào ở huyện và xã cũng có máy làm việc.

Điều cán bộ văn thư thích nhất không phải là bớt giấy, mà là tìm văn bản cũ chỉ mất vài giây.
""",
    ),
    Story(
        key="ct-bang-led",
        topic="ha-tang",
        when=Exactly(2024, 3, 5, "17:00"),
        title="Bảng LED của huyện: tin ngắn, chữ to, đọc được khi đi đường",
        summary="Huyện đầu tư 1 tỷ đồng làm bảng LED thông tin; nội dung được duyệt như một bài đăng trên trang của huyện.",
        picture="led_board",
        caption="Buổi tối ở khu vực đặt bảng LED.",
        author="Minh Anh",
        body="""
Đầu năm 2024, huyện Châu Thành đầu tư một bảng LED với kinh phí 1 tỷ đồng. Bảng đưa tin về lịch tiêm chủng, cảnh báo triều cường, tuyên truyền an toàn giao thông và hình ảnh địa phương.

Người đi xe máy chỉ có vài giây để đọc, nên mỗi tin không quá 20 chữ, mỗi lần chỉ hiện một ý. Ban đêm bảng tự giảm độ sáng để không làm chói mắt người lái xe.

Nội dung phải qua người duyệt trước khi phát. Khi có tình huống khẩn cấp, bảng dừng mọi nội dung khác và chỉ phát cảnh báo cho đến khi có lệnh gỡ.
""",
    ),
)
