"""Introduction pages by unit code and language, and the guides of one commune."""

from dataclasses import dataclass

INTRODUCTIONS: dict[str, dict[str, str]] = {
    "80": {
        "vi": """
Long An nằm ở cửa ngõ đồng bằng sông Cửu Long, giáp Thành phố Hồ Chí Minh và tỉnh Tây Ninh về phía bắc và đông, giáp Vương quốc Campuchia về phía bắc, giáp Đồng Tháp và Tiền Giang về phía tây và nam. Tỉnh lỵ là thành phố Tân An.

## Đơn vị hành chính

Tính đến tháng 3/2025, tỉnh có 15 đơn vị hành chính cấp huyện: thành phố Tân An, thị xã Kiến Tường và 13 huyện; bên dưới là 186 xã, phường, thị trấn. Những trang đã mở có trong mục Danh bạ các trang.

## Thiên nhiên

Địa hình thấp và phẳng. Sông Vàm Cỏ Đông và Vàm Cỏ Tây chảy qua tỉnh rồi gặp nhau ở phía đông nam. Vùng Đồng Tháp Mười ở phía tây có mùa nước nổi, nơi có khu đất ngập nước Láng Sen.

Mỗi năm có hai mùa: mùa mưa từ khoảng tháng 5 đến tháng 11, mùa khô từ tháng 12 đến tháng 4.

! bridge | Sông nước và giao thông gắn liền với đời sống trong tỉnh.

## Kinh tế

- Nông nghiệp: lúa, thanh long, chanh, rau màu, khoai mỡ, thủy sản.
- Công nghiệp: các khu, cụm công nghiệp tập trung ở những huyện giáp Thành phố Hồ Chí Minh.
- Dịch vụ: cảng sông, kho vận, thương mại.

## Lịch sử

Vùng đất này được khai phá từ thế kỷ 17. Tên tỉnh Long An có từ năm 1956. Người Long An có truyền thống yêu nước, được phong tặng tám chữ vàng “Trung dũng kiên cường, toàn dân đánh giặc”.
""",
        "en": """
Long An stands at the gate of the Mekong Delta, next to Ho Chi Minh City and Tay Ninh in the north and east, the Kingdom of Cambodia in the north, Dong Thap and Tien Giang in the west and south. The seat of the province is Tan An City.

## Administrative units

As of March 2025 the province has 15 district-level units: Tan An City, Kien Tuong Town and 13 districts, with 186 communes, wards and townships below them. The directory of sub-sites lists those that have a site here.

## Nature

The land is low and flat. The Vam Co Dong and Vam Co Tay rivers cross the province and meet in the south-east. In the west, the Plain of Reeds is flooded every year; the Lang Sen wetland lies there.

The rainy season lasts from about May to November, the dry season from December to April.

! bridge | Rivers and roads shape daily life in the province.

## Economy

- Farming: rice, dragon fruit, lime, vegetables, yam, fish and shrimp.
- Industry: parks in the districts next to Ho Chi Minh City.
- Services: river ports, logistics, trade.

## History

People have settled here since the 17th century. The name Long An dates from 1956.
""",
    },
    "808": {
        "vi": """
Châu Thành là huyện ở phía nam tỉnh Long An, giáp thành phố Tân An và tỉnh Tiền Giang, sông Vàm Cỏ Tây chảy qua ở phía bắc và đông. Huyện lỵ là thị trấn Tầm Vu.

## Đơn vị hành chính

Huyện có thị trấn Tầm Vu và 12 xã: Bình Quới, Hòa Phú, Phú Ngãi Trị, Vĩnh Công, Thuận Mỹ, Hiệp Thạnh, Phước Tân Hưng, Thanh Phú Long, Dương Xuân Hội, An Lục Long, Long Trì và Thanh Vĩnh Đông.

## Vùng thanh long

Châu Thành được biết đến nhiều nhất nhờ thanh long. Những vườn thanh long chong đèn ban đêm là hình ảnh quen thuộc từ tháng 10 đến tháng 3. Phía cuối huyện, gần cửa sông, người dân trồng lúa và nuôi tôm.

! dragon_fruit_lamps | Vườn thanh long chong đèn.

## Văn hóa

Lễ hội Làm Chay ở Tầm Vu, tổ chức sau rằm tháng Giêng, là di sản văn hóa phi vật thể quốc gia.

## Chính quyền điện tử

- 16 điểm họp trực tuyến nối huyện với 13 xã, thị trấn.
- Từ tháng 4/2024, xã, thị trấn nào cũng có trang thông tin điện tử.
- 46 dịch vụ công trực tuyến của huyện đều có người dùng (quý I/2024).
""",
        "en": """
Chau Thanh is a district in the south of Long An Province. It borders Tan An City and Tien Giang Province; the Vam Co Tay River passes in the north and east. The seat of the district is Tam Vu Township.

## Administrative units

The district has one township, Tam Vu, and 12 communes: Binh Quoi, Hoa Phu, Phu Ngai Tri, Vinh Cong, Thuan My, Hiep Thanh, Phuoc Tan Hung, Thanh Phu Long, Duong Xuan Hoi, An Luc Long, Long Tri and Thanh Vinh Dong.

## Dragon fruit

Chau Thanh is best known for dragon fruit. From October to March its gardens are lit by lamps at night so that the plants flower out of season. Near the river mouths people grow rice and raise shrimp.

! dragon_fruit_lamps | A dragon-fruit garden under lamps.

## Culture

The Lam Chay festival of Tam Vu, held after the first full moon of the lunar year, is national intangible cultural heritage.

## Electronic government

- 16 rooms for video meetings link the district with its 12 communes and its township.
- Since April 2024 every commune has had a web site of its own.
- All 46 online services of the district are in use (first quarter of 2024).
""",
    },
    "807": {
        "vi": """
Cần Giuộc là huyện ở phía đông tỉnh Long An, giáp Thành phố Hồ Chí Minh. Sông rạch chia huyện thành vùng thượng và vùng hạ.

## Kinh tế

Rau an toàn là nghề quen thuộc của các xã vùng thượng. Vùng hạ nuôi thủy sản; khu cảng và các khu công nghiệp ven sông Soài Rạp tạo nhiều việc làm.

! vegetables | Rau Cần Giuộc.

## Lịch sử

Cần Giuộc gắn với trận tập kích đồn Tây Dương cuối năm 1861 và bài “Văn tế nghĩa sĩ Cần Giuộc” của cụ Nguyễn Đình Chiểu. Chùa Tôn Thạnh ở xã Mỹ Lộc là nơi cụ từng dạy học.
""",
    },
    "28210": {
        "vi": """
Tầm Vu là thị trấn huyện lỵ của huyện Châu Thành, tỉnh Long An, nơi đặt trụ sở các cơ quan của huyện và là nơi mua bán nông sản của cả vùng.

## Lễ hội Làm Chay

Sau rằm tháng Giêng, thị trấn mở hội Làm Chay, di sản văn hóa phi vật thể quốc gia. Người dân làm lễ cầu an và tưởng nhớ những người đã khuất.

! communal_house | Ngày hội ở Tầm Vu.
""",
    },
    "28234": {
        "vi": """
Thanh Phú Long là một trong 12 xã của huyện Châu Thành, tỉnh Long An (mã đơn vị hành chính 28234). Người dân trồng lúa, thanh long, nuôi thủy sản và buôn bán nhỏ.

## Bộ phận tiếp nhận và trả kết quả

- Thứ Hai đến thứ Sáu: 7 giờ 30 đến 11 giờ 30, 13 giờ 30 đến 17 giờ.
- Sáng thứ Bảy: 7 giờ 30 đến 11 giờ 30.

! counter | Tiếp nhận hồ sơ tại trụ sở xã.

## Trang này do ai phụ trách

Ban biên tập gồm công chức của xã. Bài được duyệt trước khi đăng. Góp ý xin gửi theo địa chỉ ở mục Liên hệ.
""",
    },
}


