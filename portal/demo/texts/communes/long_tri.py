"""News of Long Trì commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="lt-camera",
        topic="an-sinh",
        when=DaysAgo(5, "09:45"),
        title="Camera an ninh ở Long Trì: ai được xem, giữ bao lâu, xóa thế nào",
        summary="Xã công bố quy chế trước khi lắp: chỉ quay nơi công cộng, dữ liệu giữ 30 ngày, mọi lần xem đều ghi sổ.",
        picture="road_evening",
        caption="Ngã ba trung tâm xã buổi tối.",
        author="Quốc Bảo",
        body="""
Bà con Long Trì đồng tình lắp camera ở các ngã ba, cổng trường, cổng chợ. Nhưng cũng có người hỏi: nhà tôi ngay góc đường, camera có quay vào sân không?

Xã trả lời bằng một bản quy chế dài hai trang. Góc quay được chỉnh cùng chủ nhà. Hình chỉ giữ 30 ngày rồi tự xóa. Muốn xem lại phải có lý do, có người duyệt và ghi sổ.

Tháng đầu, camera giúp tìm lại một chiếc xe đạp và làm rõ một vụ va quẹt. Sổ ghi bốn lần xem, công khai tại trụ sở, trừ phần thuộc điều tra.
""",
    ),
    Story(
        key="lt-lien-ket",
        topic="kinh-te",
        when=DaysAgo(47, "08:30"),
        title="Vườn liền vườn: 32 hộ Long Trì chung một lịch cắt",
        summary="Nhóm hộ cùng mua phân, cùng thuê xe lạnh, giảm chi phí mỗi ký gần 1.000 đồng.",
        picture="dragon_fruit",
        caption="Thu hoạch theo lịch chung.",
        author="Lan Chi",
        body="""
Mỗi vườn nhỏ, tự mua tự bán thì yếu. Ba mươi hai hộ ở Long Trì ngồi lại, chọn một người giữ sổ, một người lo xe, một người thương lượng với nơi mua.

Mua phân chung được giảm giá. Thuê một xe lạnh đi thẳng thay vì ba xe nhỏ. Trái cắt cùng ngày nên đồng đều, ít bị loại.

> Trước đây người này giấu người kia giá bán. Giờ ai cũng biết giá của ai, lại yên tâm hơn. | Một chủ vườn trong nhóm

Nhóm dự định đăng ký thành tổ hợp tác trong quý sau, để có con dấu và tài khoản chung.
""",
    ),
    Story(
        key="lt-day-boi",
        topic="giao-duc-y-te",
        when=LastOn(6, 28, "16:45"),
        title="Lớp bơi mùa hè: học nổi trước, học bơi sau",
        summary="Hồ bơi lắp ghép đặt ở sân trường Long Trì, mỗi em học 15 buổi, không thu tiền.",
        picture="school",
        caption="Sân trường nơi đặt hồ bơi.",
        author="Thu Hà",
        body="""
Ở vùng sông rạch, bơi là kỹ năng sống còn. Hè này, xã Long Trì mở năm lớp cho trẻ từ 7 đến 12 tuổi, mỗi lớp 20 em, có hai người dạy và một người cứu hộ.

Ba buổi đầu chỉ tập thở và nằm ngửa nổi trên mặt nước. Em nào nổi được ba phút mới học sải tay. Buổi cuối, các em tập cứu bạn bằng sào và phao, không nhảy xuống.

Phụ huynh được nhắc: biết bơi rồi vẫn phải có người lớn trông khi ra sông.
""",
    ),
    Story(
        key="lt-thanh-nien",
        topic="van-hoa-xa-hoi",
        when=LastOn(3, 26, "14:00"),
        title="Bí thư, chủ tịch xã ngồi nghe thanh niên nói chuyện lập nghiệp",
        summary="Mười hai ý tưởng được trình bày, bốn ý tưởng được nhận hỗ trợ vay vốn.",
        picture="listening",
        caption="Buổi gặp gỡ nhân ngày thành lập Đoàn.",
        author="Kim Ngân",
        body="""
Không hoa, không diễn văn. Mỗi bạn trẻ Long Trì có sáu phút để nói về việc mình muốn làm: trồng nấm, sửa máy nông nghiệp, may áo dài, bán nông sản trên mạng.

Lãnh đạo xã hỏi kỹ ba điều: bán cho ai, vốn bao nhiêu, thua thì sao. Bốn ý tưởng có câu trả lời rõ được giới thiệu với ngân hàng chính sách.

Tám bạn còn lại được ghép với người có kinh nghiệm trong xã để làm lại bản tính toán. Ba tháng sau sẽ có buổi gặp thứ hai.
""",
    ),
)
