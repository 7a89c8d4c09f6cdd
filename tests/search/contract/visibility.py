"""Who may find what, from where and when: in results, counts, facets, suggestions and corrections alike."""

from datetime import timedelta

import pytest

from search.engines.base import Lag, Sort, Visibility
from tests.search.contract.base import DAY, EVERYWHERE, NOW, Contract, Subject, at, doc, key

TITLE = "Thông báo cắt nước sinh hoạt"


class VisibilityContract(Contract):
    def _agree(self, subject: Subject, visibility: Visibility, expected: set[str]) -> None:
        """Every way of asking tells of the same documents."""
        results = subject.search("cắt nước sinh hoạt", visibility=visibility, facets=("type",), limit=50)
        assert {hit.key.pk for hit in results.hits} == expected
        assert results.total == len(expected)
        assert sum(count for _value, count in results.facets.get("type", ())) == len(expected)
        suggested = subject.engine.suggest("thông báo cắt", visibility=visibility, limit=50)
        assert {one.key.pk for one in suggested} <= expected
        assert bool(suggested) == bool(expected)

    def test_places(self, empty: Subject) -> None:
        empty.write(
            doc("province", TITLE, facets={"type": ("a",)}, scopes=("u1",)),
            doc("commune", TITLE, facets={"type": ("a",)}, scopes=("u1", "u2", "u3")),
            doc("sister", TITLE, facets={"type": ("b",)}, scopes=("u1", "u2", "u4")),
            doc("shared", TITLE, facets={"type": ("b",)}, scopes=("u1", "level:COMMUNE")),
        )
        self._agree(empty, at("u3"), {"commune"})
        self._agree(empty, at("u3", "level:COMMUNE"), {"commune", "shared"})
        self._agree(empty, at("u2"), {"commune", "sister"})
        self._agree(empty, at("u1"), {"province", "commune", "sister", "shared"})
        self._agree(empty, at("u9"), set())
        self._agree(empty, EVERYWHERE, {"province", "commune", "sister", "shared"})

    def test_scopes_are_whole_words(self, empty: Subject) -> None:
        empty.write(doc("one", TITLE, scopes=("u12",), facets={"type": ("a",)}))
        self._agree(empty, at("u1"), set())
        self._agree(empty, at("u12"), {"one"})

    def test_readers(self, empty: Subject) -> None:
        empty.write(
            doc("open", TITLE, facets={"type": ("a",)}),
            doc("closed", TITLE + " nội bộ", facets={"type": ("a",)}, audience=("group:7",)),
            doc("both", TITLE + " chung", facets={"type": ("a",)}, audience=("group:7", "group:8")),
            doc("nobody", TITLE + " riêng", facets={"type": ("a",)}, audience=()),
        )
        self._agree(empty, EVERYWHERE, {"open"})
        self._agree(empty, at(audience=("public", "group:7")), {"open", "closed", "both"})
        self._agree(empty, at(audience=("public", "group:8")), {"open", "both"})

    def test_what_a_change_has_hidden_is_left_out_before_the_index_learns_of_it(self, empty: Subject) -> None:
        empty.write(
            doc("shown", TITLE, facets={"type": ("a",)}),
            doc("hidden", TITLE + " bản mật", facets={"type": ("a",)}),
            doc("hidden-too", TITLE + " bản mật", facets={"type": ("b",)}),
            doc("other", TITLE, facets={"type": ("b",)}, key=key("other", "test.other")),
        )
        self._agree(empty, EVERYWHERE, {"shown", "hidden", "hidden-too", "other"})
        lag = Lag(hidden=frozenset({key("hidden"), key("hidden-too"), key("gone")}))
        self._agree(empty, at(lag=lag), {"shown", "other"})
        assert empty.corrections("ban mat") == ("bản mật",)
        assert empty.corrections("ban mat", visibility=at(lag=lag)) == ()
        newest = {"visibility": at(lag=lag), "sort": Sort.NEWEST}
        assert set(empty.found("cắt nước", **newest)) == {"shown", "other"}
        assert empty.search("nuowc sinh hoat", visibility=at(lag=lag)).total in (0, 2)
        self._agree(empty, at(lag=Lag(hidden_kinds=("test.other",))), {"shown", "hidden", "hidden-too"})

    def test_languages(self, empty: Subject) -> None:
        empty.write(
            doc("vi", TITLE, facets={"type": ("a",)}),
            doc("en", TITLE, facets={"type": ("a",)}, language="en"),
        )
        assert empty.found("cắt nước", visibility=at(languages=("vi",))) == ["vi"]
        assert empty.found("cắt nước", visibility=at(languages=("en",))) == ["en"]
        assert set(empty.found("cắt nước", visibility=at(languages=("vi", "en")))) == {"vi", "en"}
        assert empty.search("cắt nước", visibility=at(languages=("en",))).total == 1

    def test_times(self, empty: Subject) -> None:
        hour = timedelta(hours=1)
        empty.write(
            doc("always", TITLE, facets={"type": ("a",)}),
            doc("later", TITLE, facets={"type": ("a",)}, visible_from=NOW + hour),
            doc("over", TITLE, facets={"type": ("a",)}, visible_until=NOW - hour),
            doc("over-now", TITLE, facets={"type": ("a",)}, visible_until=NOW),
            doc("from-now", TITLE, facets={"type": ("a",)}, visible_from=NOW, visible_until=NOW + hour),
        )
        self._agree(empty, EVERYWHERE, {"always", "from-now"})
        self._agree(empty, Visibility(now=NOW + 2 * hour), {"always", "later"})
        self._agree(empty, Visibility(now=NOW - 2 * hour), {"always", "over", "over-now"})

    def test_many_that_are_over_do_not_hide_one_that_is_not(self, empty: Subject) -> None:
        empty.write(
            *(doc(f"over-{number}", TITLE, visible_until=NOW - DAY) for number in range(450)),
            doc("still", "Lịch cắt điện", "Kèm thông báo cắt nước sinh hoạt của công ty cấp nước."),
        )
        results = empty.search("cắt nước sinh hoạt")
        assert ([hit.key.pk for hit in results.hits], results.total) == (["still"], 1)

    def test_what_is_taken_out_is_gone(self, empty: Subject) -> None:
        kept, gone = doc("kept", TITLE, facets={"type": ("a",)}), doc("gone", TITLE, facets={"type": ("a",)})
        empty.write(kept, gone)
        empty.take_out(gone.key)
        self._agree(empty, EVERYWHERE, {"kept"})

    def test_a_changed_title_is_forgotten(self, empty: Subject) -> None:
        empty.write(doc("one", TITLE, facets={"type": ("a",)}))
        empty.write(doc("one", "Lịch thu gom rác", facets={"type": ("a",)}), revision=2)
        self._agree(empty, EVERYWHERE, set())
        assert empty.suggested("lịch thu") == ["Lịch thu gom rác"]

    def test_moved_to_another_place(self, empty: Subject) -> None:
        empty.write(doc("one", TITLE, facets={"type": ("a",)}, scopes=("u1", "u2", "u3")))
        empty.write(doc("one", TITLE, facets={"type": ("a",)}, scopes=("u1", "u2", "u4")), revision=2)
        self._agree(empty, at("u3"), set())
        self._agree(empty, at("u4"), {"one"})

    def test_closed_to_the_public(self, empty: Subject) -> None:
        empty.write(doc("one", TITLE, facets={"type": ("a",)}))
        empty.write(doc("one", TITLE, facets={"type": ("a",)}, audience=("group:7",)), revision=2)
        self._agree(empty, EVERYWHERE, set())


