"""News of Phước Tân Hưng commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="pth-nha-van-hoa",
        topic="van-hoa-xa-hoi",
        when=DaysAgo(9, "17:30"),
        title="Nhà văn hóa xã mở cửa đến 21 giờ, có người trông, có đèn, có nước",
        summary="Phước Tân Hưng giao chìa khóa cho ba câu lạc bộ; buổi tối nào cũng có hoạt động.",
        picture="communal_house",
        caption="Sinh hoạt cộng đồng ở trung tâm xã.",
        author="Kim Ngân",
        body="""
Nhà văn hóa đẹp mà đóng cửa thì cũng như không. Xã Phước Tân Hưng chia lịch cho các câu lạc bộ: thứ Hai, thứ Tư đờn ca tài tử; thứ Ba, thứ Năm bóng bàn và cờ tướng; thứ Sáu chiếu phim cho trẻ em.

Người trông là cán bộ hưu trí, được hỗ trợ tiền điện thoại và xăng xe. Sổ trực ghi số người đến mỗi tối, để biết hoạt động nào cần giữ, hoạt động nào cần đổi.

Ấp muốn mượn hội trường tổ chức việc chung chỉ cần ghi lịch trên trang này trước ba ngày, không mất tiền.
""",
    ),
    Story(
        key="pth-pccc",
        topic="an-sinh",
        when=DaysAgo(21, "14:20"),
        title="Chủ tiệm tập dập lửa: ba mươi giây đầu quyết định tất cả",
        summary="Các hộ kinh doanh gas, xăng dầu nhỏ, may mặc ở Phước Tân Hưng thực hành chữa cháy và thoát nạn.",
        picture="lesson",
        caption="Phần lý thuyết trước khi ra sân thực hành.",
        author="Quốc Bảo",
        body="""
Lý thuyết chỉ 20 phút, còn lại ra sân. Từng người một rút chốt, hướng vòi vào gốc lửa, đứng xuôi chiều gió. Nhiều người lần đầu cầm bình chữa cháy mới biết nó nặng bao nhiêu.

## Danh sách kiểm tại tiệm

1. Có lối thoát thứ hai, không chất hàng chắn cửa.
1. Bình chữa cháy còn kim ở vạch xanh.
1. Không sạc xe điện qua đêm trong nhà.
1. Ai cũng thuộc số 114.

Hộ nào đạt đủ bốn mục được dán nhãn xanh. Sau sáu tháng, tổ dân phòng quay lại kiểm tra.
""",
    ),
    Story(
        key="pth-mai-am",
        topic="an-sinh",
        when=DaysAgo(69, "10:10"),
        title="Mái ấm mới cho bà cụ sống một mình",
        summary="Căn nhà 40 m² hoàn thành sau 45 ngày từ quỹ Vì người nghèo và công thợ của xóm.",
        picture="road",
        caption="Đường vào căn nhà mới.",
        author="Thu Hà",
        body="""
Căn nhà lá cũ dột hai chỗ, mưa lớn là cụ phải sang hàng xóm ngủ nhờ. Khi Mặt trận Tổ quốc xã Phước Tân Hưng vận động, xóm chia nhau: nhà góp gạch, nhà góp công, nhà lo cơm.

Nhà mới có phòng vệ sinh bên trong, nền cao hơn mặt đường 40 cm, cửa rộng để sau này xe lăn ra vào được. Toàn bộ thu chi được viết lên giấy và đọc trong buổi bàn giao.

> Đêm đầu tiên trời mưa, tôi thức để nghe xem có dột không. | Bà cụ chủ nhà
""",
    ),
    Story(
        key="pth-thuy-loi",
        topic="nong-nghiep",
        when=LastOn(3, 25, "07:30"),
        title="Một buổi sáng, ba trăm người, bốn tuyến kênh sạch lục bình",
        summary="Phước Tân Hưng ra quân vớt lục bình, khơi dòng cho cánh đồng cuối kênh.",
        picture="rice_ripe",
        caption="Cánh đồng cuối kênh đủ nước vào mùa.",
        author="Văn Lâm",
        body="""
Lục bình dày đến mức xuồng không qua được, nước về cuối kênh chậm mất hai ngày. Sáng {d-1}, khoảng ba trăm người gồm dân quân, đoàn viên, học sinh lớn và bà con hai bên bờ cùng xuống kênh.

Người dùng sào kéo, người đứng bờ xốc lên xe. Lục bình được phơi rồi ủ làm phân, một phần bán cho cơ sở đan lát.

Để lục bình không trở lại sau vài tuần, mỗi ấp căng lưới chắn ở đầu kênh và vớt vào ngày mùng một, ngày rằm.
""",
    ),
)
