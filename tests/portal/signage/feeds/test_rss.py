"""RSS read alike by four readers, two of them of npm."""

import re
from datetime import UTC, date, datetime

import atoma
import feedparser
import pytest

from portal.signage.enums import MessageClass
from portal.signage.schedule.rules import Rule
from tests.portal.signage.feeds.making import publish, take_off
from tests.support.node import run_node

WORDS = "Thu phí & lệ phí <50.000đ>: “Ẫ Ệ Ự Ỵ”, nộp ở xã"


@pytest.fixture
def told(asking, unit):
    publish(unit, WORDS, uid="m2", order=2)
    publish(unit, "Tin đầu", uid="m1", order=1, duration_s=20)
    publish(unit, "Không có hình", uid="m3", order=3, is_drawn=False)
    return asking.get("feed.xml").content


def of_feedparser(content: bytes) -> list[dict]:
    found = feedparser.parse(content)
    assert not found.bozo, found.get("bozo_exception")
    return [
        {
            "title": item.title,
            "description": item.description,
            "link": item.link,
            "guid": item.id,
            "published": datetime(*item.published_parsed[:6], tzinfo=UTC),
            "category": item.tags[0].term,
            "enclosure": [(file.href, file.type, int(file.length)) for file in item.enclosures],
        }
        for item in found.entries
    ]


def of_atoma(content: bytes) -> list[dict]:
    return [
        {
            "title": item.title,
            "description": item.description,
            "link": item.link,
            "guid": item.guid,
            "published": item.pub_date,
            "category": item.categories[0],
            "enclosure": [(file.url, file.type, file.length) for file in item.enclosures],
        }
        for item in atoma.parse_rss_bytes(content).items
    ]


def of_npm(items: list[dict]) -> list[dict]:
    return [
        {
            "title": item["title"],
            "description": item["description"],
            "link": item["link"],
            "guid": item["guid"],
            "published": datetime.fromisoformat(item["published"]),
            "category": item["categories"][0],
            "enclosure": [
                (file["url"], file["type"], int(file["length"])) for file in [item["enclosure"]] if file
            ],
        }
        for item in items
    ]


def test_python_reads_what_was_published(told, asking):
    read = of_feedparser(told)
    assert read == of_atoma(told)
    assert [item["title"] for item in read] == ["Tin đầu", WORDS, "Không có hình"]
    assert read[1]["description"] == WORDS
    assert {item["category"] for item in read} == {"thong_thuong"}
    drawn = asking.get().json()["items"][0]["renditions"][0]
    assert read[0]["enclosure"] == [(drawn["url"], "image/png", drawn["bytes"])]
    assert read[0]["link"] == drawn["url"]
    assert read[0]["guid"] == f"m1-1-{drawn['sha256'][:16]}"
    assert read[2]["enclosure"] == []


def test_npm_reads_the_same(told, tmp_path):
    (tmp_path / "feed.xml").write_bytes(told)
    answers = run_node("read_rss.mjs", tmp_path / "feed.xml")
    expected = of_feedparser(told)
    assert set(answers) == {"rss-parser", "feedparser"}
    for reader, answer in answers.items():
        assert of_npm(answer["items"]) == expected, reader
        (media,) = answer["items"][0]["media"]
        assert media["url"] == expected[0]["link"]
        told_of = [int(media[name]) for name in ("width", "height", "duration")]
        assert told_of == [128, 64, 20]


def test_media_and_our_own_elements(told):
    found = feedparser.parse(told)
    (media,) = found.entries[0].media_content
    assert (media["medium"], media["type"], media["duration"]) == ("image", "image/png", "20")
    assert found.entries[0].portal_priority == "thong_thuong"
    assert found.entries[0].portal_notafter == "2026-11-25T00:00:00+07:00"
    assert found.feed.ttl == "1"
    assert b'xmlns:media="http://search.yahoo.com/mrss/"' in told
    assert b"media:group" not in told


def test_dates_fall_in_play_order_and_carry_our_zone(told):
    written = re.findall(r"<pubDate>(.*?)</pubDate>", told.decode())
    assert all(text.endswith("+0700") for text in written)
    dates = [item["published"] for item in of_feedparser(told)]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) == 3


def test_another_file_is_another_guid(asking, unit, clock):
    first = publish(unit, "Tin đầu", uid="m1")
    before = of_feedparser(asking.get("feed.xml").content)[0]["guid"]
    take_off(first, now=clock.forward(minutes=1), reason="REPLACED")
    publish(unit, "Tin đầu đã sửa", uid="m1", number=2, now=clock.now)
    assert of_feedparser(asking.get("feed.xml").content)[0]["guid"] != before


def test_at_most_fifteen_of_those_active_now(asking, unit):
    for number in range(18):
        publish(unit, f"Tin {number}", is_drawn=False)
    publish(unit, "Ngày mai", rules=[Rule(date(2026, 11, 23))], message_class=MessageClass.PRIORITY)
    titles = [item["title"] for item in of_feedparser(asking.get("feed.xml").content)]
    assert len(titles) == 15
    assert "Ngày mai" not in titles


def test_with_nothing_on_the_default_is_told(asking):
    (item,) = of_feedparser(asking.get("feed.xml").content)
    assert (item["title"], item["category"]) == ("UBND xã Thanh Phú Long", "mac_dinh")


def test_it_names_itself_by_the_address_that_was_asked(asking):
    assert asking.key in asking.by_key("feed.xml").content.decode()
    assert asking.key not in asking.get("feed.xml").content.decode()
