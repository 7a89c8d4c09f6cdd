"""An unchanged anonymous page is answered without its tables; a changed one never is."""

import pytest
from django.utils import timezone

from portal.core.models import ContentVersion, Topic
from sites.models import SubsiteContact
from tests.factories.pages import home_page, make_article, make_topic, news_index
from tests.support.queries import assert_queries
from themes.models import SiteTheme

pytestmark = pytest.mark.django_db


def tag_of(visit, subsite, path="/"):
    response = visit(subsite, path)
    assert response.status_code == 200
    return response["ETag"]


def test_an_unchanged_page_answers_304_with_one_query(network, visit):
    tag = tag_of(visit, network["hoa_phu"])
    with assert_queries(1, "facts and version of the sub-site"):
        again = visit(network["hoa_phu"], headers={"If-None-Match": tag})
    assert again.status_code == 304 and again["ETag"] == tag and not again.content
    # A proxy that compressed the page sends our tag back as a weak one.
    assert visit(network["hoa_phu"], headers={"If-None-Match": f"W/{tag}"}).status_code == 304


def test_a_kept_body_costs_one_query_and_is_the_same(network, visit):
    first = visit(network["hoa_phu"], "/tin-tuc/")
    with assert_queries(1, "facts and version of the sub-site"):
        second = visit(network["hoa_phu"], "/tin-tuc/")
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_publishing_on_one_site_leaves_the_other_unchanged(network, visit):
    ours, theirs = network["hoa_phu"], network["thanh_phu_long"]
    before = tag_of(visit, ours), tag_of(visit, theirs)
    make_article(ours, title="Tin vừa đăng")
    assert tag_of(visit, ours) != before[0]
    assert tag_of(visit, theirs) == before[1]
    assert "Tin vừa đăng" in visit(ours).content.decode()


@pytest.mark.parametrize("change", ["unpublish", "delete", "rename", "contact", "theme", "republish"])
def test_every_public_change_of_a_site_changes_its_pages_only(network, visit, change):
    ours, theirs = network["hoa_phu"], network["thanh_phu_long"]
    article = make_article(ours)
    before = tag_of(visit, ours), tag_of(visit, theirs)
    if change == "unpublish":
        article.unpublish()
    elif change == "delete":
        article.delete()
    elif change == "rename":
        article.slug = "ten-moi"
        article.save_revision().publish(skip_permission_checks=True)
    elif change == "republish":
        article.title = "Tên mới"
        article.save_revision().publish(skip_permission_checks=True)
    elif change == "contact":
        contact = SubsiteContact.objects.get(site=ours.site)
        contact.phone = "0272 999 999"
        contact.save()
    elif change == "theme":
        theme = SiteTheme.objects.get(site=ours.site)
        theme.pack = "CONTRAST"
        theme.save()
    assert tag_of(visit, ours) != before[0]
    assert tag_of(visit, theirs) == before[1]


def test_a_draft_is_no_public_change(network, visit):
    index = news_index(network["hoa_phu"])
    before = tag_of(visit, network["hoa_phu"])
    index.title = "Bản nháp"
    index.save_revision()
    assert "Bản nháp" not in visit(network["hoa_phu"], "/tin-tuc/").content.decode()
    make_article(network["hoa_phu"], title="Chưa đăng", live=False)
    assert "Chưa đăng" not in visit(network["hoa_phu"]).content.decode()
    assert before  # whether the tag changes is free; what is shown is not


def test_moving_a_page_changes_both_sites_and_its_unit(network, visit):
    ours, theirs = network["hoa_phu"], network["thanh_phu_long"]
    article = make_article(ours)
    before = tag_of(visit, ours), tag_of(visit, theirs)
    article.move(news_index(theirs), pos="last-child")
    assert tag_of(visit, ours) != before[0] and tag_of(visit, theirs) != before[1]
    article.refresh_from_db()
    assert article.unit == theirs.unit


def test_a_shared_record_reaches_every_site_by_one_row(network, visit):
    topic = make_topic()
    before = [tag_of(visit, subsite) for subsite in network.values()]
    numbers = dict(ContentVersion.objects.values_list("site", "number"))
    Topic.objects.get(pk=topic.pk).save()
    after = [tag_of(visit, subsite) for subsite in network.values()]
    assert all(old != new for old, new in zip(before, after, strict=True))
    changed = {
        site
        for site, number in ContentVersion.objects.values_list("site", "number")
        if numbers[site] != number
    }
    assert changed == {None}


def test_tags_differ_by_language_choice_path_and_day(network, visit, monkeypatch):
    subsite = network["hoa_phu"]
    tags = [tag_of(visit, subsite), tag_of(visit, subsite, "/en/"), tag_of(visit, subsite, "/tin-tuc/")]
    visit(subsite, "/tuy-chon/", method="post", data={"text_size": "LARGE", "next": "/"})
    tags.append(tag_of(visit, subsite))
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    monkeypatch.setattr("portal.core.middleware.timezone.now", lambda: tomorrow)
    tags.append(tag_of(visit, subsite))
    assert len(set(tags)) == len(tags)


def test_a_signed_in_editor_never_gets_a_kept_page(network, visit, django_user_model):
    subsite = network["hoa_phu"]
    visit(subsite)
    visit.client.force_login(django_user_model.objects.create_superuser("quantri", password="x"))
    assert "ETag" not in visit(subsite)


def test_errors_and_searches_are_not_kept(network, visit):
    assert "ETag" not in visit(network["hoa_phu"], "/khong-co/")
    assert "ETag" not in visit(network["hoa_phu"], "/tim-kiem/?q=a")


def test_invented_query_keys_fill_no_cache(network, visit):
    for number in range(3):
        visit(network["hoa_phu"], f"/?ma={number}")
    with assert_queries(14, "drawn anew"):
        assert visit(network["hoa_phu"], "/?ma=1").status_code == 200


def test_a_home_page_costs_the_same_with_more_subsites(network, visit):
    home = home_page(network["province"])
    make_article(network["province"])
    with assert_queries(14, "a cold home page, with what people come for and its counts") as cold:
        visit(network["province"])
    with assert_queries(2, "a warm home page"):
        visit(network["province"])
    assert home.live and len(cold) <= 14
