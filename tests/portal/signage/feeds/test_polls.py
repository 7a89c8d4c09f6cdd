"""Acceptance (a), (b), (e), (m): unchanged polls, stable tags, edits seen, HEAD."""

import pytest

from tests.portal.signage.feeds.making import FEEDS, publish

EVERYTHING = ("", *FEEDS)


@pytest.mark.parametrize("tail", EVERYTHING)
def test_read_both_ways_with_the_headers_of_the_contract(asking, unit, tail):
    publish(unit, "Lịch tiêm chủng tháng 12")
    for answer in (asking.get(tail), asking.by_key(tail)):
        assert answer.status_code == 200, answer.content
        assert answer["ETag"].startswith('"')
        assert answer["Cache-Control"] == ("private, no-cache" if tail else "private, max-age=60")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in answer
        assert not answer.cookies
        assert ("Last-Modified" in answer) == (tail not in ("", "frame.png"))
    assert "Authorization" in asking.get(tail)["Vary"]
