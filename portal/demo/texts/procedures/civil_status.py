"""Births, deaths, marriages."""

from portal.demo.records import FREE, Case, Law, Paper, Price, Record, Way
from portal.procedures.enums import Audience, Channel, ProcedureLevel, ServiceMode

MINISTRY = "Bộ Tư pháp"
COMMUNE = "Ủy ban nhân dân cấp xã"
CIVIL_STATUS_LAW = Law("60/2014/QH13", "Luật Hộ tịch", "2014-11-20")
CIVIL_STATUS_DECREE = Law(
    "123/2015/NĐ-CP", "Nghị định quy định chi tiết một số điều của Luật Hộ tịch", "2015-11-15"
)
MARRIAGE_LAW = Law("52/2014/QH13", "Luật Hôn nhân và gia đình", "2014-06-19")
IDENTITY = Paper("Căn cước của người nộp", is_shown_only=True)
PEOPLE = (Audience.CITIZEN, Audience.OVERSEAS)

RECORDS: tuple[Record, ...] = (
    Record(
        code="1.001193",
        name="Thủ tục đăng ký khai sinh",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("giấy khai sinh", "làm giấy cho con mới sinh", "khai sinh"),
        description="Ghi tên trẻ mới sinh vào sổ hộ tịch và cấp giấy khai sinh, tờ giấy đầu tiên của một đời người.",
        ways=(
            Way(
                Channel.IN_PERSON,
                "1",
                (FREE, Price(None, "Khai sau 60 ngày: theo mức thu của tỉnh.")),
                "Đến sau 15 giờ thì nhận giấy sáng hôm sau.",
            ),
            Way(Channel.POST, "1", (FREE,), "Tính từ ngày xã nhận được phong bì."),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai đăng ký khai sinh", "to-khai-khai-sinh.docx"),
                    Paper("Giấy chứng sinh"),
                    IDENTITY,
                )
            ),
            Case(
                (Paper("Văn bản của hai người làm chứng, hoặc giấy cam đoan về việc sinh"),),
                "Trường hợp sinh ở nhà, không có giấy chứng sinh",
            ),
            Case((Paper("Giấy ủy quyền"),), "Trường hợp người khác đi làm thay, không phải ông bà, cô chú"),
        ),
        steps=(
            "Cha, mẹ thống nhất họ tên, dân tộc, quê quán của con rồi điền tờ khai.",
            "Nộp tờ khai và giấy chứng sinh tại bộ phận một cửa của xã nơi cha hoặc mẹ đang ở.",
            "Cán bộ hộ tịch đọc lại từng mục cho người khai nghe; thấy sai chỗ nào thì sửa ngay chỗ đó.",
            "Chủ tịch xã ký, người khai ký vào sổ và nhận giấy khai sinh có số định danh của trẻ.",
        ),
        requirements="Nên khai trong 60 ngày kể từ ngày sinh. Quá hạn vẫn được khai, chỉ thêm lệ phí.",
        results=("Giấy khai sinh (bản chính)",),
        laws=(CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="1.000656",
        name="Thủ tục đăng ký khai tử",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("giấy chứng tử", "người thân mất", "trích lục khai tử"),
        ways=(
            Way(Channel.IN_PERSON, "1", (FREE,), "Cần xác minh thì tối đa 3 ngày làm việc."),
            Way(Channel.ONLINE, "1"),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai đăng ký khai tử", "to-khai-khai-tu.docx"),
                    Paper("Giấy báo tử, hoặc giấy tờ khác nói rõ ngày giờ và nơi mất"),
                    IDENTITY,
                )
            ),
        ),
        steps=(
            "Vợ, chồng, con hoặc người thân khác điền tờ khai. Không còn ai thân thích thì trưởng ấp khai thay.",
            "Nộp tại xã nơi người mất sinh sống sau cùng.",
            "Cán bộ ghi sổ và trao trích lục khai tử; gia đình dùng trích lục này để làm mai táng phí, bảo hiểm, thừa kế.",
        ),
        requirements="Thời hạn khai là 15 ngày kể từ ngày mất.",
        results=("Trích lục khai tử (bản chính)",),
        laws=(CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="1.000894",
        name="Thủ tục đăng ký kết hôn",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("giấy kết hôn", "cưới", "hôn thú"),
        ways=(
            Way(Channel.IN_PERSON, "1", (FREE,), "Cần xác minh thì tối đa 5 ngày làm việc."),
            Way(Channel.ONLINE, "1", (FREE,), "Gửi hồ sơ qua mạng, ngày ký hai người vẫn phải có mặt."),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai đăng ký kết hôn, hai người ghi chung một tờ", "to-khai-ket-hon.docx"),
                    Paper("Căn cước của hai người", is_shown_only=True),
                )
            ),
            Case(
                (Paper("Giấy xác nhận tình trạng hôn nhân của xã nơi đang ở"),),
                "Trường hợp một người thường trú ở xã khác",
            ),
            Case(
                (Paper("Bản án hoặc quyết định ly hôn đã có hiệu lực", originals=0, copies=1),),
                "Trường hợp đã từng ly hôn",
            ),
        ),
        steps=(
            "Chọn xã nơi một trong hai người cư trú; điền chung một tờ khai.",
            "Hai người cùng đến nộp, hoặc gửi qua mạng rồi hẹn ngày đến ký.",
            "Hai người cùng ký sổ trước cán bộ hộ tịch; xã trao mỗi người một bản giấy chứng nhận.",
        ),
        requirements=(
            "Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi.\nHai bên tự nguyện và đang không có vợ, có chồng.\n"
            "Không phải người cùng dòng máu về trực hệ hay có họ trong phạm vi ba đời."
        ),
        results=("Giấy chứng nhận kết hôn (2 bản chính)",),
        laws=(MARRIAGE_LAW, CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="1.004873",
        name="Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("giấy độc thân", "xác nhận độc thân", "chưa vợ chưa chồng"),
        ways=(
            Way(Channel.IN_PERSON, "3", (Price("5000"),)),
            Way(Channel.ONLINE, "3", (FREE,), "Giấy bản điện tử được gửi về tài khoản định danh."),
            Way(Channel.POST, "3", (Price("5000"),)),
        ),
        cases=(
            Case(
                (
                    Paper(
                        "Tờ khai cấp giấy xác nhận tình trạng hôn nhân", "to-khai-tinh-trang-hon-nhan.docx"
                    ),
                    IDENTITY,
                )
            ),
            Case(
                (Paper("Bản án ly hôn, hoặc trích lục khai tử của vợ, chồng", originals=0, copies=1),),
                "Trường hợp đã ly hôn hoặc vợ, chồng đã mất",
            ),
        ),
        steps=(
            "Điền tờ khai, ghi rõ xin giấy để làm gì: kết hôn, vay vốn, mua bán nhà đất.",
            "Nộp tại xã nơi thường trú. Từng ở nhiều nơi thì tự khai về từng giai đoạn, xã hỏi giúp các nơi cũ.",
            "Nhận giấy theo ngày ghi trong phiếu hẹn.",
        ),
        requirements="Giấy dùng được trong 6 tháng kể từ ngày cấp, và chỉ cho việc đã ghi trong giấy.",
        results=("Giấy xác nhận tình trạng hôn nhân",),
        laws=(CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="2.000635",
        name="Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency="Cơ quan đang giữ sổ hộ tịch: Ủy ban nhân dân cấp xã, Sở Tư pháp",
        levels=(ProcedureLevel.COMMUNE, ProcedureLevel.PROVINCE),
        audiences=(Audience.CITIZEN, Audience.OVERSEAS, Audience.ORGANISATION),
        keywords=("sao khai sinh", "sao lục khai sinh", "mất giấy khai sinh"),
        ways=(
            Way(Channel.IN_PERSON, "1", (Price("8000", per_unit="bản"),)),
            Way(Channel.ONLINE, "1", (FREE,), "Bản sao điện tử có giá trị như bản giấy."),
            Way(Channel.POST, "1", (Price("8000", "Chưa kể cước gửi.", per_unit="bản"),)),
        ),
        cases=(Case((Paper("Tờ khai cấp bản sao trích lục", "to-khai-trich-luc.docx"), IDENTITY)),),
        steps=(
            "Nhớ lại năm và nơi đã đăng ký; không nhớ thì ghi khoảng năm để cán bộ tìm.",
            "Nộp tờ khai ở bất kỳ xã nào thuận tiện, dữ liệu hộ tịch đã dùng chung.",
            "Nhận bản sao tại quầy, qua bưu điện hoặc trên tài khoản định danh.",
        ),
        results=("Bản sao trích lục hộ tịch", "Bản sao giấy khai sinh"),
        laws=(CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="2.000986",
        name="Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
        field="ho-tich",
        decision="second",
        ministry=MINISTRY,
        agency="Ủy ban nhân dân cấp xã; Công an cấp xã; Bảo hiểm xã hội",
        keywords=("thẻ bảo hiểm cho con", "nhập khẩu cho con", "ba trong một"),
        description="Nộp một bộ, nhận ba kết quả: giấy khai sinh, nơi thường trú của trẻ và thẻ bảo hiểm y tế.",
        ways=(
            Way(Channel.IN_PERSON, "5"),
            Way(Channel.ONLINE, "4", (FREE,), "Mỗi kết quả xong lúc nào được báo qua tin nhắn lúc đó."),
        ),
        cases=(
            Case(
                (
                    Paper("Tờ khai chung cho ba việc", "to-khai-lien-thong-khai-sinh.docx"),
                    Paper("Giấy chứng sinh"),
                    IDENTITY,
                )
            ),
            Case(
                (Paper("Ý kiến đồng ý của chủ hộ"),),
                "Trường hợp chủ hộ không phải là cha hoặc mẹ của trẻ",
            ),
        ),
        steps=(
            "Điền một tờ khai, ghi nơi muốn cho trẻ thường trú và nơi khám bệnh ban đầu.",
            "Nộp tại xã hoặc qua mạng; ba cơ quan tự chuyển dữ liệu cho nhau.",
            "Nhận giấy khai sinh trước, thông báo thường trú và thẻ bảo hiểm y tế sau.",
        ),
        requirements="Trẻ chưa tròn 6 tuổi và chưa có giấy khai sinh.",
        results=("Giấy khai sinh", "Thông báo kết quả đăng ký thường trú", "Thẻ bảo hiểm y tế"),
        laws=(CIVIL_STATUS_LAW, Law("68/2020/QH14", "Luật Cư trú", "2020-11-13")),
    ),
    Record(
        code="2.001023",
        name="Liên thông các thủ tục hành chính về đăng ký khai sinh, cấp Thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
        field="ho-tich",
        decision="first",
        ministry=MINISTRY,
        agency="Ủy ban nhân dân cấp xã; Bảo hiểm xã hội",
        keywords=("thẻ bảo hiểm cho con",),
        mode=ServiceMode.INFORMATION,
        ways=(Way(Channel.IN_PERSON, "7"),),
        cases=(Case((Paper("Tờ khai chung cho hai việc"), Paper("Giấy chứng sinh"), IDENTITY)),),
        steps=(
            "Nộp hồ sơ tại xã nơi trẻ sẽ thường trú.",
            "Nhận giấy khai sinh và thẻ bảo hiểm y tế tại cùng một quầy.",
        ),
        results=("Giấy khai sinh", "Thẻ bảo hiểm y tế"),
        laws=(CIVIL_STATUS_LAW,),
    ),
)