class FacetContract(Contract):
    def test_counts_values(self, province: Subject) -> None:
        facets = province.search("đăng ký khai", facets=("type", "field", "year")).facets
        assert facets["type"] == (("procedure", 3),)
        assert facets["year"] == (("2025", 2), ("2024", 1))

    def test_a_choice_narrows_results_and_other_facets(self, province: Subject) -> None:
        chosen = province.search("đăng ký khai", filters={"year": ("2024",)}, facets=("field", "year"))
        assert [hit.key.pk for hit in chosen.hits] == ["birth"]
        assert chosen.total == 1
        assert chosen.facets["field"] == (("ho-tich", 1),)

    def test_a_choice_does_not_empty_its_own_facet(self, province: Subject) -> None:
        chosen = province.search("đăng ký khai", filters={"year": ("2024",)}, facets=("year",))
        assert chosen.facets["year"] == (("2025", 2), ("2024", 1))

    def test_two_values_of_one_facet_are_either(self, province: Subject) -> None:
        found = province.found("thủ tục hành chính", filters={"year": ("2024", "2026")})
        assert set(found) == {"decision", "cites"}

    def test_facets_are_joined(self, province: Subject) -> None:
        filters = {"type": ("legal",), "year": ("2026",)}
        assert province.found("thủ tục hành chính", filters=filters) == ["cites"]

    def test_an_unknown_value_finds_nothing(self, province: Subject) -> None:
        results = province.search("khai sinh", filters={"type": ('x" OR marks:"',)}, facets=("year",))
        assert (results.hits, results.total) == ((), 0)

    def test_an_unknown_facet_counts_nothing(self, province: Subject) -> None:
        assert not province.search("khai sinh", facets=("nonsense",)).facets.get("nonsense")

    def test_a_value_several_times(self, empty: Subject) -> None:
        empty.write(doc("one", "Hội thi", facets={"topic": ("nông nghiệp", "thanh niên")}))
        facets = empty.search("hội thi", facets=("topic",)).facets
        assert set(facets["topic"]) == {("nông nghiệp", 1), ("thanh niên", 1)}

    def test_counts_are_of_the_place(self, province: Subject) -> None:
        facets = province.search("công", visibility=at("u3"), facets=("type",)).facets
        assert facets["type"] == (("news", 1),)


