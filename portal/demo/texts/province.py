"""News of the province."""

from portal.demo.moments import DaysAgo, Exactly, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="tinh-mot-nen-tang",
        topic="chuyen-doi-so",
        when=DaysAgo(0, "07:45"),
        title="Trang của tỉnh, huyện và xã về chung một nền tảng",
        summary="Người dân mở trang nào cũng thấy cùng một cách sắp xếp: việc cần làm ở trên, tin tức ở dưới, "
        "địa chỉ và đường dây nóng ở chân trang.",
        picture="lesson",
        caption="Buổi hướng dẫn biên tập viên các xã của huyện Châu Thành.",
        author="Minh Anh",
        body="""
Từ tuần này, cổng thông tin điện tử của tỉnh, trang của huyện và trang của các xã, thị trấn chạy trên cùng một
nền tảng. Mỗi nơi vẫn giữ tên miền, màu sắc và ban biên tập riêng, nhưng chỗ đặt thông tin thì giống nhau. Ai đã
quen dùng trang của xã mình sẽ không lạc khi mở trang của tỉnh.

## Người dân được gì

- Việc thường làm nằm ngay màn hình đầu: nộp hồ sơ, tra cứu, gửi phản ánh, tìm số điện thoại.
- Ô tìm kiếm hiểu cả khi gõ không dấu: “tam vu” vẫn ra thị trấn Tầm Vu.
- Chữ có thể phóng to, có chế độ tương phản cao cho người mắt kém.
- Trang nào cũng có bản tiếng Anh cho những mục cơ bản.

## Cán bộ được gì

Biên tập viên ở xã chỉ cần một trình duyệt để viết bài, chọn ảnh và gửi duyệt. Người duyệt xem trước bài trên khổ
điện thoại trước khi đăng. Lịch sử sửa bài được giữ lại, nên khi có sai sót có thể quay về bản trước trong một phút.

> Trước đây mỗi xã một kiểu trang, cán bộ chuyển công tác là phải học lại từ đầu. Bây giờ một buổi là làm được
việc. | Một biên tập viên tham gia lớp hướng dẫn

Trong tháng {m+1}, các buổi hướng dẫn tiếp tục được tổ chức theo cụm, mỗi xã hai người. Góp ý về trang mới xin gửi
theo địa chỉ ở mục Liên hệ.
""",
    ),
    Story(
        key="tinh-khong-nop-lai",
        topic="cai-cach-hanh-chinh",
        when=DaysAgo(3, "09:10"),
        title="Giấy tờ đã số hóa thì không phải nộp lại",
        summary="Các bộ phận một cửa rà lại thành phần hồ sơ: giấy tờ đã có trong kho dữ liệu thì cán bộ tự tra, "
        "không yêu cầu người dân mang bản sao.",
        picture="counter",
        caption="Tiếp nhận hồ sơ tại quầy một cửa.",
        author="Thu Hà",
        body="""
Theo hướng dẫn vừa gửi các địa phương, cán bộ một cửa phải tra dữ liệu trước khi hỏi giấy. Căn cước, khai sinh,
đăng ký kết hôn, kết quả thủ tục đã giải quyết trên hệ thống đều thuộc loại không yêu cầu bản sao.

Nếu hệ thống gián đoạn, cán bộ ghi rõ lý do vào phiếu tiếp nhận và tự bổ sung sau, người dân không phải quay lại.
Hồ sơ bị trả vì thiếu một giấy tờ đã có trong kho dữ liệu được tính là lỗi của nơi tiếp nhận.

## Ba việc người dân nên làm trước

1. Kích hoạt tài khoản định danh điện tử mức 2 và thử đăng nhập Cổng Dịch vụ công quốc gia một lần.
1. Chụp rõ những giấy tờ giấy chưa từng nộp cho cơ quan nhà nước, lưu sẵn trong điện thoại.
1. Giữ mã hồ sơ: mã này cho biết hồ sơ đang ở bước nào, không cần gọi hỏi.

Ai chưa quen thao tác cứ đến bộ phận một cửa gần nhất. Cán bộ sẽ cùng làm trên máy tính của quầy, không thu tiền.
""",
    ),
    Story(
        key="tinh-tiep-cong-dan",
        topic="thong-bao",
        when=DaysAgo(5, "15:30"),
        title="Lịch tiếp công dân định kỳ tháng {m+1}",
        summary="Lãnh đạo Ủy ban nhân dân tỉnh tiếp công dân hai buổi trong tháng. Người dân có thể đăng ký trước để "
        "không phải chờ.",
        source="Ban Tiếp công dân tỉnh",
        body="""
Ban Tiếp công dân tỉnh thông báo lịch tiếp công dân định kỳ của lãnh đạo Ủy ban nhân dân tỉnh:

- Buổi thứ nhất: 8 giờ ngày {D+10}.
- Buổi thứ hai: 8 giờ ngày {D+24}.

Khi đến, xin mang theo căn cước và đơn có ghi rõ nội dung đề nghị. Một việc có nhiều người cùng đề nghị thì cử
không quá năm người đại diện.

Ngoài hai buổi trên, cán bộ thường trực nhận đơn mọi ngày làm việc, sáng từ 7 giờ 30, chiều từ 13 giờ 30. Kết quả
trả lời được gửi bằng văn bản và nhắn tin đến số điện thoại ghi trong đơn.
""",
    ),
    Story(
        key="tinh-ket-noi-vung",
        topic="ha-tang",
        when=DaysAgo(8, "10:20"),
        title="Giữ tiến độ các tuyến đường kết nối vùng trong mùa khô",
        summary="Mùa khô là lúc thi công thuận lợi nhất. Các chủ đầu tư được yêu cầu chốt kế hoạch từng tuần và công "
        "khai trên trang của huyện có tuyến đi qua.",
        picture="bridge",
        caption="Cầu vượt sông là hạng mục quyết định tiến độ của nhiều tuyến.",
        author="Quốc Bảo",
        body="""
Long An nằm giữa Thành phố Hồ Chí Minh và đồng bằng sông Cửu Long, nên đường thông thì hàng nông sản đi nhanh, nhà
máy cũng dễ tuyển người. Những tuyến kết nối vùng, trong đó có các đoạn vành đai qua địa bàn tỉnh, được ưu tiên bố
trí vốn và vật liệu.

## Công khai từng tuần

Mỗi thứ Sáu, chủ đầu tư gửi ba con số: khối lượng đã làm, mặt bằng đã nhận, số ngày chậm so với kế hoạch. Trang của
huyện đăng lại nguyên văn, kèm số điện thoại của cán bộ phụ trách.

Với hộ dân có đất trong phạm vi dự án, phương án bồi thường được niêm yết tại trụ sở xã và nhà văn hóa ấp. Người
dân có quyền xem bản đồ, đối chiếu diện tích và đề nghị đo lại.

## Đi lại trong lúc thi công

- Đường tránh phải có đèn và biển báo trước khi rào công trường.
- Xe chở vật liệu không chạy giờ học sinh đến trường và tan học.
- Bụi được tưới ít nhất hai lần mỗi ngày ở đoạn qua khu dân cư.

Phản ánh về an toàn thi công xin gọi đường dây nóng của tỉnh hoặc gửi qua hệ thống phản ánh, kiến nghị.
""",
    ),
    Story(
        key="tinh-nong-san",
        topic="kinh-te",
        when=DaysAgo(15, "08:30"),
        title="Đặc sản từng vùng có địa chỉ để mua",
        summary="Thanh long Châu Thành, chanh không hạt Bến Lức, gạo Nàng thơm Chợ Đào, khoai mỡ Thạnh Hóa: mỗi loại có "
        "một trang giới thiệu nơi trồng và nơi bán.",
        picture="market",
        caption="Nông sản bày bán ở chợ huyện.",
        author="Lan Chi",
        body="""
Người mua ở xa thường hỏi một câu đơn giản: mua ở đâu cho đúng hàng. Để trả lời, các huyện lập danh sách hợp tác xã,
cơ sở đóng gói có mã số vùng trồng hoặc nhãn hiệu đã đăng ký, rồi đăng trên trang của mình.

Danh sách ghi tên cơ sở, điện thoại, mùa vụ và sản lượng có thể giao trong tuần. Cơ sở tự cập nhật; huyện kiểm tra
lại mỗi quý và gỡ tên nơi không còn hoạt động.

## Mùa nào thức nấy

- Thanh long: chính vụ từ tháng 4 đến tháng 9, trái vụ nhờ chong đèn từ tháng 10 đến tháng 3.
- Chanh không hạt: gần như quanh năm.
- Khoai mỡ: rộ vào những tháng đầu năm.
- Gạo Nàng thơm Chợ Đào: một vụ, thu hoạch vào dịp gần Tết.

> Có người gọi hỏi mua hai thùng cho gia đình, có người hỏi cả xe tải. Mình ghi rõ lượng hàng trong tuần thì đôi bên
khỏi mất công. | Đại diện một hợp tác xã ở Châu Thành

Cơ sở muốn đưa tên vào danh sách liên hệ phòng phụ trách nông nghiệp của huyện, mang theo giấy đăng ký và ảnh nơi
sản xuất.
""",
    ),
    Story(
        key="tinh-so-suc-khoe",
        topic="giao-duc-y-te",
        when=DaysAgo(26, "14:00"),
        title="Sổ sức khỏe điện tử: đi khám quên sổ vẫn tra được",
        summary="Trạm y tế xã hướng dẫn người dân mở sổ sức khỏe trên điện thoại, ưu tiên người cao tuổi và người mắc "
        "bệnh mạn tính.",
        picture="clinic",
        caption="Trạm y tế là nơi hướng dẫn mở sổ lần đầu.",
        author="Ngọc Diệp",
        body="""
Sổ sức khỏe điện tử gom kết quả khám, đơn thuốc và lịch tiêm chủng vào một chỗ. Khi chuyển tuyến, bác sĩ xem được
những lần khám trước, bớt phải làm lại xét nghiệm.

Muốn mở sổ, người dân cần tài khoản định danh điện tử và thẻ bảo hiểm y tế còn hạn. Người không dùng điện thoại
thông minh có thể nhờ con cháu mở giúp, hoặc đến trạm y tế để cán bộ đối chiếu thông tin.

## Hỏi nhanh, đáp gọn

- Ai xem được sổ của tôi? Bác sĩ đang khám cho ông, bà, khi được đồng ý.
- Mất điện thoại thì sao? Dữ liệu không nằm trong máy, đăng nhập lại trên máy khác là có.
- Có mất tiền không? Không.

Tháng {m+1}, các trạm y tế dành riêng sáng thứ Năm để hướng dẫn người cao tuổi.
""",
    ),
    Story(
        key="tinh-dien-tap",
        topic="chuyen-doi-so",
        when=DaysAgo(44, "16:20"),
        title="Diễn tập an toàn thông tin: tình huống mất quyền vào trang của xã",
        summary="Đội ứng cứu và cán bộ bốn địa phương xử lý một sự cố giả định trong 90 phút, rồi ngồi lại rút kinh "
        "nghiệm.",
        picture="video_meeting",
        caption="Các điểm cầu theo dõi diễn tập.",
        author="Quốc Bảo",
        body="""
Tình huống đặt ra: tài khoản của một biên tập viên bị lộ mật khẩu, kẻ gian đăng một thông báo giả về lịch cúp điện.
Các đội phải phát hiện, gỡ bài, khóa tài khoản và báo cho người dân biết.

Đội nhanh nhất mất 14 phút để gỡ bài, nhưng quên thông báo lại cho người dân. Đội chậm hơn làm đủ các bước và được
đánh giá cao hơn. Bài học rút ra khá giản dị: gỡ bài mới là một nửa công việc.

## Nhắc lại năm điều

- Mật khẩu dài, không dùng lại ở nơi khác.
- Bật xác thực hai bước cho mọi tài khoản có quyền đăng bài.
- Không mở tệp lạ trên máy dùng để biên tập.
- Người nghỉ việc thì khóa tài khoản ngay trong ngày.
- Thấy bài lạ trên trang của mình, gọi đường dây nóng trước, tìm nguyên nhân sau.

Kết quả diễn tập được gửi đến từng đơn vị, kèm việc phải khắc phục và thời hạn.
""",
    ),
    Story(
        key="tinh-tet-am-ap",
        topic="an-sinh",
        when=LastOn(1, 28, "09:00"),
        title="Chuẩn bị Tết cho hộ khó khăn: quà đến nhà trước 23 tháng Chạp",
        summary="Danh sách hộ được hỗ trợ niêm yết tại ấp, người dân xem và góp ý trước khi chi.",
        picture="listening",
        caption="Họp ấp thống nhất danh sách hộ được hỗ trợ.",
        author="Thu Hà",
        body="""
Mặt trận Tổ quốc và các xã hoàn tất việc lập danh sách hộ nghèo, hộ cận nghèo, người có công và người neo đơn được
hỗ trợ dịp Tết. Danh sách niêm yết tại nhà văn hóa ấp ít nhất năm ngày để bà con góp ý.

Quà gồm tiền mặt và nhu yếu phẩm, trao tận nhà với người đi lại khó khăn. Mỗi lần trao đều có chữ ký của người nhận
và đại diện ấp; số liệu cuối đợt được công khai trên trang của xã.

Các nhà hảo tâm muốn góp sức xin liên hệ Mặt trận Tổ quốc xã để được hướng dẫn, tránh tình trạng nơi nhận nhiều
phần, nơi chưa có phần nào.
""",
    ),
    Story(
        key="tinh-han-man",
        topic="nong-nghiep",
        when=LastOn(2, 12, "07:30"),
        title="Mùa hạn mặn: xem độ mặn trước khi lấy nước",
        summary="Số đo ở các cống chính được cập nhật mỗi sáng. Nhà vườn nên trữ nước ngọt và không lấy nước khi chưa "
        "đo.",
        picture="sluice",
        caption="Cống điều tiết đóng mở theo số đo độ mặn.",
        author="Văn Lâm",
        body="""
Vào cao điểm mùa khô, nước mặn theo sông Vàm Cỏ và các rạch lấn sâu vào nội đồng. Những vùng trồng thanh long, chanh
và rau màu ven sông cần đặc biệt chú ý.

Đơn vị quản lý thủy lợi đo độ mặn mỗi sáng ở các cống chính, gửi số liệu về huyện trước 7 giờ. Trang của huyện và
loa của xã thông báo lại trong buổi sáng.

## Với nhà vườn

- Trữ nước ngọt trong mương, ao lót bạt khi độ mặn còn thấp.
- Tưới tiết kiệm vào sáng sớm hoặc chiều mát, phủ gốc bằng rơm rạ.
- Cây mẫn cảm chỉ nên tưới khi độ mặn dưới 1 phần nghìn.

## Với vùng lúa

Không xuống giống thêm ở những nơi đã được khuyến cáo thiếu nước. Lúa đang trổ cần giữ nước trong ruộng, tránh bơm
vào lúc triều cường.
""",
    ),
    Story(
        key="tinh-lang-sen",
        topic="van-hoa-xa-hoi",
        when=LastOn(9, 20, "10:00"),
        title="Mùa nước nổi ở Láng Sen: đi xuồng, ngắm chim, không xả rác",
        summary="Khu đất ngập nước Láng Sen đón khách trong mùa nước nổi với vài quy định đơn giản để giữ yên cho chim.",
        picture="bridge_evening",
        caption="Chiều trên vùng sông nước.",
        author="Lan Chi",
        body="""
Mỗi độ tháng 9, nước về, rừng tràm và đồng cỏ Láng Sen thành một vùng mặt nước mênh mông. Đây là khu đất ngập nước
đã được ghi vào danh sách Ramsar, nơi nhiều loài chim nước về trú ngụ.

Khách nên đi vào sáng sớm hoặc cuối chiều, mặc áo màu trầm và nói khẽ. Xuồng chèo tay đến gần hơn xuồng máy mà chim
không bay.

## Nhớ giúp bốn điều

- Mang rác về, kể cả vỏ trái cây.
- Không bật loa.
- Không bứt sen, bắt ốc, bắt cá trong vùng lõi.
- Mặc áo phao khi ngồi xuồng, kể cả người biết bơi.

Chi phí xuồng và người hướng dẫn niêm yết tại bến. Khách đoàn xin báo trước một ngày để khu bảo tồn sắp xếp.
""",
    ),
    Story(
        key="tinh-nam-hoc-moi",
        topic="giao-duc-y-te",
        when=LastOn(9, 4, "08:15", years=1),
        title="Trước ngày khai giảng: trường sạch, cổng trường thông",
        summary="Các trường kiểm tra bếp ăn, nhà vệ sinh, hệ thống điện; xã phân luồng xe trước cổng trường trong tuần "
        "đầu.",
        picture="school",
        caption="Sân trường sẵn sàng đón học sinh.",
        author="Ngọc Diệp",
        body="""
Tuần cuối tháng 8, các trường học trong tỉnh tổng vệ sinh, kiểm tra bếp ăn bán trú, quạt điện và nước uống. Phòng
học xuống cấp được sửa trước, bàn ghế thiếu được điều chuyển giữa các trường.

Ở những trường nằm sát đường lớn, công an xã và đoàn thanh niên đứng phân luồng giờ đến trường và tan học trong tuần
đầu. Phụ huynh được đề nghị dừng xe đúng vạch, tắt máy khi chờ.

Khoản thu đầu năm phải niêm yết tại bảng tin của trường trước khi thu. Phụ huynh thấy khoản nào chưa rõ có quyền hỏi
và được trả lời bằng văn bản.
""",
    ),
    Story(
        key="tinh-nhin-lai-2019",
        topic="chuyen-doi-so",
        when=Exactly(2019, 6, 27, "09:00"),
        title="Chính quyền điện tử của tỉnh qua những con số của 5 tháng đầu năm 2019",
        summary="Chín phần mười văn bản đi lại bằng đường điện tử, 76% văn bản có chữ ký số, 868 dịch vụ công trực tuyến "
        "mức độ 3 và 4.",
        picture="counter_green",
        caption="Tiếp nhận hồ sơ bằng phần mềm một cửa.",
        source="Cổng thông tin điện tử tỉnh Long An",
        body="""
Báo cáo 5 tháng đầu năm 2019 cho thấy văn bản giấy đang lùi dần. Trong 79.178 văn bản đi, có 71.055 văn bản được gửi
bằng đường điện tử, tức khoảng 90%, vượt mức 80% mà Chính phủ đặt ra cho năm 2020. Số văn bản được ký số là 60.174,
tức 76%, tăng 32% so với năm 2018.

## Nền móng

- Khoảng 97% cán bộ, công chức ba cấp có máy tính làm việc.
- Mọi sở, ngành và Ủy ban nhân dân cấp huyện có mạng nội bộ.
- 4.164 hộp thư công vụ; 93% trong số đó được dùng thường xuyên.
- 1.491 chứng thư số đã cấp cho cơ quan và lãnh đạo.

## Dịch vụ công

Cổng dịch vụ công của tỉnh chạy bản mới từ ngày 05/12/2018. Đến tháng 5/2019, cổng có 868 dịch vụ mức độ 3 và 4, đã
nhận hơn 1.300 hồ sơ trực tuyến kể từ đầu năm. Tỷ lệ hồ sơ giải quyết đúng hạn công bố trên cổng là 98%.

## Xếp hạng

Năm 2018, tỉnh đứng thứ 3 về năng lực cạnh tranh (PCI), thứ 7 về cải cách hành chính, thứ 28 về mức độ ứng dụng công
nghệ thông tin. Năm 2017 các thứ hạng này lần lượt là 4, 12 và 37.
""",
    ),
)
