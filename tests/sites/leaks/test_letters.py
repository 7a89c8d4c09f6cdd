"""Letters about pages go to people of the pages' sub-site, and follow who comes and goes."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from wagtail.models import PageSubscription

from portal.accounts.users.services import roles_take_away
from sites.enums import Role
from tests.factories.pages import make_article
from tests.factories.units import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(world):
    """Somebody with an address in every role of both sub-sites; by (sub-site, role)."""
    people = {}
    for name, subsite in (("ours", world.own), ("theirs", world.other)):
        for role in Role:
            user = get_user_model().objects.create_user(
                f"{name}-{role}".lower(), f"{name}-{role}@example.org".lower(), "x"
            )
            user.groups.add(subsite.roles.get(role=role).group)
            people[name, role] = user
    return people


def addressees() -> set[str]:
    return {address for letter in mail.outbox for address in letter.recipients()}


def test_submitted_approved_and_rejected(world, everybody, django_capture_on_commit_callbacks):
    author = everybody["ours", Role.CONTRIBUTOR]
    page = make_article(world.own, "Chờ duyệt", live=False)

    def told(step) -> set[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step()
        return addressees()

    first, second = (
        {everybody["ours", role].email for role in roles}
        for roles in ((Role.EDITOR, Role.SECRETARY), (Role.PUBLISHER, Role.SITE_ADMIN))
    )
    assert told(lambda: world.own.workflow.start(page, author)) == first
    state = page.current_workflow_state
    step = state.current_task_state
    assert told(lambda: step.approve(user=everybody["ours", Role.EDITOR])) == second
    state.refresh_from_db()
    step = state.current_task_state
    assert told(lambda: step.reject(user=everybody["ours", Role.PUBLISHER])) == {author.email}


def test_who_leaves_a_subsite_hears_no_more_of_its_comments(world, everybody, django_user_model):
    leaver = everybody["theirs", Role.EDITOR]
    leaver.groups.add(world.own.roles.get(role=Role.EDITOR).group)
    for name in ("page", "live_page"):
        PageSubscription.objects.create(page_id=world.ids[name], user=leaver, comment_notifications=True)
    ours = PageSubscription.objects.create(
        page_id=world.own_ids["page"], user=leaver, comment_notifications=True
    )
    chief = everybody["theirs", Role.SITE_ADMIN]
    roles_take_away(user=leaver, subsite=world.other, actor=chief, now=NOW)
    assert list(PageSubscription.objects.filter(user=leaver)) == [ours]
