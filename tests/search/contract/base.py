"""What a contract test needs of an engine, and the small province that its questions are put to.

A test module of an engine gives a module-wide fixture `new_subject`, a function that makes a `Subject` with
an empty index of its own, and subclasses the classes of `queries`, `visibility`, `writing` and `hostile`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from search.documents import PUBLIC, Document, Entry, Key, Results
from search.engines.base import Engine, Request, Visibility
from search.queries import parse

NOW = datetime(2026, 11, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
EVERYWHERE = Visibility(now=NOW)


@dataclass
class Subject:
    """An engine on an index of its own. `settle` returns when what was written can be found; `twin` makes
    the engine as another process of the same installation has it."""

    engine: Engine
    twin: Callable[[], Engine]
    settle: Callable[[], None] = lambda: None

    def write(self, *documents: Document, revision: int = 1) -> None:
        entries = [Entry(document.key, revision, document) for document in documents]
        assert self.engine.apply(entries) == []
        self.settle()

    def take_out(self, *keys: Key, revision: int = 2) -> None:
        assert self.engine.apply([Entry(key, revision, None) for key in keys]) == []
        self.settle()

    def search(self, text: str, *, visibility: Visibility = EVERYWHERE, **details: Any) -> Results:
        return self.engine.search(Request(parse(text), visibility, **details))

    def found(self, text: str, *, visibility: Visibility = EVERYWHERE, **details: Any) -> list[str]:
        """Primary keys, best first."""
        return [hit.key.pk for hit in self.search(text, visibility=visibility, **details).hits]

    def suggested(self, typed: str, *, visibility: Visibility = EVERYWHERE, limit: int = 8) -> list[str]:
        return [one.title for one in self.engine.suggest(typed, visibility=visibility, limit=limit)]

    def corrections(self, typed: str, *, visibility: Visibility = EVERYWHERE) -> tuple[str, ...]:
        return self.engine.corrections(parse(typed), visibility=visibility)

    def revisions(self) -> dict[str, tuple[int, bool]]:
        return {key.pk: (revision, is_live) for key, revision, is_live in self.engine.revisions()}


class Contract:
    """`empty` is a test's own index; `province` is filled once for a class, for reading only."""

    @pytest.fixture
    def empty(self, new_subject: Callable[[], Subject]) -> Subject:
        return new_subject()

    @pytest.fixture(scope="class")
    def province(self, new_subject: Callable[[], Subject]) -> Subject:
        subject = new_subject()
        subject.write(*PROVINCE)
        return subject


def key(pk: str, kind: str = "test.thing") -> Key:
    return Key(kind, pk)


def doc(pk: str, title: str, body: str = "", **facts: Any) -> Document:
    facts.setdefault("scopes", ("u1",))
    return Document(key=facts.pop("key", None) or key(pk), title=title, body=body, **facts)


def at(*scopes: str, audience: Iterable[str] = (PUBLIC,), **facts: Any) -> Visibility:
    """Who asks from these places."""
    return replace(EVERYWHERE, scopes=scopes, audience=tuple(audience), **facts)


