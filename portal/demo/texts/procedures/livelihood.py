"""Land, houses, small businesses."""

from portal.demo.records import FREE, Case, Law, Paper, Price, Record, Way
from portal.procedures.enums import Audience, Channel, FeeKind, ProcedureLevel, TimeUnit

ENTERPRISE_LAW = Law("59/2020/QH14", "Luật Doanh nghiệp", "2020-06-17")
SHOP_FEE = Price("100000", "Mức thu chung của cả tỉnh.", per_unit="lần")

RECORDS: tuple[Record, ...] = (
    Record(
        code="1.013978",
        name="Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu đối với hộ gia đình, cá nhân",
        field="dat-dai",
        decision="second",
        ministry="Bộ Nông nghiệp và Môi trường",
        agency="Ủy ban nhân dân cấp xã; Chi nhánh Văn phòng đăng ký đất đai",
        audiences=(Audience.CITIZEN, Audience.OVERSEAS),
        keywords=("sổ đỏ", "sổ hồng", "giấy đỏ", "làm sổ đất"),
        description="Dành cho thửa đất đang dùng ổn định nhưng chưa từng được cấp sổ.",
        ways=(
            Way(
                Channel.IN_PERSON,
                "20",
                (Price("100000", "Lệ phí cấp giấy; tiền sử dụng đất, nếu có, tính riêng."),),
                "Không kể thời gian niêm yết 15 ngày và thời gian nộp tiền.",
            ),
            Way(Channel.ONLINE, "17", (Price("50000"),)),
        ),
        cases=(
            Case(
                (
                    Paper("Đơn đăng ký đất đai", "don-dang-ky-dat-dai.docx"),
                    Paper("Giấy tờ cũ về đất: bằng khoán, giấy tay, biên lai thuế", originals=0, copies=1),
                    Paper("Sơ đồ thửa đất, nếu đã đo"),
                )
            ),
            Case(
                (Paper("Giấy phép xây dựng hoặc giấy tờ về nhà", originals=0, copies=1),),
                "Trường hợp xin ghi cả căn nhà vào giấy chứng nhận",
            ),
        ),
        steps=(
            "Cùng hàng xóm xác định ranh đất, cắm mốc trước khi nộp đơn.",
            "Nộp đơn tại bộ phận một cửa; tổ đo đạc hẹn ngày đến đo.",
            "Xã niêm yết danh sách tại trụ sở và tại ấp để ai có ý kiến thì lên tiếng.",
            "Cơ quan thuế báo số tiền phải nộp; nộp xong, gửi biên lai về một cửa.",
            "Nhận giấy chứng nhận, kiểm tra số thửa, diện tích, họ tên ngay tại quầy.",
        ),
        requirements="Đất không có tranh chấp, đúng quy hoạch, người xin đang trực tiếp sử dụng.",
        results=("Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",),
        laws=(Law("31/2024/QH15", "Luật Đất đai", "2024-01-18"),),
    ),
    Record(
        code="1.013225",
        name="Cấp giấy phép xây dựng nhà ở riêng lẻ, công trình cấp III, cấp IV",
        field="xay-dung",
        decision="second",
        ministry="Bộ Xây dựng",
        agency="Ủy ban nhân dân cấp xã",
        audiences=(Audience.CITIZEN, Audience.ENTERPRISE, Audience.ORGANISATION),
        keywords=("xin phép xây nhà", "giấy phép xây nhà", "cất nhà"),
        ways=(
            Way(
                Channel.IN_PERSON,
                "15",
                (Price("75000", "Nhà ở riêng lẻ. Công trình khác: 150.000 đồng."),),
                "Nhà ở riêng lẻ 15 ngày, công trình khác 20 ngày.",
                TimeUnit.DAY,
            ),
            Way(Channel.ONLINE, "15", (Price("75000"),), unit=TimeUnit.DAY),
        ),
        cases=(
            Case(
                (
                    Paper("Đơn đề nghị cấp giấy phép xây dựng", "don-giay-phep-xay-dung.docx"),
                    Paper("Giấy tờ về quyền sử dụng đất", originals=0, copies=1),
                    Paper("Bản vẽ: mặt bằng, mặt đứng, mặt cắt, móng, sơ đồ điện nước", originals=2),
                )
            ),
            Case(
                (Paper("Bản cam kết an toàn cho nhà bên cạnh"),),
                "Trường hợp xây sát nhà liền kề",
            ),
        ),
        steps=(
            "Xem đất có nằm trong khu phải xin phép không: hỏi một cửa hoặc xem bản đồ quy hoạch.",
            "Thuê người có chuyên môn vẽ, rồi nộp đơn kèm bản vẽ.",
            "Cán bộ xem thực địa. Thiếu giấy tờ gì, xã báo một lần bằng văn bản.",
            "Nhận giấy phép; báo xã ngày khởi công trước 3 ngày làm việc.",
        ),
        requirements="Đất ở hợp pháp và bản vẽ đúng với quy hoạch, khoảng lùi, chiều cao của khu vực.",
        results=("Giấy phép xây dựng kèm bản vẽ đã đóng dấu",),
        laws=(Law("50/2014/QH13", "Luật Xây dựng", "2014-06-18"),),
    ),
    Record(
        code="1.001612",
        name="Đăng ký thành lập hộ kinh doanh",
        field="ho-kinh-doanh",
        decision="second",
        ministry="Bộ Tài chính",
        agency="Ủy ban nhân dân cấp xã",
        audiences=(Audience.CITIZEN,),
        keywords=("mở quán", "mở tiệm", "giấy phép kinh doanh", "đăng ký kinh doanh"),
        ways=(
            Way(Channel.IN_PERSON, "3", (SHOP_FEE,)),
            Way(Channel.ONLINE, "3", (SHOP_FEE,), "Mã số thuế được cấp cùng lúc."),
        ),
        cases=(
            Case(
                (
                    Paper("Giấy đề nghị đăng ký hộ kinh doanh", "giay-de-nghi-ho-kinh-doanh.docx"),
                    Paper("Căn cước của chủ hộ", is_shown_only=True),
                )
            ),
            Case(
                (
                    Paper("Biên bản họp gia đình", originals=0, copies=1),
                    Paper("Văn bản cử một người làm chủ hộ", originals=0, copies=1),
                ),
                "Trường hợp nhiều người trong gia đình cùng đứng tên",
            ),
        ),
        steps=(
            "Chọn tên tiệm, không trùng tên tiệm khác trong xã; chọn ngành nghề.",
            "Nộp giấy đề nghị; việc đăng ký thuế đi kèm, khỏi làm riêng.",
            "Nhận giấy chứng nhận và treo ở nơi buôn bán.",
        ),
        requirements="Từ đủ 18 tuổi; một người chỉ đứng tên một hộ. Ngành có điều kiện thì xin thêm giấy phép con.",
        results=("Giấy chứng nhận đăng ký hộ kinh doanh",),
        laws=(ENTERPRISE_LAW,),
    ),
    Record(
        code="2.001610",
        name="Đăng ký thành lập doanh nghiệp tư nhân",
        field="doanh-nghiep",
        decision="second",
        ministry="Bộ Tài chính",
        agency="Cơ quan đăng ký kinh doanh cấp tỉnh",
        levels=(ProcedureLevel.PROVINCE,),
        audiences=(Audience.CITIZEN, Audience.FOREIGNER),
        keywords=("mở công ty", "lập doanh nghiệp"),
        ways=(
            Way(Channel.ONLINE, "3", (FREE, Price("100000", "Phí công bố thông tin.", FeeKind.FEE))),
            Way(
                Channel.IN_PERSON,
                "3",
                (Price("50000", per_unit="lần"), Price("100000", "Phí công bố thông tin.", FeeKind.FEE)),
            ),
        ),
        cases=(
            Case(
                (
                    Paper("Giấy đề nghị đăng ký doanh nghiệp", "giay-de-nghi-doanh-nghiep.docx"),
                    Paper("Căn cước hoặc hộ chiếu của chủ doanh nghiệp", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Tra tên dự định đặt xem đã có ai dùng chưa.",
            "Nộp hồ sơ qua mạng bằng chữ ký số hoặc tài khoản định danh.",
            "Nhận mã số, đồng thời là mã số thuế; sau đó mở tài khoản và dùng hóa đơn điện tử.",
        ),
        requirements="Mỗi người chỉ lập một doanh nghiệp tư nhân và chịu trách nhiệm bằng toàn bộ tài sản của mình.",
        results=("Giấy chứng nhận đăng ký doanh nghiệp",),
        laws=(ENTERPRISE_LAW,),
    ),
)
