"""A commune's editor writes an article, a publisher puts it online, a reader reads it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal.home.models import HomePage, StandardPage
from portal.news.models import ArticlePage
from portal.participation.models import FormPage
from portal.procedures.models import ProcedureIndexPage
from portal.signage.models import SignageIndexPage
from sites.enums import Role
from sites.rights import network_roles_ensure
from tests.factories.pages import home_page, make_article, make_topic, news_index


@pytest.fixture
def sign_in(client, django_user_model, network):
    def _sign_in(place: str, role: Role):
        user = django_user_model.objects.create_user(f"{place}-{role}".lower(), password="x")
        user.groups.add(network[place].roles.get(role=role).group)
        client.force_login(user)
        client.defaults["HTTP_HOST"] = network[place].site.hostname
        return client

    return _sign_in


def article_form(**fields):
    form = {
        "title": "Đặt lịch nộp hồ sơ đất đai",
        "slug": "",
        "summary": "Từ tháng 12, người dân có thể đặt lịch trước.",
        "topic": "",
        "image": "",
        "image_alt": "",
        "image_caption": "",
        "body": streamfield([("text", rich_text("<p>Nội dung đầy đủ.</p>"))]),
        "author": "Minh Anh",
        "source": "",
        "source_url": "",
        "published_at": "",
        "seo_title": "",
        "search_description": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
    } | fields
    comments = form.pop("comments")
    form |= {f"comments-{key}": value for key, value in comments.items()}
    return nested_form_data(form)


def errors_of(answer):
    form = answer.context["form"]
    return form.errors, {name: formset.errors for name, formset in form.formsets.items()}


def add_url(subsite, language="vi"):
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", news_index(subsite, language).pk])


def test_written_published_read(network, sign_in, visit):
    topic = make_topic()
    site = network["hoa_phu"]
    before = visit(site)["ETag"]
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    answer = admin.post(add_url(site), article_form(**{"action-publish": "1", "topic": str(topic.pk)}))
    assert answer.status_code == 302, errors_of(answer)
    article = ArticlePage.objects.descendant_of(site.root_page).get()
    assert article.slug == "dat-lich-nop-ho-so-dat-dai"
    assert article.unit == site.unit and article.kind == "news.article" and article.published_at

    page = visit(site, "/tin-tuc/dat-lich-nop-ho-so-dat-dai/")
    html = page.content.decode()
    for text in ("Đặt lịch nộp hồ sơ đất đai", "Nội dung đầy đủ.", "Minh Anh", "Kinh tế"):
        assert text in html, text
    assert visit(site)["ETag"] != before
    assert article.title in visit(site).content.decode()
    assert article.title in visit(site, "/tin-tuc/?chuyen-muc=kinh-te").content.decode()
    assert article.title not in visit(network["thanh_phu_long"]).content.decode()


def test_a_second_article_of_the_same_title_gets_an_address_of_its_own(network, sign_in):
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    for _number in range(2):
        assert admin.post(add_url(network["hoa_phu"]), article_form()).status_code == 302
    slugs = ArticlePage.objects.values_list("slug", flat=True)
    assert sorted(slugs) == ["dat-lich-nop-ho-so-dat-dai", "dat-lich-nop-ho-so-dat-dai-2"]


def test_an_editor_submits_and_does_not_publish(network, sign_in, visit):
    site = network["hoa_phu"]
    admin = sign_in("hoa_phu", Role.EDITOR)
    admin.post(add_url(site), article_form(**{"action-publish": "1"}))
    article = ArticlePage.objects.descendant_of(site.root_page).get()
    assert not article.live
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    admin.post(edit, article_form(slug=article.slug, **{"action-submit": "1"}))
    state = Page.objects.get(pk=article.pk).current_workflow_state
    assert state is not None and state.workflow == site.workflow


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"author": "", "source": ""}, "Hãy ghi tác giả, hoặc ghi nguồn ở dưới."),
        ({"source_url": "https://baolongan.vn/a"}, "Hãy ghi tên nguồn"),
        ({"title": ""}, "bắt buộc"),
        ({"published_at": "hôm qua"}, "hợp lệ"),
    ],
)
def test_a_wrong_article_is_explained_in_vietnamese(network, sign_in, fields, error):
    site = network["hoa_phu"]
    admin = sign_in("hoa_phu", Role.PUBLISHER)
    answer = admin.post(add_url(site), article_form(**{"action-publish": "1"} | fields))
    assert answer.status_code == 200
    assert error in answer.content.decode()
    assert not ArticlePage.objects.exists()


def test_nobody_writes_on_another_communes_site(network, sign_in):
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    theirs = make_article(network["thanh_phu_long"])
    assert admin.post(add_url(network["thanh_phu_long"]), article_form()).status_code in (302, 403)
    edit = reverse("wagtailadmin_pages:edit", args=[theirs.pk])
    assert admin.get(edit).status_code in (302, 403)
    assert ArticlePage.objects.count() == 1


def test_preview_draws_the_draft_in_the_frame_of_its_site(network, sign_in):
    site = network["hoa_phu"]
    article = make_article(site, title="Chưa đăng", live=False)
    admin = sign_in("hoa_phu", Role.EDITOR)
    preview = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    html = admin.get(preview).content.decode()
    assert "Chưa đăng" in html and "Ủy ban nhân dân xã Hòa Phú" in html


def test_the_admin_offers_what_belongs_where(network, sign_in):
    site = network["hoa_phu"]
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    home = home_page(site)
    offered = {model for model in HomePage.allowed_subpage_models() if model.is_creatable}
    assert offered == {StandardPage, FormPage, ProcedureIndexPage, SignageIndexPage, type(news_index(site))}
    page = admin.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    assert page.status_code == 200
    assert "Cột chính" in page.content.decode()


@pytest.mark.parametrize("setting", [("themes", "sitetheme"), ("portal_sites", "subsitecontact")])
def test_a_site_admin_edits_the_settings_of_the_own_site_only(network, sign_in, setting):
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    own = reverse("wagtailsettings:edit", args=[*setting, network["hoa_phu"].site_id])
    other = reverse("wagtailsettings:edit", args=[*setting, network["thanh_phu_long"].site_id])
    assert admin.get(own).status_code == 200
    assert admin.get(other).status_code in (302, 403)
    assert admin.post(other, {"pack": "CONTRAST"}).status_code in (302, 403)


def test_a_pale_colour_is_refused_with_the_reason(network, sign_in):
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    url = reverse("wagtailsettings:edit", args=["themes", "sitetheme", network["hoa_phu"].site_id])
    answer = admin.post(
        url,
        {"pack": "MODERN", "brand_colour": "#ffee88", "brand_strong_colour": "", "emblem": "", "banner": ""},
    )
    assert "độ tương phản" in answer.content.decode()
    network["hoa_phu"].site.sitetheme.refresh_from_db()
    assert network["hoa_phu"].site.sitetheme.brand_colour == ""


def test_a_closed_units_site_is_read_only_but_for_the_province(network, sign_in, client, django_user_model):
    site = network["hoa_phu"]
    article = make_article(site)
    site.unit.valid_to = timezone.localdate()
    site.unit.save()
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    admin = sign_in("hoa_phu", Role.SITE_ADMIN)
    for answer in (
        admin.get(edit),
        admin.post(edit, article_form(slug=article.slug, **{"action-publish": "1"})),
        admin.post(add_url(site), article_form()),
        admin.post(reverse("wagtailadmin_pages:delete", args=[article.pk])),
        admin.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk])),
    ):
        assert answer.status_code in (302, 403)
    article.refresh_from_db()
    assert article.live and article.title == "Khởi công cầu Thanh Phú Long"
    assert ArticlePage.objects.count() == 1
    province = django_user_model.objects.create_user("tinh", password="x")
    province.groups.add(network_roles_ensure())
    client.force_login(province)
    assert client.get(edit, HTTP_HOST="longan.localhost").status_code == 200
