"""What readers look for: counted without anybody's name, read by whom it concerns; recommendations."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.core.finding.counting import notes_write
from portal.core.models import BestBet, SearchLog
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.pages import make_article
from tests.portal.accounts.people import make_user
from tests.support.queries import assert_queries
from tests.support.search_index import index_changes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture(autouse=True)
def nothing_noted(db):
    notes_write()
    SearchLog.objects.all().delete()


@pytest.fixture
def commune(network):
    make_article(network["hoa_phu"], title="Lịch tiêm chủng")
    index_changes()
    return network["hoa_phu"]


def client_of(subsite, user) -> Client:
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(user)
    return client


def province_admin():
    user = make_user("tinh")
    user.groups.add(NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group)
    return user


def test_reading_writes_nothing_and_counts_are_written_together(commune, visit):
    for query in ("tiêm chủng", "tiem chung", "TIÊM CHỦNG", "hộ chiếu"):
        visit(commune, "/tim-kiem/", data={"q": query})
    assert not SearchLog.objects.exists()
    assert notes_write() == 2
    visit(commune, "/tim-kiem/", data={"q": "Tiêm chủng"})
    notes_write()
    rows = SearchLog.objects.order_by("key").values_list("key", "count", "results", "site")
    assert list(rows) == [("ho chieu", 1, 0, commune.site_id), ("tiem chung", 4, 1, commune.site_id)]
    assert notes_write() == 0


def test_what_is_not_counted(commune, visit):
    for values in ({"q": "tiêm", "trang": "2"}, {"q": "tiêm", "nam": "2026"}, {"q": ""}, {"q": "--"}):
        visit(commune, "/tim-kiem/", data=values)
    visit(commune, "/tim-kiem/?q=" + "a" * 501)
    for personal in ("079 123 456 789", "0912345678 nguyễn văn a", "a@example.vn"):
        visit(commune, "/tim-kiem/", data={"q": personal})
    assert notes_write() == 0
    visit(commune, "/tim-kiem/", data={"q": "dài " * 100})
    notes_write()
    (row,) = SearchLog.objects.all()
    assert row.text.startswith("dài") and len(row.text) <= 100


def test_old_days_are_forgotten(commune, visit):
    SearchLog.objects.create(
        site=commune.site, day=timezone.localdate() - timedelta(days=500), key="cu", text="cũ", reach="site"
    )
    visit(commune, "/tim-kiem/", data={"q": "mới"})
    notes_write()
    assert list(SearchLog.objects.values_list("key", flat=True)) == ["moi"]


def test_a_report_for_the_own_site_and_for_the_province(network, commune, visit):
    visit(commune, "/tim-kiem/", data={"q": "hộ chiếu ở đây"})
    visit(network["thanh_phu_long"], "/tim-kiem/", data={"q": "nghĩa trang bên kia"})
    notes_write()
    address = reverse("site_searches:index")
    own = client_of(commune, make_user("quan-tri", subsite=commune, role=Role.SITE_ADMIN))
    html = own.get(address).content.decode()
    assert "hộ chiếu ở đây" in html and "bên kia" not in html and "Thanh Phú Long" not in html
    other = own.get(address, {"subsite": network["thanh_phu_long"].pk, "days": "x"}).content.decode()
    assert "hộ chiếu ở đây" in other and "bên kia" not in other
    province = client_of(network["province"], province_admin())
    html = province.get(address).content.decode()
    assert "hộ chiếu ở đây" in html and "bên kia" in html
    one = province.get(address, {"subsite": commune.pk, "days": "7"}).content.decode()
    assert "hộ chiếu ở đây" in one and "bên kia" not in one
    for role in (Role.EDITOR, Role.CONTRIBUTOR):
        person = client_of(commune, make_user(str(role), subsite=commune, role=role))
        answer = person.get(address)
        assert answer.status_code in (302, 403) and b"chi\xe1\xba\xbfu" not in answer.content


def recommend(**fields) -> BestBet:
    values = {"queries": "sổ đỏ\nlàm sổ đỏ", "title": "Cấp giấy chứng nhận", "address": "/thu-tuc/"} | fields
    bet = BestBet(**values)
    bet.full_clean()
    bet.save()
    return bet


def test_the_provinces_recommendation_stands_on_every_site(network, commune, visit):
    recommend(note="Sổ đỏ là tên thường gọi.")
    for query in ("so do", "Sổ Đỏ", "LÀM SỔ ĐỎ"):
        for subsite in (commune, network["province"]):
            html = visit(subsite, "/tim-kiem/", data={"q": query}).content.decode()
            assert "Gợi ý của tỉnh" in html and "Sổ đỏ là tên thường gọi." in html, query
    for query in ("sổ", "sổ đỏ ở đâu", "đỏ", "-sổ", "so:1"):
        assert "Gợi ý của tỉnh" not in visit(commune, "/tim-kiem/", data={"q": query}).content.decode()
    told = visit(commune, "/api/search/", data={"q": "so do"}).json()["recommended"]
    assert [one["url"] for one in told] == [f"http://{commune.site.hostname}/thu-tuc/"]


def test_recommendations_have_their_days_and_never_show_what_is_closed(commune, visit):
    today = timezone.localdate()
    page = make_article(commune, title="Trang được gợi ý")
    recommend(title="Đã hết hạn", valid_until=today - timedelta(days=1))
    recommend(title="Chưa đến ngày", valid_from=today + timedelta(days=1))
    recommend(title="Hôm nay", valid_from=today, valid_until=today, page=page, address="")
    html = visit(commune, "/tim-kiem/?q=so+do").content.decode()
    assert "Hôm nay" in html and "Đã hết hạn" not in html and "Chưa đến ngày" not in html
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Hôm nay" not in visit(commune, "/tim-kiem/?q=so+do").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": ""},
        {"address": "javascript:alert(1)"},
        {"address": "//evil.example/"},
        {"address": "thu-tuc"},
        {"queries": "--\n !!"},
        {"queries": "a" * 501},
        {"valid_from": "2026-12-02", "valid_until": "2026-12-01"},
    ],
)
def test_a_wrong_recommendation_is_refused(wrong):
    with pytest.raises(ValidationError):
        recommend(**wrong)


def test_the_province_writes_recommendations_and_nobody_else(network, commune):
    address = reverse("wagtailsnippets_core_bestbet:add")
    form = {"queries": "khai sinh", "title": "Khai sinh tại xã", "note": "", "page": "", "sort_order": "100",
            "address": "/thu-tuc/1.001193/", "valid_from": "", "valid_until": ""}  # fmt: skip
    own = client_of(commune, make_user("quan-tri", subsite=commune, role=Role.SITE_ADMIN))
    assert own.post(address, form).status_code in (302, 403) and not BestBet.objects.exists()
    province = client_of(network["province"], province_admin())
    bad = province.post(address, form | {"address": "javascript:x"})
    assert bad.status_code == 200 and "Địa chỉ không đúng" in bad.content.decode()
    assert province.post(address, form).status_code == 302
    assert BestBet.objects.get().keys == "\nkhai sinh\n"


def test_recommendations_cost_one_query(commune, visit):
    visit(commune, "/tim-kiem/?q=so+do")
    recommend()
    with assert_queries(14, "a page with a recommendation"):
        visit(commune, "/tim-kiem/?q=so+do")
