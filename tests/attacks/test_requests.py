"""Requests no browser sends: each gets a short answer of ours, and none gets a file or a failure."""

import pytest
from django.contrib.sessions.models import Session

from portal.core.middleware import RequestBoundsMiddleware

pytestmark = pytest.mark.django_db
PAGES = ("/", "/admin/login/", "/tim-kiem/", "/khong-co/")


HOSTS = {
    "evil.example": 400,
    "longan.localhost.evil.example": 400,
    "longan.localhost@evil.example": 400,
    "longan.localhost:80:80": 400,
    "longan.localhost:abc": 400,
    "longan.localhost/evil": 400,
    "longan.localhost\x00": 400,
    "a b": 400,
    "": 400,
    "[::1": 400,
    "khong-ai.localhost": 404,
}


def test_hosts_of_nobody(visitor):
    for host, status in HOSTS.items():
        for path in ("/", "/tim-kiem/", "/robots.txt"):
            answer = visitor.client.get(path, HTTP_HOST=host)
            assert answer.status_code == status, (host, path)
            assert "evil.example" not in answer.content.decode()


def test_no_page_repeats_a_host_or_port_it_was_asked_under(visitor, settings):
    settings.PAGE_CACHE_SECONDS = 60
    for told in (
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_X_HOST": "evil.example"},
        {"HTTP_X_ORIGINAL_URL": "/evil.example"},
        {"HTTP_HOST": f"{visitor.host}:6666"},
    ):
        for path in ("/", "/robots.txt", "/sitemap.xml", "/rss/"):
            answer = visitor.client.get(path, **({"HTTP_HOST": visitor.host} | told))
            text = answer.content.decode() + str(answer.headers)
            assert "evil.example" not in text, (path, told)
            assert "6666" not in text, (path, told)


def test_nobody_climbs_out_of_a_folder(visitor):
    climbs = ("../manage.py", "%2e%2e/manage.py", "..%2fmanage.py", "%2e%2e%2f%2e%2e%2fetc/passwd",
              "....//manage.py", "/etc/passwd", "..\\manage.py", "%5c..%5cmanage.py", "..;/manage.py",
              "%252e%252e/manage.py", "%c0%ae%c0%ae/manage.py")  # fmt: skip
    for folder in ("/media/", "/static/", "/documents/1/", "/giao-dien/", "/tin-tuc/"):
        for climb in climbs:
            answer = visitor.get(folder + climb)
            assert answer.status_code in (301, 302, 400, 404), folder + climb
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert b"DJANGO_SETTINGS" not in text, folder + climb
            assert b"root:" not in text, folder + climb


def test_no_parameter_names_a_file(visitor):
    for name in ("template", "theme", "layout", "file", "path", "url", "next", "lang"):
        for value in ("../../manage.py", "/etc/passwd", "file:///etc/passwd", "themes/bare.html"):
            asked = visitor.get("/", data={name: value})
            assert asked.status_code == 200, name
            assert b"DJANGO_SETTINGS" not in asked.content, name
            assert b"root:" not in asked.content, name
            assert "themes/base.html" in [template.name for template in asked.templates], name


def test_a_nul_is_refused_wherever_a_database_would_meet_it(visitor):
    for path in ("/%00", "/tin-tuc/a%00b/", "/tim-kiem/?q=%00", "/?trang=1%00", "/admin/login/?next=%00",
                 "/documents/1/a%00.pdf", "/giao-dien/1-%00.css", "/media/%00", "/static/a%00.css",
                 "/admin/password_reset/key/1-%00/", "/tin-tuc/?chuyen-muc=%00&nam=%00"):  # fmt: skip
        assert visitor.get(path).status_code == 400, path
    for name in ("sessionid", "csrftoken", "co_chu", "sign_in_language", "messages"):
        cookie = rf'{name}="aaaaaaaaaa\000"'
        assert visitor.get("/", HTTP_COOKIE=cookie).status_code == 400, name
    assert visitor.get("/", HTTP_COOKIE='co_chu="large"').status_code == 200
    assert visitor.get("/tim-kiem/?q=100%25").status_code == 200


