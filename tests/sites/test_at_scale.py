"""Screens of the admin ask the database as much with three sub-sites as with twelve, and what was
replaced of Wagtail's answers what Wagtail answered."""

from itertools import count

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Site, TaskState
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from sites.enums import Level, NetworkRole, Role
from sites.models import NetworkGroup, Subsite
from tests.factories.media import make_image
from tests.factories.pages import make_article, news_index
from tests.factories.units import make_subsite, make_unit
from tests.support.queries import assert_queries

_numbers = count(1)


def person(django_user_model, group, **fields):
    user = django_user_model.objects.create_user(f"nguoi-{next(_numbers)}", password="x", **fields)
    user.groups.add(group)
    return user


def member(django_user_model, subsite, role):
    return person(django_user_model, subsite.roles.get(role=role).group)


@pytest.fixture
def grow(db, django_user_model):
    """`grow(n)` makes communes of one province with people, pictures and an approval under way."""
    province = make_unit("Long An", Level.PROVINCE, code="80")
    make_subsite(province)

    def _grow(communes: int) -> list[Subsite]:
        made = []
        for _ in range(communes):
            subsite = make_subsite(make_unit(f"Xã số {next(_numbers)}", parent=province))
            writer = member(django_user_model, subsite, Role.EDITOR)
            make_image(subsite)
            article = make_article(subsite, owner=writer)
            article.save_revision(user=writer)
            subsite.workflow.start(article, writer)
            made.append(subsite)
        return made

    return _grow


def signed_in(user, subsite):
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(user)
    return client


def addresses(subsite, top):
    index = news_index(subsite)
    article = index.get_first_child()
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[top]),
        reverse("wagtailadmin_explore", args=[index.pk]),
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={top}&for_explorer=1&fields=parent",
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:add", args=["news", "articlepage", index.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailadmin_pages:search") + "?q=cau",
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_search") + "?q=cau",
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:locked_pages"),
        reverse("site_users:index"),
    ]


def queries_by_screen(client, screens):
    counted = {}
    for address in screens:
        client.get(address)  # content types, templates, renditions
        for state in ("cold", "warm"):
            if state == "cold":
                cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200, address
            counted[f"{state} {address}"] = len(captured)
    return counted


@pytest.mark.parametrize("role", ["site", "province"])
def test_queries_do_not_depend_on_the_number_of_sub_sites(grow, django_user_model, role):
    subsite = grow(2)[0]
    if role == "site":
        user, top = member(django_user_model, subsite, Role.SITE_ADMIN), subsite.root_page_id
    else:
        group = NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group
        user, top = person(django_user_model, group), Page.get_first_root_node().pk
    client, screens = signed_in(user, subsite), addresses(subsite, top)
    few = queries_by_screen(client, screens)
    grow(9)
    many = queries_by_screen(client, screens)
    grown = {name: (few[name], number) for name, number in many.items() if number > few[name]}
    assert not grown, grown


def test_root_paths_name_every_language_of_every_site(grow):
    subsites = grow(2)
    cache.clear()
    with assert_queries(2, "sites with their root pages, then all languages of these"):
        found = Site.get_site_root_paths()
    for subsite in subsites:
        slug = subsite.root_page.slug
        assert {tuple(path) for path in found if path.site_id == subsite.site_id} == {
            (subsite.site_id, f"/{slug}/vi/", subsite.site.root_url, "vi"),
            (subsite.site_id, f"/{slug}/en/", subsite.site.root_url, "en"),
        }
    with assert_queries(0, "kept"):
        assert Site.get_site_root_paths() == found


def test_root_paths_follow_a_changed_host_name(grow):
    (subsite,) = grow(1)
    Site.get_site_root_paths()
    subsite.site.hostname = "ten-moi.longan.localhost"
    subsite.site.save()
    assert "http://ten-moi.longan.localhost" in {path.root_url for path in Site.get_site_root_paths()}


def test_approvals_wait_for_those_who_may_give_them(grow, django_user_model):
    own, other = grow(2)
    waiting = TaskState.objects.filter(workflow_state__workflow=own.workflow)
    reviewable = TaskState.objects.reviewable_by
    assert list(reviewable(member(django_user_model, own, Role.EDITOR))) == list(waiting)
    assert not reviewable(member(django_user_model, own, Role.CONTRIBUTOR)).exists()
    assert not reviewable(member(django_user_model, own, Role.PUBLISHER)).exists(), "the second step"
    superuser = django_user_model.objects.create_superuser("quan-tri", password="x")
    assert reviewable(superuser).count() == 2
    waiting.update(status=TaskState.STATUS_APPROVED)
    assert reviewable(superuser).get().workflow_state.workflow == other.workflow


