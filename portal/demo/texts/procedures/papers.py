"""Certified copies and signatures, residence, criminal records."""

from portal.demo.records import FREE, Case, Law, Paper, Price, Record, Way
from portal.procedures.enums import Audience, Channel, FeeKind, ProcedureLevel, ServiceMode, TimeUnit

JUSTICE = "Bộ Tư pháp"
POLICE = "Bộ Công an"
CERTIFICATION_DECREE = Law(
    "23/2015/NĐ-CP", "Nghị định về cấp bản sao từ sổ gốc, chứng thực bản sao, chữ ký, hợp đồng", "2015-02-16"
)
CERTIFICATION_FEES = Law("226/2016/TT-BTC", "Thông tư về phí chứng thực", "2016-11-11")
RESIDENCE_LAW = Law("68/2020/QH14", "Luật Cư trú", "2020-11-13")
RESIDENCE_FEES = Law("75/2022/TT-BTC", "Thông tư về lệ phí đăng ký cư trú", "2022-12-22")
EVERYBODY = (Audience.CITIZEN, Audience.FOREIGNER, Audience.ORGANISATION, Audience.ENTERPRISE)

RECORDS: tuple[Record, ...] = (
    Record(
        code="2.000815",
        name="Chứng thực bản sao từ bản chính giấy tờ, văn bản",
        field="chung-thuc",
        decision="first",
        ministry=JUSTICE,
        agency="Ủy ban nhân dân cấp xã",
        audiences=EVERYBODY,
        mode=ServiceMode.INFORMATION,
        keywords=("sao y", "công chứng bản sao", "photo công chứng", "sao y bản chính"),
        ways=(
            Way(
                Channel.IN_PERSON,
                "1",
                (
                    Price(
                        "2000",
                        "Từ trang thứ ba: 1.000 đồng một trang, nhiều nhất 200.000 đồng một bản.",
                        FeeKind.FEE,
                        "trang",
                    ),
                ),
                "Lấy ngay trong buổi. Nhiều bản, nhiều trang thì hẹn sang ngày sau.",
            ),
        ),
        cases=(
            Case(
                (
                    Paper("Bản chính giấy tờ cần sao", is_shown_only=True),
                    Paper("Bản chụp để đóng dấu; không có thì quầy chụp giúp", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Mang bản chính đến bất kỳ xã nào, không cần đúng nơi thường trú.",
            "Cán bộ so bản chụp với bản chính từng trang.",
            "Nộp phí, nhận bản sao đã đóng dấu và cầm bản chính về.",
        ),
        requirements="Bản chính phải còn đọc rõ, không bị tẩy sửa, cắt ghép; giấy đóng dấu mật thì không sao được.",
        results=("Bản sao được chứng thực",),
        laws=(CERTIFICATION_DECREE, CERTIFICATION_FEES),
    ),
    Record(
        code="2.000884",
        name="Chứng thực chữ ký trong các giấy tờ, văn bản",
        field="chung-thuc",
        decision="first",
        ministry=JUSTICE,
        agency="Ủy ban nhân dân cấp xã",
        audiences=EVERYBODY,
        mode=ServiceMode.INFORMATION,
        keywords=("xác nhận chữ ký", "chứng sơ yếu lý lịch", "giấy ủy quyền", "điểm chỉ"),
        ways=(
            Way(
                Channel.IN_PERSON,
                "1",
                (Price("10000", "Một hay nhiều chữ ký trong cùng một giấy đều tính một lần.", FeeKind.FEE),),
                "Xong trong buổi nộp.",
            ),
        ),
        cases=(
            Case(
                (
                    Paper("Giấy tờ sẽ ký, để trống chỗ ký"),
                    Paper("Căn cước hoặc hộ chiếu còn hạn", is_shown_only=True),
                )
            ),
        ),
        steps=(
            "Đọc kỹ giấy tờ ở nhà, khoan ký.",
            "Đến quầy, đưa căn cước và ký trước mặt cán bộ. Không ký được thì điểm chỉ.",
            "Người già yếu, đi lại khó có thể gọi trước để cán bộ đến tận nhà.",
        ),
        requirements="Người ký tỉnh táo, tự nguyện. Giấy tờ là hợp đồng mua bán thì làm thủ tục khác.",
        results=("Giấy tờ có lời chứng chữ ký",),
        laws=(CERTIFICATION_DECREE, CERTIFICATION_FEES),
    ),
    Record(
        code="1.004222",
        name="Đăng ký thường trú",
        field="cu-tru",
        decision="second",
        ministry=POLICE,
        agency="Công an cấp xã",
        keywords=("nhập hộ khẩu", "chuyển hộ khẩu", "hộ khẩu"),
        ways=(
            Way(Channel.IN_PERSON, "7", (Price("20000", per_unit="lần"),)),
            Way(Channel.ONLINE, "7", (Price("10000", per_unit="lần"),)),
        ),
        cases=(
            Case((Paper("Tờ khai thay đổi thông tin cư trú", "to-khai-cu-tru.docx"),)),
            Case(
                (Paper("Giấy tờ nhà, đất đứng tên mình", originals=0, copies=1),),
                "Trường hợp về ở nhà của mình",
            ),
            Case(
                (
                    Paper("Ý kiến đồng ý của chủ hộ và chủ nhà, ghi ngay trong tờ khai"),
                    Paper("Giấy tờ chứng minh là vợ chồng, cha mẹ, con", originals=0, copies=1),
                ),
                "Trường hợp về ở nhờ nhà người thân",
            ),
        ),
        steps=(
            "Xem trên ứng dụng định danh thông tin nào đã có sẵn; giấy tờ đã có trong dữ liệu thì khỏi nộp lại.",
            "Gửi qua mạng hoặc nộp ở Công an xã nơi chuyển đến, không cần xin cắt ở nơi cũ.",
            "Công an kiểm tra nơi ở nếu cần, rồi cập nhật và báo kết quả qua tin nhắn.",
        ),
        requirements="Nơi ở không nằm trong đất lấn chiếm, nhà đã có quyết định phá dỡ hay đang tranh chấp.",
        results=("Thông báo kết quả đăng ký cư trú",),
        laws=(RESIDENCE_LAW, RESIDENCE_FEES),
    ),
    Record(
        code="1.004194",
        name="Đăng ký tạm trú",
        field="cu-tru",
        decision="second",
        ministry=POLICE,
        agency="Công an cấp xã",
        keywords=("sổ tạm trú", "ở trọ", "thuê nhà"),
        ways=(
            Way(Channel.IN_PERSON, "3", (Price("15000", per_unit="lần"),)),
            Way(Channel.ONLINE, "3", (Price("7000", per_unit="lần"),)),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai thay đổi thông tin cư trú", "to-khai-cu-tru.docx"),
                    Paper("Hợp đồng thuê, mượn nhà hoặc giấy tờ nhà", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Hỏi chủ trọ: nhiều nơi chủ trọ gửi chung một danh sách cho cả dãy.",
            "Gửi tờ khai qua mạng hoặc nộp ở Công an xã nơi đang ở.",
            "Nhận thông báo; tạm trú có hạn 2 năm, gia hạn trước ngày hết hạn 15 ngày.",
        ),
        requirements="Ở ngoài xã thường trú từ 30 ngày trở lên để làm việc, học tập hoặc lý do khác.",
        results=("Thông báo kết quả đăng ký tạm trú",),
        laws=(RESIDENCE_LAW, RESIDENCE_FEES),
    ),
    Record(
        code="3.000333",
        name="Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
        field="ly-lich-tu-phap",
        decision="second",
        ministry=POLICE,
        agency="Công an cấp tỉnh",
        levels=(ProcedureLevel.PROVINCE,),
        audiences=(Audience.CITIZEN, Audience.RESIDENT_FOREIGNER),
        keywords=("lý lịch tư pháp", "giấy không tiền án", "phiếu số 1", "phiếu số 2"),
        ways=(
            Way(
                Channel.ONLINE,
                "10",
                (FREE,),
                "Nộp trên ứng dụng định danh, nhận bản điện tử.",
                TimeUnit.DAY,
            ),
            Way(
                Channel.IN_PERSON,
                "10",
                (Price("200000", "Học sinh, sinh viên: giảm một nửa.", FeeKind.FEE),),
                unit=TimeUnit.DAY,
            ),
            Way(Channel.POST, "10", (Price("200000", kind=FeeKind.FEE),), unit=TimeUnit.DAY),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai yêu cầu cấp phiếu", "to-khai-ly-lich-tu-phap.docx"),
                    Paper("Căn cước hoặc hộ chiếu", originals=0, copies=1),
                )
            ),
            Case(
                (Paper("Văn bản ủy quyền có chứng thực"),),
                "Trường hợp nhờ người khác nộp phiếu số 1",
            ),
        ),
        steps=(
            "Hỏi nơi cần giấy xem họ yêu cầu phiếu số 1 hay số 2.",
            "Kê khai các nơi đã ở từ năm 14 tuổi.",
            "Theo dõi hồ sơ bằng mã nhận được; có phiếu thì tải về hoặc nhận qua bưu điện.",
        ),
        requirements="Phiếu số 2 phải tự mình xin, không ủy quyền được.",
        results=("Phiếu lý lịch tư pháp",),
        laws=(Law("28/2009/QH12", "Luật Lý lịch tư pháp", "2009-06-17"),),
    ),
)