class SuggestionContract(Contract):
    @pytest.mark.parametrize(
        "typed",
        ["đăng ký khai t", "dang ky khai t", "ĐĂNG KÍ KHAI TỬ", "khai tử", "khai t", "dang ki khai tu"],
    )
    def test_goes_on_as_typed(self, province: Subject, typed: str) -> None:
        assert "Đăng ký khai tử" in province.suggested(typed)

    def test_typed_tone_style_does_not_matter(self, province: Subject) -> None:
        title = "Ủy ban nhân dân xã Tuyên Hóa tiếp công dân định kỳ"
        assert title in province.suggested("uỷ ban nhân dân xã tuyên hoá")
        assert title in province.suggested("uy ban nhan")

    def test_the_beginning_of_the_title_comes_first(self, empty: Subject) -> None:
        empty.write(doc("inner", "Cấp lại giấy khai sinh"), doc("first", "Khai sinh cho con"))
        assert empty.suggested("khai sinh") == ["Khai sinh cho con", "Cấp lại giấy khai sinh"]

    def test_accents_that_were_typed_count(self, province: Subject) -> None:
        assert province.suggested("đăng ký khai sinh")[0] == "Đăng ký khai sinh"

    def test_heavier_first_and_each_title_once(self, empty: Subject) -> None:
        empty.write(
            doc("a", "Đấu giá đất", weight=1.0),
            doc("b", "Đấu giá xe", weight=3.0),
            doc("c", "Đấu giá xe", weight=1.0),
        )
        assert empty.suggested("đấu giá") == ["Đấu giá xe", "Đấu giá đất"]

    def test_an_alias_suggests_the_title(self, empty: Subject) -> None:
        empty.write(doc("land", "Cấp giấy chứng nhận quyền sử dụng đất", aliases=("Làm sổ đỏ",)))
        assert empty.suggested("sổ đ") == ["Cấp giấy chứng nhận quyền sử dụng đất"]

    def test_limit(self, province: Subject) -> None:
        assert len(province.suggested("bản tin", limit=5)) == 5

    def test_place(self, province: Subject) -> None:
        assert province.suggested("kỳ họp", visibility=at("u1"))
        assert province.suggested("kỳ họp", visibility=at("u3")) == []

    @pytest.mark.parametrize("typed", ["", " ", "%", "_", "'", '"', "*", "\x00", "zzzz", "đ" * 500])
    def test_odd_beginnings(self, province: Subject, typed: str) -> None:
        assert len(province.suggested(typed)) <= 8
