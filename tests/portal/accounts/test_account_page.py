"""The account page: one line for the name; and that name wherever the admin speaks of a person."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.portal.accounts.people import Visitor

ACCOUNT = "/admin/account/"


@pytest.fixture
def mine(editor, subsite) -> Visitor:
    """The editor's browser."""
    visitor = Visitor(subsite.site.hostname)
    visitor.client.force_login(editor)
    return visitor


def form(**changed) -> dict:
    facts = {
        "full_name-full_name": "Trần Thị Mai",
        "locale-preferred_language": "vi",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    return facts | changed


def test_it_asks_for_one_name_and_for_no_picture(mine):
    assert reverse("wagtailadmin_account") == ACCOUNT
    html = mine.get(ACCOUNT).content.decode()
    assert 'name="full_name-full_name"' in html and "Họ và tên" in html
    for name in ("first_name", "last_name", "avatar", "email", "current_time_zone", "old_password"):
        assert not re.search(rf'name="[a-z_]*-?{name}"', html), name


def test_the_name_is_saved_noted_and_shown(mine, editor):
    assert mine.post(ACCOUNT, form()).status_code == 302
    editor.refresh_from_db()
    assert (editor.full_name, editor.first_name) == ("Trần Thị Mai", "")
    entry = ModelLogEntry.objects.get(action="accounts.user_changed", object_id=str(editor.pk))
    assert entry.user == editor and entry.data["after"] == {"full_name": "Trần Thị Mai"}
    html = mine.get("/admin/").content.decode()
    sidebar = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)[1]
    assert '"name": "Trần Thị Mai"' in json.dumps(json.loads(sidebar), ensure_ascii=False)
    assert str(editor) == "Trần Thị Mai (bientap)"


@pytest.mark.parametrize("name", ["", "   ", "<b>Mai</b>", "http://example.vn", "M" * 121])
def test_a_wrong_name_is_explained_and_nothing_is_saved(mine, editor, name):
    answer = mine.post(ACCOUNT, form(**{"full_name-full_name": name, "locale-preferred_language": "en"}))
    assert answer.status_code == 200
    editor.refresh_from_db()
    assert editor.full_name == ""
    assert mine.get(ACCOUNT).headers["Content-Language"] == "vi"


def test_what_the_form_does_not_ask_for_is_not_read(mine, editor):
    sent = {
        "full_name-email": "khac@example.vn",
        "name_email-first_name": "X",
        "full_name-is_superuser": "on",
    }
    mine.post(ACCOUNT, form(**sent))
    editor.refresh_from_db()
    assert (editor.email, editor.first_name, editor.is_superuser) == ("bientap@example.gov.vn", "", False)


def test_the_language_of_the_screens_can_be_changed(mine):
    mine.post(ACCOUNT, form(**{"locale-preferred_language": "en"}))
    assert "Full name" in mine.get(ACCOUNT).content.decode()


def test_strangers_are_sent_to_the_sign_in(visitor):
    assert visitor.get(ACCOUNT).headers["Location"].startswith("/admin/login/")
    assert visitor.post(ACCOUNT, form()).headers["Location"].startswith("/admin/login/")
