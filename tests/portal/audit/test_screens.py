"""The log on the screen: whose entries one sees, filters, paging, exports, one entry."""

import csv
from datetime import datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.audit.enums import ActionGroup
from portal.audit.models import AuditEntry
from portal.audit.origin import Place
from portal.audit.services import audit_write
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.portal.accounts.colleagues import make_user, signed_in
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
LIST = "/admin/audit/"
WHEN = timezone.make_aware(datetime(2026, 3, 5, 9, 30))


def write(subsite=None, label: str = "Một việc", **fields) -> AuditEntry:
    place = Place(subsite.pk, subsite.unit.full_name) if subsite is not None else None
    facts = {"action": "wagtail.edit", "group": ActionGroup.PAGES, "object_label": label, "place": place}
    return audit_write(**(facts | fields))


@pytest.fixture
def entries(home, next_door, clerk):
    return {
        "own": write(home, "Việc của nhà", actor=clerk),
        "next_door": write(next_door, "Việc hàng xóm"),
        "network": write(None, "Việc của tỉnh"),
    }


@pytest.fixture
def own(home, site_admin) -> Client:
    return signed_in(site_admin, home)


@pytest.fixture
def province_client(province, province_admin) -> Client:
    return signed_in(province_admin, province)


def labels(client: Client, **query) -> set[str]:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return {entry.object_label for entry in answer.context["object_list"]} - {""}


def test_a_site_admin_reads_what_concerns_the_own_site(own, entries):
    assert "Việc của nhà" in labels(own)
    assert not {"Việc hàng xóm", "Việc của tỉnh"} & labels(own)
    assert own.get(reverse("audit:entry", args=[entries["own"].pk])).status_code == 200
    for key in ("next_door", "network"):
        assert own.get(reverse("audit:entry", args=[entries[key].pk])).status_code == 404
    assert "Việc hàng xóm" not in own.get(LIST, {"export": "csv"}).getvalue().decode()


def test_a_site_admin_cannot_ask_for_another_site(own, entries, next_door):
    assert "Hòa Phú" not in own.get(LIST).content.decode()
    assert not {"Việc hàng xóm"} & labels(own, subsite=next_door.pk)


def test_the_province_reads_all_and_one_site_at_a_time(province_client, entries, next_door):
    assert {"Việc của nhà", "Việc hàng xóm", "Việc của tỉnh"} <= labels(province_client)
    chosen = labels(province_client, subsite=next_door.pk)
    assert "Việc hàng xóm" in chosen and not {"Việc của nhà", "Việc của tỉnh"} & chosen


def test_the_auditor_reads_all(province, entries):
    auditor = make_user("kiemtoan")
    auditor.groups.add(NetworkGroup.objects.get(role=NetworkRole.AUDITOR).group)
    assert {"Việc của nhà", "Việc hàng xóm"} <= labels(signed_in(auditor, province))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SITE_ADMIN])
def test_other_roles_of_a_site_do_not_enter(home, role, entries):
    client = signed_in(make_user("ai", (home, role)), home)
    assert client.get(LIST).status_code == 302
    assert client.get(reverse("audit:entry", args=[entries["own"].pk])).status_code == 302
    assert LIST not in client.get("/admin/").content.decode()


def test_the_provinces_editors_do_not_enter(province, entries):
    editor = make_user("bientap.tinh")
    editor.groups.add(NetworkGroup.objects.get(role=NetworkRole.PROVINCE_EDITOR).group)
    client = signed_in(editor, province)
    assert client.get(LIST).status_code == 302
    assert LIST not in client.get("/admin/").content.decode()


def test_the_menu_leads_there(own, province_client):
    for client in (own, province_client):
        assert LIST in client.get("/admin/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_there(own, entries, method):
    assert getattr(own, method)(LIST).status_code == 405
    assert getattr(own, method)(reverse("audit:entry", args=[entries["own"].pk])).status_code == 405


# --- Filters


@pytest.fixture
def various(home, site_admin, clerk):
    write(home, "Quyết định cũ", now=WHEN - timedelta(days=40), actor=clerk)
    write(home, "Đường làng", now=WHEN, actor=clerk, group=ActionGroup.RECORDS)
    write(home, "Giờ làm việc", now=WHEN, actor=site_admin)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"object": "duong"}, {"Đường làng"}),
        ({"object": "ĐƯỜNG"}, {"Đường làng"}),
        ({"person": "van sep", "group": "PAGES"}, {"Giờ làm việc"}),
        ({"person": "mai"}, {"Quyết định cũ", "Đường làng"}),
        ({"group": "RECORDS"}, {"Đường làng"}),
        ({"created_at_from": "2026-03-05", "created_at_to": "2026-03-05"}, {"Đường làng", "Giờ làm việc"}),
        ({"created_at_to": "2026-02-01"}, {"Quyết định cũ"}),
        ({"object": "không có gì như thế"}, set()),
        ({"object": "%"}, set()),
        ({"group": "RECORDS", "person": "sep"}, set()),
    ],
)
def test_filters(own, various, query, expected):
    assert labels(own, **query) == expected


