"""What somebody publishes stays published, whatever save was on its way meanwhile."""

import pytest
from django.urls import reverse

from portal.news.models import ArticlePage
from sites.enums import Role
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def publisher(network, client, django_user_model):
    subsite = network["hoa_phu"]
    user = django_user_model.objects.create_user("truong-ban", password="x", full_name="Trưởng Ban")
    user.groups.add(*[subsite.roles.get(role=role).group for role in (Role.PUBLISHER, Role.EDITOR)])
    client.defaults["HTTP_HOST"] = subsite.site.hostname
    client.force_login(user)
    return user


def test_a_save_that_began_before_a_publication_does_not_take_it_back(network):
    draft = make_article(network["hoa_phu"], "Bài chờ duyệt", live=False)
    stale = ArticlePage.objects.get(pk=draft.pk)
    ArticlePage.objects.get(pk=draft.pk).save_revision().publish(skip_permission_checks=True)
    stale.summary = "Tóm tắt mới"
    stale.save()
    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.live and page.live_revision_id and page.first_published_at
    assert page.summary == "Tóm tắt mới"


def test_an_editor_who_has_a_revision_open_does_not_take_it_back_either(network):
    draft = make_article(network["hoa_phu"], "Bài chờ duyệt", live=False)
    draft.save_revision()
    stale = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    ArticlePage.objects.get(pk=draft.pk).save_revision().publish(skip_permission_checks=True)
    stale.save()
    assert ArticlePage.objects.get(pk=draft.pk).live


def test_publishing_and_taking_off_are_written(network):
    page = make_article(network["hoa_phu"], "Bài", live=True)
    page.unpublish()
    assert not ArticlePage.objects.get(pk=page.pk).live
    page.refresh_from_db()
    page.save_revision().publish(skip_permission_checks=True)
    page.refresh_from_db()
    page.live = False
    page.save()
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_an_autosave_carries_no_action(network, publisher, client):
    page = make_article(network["hoa_phu"], "Bài", live=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, {"title": "Bài", "action-publish": "1"}, **JSON)
    assert answer.status_code == 400
    assert answer.json()["success"] is False
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_an_approval_that_comes_twice_is_told_so(network, publisher, client):
    page = make_article(network["hoa_phu"], "Bài", live=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    answer = client.post(address, form)
    assert answer.status_code == 302
    assert "Bước này đã được quyết định" in client.get(address).content.decode()