def test_a_nul_in_a_form_is_an_answer_not_a_failure(visitor, editor):
    for form in ({"login": "a\0b", "password": "x"}, {"login": "bientap", "password": "x\0"}):
        assert visitor.post("/admin/login/", form).status_code == 200
    assert visitor.post("/admin/password_reset/", {"email": "a\0@b.vn"}).status_code == 200
    assert visitor.post("/tuy-chon/", {"next": "/\0"}).status_code == 302
    assert not visitor.is_inside


def test_numbers_too_big_for_a_database_are_not_found(visitor):
    big = "9" * 30
    for path in (
        f"/giao-dien/{big}-x.css",
        f"/giao-dien/{big[:19]}-x.css",
        f"/documents/{big}/a.pdf",
        f"/tin-tuc/?trang={big}",
        f"/tin-tuc/?nam={big}",
        f"/sitemap-pages.xml?p={big}",
    ):
        assert visitor.get(path).status_code == 404, path


def test_methods_nobody_needs(visitor):
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "FOO"):
        for path in ("/", "/tin-tuc/", "/tim-kiem/", "/robots.txt", "/admin/login/", "/giao-dien/1-x.css"):
            answer = visitor.client.generic(
                method, path, "<x>", HTTP_HOST=visitor.host, HTTP_X_SECRET="khong-tra-lai"
            )
            assert answer.status_code in (403, 404, 405), (method, path)
            assert b"khong-tra-lai" not in answer.content


def test_a_method_cannot_be_disguised(visitor, editor):
    """Nothing reads the header or field by which some frameworks let a POST count as something else."""
    visitor.client.force_login(editor)
    for told in ({"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"}, {"data": {"_method": "POST"}}):
        assert visitor.get("/admin/logout/", **told).status_code == 200
        assert visitor.is_inside


def test_too_much_in_one_place_is_no_failure(visitor):
    much = "x" * 50_000
    for path in (f"/tim-kiem/?q={much}", f"/{much}/", "/" + "a/" * 3000, f"/tin-tuc/?chuyen-muc={much}",
                 "/?" + "&".join(f"k{number}=1" for number in range(3000))):  # fmt: skip
        assert visitor.get(path).status_code in (200, 400, 404), path[:40]
    for name in ("HTTP_ACCEPT_LANGUAGE", "HTTP_IF_NONE_MATCH", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR",
                 "HTTP_USER_AGENT", "HTTP_COOKIE", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):  # fmt: skip
        for value in (much, "\xff\xfe", "a=" + "," * 5000):
            assert visitor.get("/", **{name: value}).status_code in (200, 304), name
    form = {f"k{number}": "1" for number in range(10_001)}
    assert visitor.post("/admin/login/", form).status_code == 400
    long = {"login": "a" * 3_000_000, "password": "x"}
    assert visitor.client.post(
        "/admin/login/", "login=" + long["login"], "application/x-www-form-urlencoded", HTTP_HOST=visitor.host
    ).status_code in (400, 413)


def test_a_session_that_was_never_given_makes_none(visitor):
    for value in ("x" * 8000, "../../x", "' OR 1=1 --", "é", '"'):
        assert visitor.get("/", HTTP_COOKIE=f"sessionid={value}").status_code == 200
        assert visitor.get("/admin/", HTTP_COOKIE=f"sessionid={value}").status_code == 302
    assert not Session.objects.exists()


def test_the_bounds_stand_before_whatever_reads_the_body(settings):
    order = settings.MIDDLEWARE
    own = f"{RequestBoundsMiddleware.__module__}.{RequestBoundsMiddleware.__qualname__}"
    assert order.index(own) < order.index("django.middleware.csrf.CsrfViewMiddleware")
    assert order.index(own) < order.index("django.contrib.sessions.middleware.SessionMiddleware")
