"""Help from the community."""

from portal.demo.records import FREE, Case, Law, Paper, Record, Way
from portal.procedures.enums import Channel, TimeUnit

HEALTH = "Bộ Y tế"
COMMUNE = "Ủy ban nhân dân cấp xã"
DISABILITY_LAW = Law("51/2010/QH12", "Luật Người khuyết tật", "2010-06-17")
ASSISTANCE_DECREE = Law(
    "20/2021/NĐ-CP",
    "Nghị định quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội",
    "2021-03-15",
)

RECORDS: tuple[Record, ...] = (
    Record(
        code="1.001776",
        name="Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng",
        field="bao-tro-xa-hoi",
        decision="second",
        ministry=HEALTH,
        agency=COMMUNE,
        keywords=("trợ cấp hàng tháng", "tiền người già", "tiền khuyết tật", "bảo trợ xã hội"),
        ways=(
            Way(Channel.IN_PERSON, "10", (FREE,), "Được tính trợ cấp từ tháng ký quyết định."),
            Way(Channel.ONLINE, "10"),
            Way(Channel.POST, "10"),
        ),
        cases=(
            Case((Paper("Tờ khai đề nghị trợ giúp xã hội", "to-khai-tro-giup-xa-hoi.docx"),)),
            Case(
                (Paper("Giấy xác nhận khuyết tật", originals=0, copies=1),),
                "Trường hợp người khuyết tật nặng, đặc biệt nặng",
            ),
            Case(
                (Paper("Giấy khai sinh của trẻ", originals=0, copies=1),),
                "Trường hợp trẻ mồ côi, trẻ của người đơn thân nuôi con thuộc hộ nghèo",
            ),
        ),
        steps=(
            "Người xin trợ cấp hoặc người đang chăm sóc điền tờ khai; trưởng ấp giúp nếu chưa rõ.",
            "Xã đối chiếu với dữ liệu dân cư, dữ liệu hộ nghèo, người khuyết tật.",
            "Xã ra quyết định; tiền chuyển vào tài khoản hoặc nhận ở bưu điện hằng tháng.",
        ),
        requirements="Thuộc một trong các nhóm được trợ giúp và chưa nhận lương hưu hay trợ cấp bảo hiểm hằng tháng.",
        results=("Quyết định trợ cấp xã hội",),
        laws=(ASSISTANCE_DECREE,),
    ),
    Record(
        code="1.001699",
        name="Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật",
        field="bao-tro-xa-hoi",
        decision="second",
        ministry=HEALTH,
        agency=COMMUNE,
        keywords=("giấy khuyết tật", "giám định khuyết tật"),
        ways=(
            Way(Channel.IN_PERSON, "25", (FREE,), "Hội đồng họp mỗi tháng một lần."),
            Way(Channel.ONLINE, "25"),
        ),
        cases=(
            Case(
                (
                    Paper("Đơn đề nghị xác định mức độ khuyết tật", "don-xac-dinh-khuyet-tat.docx"),
                    Paper("Bệnh án, giấy ra viện, ảnh chụp nếu có", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Gửi đơn về xã nơi đang ở; người nhà có thể đi thay.",
            "Hội đồng của xã gặp, hỏi và quan sát; người nằm một chỗ thì hội đồng đến tận nhà.",
            "Kết luận được niêm yết 5 ngày, sau đó trao giấy xác nhận.",
        ),
        results=("Giấy xác nhận khuyết tật",),
        laws=(DISABILITY_LAW,),
    ),
    Record(
        code="1.011607",
        name="Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm",
        field="giam-ngheo",
        decision="second",
        ministry="Bộ Nông nghiệp và Môi trường",
        agency=COMMUNE,
        keywords=("xác nhận hộ nghèo", "sổ hộ nghèo", "hộ cận nghèo"),
        description="Dành cho gia đình gặp biến cố giữa năm, không chờ được đợt rà soát cuối năm.",
        ways=(
            Way(Channel.IN_PERSON, "15", (FREE,), unit=TimeUnit.DAY),
            Way(Channel.POST, "15", (FREE,), unit=TimeUnit.DAY),
        ),
        cases=(
            Case((Paper("Giấy đề nghị xét duyệt hộ nghèo, hộ cận nghèo", "giay-de-nghi-ho-ngheo.docx"),)),
        ),
        steps=(
            "Chủ hộ viết giấy đề nghị, nộp cho trưởng ấp hoặc một cửa.",
            "Tổ rà soát đến nhà, hỏi thu nhập, nhà ở, việc học và bảo hiểm của từng người.",
            "Ấp họp dân lấy ý kiến; danh sách niêm yết 3 ngày.",
            "Chủ tịch xã ký quyết định và cấp giấy chứng nhận.",
        ),
        requirements="Sống thường xuyên tại xã; tổng điểm rà soát nằm trong ngưỡng hộ nghèo, cận nghèo.",
        results=("Giấy chứng nhận hộ nghèo, hộ cận nghèo",),
        laws=(
            Law(
                "24/2021/QĐ-TTg",
                "Quyết định về quy trình rà soát hộ nghèo, hộ cận nghèo",
                "2021-07-16",
            ),
        ),
    ),
)
