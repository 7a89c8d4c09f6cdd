"""News of Thanh Vĩnh Đông commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="tvd-do-ngang",
        topic="ha-tang",
        when=DaysAgo(10, "07:55"),
        title="Đò ngang Thanh Vĩnh Đông: đủ áo phao mới rời bến",
        summary="Xã kiểm tra bến đò, kẻ vạch chở khách tối đa, phát áo phao trẻ em.",
        picture="bridge_evening",
        caption="Sông nước cuối huyện buổi chiều.",
        author="Quốc Bảo",
        body="""
Mỗi sáng, học sinh và người đi chợ ở xã Thanh Vĩnh Đông qua sông bằng đò. Đợt kiểm tra vừa rồi xem giấy đăng kiểm, bằng lái, vạch mớn nước và số áo phao.

Đò nào thiếu áo phao phải dừng cho đến khi đủ. Xã tặng 40 áo phao cỡ nhỏ cho học sinh, đánh số để dễ thu lại.

## Khách đi đò nhớ giúp

- Mặc áo phao, cài hết khóa.
- Dắt xe xuống trước, người xuống sau.
- Không chen khi đò đã chạm vạch.

Bến đò treo số điện thoại của người quản lý bến và của công an xã.
""",
    ),
    Story(
        key="tvd-tro-cap",
        topic="an-sinh",
        when=DaysAgo(31, "10:40"),
        title="Trợ cấp qua tài khoản: tiền về đúng ngày, người già có người đi cùng",
        summary="Thanh Vĩnh Đông chi trả trợ cấp xã hội qua tài khoản cho phần lớn người nhận, vẫn giữ một bàn trả tiền mặt.",
        picture="phone_evening",
        caption="Hướng dẫn xem số dư trên điện thoại.",
        author="Minh Anh",
        body="""
Ngày 5 hằng tháng, tiền trợ cấp vào tài khoản. Ai có điện thoại thì nhận tin nhắn, ai không có thì xem bảng ở nhà văn hóa ấp.

Với người lớn tuổi, xã Thanh Vĩnh Đông để gia đình chọn: mở tài khoản cho chính cụ hoặc ủy quyền cho người thân. Giấy ủy quyền chứng thực miễn phí tại nhà.

Bàn trả tiền mặt vẫn mở một buổi mỗi tháng cho 26 người chưa dùng được tài khoản. Không ai bị bắt phải đổi khi chưa sẵn sàng.
""",
    ),
    Story(
        key="tvd-nhiem-man",
        topic="nong-nghiep",
        when=LastOn(2, 26, "07:05"),
        title="Nước mặn đến sớm, Thanh Vĩnh Đông đóng cống và chia nước theo ấp",
        summary="Ruộng lúa đang làm đòng được ưu tiên, ao trữ của nhà vườn mở luân phiên.",
        picture="sluice",
        caption="Cống đầu kênh đã đóng.",
        author="Văn Lâm",
        body="""
Ở cuối nguồn nước ngọt, xã Thanh Vĩnh Đông thường gặp mặn trước các xã khác. Sáng {d}, số đo ở cống đầu kênh vượt ngưỡng an toàn cho lúa, xã cho đóng cống.

Nước ngọt còn trong nội đồng được chia theo ấp, mỗi ấp một ngày bơm. Ruộng đang làm đòng đi trước, ruộng mới gieo đi sau.

Xã nhờ bà con báo ngay nếu thấy cống rò hoặc có người tự ý mở. Bảng số đo dán lúc 6 giờ sáng ở ba nhà văn hóa ấp.
""",
    ),
    Story(
        key="tvd-cay-chan-song",
        topic="moi-truong",
        when=LastOn(6, 5, "09:00"),
        title="Hai nghìn cây bần, cây đước xuống bãi bồi",
        summary="Ngày Môi trường thế giới, Thanh Vĩnh Đông trồng cây giữ bờ ở đoạn sông hay sạt lở.",
        picture="trees",
        caption="Trồng cây ven sông.",
        author="Trúc Mai",
        body="""
Nước ròng lúc 8 giờ là giờ vàng để trồng cây. Hơn 150 người lội bãi bùn, cắm từng cây con theo hàng, buộc vào cọc tre.

Kinh nghiệm năm trước cho thấy cây chết nhiều vì ghe tàu chạy sát bờ. Năm nay xã cắm phao giới hạn và nhờ chủ ghe giữ khoảng cách 20 m.

Tổ thanh niên đi đếm cây sống vào mỗi con nước rằm. Mục tiêu là giữ được bảy phần mười sau mùa gió chướng.
""",
    ),
)
