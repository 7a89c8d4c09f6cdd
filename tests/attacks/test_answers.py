"""What every answer carries, and what none may: whatever kind of answer it is."""

import csv
import io

import pytest

from portal.accounts.models import User
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db
KINDS = {
    "page": "/",
    "page in English": "/en/",
    "search": "/tim-kiem/",
    "not found": "/khong-co/",
    "robots": "/robots.txt",
    "map": "/sitemap.xml",
    "colours": "/giao-dien/1-x.css",
    "file": "/documents/1/a.pdf",
    "media": "/media/x.png",
    "sign-in": "/admin/login/",
    "admin": "/admin/",
    "moved": "/tim-kiem",
    "refused": "/%00",
}


def test_every_answer_carries_its_headers(visitor, settings):
    settings.PAGE_CACHE_SECONDS = 60
    for _first_and_kept in range(2):
        for kind, path in KINDS.items():
            _check(visitor.get(path), kind)
    tag = visitor.get("/")["ETag"]
    unchanged = visitor.get("/", HTTP_IF_NONE_MATCH=tag)
    assert unchanged.status_code == 304
    _check(unchanged, "unchanged")
    _check(visitor.client.get("/", HTTP_HOST="khong-ai.localhost"), "host of nobody")
    _check(visitor.client.get("/", HTTP_HOST="evil.example"), "host not allowed")
    _check(visitor.post("/", {}, CONTENT_LENGTH="1000000000"), "too large")


def _check(answer, kind: str) -> None:
    assert answer["X-Content-Type-Options"] == "nosniff", kind
    assert answer["X-Frame-Options"] in ("DENY", "SAMEORIGIN"), kind
    assert answer["Referrer-Policy"] in ("same-origin", "strict-origin-when-cross-origin"), kind
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin", kind
    policy = answer["Content-Security-Policy"]
    assert "object-src 'none'" in policy, kind
    assert "base-uri 'self'" in policy, kind
    assert "frame-ancestors 'self'" in policy or "frame-ancestors 'none'" in policy, kind
    if kind != "admin":
        assert "unsafe" not in policy, kind
    told = str(answer.headers).lower()
    for word in ("django", "wagtail", "python", "whitenoise", "x-powered-by", "server'"):
        assert word not in told, (kind, word)


def test_no_page_of_readers_says_what_it_is_made_with(visitor):
    for kind in ("page", "search", "not found", "sign-in"):
        text = visitor.get(KINDS[kind]).content.decode().lower()
        for word in ("django", "generator", "traceback", "wagtail 8", "/site-packages/"):
            assert word not in text, (kind, word)


def test_over_tls_browsers_are_told_to_stay_there(visitor, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    for kind, path in KINDS.items():
        answer = visitor.get(path, secure=True)
        assert answer.headers.get("Strict-Transport-Security") == "max-age=31536000", kind


def test_cookies_say_how_they_may_travel(visitor, editor, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    visitor.get("/admin/login/?lang=en", secure=True)
    visitor.sign_in("bientap")
    visitor.post("/tuy-chon/", {"text_size": "LARGE", "next": "/"})
    assert {"sessionid", "csrftoken", "sign_in_language"} <= set(visitor.client.cookies)
    for name, cookie in visitor.client.cookies.items():
        assert cookie["secure"] is True, name
        assert cookie["samesite"] == "Lax", name
        assert cookie["domain"] == "", name
        assert cookie["httponly"] is True or name == "csrftoken", name


def test_what_a_reader_types_never_becomes_a_header_or_a_script(visitor):
    for text in (
        "\r\nSet-Cookie: a=b",
        "%0d%0aSet-Cookie: a=b",
        "<script>alert(1)</script>",
        '"><img src=x-vao>',
        "\u2028Set-Cookie: a=b",
        "嘊嘍Set-Cookie: a=b",
    ):
        for path, data in (("/tim-kiem/", {"q": text}), ("/admin/login/", {"next": text})):
            answer = visitor.get(path, data=data)
            assert answer.status_code == 200
            assert "a" not in answer.cookies
            assert "<script>alert" not in answer.content.decode()
            assert "<img src=x-vao" not in answer.content.decode()
        answer = visitor.post("/tuy-chon/", {"text_size": "LARGE", "next": f"/{text}"})
        assert set(answer.cookies) <= {"co_chu", "tuong_phan"}
        assert not {"\r", "\n"} & set(answer["Location"])


def test_an_export_holds_text_not_formulas(visitor, subsite, editor):
    wicked = ['=HYPERLINK("https://evil.example")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1"]
    for title in wicked:
        make_article(subsite, title)
    visitor.client.force_login(User.objects.create_superuser("goc"))
    answer = visitor.get("/admin/reports/aging-pages/?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    cells = [cell for row in rows for cell in row]
    assert "'" + wicked[0] in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
