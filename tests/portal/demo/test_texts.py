"""The texts of the demonstration: dates that fit, marks that are understood, Vietnamese that is clean."""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest

from portal.demo.moments import DaysAgo, Exactly, LastOn, dates_fill, moment_resolve
from portal.demo.pictures.gallery import DRAWINGS
from portal.demo.services import STORIES
from portal.demo.stories import Story, body_blocks, drawings_of
from portal.demo.texts.english import TRANSLATIONS
from portal.demo.texts.topics import TOPICS
from portal.demo.units import UNITS

NOW = datetime(2026, 11, 22, 3, 41, tzinfo=UTC)  # 10:41 in Vietnam
TODAY = date(2026, 11, 22)
MISPLACED = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![\w])", re.IGNORECASE)


def stories() -> list[Story]:
    return [story for told in STORIES.values() for story in told]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (DaysAgo(3, "08:00"), date(2026, 11, 19)),
        (LastOn(11, 21), date(2026, 11, 21)),
        (LastOn(11, 22), date(2025, 11, 22)),
        (LastOn(12, 10), date(2025, 12, 10)),
        (LastOn(9, 4, years=1), date(2025, 9, 4)),
        (Exactly(2019, 6, 27), date(2019, 6, 27)),
    ],
)
def test_a_moment_is_a_day(moment, expected):
    assert moment.day(TODAY) == expected


def test_a_moment_is_never_in_the_future():
    assert moment_resolve(moment=DaysAgo(0, "10:40"), now=NOW) == datetime(2026, 11, 22, 3, 40, tzinfo=UTC)
    assert moment_resolve(moment=DaysAgo(0, "15:00"), now=NOW) == datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def test_moments_exist_in_a_leap_year():
    for day in (date(2028, 2, 29), date(2027, 3, 1), date(2027, 1, 1), date(2026, 12, 31)):
        for story in stories():
            assert story.when.day(day) <= day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày {d+1}", "ngày 23/11"),
        ("ngày {D+1}", "ngày 23/11/2026"),
        ("on {e+1}", "on 23 November 2026"),
        ("sáng {d}", "sáng 20/11"),  # the 22nd is a Sunday
        ("ngày {d+6}", "ngày 30/11"),  # the 28th is a Saturday
        ("tháng {m+1}", "tháng 12/2026"),
        ("tháng {m+2}", "tháng 1/2027"),
        ("năm {y-1}", "năm 2025"),
    ],
)
def test_dates_are_counted_from_the_day(text, expected):
    assert dates_fill(text=text, day=TODAY) == expected


def test_marks_become_blocks():
    def picture(drawing, caption):
        return {"image": drawing, "caption": caption}

    text = """
Một dòng
nối tiếp & <b>.

## Đầu mục

- một
- hai
nối tiếp

> Lời nói | Người nói

! bridge | Cây cầu

1. trước
1. sau
"""
    assert body_blocks(text=text, day=TODAY, picture=picture) == [
        {
            "type": "text",
            "value": "<p>Một dòng nối tiếp &amp; &lt;b&gt;.</p><h2>Đầu mục</h2>"
            "<ul><li>một</li><li>hai nối tiếp</li></ul>",
        },
        {"type": "quote", "value": {"text": "Lời nói", "speaker": "Người nói"}},
        {"type": "picture", "value": {"image": "bridge", "caption": "Cây cầu"}},
        {"type": "text", "value": "<ol><li>trước</li><li>sau</li></ol>"},
    ]


def test_every_site_has_news():
    assert set(STORIES) == {facts.code for facts in UNITS}
    assert len(STORIES["80"]) >= 10
    assert len(STORIES["808"]) >= 10
    assert len(STORIES["807"]) >= 6


def test_stories_name_what_exists():
    topics = {slug for slug, _name, _name_en in TOPICS}
    keys = [story.key for story in stories()]
    assert len(keys) == len(set(keys))
    assert {translation.key for translation in TRANSLATIONS} <= set(keys)
    for story in stories():
        assert story.topic in topics, story.key
        assert story.author or story.source, story.key
        assert not story.picture or story.picture in DRAWINGS, story.key
        assert set(drawings_of(story.body)) <= set(DRAWINGS), story.key
        assert len(story.summary) <= 200, story.key


def test_vietnamese_is_clean():
    for story in stories():
        text = "\n".join((story.title, story.summary, story.caption, story.body))
        assert unicodedata.is_normalized("NFC", text), story.key
        assert not MISPLACED.search(text), (story.key, MISPLACED.search(text))
        assert not re.search(r"\S {2,}| [,.;:?!]", text), story.key


@pytest.mark.parametrize("name", ["rice_ripe", "emblem_commune", "banner_delta", "bridge"])
def test_a_drawing_is_the_same_every_time(name):
    assert DRAWINGS[name].draw(80) == DRAWINGS[name].draw(80)
