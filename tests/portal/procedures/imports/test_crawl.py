"""From the words of the national portal to the record; what does not fit is said, never lost."""

import copy

import pytest

from portal.procedures.content import content_validator
from portal.procedures.imports.crawl import incoming_of_crawl
from portal.procedures.imports.fees import fees_read
from portal.procedures.imports.problems import RemarkKind
from portal.procedures.imports.records import DecisionGiven, version_of_line
from portal.procedures.imports.validation import content_check
from tests.factories.procedures import make_content
from tests.portal.procedures.imports.files import crawled, line


def mapped(**parts):
    return incoming_of_crawl(crawled(**parts), row=1, given=DecisionGiven())


def kinds(incoming):
    return [remark.kind for remark in incoming.remarks]


def test_a_whole_record():
    incoming = mapped()
    content = incoming.content
    assert list(content_validator().iter_errors(content)) == []
    assert (incoming.problems, incoming.remarks) == ([], [])
    assert incoming.decision.number == "163/QĐ-BTP"
    assert content["receiving_address"] is None
    assert (content["kind"], content["levels"], content["audiences"]) == (
        "DETAILED_BY_LAW",
        ["COMMUNE"],
        ["CITIZEN"],
    )
    assert content["steps"] == ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."]
    assert content["methods"] == [
        {
            "channel": "IN_PERSON",
            "time": {"value": "1", "unit": "WORKING_DAY"},
            "fees": [
                {"kind": "CHARGE", "amount": "8000", "currency": "VND", "per_unit": "trang", "note": None}
            ],
            "note": None,
        }
    ]
    assert content["dossier"][0]["items"][0]["form"] == "to-khai.docx"


@pytest.mark.parametrize(
    ("text", "note", "fees"),
    [
        ("Miễn phí", "", [("UNSPECIFIED", "0", "VND", None, None)]),
        ("Miễn phí", "Không thu lệ phí", [("UNSPECIFIED", "0", "VND", None, "Không thu lệ phí")]),
        ("Phí : 2,000 Việt Nam Đồng", "", [("FEE", "2000", "VND", None, None)]),
        ("35,000,000 Việt Nam Đồng", "", [("UNSPECIFIED", "35000000", "VND", None, None)]),
        ("120,000 VNĐ", "/hồ sơ", [("UNSPECIFIED", "120000", "VND", "hồ sơ", None)]),
        ("Phí : Không Đồng", "", [("FEE", "0", "VND", None, None)]),
        ("Lệ phí : 1.5 USD", "", [("CHARGE", "1.5", "USD", None, None)]),
        (
            "Phí : 0.5 USD (Người dưới 16 tuổi) Lệ phí : 01 USD (Người từ 16 tuổi)",
            "",
            [
                ("FEE", "0.5", "USD", None, "Người dưới 16 tuổi"),
                ("CHARGE", "1", "USD", None, "Người từ 16 tuổi"),
            ],
        ),
        ("", "do tỉnh quy định", [("UNSPECIFIED", None, "VND", None, "do tỉnh quy định")]),
        ("Không có thông tin", "", []),
    ],
)
def test_fees_that_are_understood(text, note, fees):
    read = fees_read(text=text, note=note)
    assert [tuple(fee.values()) for fee in read.fees] == fees
    assert read.remarks == []


@pytest.mark.parametrize(
    ("text", "note", "kept", "kind"),
    [
        ("Miễn phí", "Mức lệ phí do Hội đồng nhân dân quyết định", (None, True), RemarkKind.FEE_NOTE),
        ("Miễn phí", "Không có.", ("0", False), RemarkKind.FEE_NOTHING),
        ("Phí : Mức thu bằng 50% theo Thông tư số 249/2016/TT-BTC", "", (None, True), RemarkKind.FEE_TEXT),
        ("Phí : Đồng", "", (None, False), RemarkKind.FEE_TEXT),
        ("120 VNĐ", "", ("120", False), RemarkKind.FEE_SMALL),
    ],
)
def test_fees_that_are_doubtful_are_remarked(text, note, kept, kind):
    read = fees_read(text=text, note=note)
    assert [(fee["amount"], fee["note"] is not None) for fee in read.fees] == [kept]
    assert [remark for remark, _detail in read.remarks] == [kind]