def test_the_tree_in_the_menu_counts_children_and_names_the_parent(grow, django_user_model):
    own, other = grow(2)
    client = signed_in(member(django_user_model, own, Role.EDITOR), own)
    root = Page.get_first_root_node()
    listing = reverse("wagtailadmin_api:pages:listing")

    def rows(page, who=client):
        answer = who.get(f"{listing}?child_of={page.pk}&for_explorer=1&fields=parent")
        return {row["id"]: row for row in answer.json()["items"]}

    assert {pk: row["meta"]["children"]["count"] for pk, row in rows(root).items()} == {own.root_page_id: 2}
    below = rows(news_index(own))
    (article,) = below.values()
    assert article["meta"]["parent"]["id"] == news_index(own).pk
    assert article["meta"]["children"]["count"] == 0
    assert article["meta"]["status"]["status"] == "đã đăng + đang chờ duyệt"
    assert article["meta"]["locale"] == "vi"
    superuser = django_user_model.objects.create_superuser("quan-tri", password="x")
    assert {own.root_page_id, other.root_page_id} <= set(rows(root, signed_in(superuser, own)))
    # Whose rights hang further below is told of those children only that lead there.
    group = Group.objects.create(name="Người viết tin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    for language in ("vi", "en"):
        GroupPagePermission.objects.create(group=group, page=news_index(own, language), permission=change)
    above = rows(own.root_page, signed_in(person(django_user_model, group), own))
    assert [row["meta"]["children"]["count"] for row in above.values()] == [1, 1]


def test_rows_offer_translation_as_the_package_would(grow, django_user_model):
    (own,) = grow(1)
    user = member(django_user_model, own, Role.PUBLISHER)
    plain = make_article(own, "Chưa dịch")
    translated = make_article(own, "Đã dịch")
    source, _created = TranslationSource.update_or_create_from_instance(translated)
    english = Locale.objects.get(language_code="en")
    Translation.objects.create(source=source, target_locale=english).save_target()
    index = news_index(own)
    html = signed_in(user, own).get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    for article in (plain, translated):
        for button in page_listing_more_buttons(article, user):
            assert f'href="{button.url}' in html, (article.title, button.label)
    assert reverse("wagtail_localize:submit_page_translation", args=[plain.pk]) in html
    assert reverse("wagtail_localize:submit_page_translation", args=[translated.pk]) not in html
    assert reverse("wagtail_localize:update_translations", args=[source.pk]) in html


def test_filters_of_the_explorer_name_nobody_of_another_sub_site(grow, django_user_model):
    own, other = grow(2)
    stranger = other.roles.get(role=Role.EDITOR).group.user_set.get()
    colleague = own.roles.get(role=Role.EDITOR).group.user_set.get()
    client = signed_in(member(django_user_model, own, Role.SITE_ADMIN), own)
    explore = reverse("wagtailadmin_explore", args=[news_index(own).pk])
    html = client.get(explore).content.decode()
    assert colleague.username in html
    assert stranger.username not in html
    assert other.site.site_name not in html
    assert client.get(f"{explore}?owner={colleague.pk}").status_code == 200
    refused = client.get(f"{explore}?owner={stranger.pk}")
    assert stranger.username not in refused.content.decode()
    assert refused.context["filters"].errors.keys() == {"owner"}


def test_filters_follow_the_province_into_a_sub_site(grow, django_user_model):
    own, other = grow(2)
    group = NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group
    client = signed_in(person(django_user_model, group), own)
    stranger = other.roles.get(role=Role.EDITOR).group.user_set.get()
    colleague = own.roles.get(role=Role.EDITOR).group.user_set.get()
    inside = client.get(reverse("wagtailadmin_explore", args=[news_index(own).pk])).content.decode()
    assert colleague.username in inside and stranger.username not in inside
    top = client.get(reverse("wagtailadmin_explore", args=[Page.get_first_root_node().pk])).content.decode()
    assert other.site.site_name in top
