"""News of Bình Quới commune."""

from portal.demo.moments import DaysAgo, LastOn
from portal.demo.stories import Story

STORIES: tuple[Story, ...] = (
    Story(
        key="bq-tung-nha",
        topic="chuyen-doi-so",
        when=DaysAgo(4, "15:00"),
        title="Bình Quới mở lớp “một điện thoại, một việc” tại nhà văn hóa ấp",
        summary="Mỗi buổi chỉ học một việc: nộp hồ sơ, xem sổ bảo hiểm, nhận trợ cấp qua tài khoản hay gọi video cho con cháu.",
        picture="lesson",
        caption="Buổi học đầu tiên của lớp.",
        author="Trúc Mai",
        body="""
Nhiều lớp tập huấn trước đây dạy quá nhiều thứ trong một buổi, học xong về quên. Xã Bình Quới làm khác: mỗi chiều thứ Tư học đúng một việc, học đến khi tự làm được mới về.

Buổi đầu có 17 người, phần lớn trên 55 tuổi. Bài học là gọi video. Bài thứ hai là xem lịch sử đóng bảo hiểm y tế. Đến bài thứ ba mới nộp hồ sơ xin xác nhận cư trú.

Người học nhanh được mời làm trợ giảng cho buổi sau. Nhờ vậy lớp chỉ cần một cán bộ xã, còn lại là bà con dạy nhau.
""",
    ),
    Story(
        key="bq-nguoi-cao-tuoi",
        topic="giao-duc-y-te",
        when=DaysAgo(58, "09:00"),
        title="Khám sức khỏe cho người từ 60 tuổi: đo huyết áp, đường huyết, thị lực",
        summary="Đợt khám diễn ra trong ba buổi sáng tại trạm y tế xã, người đi lại khó khăn được khám tại nhà.",
        picture="clinic",
        caption="Trạm y tế xã trong buổi khám.",
        author="Ngọc Diệp",
        body="""
Trạm y tế xã Bình Quới phối hợp trung tâm y tế huyện khám sức khỏe cho người cao tuổi. Mỗi ấp có một buổi riêng để bà con khỏi chờ lâu.

Người đến khám nhịn ăn sáng để xét nghiệm đường huyết, mang theo toa thuốc đang uống. Kết quả được ghi vào sổ sức khỏe và giải thích ngay. Ai có huyết áp cao được hẹn đo lại sau một tuần.

Hội Người cao tuổi xã lập danh sách những cụ không đi lại được. Bác sĩ đến nhà vào buổi chiều cùng ngày.
""",
    ),
    Story(
        key="bq-dai-doan-ket",
        topic="van-hoa-xa-hoi",
        when=LastOn(11, 13, "17:10"),
        title="Ngày hội Đại đoàn kết: cả ấp ngồi chung một mâm",
        summary="Các ấp ở Bình Quới tổ chức ngày hội gọn nhẹ, có phần hỏi đáp giữa người dân và cán bộ xã.",
        picture="listening",
        caption="Phần hỏi đáp trong ngày hội.",
        author="Trúc Mai",
        body="""
Sân nhà văn hóa kê hai dãy bàn dài. Mỗi nhà góp một món, ai nấu gì khéo thì đem món đó. Trước khi ăn là phần hỏi đáp: người dân hỏi, cán bộ xã trả lời tại chỗ.

Năm nay có 11 câu hỏi. Sáu câu về đường và đèn, ba câu về giấy tờ đất, hai câu về sân chơi cho trẻ. Câu nào chưa trả lời được thì ghi lên bảng, hẹn ngày cụ thể.

Cuối buổi, ấp tặng giấy khen cho bảy gia đình, trong đó có một gia đình bốn năm liền cho mượn sân làm lớp học hè.
""",
    ),
    Story(
        key="bq-nao-vet",
        topic="nong-nghiep",
        when=LastOn(12, 10, "07:20"),
        title="Nạo vét kênh nội đồng trước mùa khô, dân góp công, xã lo máy",
        summary="Bình Quới chọn làm trước những đoạn kênh cạn, nơi nước về chậm nhất trong vụ vừa qua.",
        picture="trees",
        caption="Bà con dọn cỏ, trồng cây dọc bờ kênh.",
        author="Văn Lâm",
        body="""
Đầu tháng 12, hai máy đào được đưa về các tuyến kênh cạn nhất của xã Bình Quới. Bà con dọn cỏ, chặt nhánh cây chắn lối, di dời vật dụng trên bờ để máy vào làm.

Đất nạo vét đắp lên bờ, vừa nâng đường đi vừa ngăn nước tràn. Hai bên trồng lại cây bụi để giữ đất, chừa lối cho xe cộ và máy gặt.

Theo kế hoạch, việc nạo vét hoàn thành trước khi lúa Đông Xuân vào giai đoạn cần nhiều nước. Tổ thủy nông của ấp theo dõi mực nước và chia lịch bơm cho từng cánh.
""",
    ),
)
