"""How things are asked for: the same document, however a citizen types it."""

import unicodedata

import pytest

from search.engines.base import Sort
from tests.search.contract.base import DAY, NOW, Contract, Subject, doc, key

# (kind of variant, what is typed, the document that must come first)
VARIANTS = (
    ("accents", "đăng ký khai sinh", "birth"),
    ("accents, one word", "khai tử", "death"),
    ("accents, other order", "khai tử đăng ký", "death"),
    ("no accents", "dang ky khai sinh", "birth"),
    ("no accents, đ", "quyen su dung dat", "land"),
    ("no accents, question", "lam the bao hiem y te cho tre em o dau", "insurance"),
    ("some accents", "đăng ky khai tử", "death"),
    ("some accents, question", "xin cấp the bao hiem y tế cho trẻ", "insurance"),
    ("tone on the first vowel", "tuyên hóa", "committee"),
    ("tone on the second vowel", "tuyên hoá", "committee"),
    ("tone of uy, old", "thủy lợi", "irrigation"),
    ("tone of uy, new", "thuỷ lợi", "irrigation"),
    ("tone of a capital", "Uỷ ban nhân dân xã Tuyên Hoá", "committee"),
    ("y for i", "đăng kí khai sinh", "birth"),
    ("i for y", "kĩ thuật viên", "irrigation"),
    ("y kept where it matters", "quý trọng nguồn nước", "irrigation"),
    ("decomposed", unicodedata.normalize("NFD", "đăng ký khai sinh"), "birth"),
    ("decomposed, without accents", unicodedata.normalize("NFKD", "dang ky khai tu"), "death"),
    ("upper case", "ĐĂNG KÝ KHAI SINH", "birth"),
    ("upper case, decomposed", unicodedata.normalize("NFD", "THỦY LỢI"), "irrigation"),
    ("capitals at random", "đĂnG kÝ KhAi TỬ", "death"),
    ("zero-width space", "đăng ký khai\u200b sinh", "birth"),
    ("zero-width joiner in a word", "kh\u200dai tử", "death"),
    ("soft hyphen", "khai\u00ad tử", "death"),
    ("no-break space", "khai\u00a0tử", "death"),
    ("spaces and a tab", "  khai \t tử  ", "death"),
    ("punctuation around", "“khai tử”, (đăng ký)?!", "death"),
    ("abbreviation", "UBND xã Tuyên Hóa", "committee"),
    ("abbreviation, small", "ubnd xa tuyen hoa", "committee"),
    ("abbreviation of the body", "CNTT hội đồng", "council"),
    ("abbreviation with đ", "HĐND tỉnh", "council"),
    ("abbreviation with d", "hdnd tinh", "council"),
    ("abbreviation, health", "thẻ BHYT", "insurance"),
    ("abbreviation, identity", "CCCD gắn chip", "identity"),
    ("everyday word", "sổ đỏ", "land"),
    ("everyday word without accents", "lam so do", "land"),
    ("slip of the finger", "kênh mưogn", "irrigation"),
    ("letter missing", "keh mương", "irrigation"),
    ("letter too many, no accents", "thuy looi", "irrigation"),
    ("number", "774/QĐ-UBND", "decision"),
    ("number, small", "774/qd-ubnd", "decision"),
    ("number, spaces", "774 QĐ UBND", "decision"),
    ("number in a sentence", "quyết định số 774/QĐ-UBND", "decision"),
    ("number with a year", "22/2023/TT-BTTTT", "circular"),
    ("number without its year", "22/TT-BTTTT", "circular"),
    ("number, field", "so:774/QĐ-UBND", "decision"),
    ("number, field, beginning", "sohieu:774/QĐ", "decision"),
    ("phrase", '"danh mục thủ tục hành chính"', "decision"),
    ("phrase without accents", '"giay chung sinh"', "birth"),
    ("typographic quotes", "“giấy báo tử”", "death"),
    ("minus", "đăng ký khai sinh -lại", "birth"),
    ("field of the title", "tieude:khai tử", "death"),
    ("unknown field", "mua:kênh mương", "irrigation"),
    ("digits", "COVID 19", "covid"),
    ("joined by a hyphen", "covid-19", "covid"),
    ("whole question", "Người thân phải nộp giấy báo tử trong thời hạn bao nhiêu ngày?", "death"),
    ("English", "birth registration", "english"),
)

