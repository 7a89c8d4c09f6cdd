"""Many at once: when one of them is the other sub-site's, nothing happens to any."""

import pytest
from django.urls import reverse

from portal.media.models import PortalImage
from sites.enums import Role
from tests.sites.leaks.attempts import client_of, is_refusal
from tests.sites.leaks.matrix import BULK

pytestmark = pytest.mark.django_db

ACTIONS = [(app, model, action) for app, model, actions in BULK for action in actions]
KINDS = {"page": "live_page", "portalimage": "image", "file": "file"}


@pytest.fixture
def admin(world):
    return client_of(world, world.people[Role.SITE_ADMIN])


@pytest.mark.parametrize(("app", "model", "action"), ACTIONS)
def test_mixed_objects_are_refused_whole(world, admin, app, model, action):
    ours, theirs = world.own_ids[KINDS[model]], world.ids[KINDS[model]]
    address = reverse("wagtail_bulk_action", args=[app, model, action])
    form = {"collection": world.own_ids["folder"], "chooser": world.own_ids["index"], "tags": "moi"}
    place = world.ids["index" if model == "page" else "folder"]
    before = world.state_of_all()
    for query in (
        f"id={ours}&id={theirs}",
        f"id={theirs}&id={ours}",
        f"id={theirs}&id=all&childOf={place}",
        f"id=all&id={ours}&childOf={place}",
        f"id=all&childOf={place}",
    ):
        assert is_refusal(admin.get(f"{address}?{query}")), query
        assert is_refusal(admin.post(f"{address}?{query}", form)), query
    assert world.state_of_all() == before


@pytest.mark.parametrize("where", ["folder", "index"])
def test_own_objects_go_to_own_places_only(world, admin, where):
    """Pictures into a folder, pages below a page; the other sub-site's place is not even named."""
    app, model, action, kind = {
        "folder": ("media", "portalimage", "add_to_collection", "image"),
        "index": ("wagtailcore", "page", "move", "live_page"),
    }[where]
    before = world.state_of_all()
    address = reverse("wagtail_bulk_action", args=[app, model, action])
    field = "collection" if where == "folder" else "chooser"
    answer = admin.post(f"{address}?id={world.own_ids[kind]}", {field: world.ids[where]})
    assert "zqxmat" not in answer.content.decode() and answer.status_code in (200, 302)
    assert world.state_of_all() == before


def test_all_own_pictures_of_a_folder(world, admin):
    """Neither refused nor more than the own."""
    address = reverse("wagtail_bulk_action", args=["media", "portalimage", "add_to_collection"])
    for query in (f"id=all&childOf={world.own.collection.pk}", "id=all"):
        admin.post(f"{address}?{query}", {"collection": world.own_ids["folder"]})
        assert PortalImage.objects.get(pk=world.own_ids["image"]).collection_id == world.own_ids["folder"]
        PortalImage.objects.filter(pk=world.own_ids["image"]).update(collection=world.own.collection)
    assert PortalImage.objects.get(pk=world.ids["image"]).collection == world.other.collection