@pytest.mark.parametrize(
    "query", [{"group": "NONSENSE"}, {"created_at_from": "hôm qua"}, {"subsite": "x"}, {"p": "9999"}]
)
def test_a_wrong_filter_breaks_nothing(own, various, query):
    assert own.get(LIST, query).status_code == 200


def test_pages(own, home):
    for number in range(51):
        write(home, f"Việc {number}")
    assert len(own.get(LIST).context["object_list"]) == 50
    assert own.get(LIST, {"p": 2}).context["object_list"]


def test_the_list_costs_the_same_however_long(own, home, clerk):
    for number in range(3):
        write(home, f"Việc {number}", actor=clerk)
    own.get(LIST)
    with assert_queries(60, "warm-up of what is remembered") as few:
        own.get(LIST)
    for number in range(40):
        write(home, f"Việc nữa {number}", actor=clerk)
    with assert_queries(len(few), "no query for a row"):
        own.get(LIST)


# --- Exports: what is filtered, harmless in a spreadsheet, told


def rows_of_csv(client: Client, **query) -> list[list[str]]:
    answer = client.get(LIST, {"export": "csv"} | query)
    body = answer.getvalue()
    assert body.startswith(b"\xef\xbb\xbf") and "attachment" in answer["Content-Disposition"]
    return list(csv.reader(StringIO(body.decode("utf-8-sig"))))


def test_a_csv_holds_what_is_filtered(own, various):
    head, *rows = rows_of_csv(own, object="duong")
    assert head[:3] == ["Thời gian", "Hoạt động", "Người thực hiện"]
    assert len(rows) == 1 and rows[0][0] == "05/03/2026 09:30:00" and "Đường làng" in rows[0]
    assert AuditEntry.objects.get(action="export.made").detail["asked"]["object"] == ["duong"]


def test_a_workbook_holds_the_same(own, various):
    answer = own.get(LIST, {"export": "xlsx", "object": "duong"})
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert head[0] == "Thời gian" and len(rows) == 1 and "Đường làng" in rows[0]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_a_cell_is_no_formula(own, home, label):
    write(home, label)
    row = rows_of_csv(own, object="", group="PAGES")[1]
    assert f"'{label}" in row
    answer = own.get(LIST, {"export": "xlsx", "group": "PAGES"})
    cells = [cell for row in load_workbook(BytesIO(answer.getvalue())).active for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


# --- One entry


def test_an_entry_shows_before_and_after_in_words(own, home, clerk):
    entry = write(
        home,
        action="accounts.user_changed",
        group=ActionGroup.PEOPLE,
        instance=clerk,
        detail={"before": {"full_name": "Cũ", "is_active": True}, "after": {"full_name": "<b>Mới</b>"}},
    )
    html = own.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    for word in ("Đã đổi họ tên hoặc địa chỉ", "Họ và tên", "Cũ", "có", "&lt;b&gt;Mới&lt;/b&gt;"):
        assert word in html


def test_roles_are_named(own, home, clerk):
    detail = {"before": ["EDITOR"], "after": ["EDITOR", "SITE_ADMIN"]}
    entry = write(home, action="accounts.roles_changed", instance=clerk, detail=detail)
    html = own.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert str(Role.SITE_ADMIN.label) in html and "SITE_ADMIN" not in html


def test_both_names_stand_on_the_entry(own, home, province_admin, clerk, site_admin):
    client = signed_in(province_admin, home)
    boss = make_user("sep2", (home, Role.SITE_ADMIN), full_name="Hai Sếp")
    client.post(reverse("site_users:act_as", args=[boss.pk]), {"reason": "Nhờ làm giúp"})
    client.post(reverse("site_users:disable", args=[clerk.pk]))
    entry = AuditEntry.objects.get(action="accounts.user_disabled")
    html = own.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert "Hai Sếp (sep2), do Phạm Thị Tỉnh (tinh) làm thay" in html


@pytest.mark.parametrize(
    "detail",
    [{}, {"before": None, "after": None}, {"after": "x"}, {"page": {"id": 1}}, {"before": "2021-01-01"}],
)
def test_an_entry_of_any_shape_is_shown(own, home, detail):
    entry = write(home, action="nobody.named.it", object_type="gone.Model", detail=detail)
    html = own.get(reverse("audit:entry", args=[entry.pk])).content.decode()
    assert "nobody.named.it" in html