TWICE = (
    ("tuyên hóa", "tuyên hoá"),
    ("thủy lợi", "thuỷ lợi"),
    ("Ủy ban nhân dân", "Uỷ ban nhân dân"),
    ("chuẩn hóa thủ tục", "chuẩn hoá thủ tục"),
    ("kỹ thuật", "kĩ thuật"),
    ("kỳ họp", "kì họp"),
    ("đăng ký khai sinh", unicodedata.normalize("NFD", "Đăng Ký KHAI sinh")),
    ("774/QĐ-UBND", "774 qd ubnd"),
)

# (typed with accents, the true one, the one that differs in accents only)
DISTRACTORS = (
    ("đăng ký khai sinh", "birth", "false-birth"),
    ("bảo hiểm y tế", "insurance", "false-insurance"),
    ("quyền sử dụng đất", "land", "false-land"),
    ("tuyên hóa", "committee", "false-place"),
)

NONSENSE = (
    "qwertyuiop",
    "zxcvb nmasd",
    "xyzzy plugh frobnicate",
    "ạạạạ ưưưư",
    "99999999999",
    "999/ZZ-KHONGCO",
    "mèo tím nhảy múa cùng phi hành đoàn ngoài vũ trụ",
    "blockchain",
)


class QueryContract(Contract):
    @pytest.mark.parametrize(
        ("typed", "first"), [pytest.param(typed, first, id=kind) for kind, typed, first in VARIANTS]
    )
    def test_finds_it_first_however_it_is_typed(self, province: Subject, typed: str, first: str) -> None:
        assert province.found(typed)[:1] == [first]

    @pytest.mark.parametrize(("one", "other"), TWICE)
    def test_two_spellings_of_one_reading_give_one_list(
        self, province: Subject, one: str, other: str
    ) -> None:
        found = province.found(one)
        assert found
        assert found == province.found(other)

    @pytest.mark.parametrize(("typed", "true", "false"), DISTRACTORS)
    def test_accents_that_were_typed_count(
        self, province: Subject, typed: str, true: str, false: str
    ) -> None:
        found = province.found(typed, limit=50)
        assert true in found
        assert false not in found[: found.index(true)]

    @pytest.mark.parametrize("typed", NONSENSE)
    def test_nonsense_finds_nothing(self, province: Subject, typed: str) -> None:
        results = province.search(typed)
        assert results.hits == ()
        assert results.total == 0

    def test_what_is_excluded_is_not_found(self, province: Subject) -> None:
        assert "birth-again" in province.found("đăng ký khai sinh")
        assert "birth-again" not in province.found("đăng ký khai sinh -lại")
        assert "birth" not in province.found('khai sinh -"giấy chứng sinh"')
        assert province.found("-khai") == province.found("khai"), "alone it excludes nothing"

    def test_a_phrase_must_stand_there(self, province: Subject) -> None:
        assert province.found('"sinh khai"') == []
        assert set(province.found('"khai sinh"')) >= {"birth", "birth-again"}

    def test_a_field_looks_there_only(self, province: Subject) -> None:
        assert province.found("tieude:giấy chứng sinh") != ["birth"]
        assert province.found("so:999") == []
        assert "cites" not in province.found("so:774/QĐ-UBND")

    def test_a_document_comes_before_those_that_name_it(self, province: Subject) -> None:
        assert province.found("774/QĐ-UBND")[:2] == ["decision", "cites"]

    def test_a_slip_of_the_finger_is_owned_up_to(self, province: Subject) -> None:
        assert province.search("khai sih").is_fuzzy
        assert not province.search("khai sinh").is_fuzzy

    def test_an_alias_finds_and_is_not_shown(self, empty: Subject) -> None:
        empty.write(doc("new", "Xã Châu Thành", aliases=("Xã Hòa Phú", "Vĩnh Công")))
        (hit,) = empty.search("hoà phú").hits
        assert (hit.key, hit.title) == (key("new"), "Xã Châu Thành")

    def test_an_empty_query_finds_nothing(self, province: Subject) -> None:
        for typed in ("", "   ", "???", "-", '""', "\u200b"):
            assert province.found(typed) == []

    def test_newest_first(self, province: Subject) -> None:
        hits = province.search("thủ tục", sort=Sort.NEWEST, limit=50).hits
        dates = [hit.published_at for hit in hits if hit.published_at]
        assert len(dates) > 1
        assert dates == sorted(dates, reverse=True)

    def test_pages_join_without_gap_or_repeat(self, province: Subject) -> None:
        whole = province.found("bản tin cơ sở", limit=24)
        paged = [
            pk for offset in range(0, 24, 5) for pk in province.found("bản tin cơ sở", offset=offset, limit=5)
        ]
        assert len(whole) == 24
        assert paged[:24] == whole
        assert province.found("bản tin cơ sở", offset=900) == []

    def test_counts_all_of_them(self, province: Subject) -> None:
        results = province.search("bản tin", limit=3)
        assert (len(results.hits), results.total) == (3, 24)

    def test_a_hit_tells_what_it_is(self, province: Subject) -> None:
        hit = province.search("774/QĐ-UBND").hits[0]
        assert hit.key == key("decision")
        assert hit.number == "774/QĐ-UBND"
        assert hit.title.startswith("Quyết định về việc công bố")
        assert "đã chuẩn hóa" in hit.body
        assert hit.published_at == NOW - 800 * DAY
        assert hit.facets["type"] == ("legal",)
        assert hit.parent is None

    def test_an_attachment_names_its_parent(self, empty: Subject) -> None:
        empty.write(
            doc("page", "Công bố dự toán ngân sách"),
            doc("file", "Phụ lục 3", "Chi đầu tư phát triển", parent=key("page")),
        )
        (hit,) = empty.search("chi đầu tư phát triển").hits
        assert (hit.key.pk, hit.parent) == ("file", key("page"))

    def test_nearer_weighs_more(self, empty: Subject) -> None:
        empty.write(
            doc("far", "Lịch tiêm chủng", "Trạm y tế.", scopes=("u1", "u2", "u9")),
            doc("own", "Lịch tiêm chủng", "Trạm y tế.", scopes=("u1", "u2", "u3")),
        )
        assert empty.found("lịch tiêm chủng", near=(("u3", 0.5),))[0] == "own"
        assert empty.found("lịch tiêm chủng", near=(("u9", 0.5),))[0] == "far"

    def test_old_news_weighs_less_and_old_law_does_not(self, empty: Subject) -> None:
        old, new = NOW - 2_500 * DAY, NOW - 5 * DAY
        empty.write(
            doc("old-news", "Hội chợ làng nghề", "Gốm sứ.", published_at=old, is_news=True),
            doc("new-news", "Hội chợ làng nghề", "Gốm sứ.", published_at=new, is_news=True),
            doc("old-law", "Bảo vệ đê điều", "Hành lang.", published_at=old),
            doc("new-law", "Bảo vệ đê điều", "Hành lang.", published_at=new),
        )
        assert empty.found("hội chợ làng nghề") == ["new-news", "old-news"]
        scores = {hit.key.pk: hit.score for hit in empty.search("bảo vệ đê điều").hits}
        assert scores["old-law"] == pytest.approx(scores["new-law"])

    def test_weight_counts(self, empty: Subject) -> None:
        empty.write(
            doc("light", "Trạm cân số", "Xe tải.", weight=0.5),
            doc("heavy", "Trạm cân số", "Xe tải.", weight=2.0),
        )
        assert empty.found("trạm cân") == ["heavy", "light"]


class CorrectionContract(Contract):
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("dang ky khai sinh", "đăng ký khai sinh"),
            ("bao hiem y te", "bảo hiểm y tế"),
            ("khai sih", "khai sinh"),
        ],
    )
    def test_says_what_was_probably_meant(self, province: Subject, typed: str, meant: str) -> None:
        assert meant in province.corrections(typed)

    @pytest.mark.parametrize("typed", ["đăng ký khai sinh", "774/QĐ-UBND", "qwertyuiop zxcvb", ""])
    def test_says_nothing_without_need(self, province: Subject, typed: str) -> None:
        assert province.corrections(typed) == ()

    def test_hidden_titles_teach_nothing(self, empty: Subject) -> None:
        empty.write(doc("closed", "Kỷ luật cán bộ", audience=("staff",)))
        assert empty.corrections("ky luat can bo") == ()