def test_a_figure_glued_to_a_year_is_no_number_of_copies():
    item = {"name": "Đơn theo Mẫu số 03 năm", "originals": 20261, "copies": 0}
    incoming = mapped(dossier=[{"group": "", "items": [item]}])
    assert incoming.content["dossier"][0]["items"][0]["originals"] is None
    assert kinds(incoming) == [RemarkKind.COUNT]
    assert "20261" in incoming.remarks[0].detail


def test_results_glued_together_are_taken_apart():
    tail = "Từ khóaKhông có thông tinMô tảKhông có thông tin"
    text = f"Giấy phépMã: KQ.G19.000333Văn bản từ chốiMã: G19-KQ006098{tail}"
    incoming = mapped(results=[{"name": text, "code": ""}])
    assert incoming.content["results"] == [
        {"name": "Giấy phép", "code": "KQ.G19.000333"},
        {"name": "Văn bản từ chối", "code": None},
    ]
    assert kinds(incoming) == [RemarkKind.GLUED, RemarkKind.RESULT_SPLIT, RemarkKind.RESULT_CODE]


def test_steps_that_do_not_add_up_stay_one_text():
    incoming = mapped(procedure_text="Bước 1: Nộp. Lưu ý: mang theo căn cước.", steps=["Bước 1: Nộp."])
    assert incoming.content["steps"] == ["Bước 1: Nộp. Lưu ý: mang theo căn cước."]
    assert kinds(incoming) == [RemarkKind.STEPS]


def test_letters_are_composed_and_what_cannot_be_seen_goes():
    decomposed = "Đăng ky\u0301 khai sinh"
    incoming = mapped(name=decomposed, agency="\uf0a7 Ủy ban\u200e nhân dân")
    assert incoming.content["name"] == "Đăng ký khai sinh"
    assert incoming.content["agency"] == "- Ủy ban nhân dân"
    assert kinds(incoming) == [RemarkKind.SYMBOLS]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"kind": "Loại chưa từng thấy"}, RemarkKind.KIND),
        ({"applicants": ["Công dân Việt Nam", "Người ngoài hành tinh"]}, RemarkKind.AUDIENCE),
        ({"legal_bases": [{"code": "", "title": ""}]}, RemarkKind.EMPTY),
        ({"cap_nhat": "2026"}, RemarkKind.UNKNOWN_KEY),
    ],
)
def test_what_is_not_taken_is_said(parts, kind):
    assert kinds(mapped(**parts)) == [kind]


def test_a_time_without_its_unit_is_kept_and_said():
    method = crawled()["methods"][0] | {"time_unit": ""}
    incoming = mapped(methods=[method])
    assert incoming.content["methods"][0]["time"] == {"value": "1", "unit": None}
    assert kinds(incoming) == [RemarkKind.TIME_UNIT]


def paths_of(value, path=()):
    yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from paths_of(child, (*path, key))


@pytest.mark.parametrize("wrong", [None, -1, True, "x", ["x"], {"x": 1}, 1e308, 10**30], ids=repr)
@pytest.mark.parametrize(
    ("record", "read"), [(crawled(), incoming_of_crawl), (line(make_content()), version_of_line)]
)
def test_whatever_stands_somewhere_is_taken_or_refused(record, read, wrong):
    """Every value in turn is replaced; what passes is a record by the schema, and nothing breaks."""
    for *path, last in filter(None, paths_of(record)):
        changed = copy.deepcopy(record)
        holder = changed
        for key in path:
            holder = holder[key]
        holder[last] = wrong
        incoming = read(changed, row=1, given=DecisionGiven(number="1/QĐ"))
        if not incoming.problems:
            content_check(incoming)
        assert incoming.problems or content_validator().is_valid(incoming.content), (path, last)