@dataclass(frozen=True)
class Guide:
    """A page of text below Online public services; `icon`, `note` are how the home page shows it."""

    title: str
    summary: str
    icon: str
    note: str
    body: str


GUIDES: tuple[Guide, ...] = (
    Guide(
        title="Có con nhỏ",
        summary="Khai sinh, thẻ bảo hiểm y tế và đăng ký thường trú cho trẻ làm cùng một lần.",
        icon="baby",
        note="Khai sinh, thẻ bảo hiểm y tế",
        body="""
Cha, mẹ khai sinh cho con trong 60 ngày kể từ ngày sinh. Nếu cha, mẹ không đi được thì ông, bà hoặc người thân làm thay.

## Cần chuẩn bị

- Giấy chứng sinh do cơ sở y tế cấp.
- Căn cước của người đi khai sinh.

Giấy đăng ký kết hôn đã có trong cơ sở dữ liệu thì không phải nộp bản sao.

## Làm cùng một lần

Khai sinh, đăng ký thường trú và cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi được giải quyết liên thông trên Cổng Dịch vụ công quốc gia. Nộp một bộ hồ sơ, nhận ba kết quả. Khai sinh đúng hạn: miễn phí.
""",
    ),
    Guide(
        title="Kết hôn, gia đình",
        summary="Đăng ký kết hôn tại xã nơi cư trú của một trong hai người.",
        icon="heart",
        note="Đăng ký kết hôn, xác nhận hôn nhân",
        body="""
Hai người đăng ký kết hôn tại Ủy ban nhân dân xã nơi cư trú của một trong hai bên. Tờ khai có thể nộp trên mạng, nhưng hai người phải cùng có mặt khi ký và nhận giấy.

## Cần chuẩn bị

- Căn cước của hai người.
- Người đã ly hôn hoặc vợ, chồng đã mất: giấy tờ chứng minh, nếu chưa có trong cơ sở dữ liệu.

Đăng ký kết hôn giữa công dân Việt Nam cư trú trong nước: miễn phí.
""",
    ),
    Guide(
        title="Nhà ở, đất đai",
        summary="Hỏi gì, hỏi ai trước khi mua bán, tách thửa, sang tên.",
        icon="house",
        note="Hỏi trước khi mua bán, tách thửa",
        body="""
Trước khi đặt cọc, xin xem ba điều: người bán có đúng tên trên giấy chứng nhận không, đất có đang thế chấp không, có nằm trong quy hoạch không.

## Xã giúp được gì

- Hòa giải tranh chấp đất đai.
- Xác nhận tình trạng sử dụng đất khi làm hồ sơ.
- Hướng dẫn nộp hồ sơ đến nơi có thẩm quyền.

Bản đồ quy hoạch niêm yết tại trụ sở xã. Cán bộ địa chính tiếp dân cả ngày thứ Ba và thứ Năm.
""",
    ),
    Guide(
        title="Cư trú, giấy tờ",
        summary="Thường trú, tạm trú, chứng thực bản sao và chữ ký.",
        icon="id-card",
        note="Thường trú, tạm trú, chứng thực",
        body="""
Đăng ký thường trú, tạm trú nộp tại công an xã hoặc trên Cổng Dịch vụ công. Sổ hộ khẩu giấy không còn dùng; thông tin cư trú được tra trong cơ sở dữ liệu.

## Chứng thực

- Bản sao từ bản chính: lấy ngay trong ngày.
- Chữ ký: người ký phải có mặt.

Mang theo bản chính để đối chiếu. Lệ phí niêm yết tại quầy.
""",
    ),
)
