"""Other systems send figures with a token."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.procedures.enums import TokenScope
from portal.procedures.models import ApiToken, ServiceStatistics
from portal.procedures.statistics import api
from portal.procedures.statistics.tokens import token_create
from tests.factories.procedures import make_content, publish

pytestmark = pytest.mark.django_db
ROW = {
    "unit": "28216", "procedure": "1.001193", "received_total": 128, "received_online": 120,
    "resolved_online": 100, "on_time_online": 97,
}  # fmt: skip


@pytest.fixture
def catalog(network):
    publish(make_content())
    return network


def make_token(unit=None, days=30, **changed):
    token, secret = token_create(
        name="Một cửa",
        scope=TokenScope.STATISTICS_WRITE,
        unit=unit,
        days=days,
        actor=None,
        now=timezone.now(),
    )
    if changed:
        ApiToken.objects.filter(pk=token.pk).update(**changed)
    return token, secret


@pytest.fixture
def send(catalog, client):
    def _send(secret, body, *, path="/api/statistics/", content_type="application/json", **headers):
        data = body if isinstance(body, (str, bytes)) else json.dumps(body)
        headers = {"authorization": f"Bearer {secret}"} | headers if secret else headers
        host = catalog["province"].site.hostname
        return client.post(path, data, content_type=content_type, headers=headers, HTTP_HOST=host)

    return _send


def test_figures_are_taken_once(send):
    token, secret = make_token()
    body = {"as_of": "2026-10-31", "rows": [ROW]}
    assert send(secret, body).json() == {"created": 1, "corrected": 0, "unchanged": 0}
    assert send(secret, body).json() == {"created": 0, "corrected": 0, "unchanged": 1}
    assert ServiceStatistics.objects.get().source == "API: Một cửa"
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert secret not in str(vars(token))


def test_a_unit_speaks_for_itself_only(catalog, send):
    _token, secret = make_token(unit=catalog["hoa_phu"].unit)
    assert send(secret, {"as_of": "2026-10-31", "rows": [ROW]}).status_code == 200
    other = send(secret, {"as_of": "2026-09-30", "rows": [ROW, ROW | {"unit": "28234"}]})
    assert other.status_code == 403
    assert "28234" in other.json()["error"]
    assert ServiceStatistics.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"expires_at": timezone.now() - timedelta(days=1)},
        {"revoked_at": timezone.now()},
        {"digest": "0" * 64},
    ],
)
def test_a_token_that_does_not_hold_opens_nothing(send, changed):
    _token, secret = make_token(**changed)
    answer = send(secret, {"as_of": "2026-10-31", "rows": [ROW]})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert not ServiceStatistics.objects.exists()


@pytest.mark.parametrize("secret", ["", "abc", "lcp_00000000_x", "_", "\u00e9_x_y"])
def test_what_is_no_token_opens_nothing(send, secret):
    assert send(secret, {"as_of": "2026-10-31", "rows": [ROW]}).status_code == 401


def test_a_token_for_something_else_is_refused(send):
    _token, secret = make_token(scope="other")
    assert send(secret, {"as_of": "2026-10-31", "rows": [ROW]}).status_code == 403


def test_a_token_in_the_address_is_refused(send):
    _token, secret = make_token()
    answer = send("", {"rows": [ROW]}, path=f"/api/statistics/?token={secret}")
    assert answer.status_code == 400
    assert "Authorization" in answer.json()["error"]


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ("{", 400, "JSON"),
        (b"\xff\xfe", 400, "JSON"),
        ("[" * 100_000, 400, "JSON"),
        ("[]", 422, "rows"),
        ({"rows": []}, 422, "rows"),
        ({"rows": [1]}, 422, "Dòng 1"),
        ({"rows": [ROW | {"x": 1}]}, 422, "“x”"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"received_total": True}]}, 422, "số nguyên"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"received_total": 1.5}]}, 422, "số nguyên"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"unit": 28216}]}, 422, "phải là chữ"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"received_total": -5}]}, 422, "-5"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"on_time_online": 101}]}, 422, "nhiều hơn"),
        ({"as_of": "2999-10-31", "rows": [ROW]}, 422, "chưa đến"),
        ({"rows": [ROW]}, 422, "không phải ngày"),
        ({"as_of": "2026-10-31", "rows": [ROW, ROW]}, 422, "Trùng"),
        ({"as_of": "2026-10-31", "rows": [ROW | {"unit": "\u0000"}]}, 422, "Không có đơn vị"),
        (" " * (2 * 1024 * 1024 + 1), 413, "2 MB"),
        (" " * (3 * 1024 * 1024), 413, "2 MB"),
    ],
)
def test_a_bad_body_is_explained_and_writes_nothing(send, body, status, told):
    _token, secret = make_token()
    answer = send(secret, body)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert not ServiceStatistics.objects.exists()


def test_only_posts_of_json(send, catalog, client):
    _token, secret = make_token()
    assert send(secret, "a=1", content_type="application/x-www-form-urlencoded").status_code == 415
    answer = client.get("/api/statistics/", HTTP_HOST=catalog["province"].site.hostname)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"


def test_too_many_calls_are_told_to_wait(send, monkeypatch):
    monkeypatch.setattr(api, "CALLS_A_MINUTE", 2)
    monkeypatch.setattr(api, "FAILURES_A_MINUTE", 1)
    _token, secret = make_token()
    body = {"as_of": "2026-10-31", "rows": [ROW]}
    assert [send(secret, body).status_code for _turn in range(3)] == [200, 200, 429]
    assert send("lcp_00000000_guess", body).status_code == 401
    guessed = send("lcp_00000000_guess", body)
    assert guessed.status_code == 429
    assert guessed["Retry-After"] == "60"


def test_the_command_makes_lists_and_revokes(catalog, send):
    out, told = StringIO(), StringIO()
    call_command("api_token", "create", "Một cửa xã", "--unit", "28216", stdout=out, stderr=told)
    secret = out.getvalue().strip()
    assert "không hiện lần thứ hai" in told.getvalue()
    assert send(secret, {"as_of": "2026-10-31", "rows": [ROW]}).status_code == 200
    token = ApiToken.objects.get()
    out = StringIO()
    call_command("api_token", "list", stdout=out)
    assert token.prefix in out.getvalue() and "Xã Hòa Phú" in out.getvalue()
    assert secret not in out.getvalue()
    call_command("api_token", "revoke", token.prefix, stdout=StringIO())
    assert send(secret, {"as_of": "2026-10-31", "rows": [ROW]}).status_code == 401


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["create", "x", "--unit", "99999"], "Không có đơn vị"),
        (["create", " "], "Ghi tên"),
        (["create", "x", "--days", "9999"], "1 đến 366"),
        (["revoke", "lcp_nothing"], "Không có mã"),
    ],
)
def test_the_command_explains_mistakes(catalog, arguments, told):
    with pytest.raises(CommandError, match=told):
        call_command("api_token", *arguments)
    assert not ApiToken.objects.exists()