# Scopes: u1 the province, u2 a district, u3 and u4 its communes, u9 a commune of another district.
PROVINCE = (
    doc(
        "birth",
        "Đăng ký khai sinh",
        "Cha hoặc mẹ nộp tờ khai và giấy chứng sinh tại Ủy ban nhân dân cấp xã nơi cư trú.",
        scopes=("u1", "level:COMMUNE"),
        facets={"type": ("procedure",), "field": ("ho-tich",), "year": ("2024",)},
        published_at=NOW - 700 * DAY,
    ),
    doc(
        "birth-again",
        "Đăng ký lại khai sinh",
        "Việc khai sinh đã đăng ký trước năm 2016 nhưng sổ hộ tịch bị mất.",
        scopes=("u1", "level:COMMUNE"),
        facets={"type": ("procedure",), "field": ("ho-tich",), "year": ("2025",)},
        published_at=NOW - 500 * DAY,
    ),
    doc(
        "death",
        "Đăng ký khai tử",
        "Người thân thích nộp giấy báo tử trong thời hạn 15 ngày.",
        scopes=("u1", "level:COMMUNE"),
        facets={"type": ("procedure",), "field": ("ho-tich",), "year": ("2025",)},
        published_at=NOW - 400 * DAY,
    ),
    doc(
        "land",
        "Cấp giấy chứng nhận quyền sử dụng đất lần đầu",
        "Hộ gia đình, cá nhân đang sử dụng đất ổn định được cấp giấy chứng nhận.",
        scopes=("u1", "level:COMMUNE"),
        facets={"type": ("procedure",), "field": ("dat-dai",), "year": ("2025",)},
        published_at=NOW - 300 * DAY,
    ),
    doc(
        "insurance",
        "Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
        "Thẻ bảo hiểm y tế được cấp cùng lúc với đăng ký thường trú.",
        facets={"type": ("procedure",), "field": ("bao-hiem",), "year": ("2024",)},
        published_at=NOW - 600 * DAY,
    ),
    doc(
        "decision",
        "Quyết định về việc công bố danh mục thủ tục hành chính",
        "Ban hành kèm theo quyết định này danh mục đã chuẩn hóa.",
        number="774/QĐ-UBND",
        facets={"type": ("legal",), "field": ("hanh-chinh",), "year": ("2024",)},
        published_at=NOW - 800 * DAY,
    ),
    doc(
        "circular",
        "Thông tư quy định quy chuẩn kỹ thuật cấu trúc mã định danh",
        "Thông tư này áp dụng cho các cơ quan nhà nước có hệ thống thông tin.",
        number="22/2023/TT-BTTTT",
        facets={"type": ("legal",), "field": ("cong-nghe",), "year": ("2023",)},
        published_at=NOW - 1_000 * DAY,
    ),
    doc(
        "cites",
        "Kế hoạch rà soát thủ tục hành chính năm 2026",
        "Căn cứ Quyết định số 774/QĐ-UBND và Thông tư số 22/2023/TT-BTTTT, 774 thủ tục được rà soát.",
        facets={"type": ("legal",), "field": ("hanh-chinh",), "year": ("2026",)},
        published_at=NOW - 90 * DAY,
    ),
    doc(
        "committee",
        "Ủy ban nhân dân xã Tuyên Hóa tiếp công dân định kỳ",
        "Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã.",
        scopes=("u1", "u2", "u3"),
        facets={"type": ("news",), "year": ("2026",)},
        published_at=NOW - 20 * DAY,
        is_news=True,
    ),
    doc(
        "council",
        "Kỳ họp thứ mười Hội đồng nhân dân tỉnh",
        "Kỳ họp thông qua nghị quyết về công nghệ thông tin và chuyển đổi số.",
        facets={"type": ("news",), "year": ("2026",)},
        published_at=NOW - 10 * DAY,
        is_news=True,
    ),
    doc(
        "irrigation",
        "Công ty thủy lợi nạo vét kênh mương trước mùa lũ",
        "Kỹ thuật viên kiểm tra từng tuyến kênh; bà con quý trọng nguồn nước.",
        scopes=("u1", "u2", "u4"),
        facets={"type": ("news",), "year": ("2026",)},
        published_at=NOW - 30 * DAY,
        is_news=True,
    ),
    doc(
        "identity",
        "Cấp thẻ căn cước công dân gắn chip",
        "Công an cấp huyện tiếp nhận hồ sơ, thu nhận vân tay.",
        facets={"type": ("procedure",), "field": ("cong-an",), "year": ("2023",)},
        published_at=NOW - 900 * DAY,
    ),
    doc(
        "covid",
        "Hướng dẫn phòng, chống COVID-19 trong trường học",
        "Học sinh đeo khẩu trang, khử khuẩn bàn ghế.",
        facets={"type": ("news",), "year": ("2025",)},
        published_at=NOW - 450 * DAY,
        is_news=True,
    ),
    doc("english", "Birth registration at the commune", "Parents submit the form.", language="en"),
    # Words that differ from the true ones in their accents only: they belong below them.
    doc("false-birth", "Sổ tay giọng nói vùng cao phần một", "Người kể: đang kỷ khái sình, ai cũng cười."),
    doc("false-insurance", "Sổ tay giọng nói vùng cao phần hai", "Người kể: bao hiếm ý tê, ai cũng cười."),
    doc("false-land", "Sổ tay giọng nói vùng cao phần ba", "Người kể: quyện sứ dùng dát, ai cũng cười."),
    doc("false-place", "Sổ tay giọng nói vùng cao phần bốn", "Người kể: tuyến hoạ tuyển hòa, ai cũng cười."),
    *(
        doc(
            f"filler-{number}",
            f"Bản tin cơ sở số {number}",
            "Thời tiết trong ngày, giá nông sản và lịch cắt điện của khu vực.",
            facets={"type": ("news",), "year": ("2022",)},
            published_at=NOW - (1_200 + number) * DAY,
        )
        for number in range(1, 25)
    ),
)
