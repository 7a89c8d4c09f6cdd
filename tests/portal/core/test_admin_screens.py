"""What clerks see of the admin, screen by screen: no English word of any package's catalogue."""

import json
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.home.models import StandardPage
from sites.enums import Role
from sites.rights import network_roles_ensure
from tests.factories.media import make_image
from tests.factories.pages import home_page, make_article, news_index
from tests.portal.core.test_admin_catalogue import ADMIN, BENEATH, SIGN_IN, catalogue, english, key, said

SINGLE_WORDS = """
Account Actions Add Cancel Checks Choose Close Collection Collections Comments Content Copy Dashboard
Delete Document Documents Draft Edit Email Filter Help History Image Images Language Live Locale Lock Move
More Name Page Pages Password Preview Privacy Promote Publish Published Reports Save Search Settings Slug
Snippets Status Tags Task Title Type Unpublish Updated Upload Usage User Username Users Workflow Workflows
"""
ONE_WORD = set(SINGLE_WORDS.split())
SILENT = {"script", "style", "template", "svg", "noscript", "code"}
SPOKEN_ATTRIBUTES = ("placeholder", "aria-label", "title", "alt")


class Texts(HTMLParser):
    """Text nodes and spoken attributes of a page, and strings the sidebar is made of."""

    def __init__(self, html: str):
        super().__init__()
        self.found: set[str] = set()
        self.depth = 0
        self.in_props = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in SILENT:
            self.depth += 1
            self.in_props = given.get("id") == "wagtail-sidebar-props"
        self.hear(*(given.get(name) or "" for name in SPOKEN_ATTRIBUTES))
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.hear(given.get("value") or "")

    def handle_endtag(self, tag):
        if tag in SILENT:
            self.depth -= 1
            self.in_props = False

    def handle_data(self, data):
        if self.in_props:
            self.hear(*re.findall(r'"(?:label|title)": "((?:[^"\\]|\\.)*)"', data))
        elif not self.depth:
            self.hear(data)

    def hear(self, *texts):
        self.found |= {" ".join(text.split()) for text in texts if text.strip()}


@cache
def english_patterns() -> re.Pattern:
    """English texts of two words or more, with anything where a value stands."""
    sentences = set()
    for package in ADMIN + BENEATH + SIGN_IN:
        for entry in english("django", package).values():
            for text in filter(None, (entry.msgid, entry.msgid_plural)):
                pieces = re.split(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", " ".join(text.split()))
                if len(re.findall(r"[A-Za-z]{2,}", " ".join(pieces))) > 1 and said(entry) != text:
                    sentences.add(".+?".join(map(re.escape, pieces)))
    return re.compile("|".join(sentences))


def english_in(html: str) -> set[str]:
    return {text for text in Texts(html).found if text in ONE_WORD or english_patterns().fullmatch(text)}


@pytest.fixture
def sign_in(client, django_user_model, network):
    """`sign_in("hoa_phu")` is the client of that sub-site's administrator."""
    network_roles_ensure()

    def _sign_in(place: str, *roles: Role):
        user = django_user_model.objects.create_user(f"{place}-quan-tri", password="x")
        for role in roles or (Role.SITE_ADMIN, Role.PUBLISHER):
            user.groups.add(network[place].roles.get(role=role).group)
        client.force_login(user)
        client.defaults["HTTP_HOST"] = network[place].site.hostname
        return client

    return _sign_in


@pytest.fixture
def addresses(network) -> list[str]:
    """Screens of a clerk's day on one sub-site."""
    site = network["thanh_phu_long"]
    index, article = news_index(site), make_article(site)
    image = make_image(site)
    draft = make_article(site, "Bài đang viết", live=False)
    about = StandardPage.objects.child_of(home_page(site)).first()
    make = reverse("wagtailadmin_pages:add", args=["news", "articlepage", index.pk])
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_explore", args=[site.root_page.pk]),
        reverse("wagtailadmin_explore", args=[index.pk]),
        make,
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        reverse("wagtailadmin_pages:edit", args=[about.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailadmin_pages:delete", args=[article.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[article.pk]),
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        reverse("wagtailadmin_pages:move", args=[article.pk]),
        reverse("wagtailadmin_pages:search") + "?q=khong-co-trang-nay",
        reverse("wagtailimages:index"),
        reverse("wagtailimages:index") + "?q=khong-co-anh-nay",
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtailadmin_choose_page"),
    ]


def test_screens_of_a_clerk_have_no_english_words(network, sign_in, addresses):
    clerk = sign_in("thanh_phu_long")
    wrong = {}
    for address in addresses:
        answer = clerk.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        html = answer.content.decode()
        if answer["Content-Type"].startswith("application/json"):
            html = json.loads(html)["html"]
        assert re.search("[ạảấầẩậắằặẹẻếềểễệịỉọỏốồổộớờởợụủứừửữựỳỵỷ]", html), address
        if found := english_in(html):
            wrong[address] = sorted(found)
    assert not wrong, json.dumps(wrong, indent=2, ensure_ascii=False)


@pytest.mark.django_db
def test_the_sign_in_page_has_no_english_words(network):
    client = Client()
    answer = client.get("/admin/login/", HTTP_HOST=network["thanh_phu_long"].site.hostname)
    assert answer.status_code == 200
    assert not english_in(answer.content.decode())


def test_a_refused_form_is_explained_in_vietnamese(network, sign_in):
    site = network["thanh_phu_long"]
    clerk = sign_in("thanh_phu_long")
    address = reverse("wagtailadmin_pages:add", args=["news", "articlepage", news_index(site).pk])
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    before = Page.objects.count()
    answer = clerk.post(address, comments | {"body-count": "0", "slug": "a b", "published_at": "hôm qua"})
    assert Page.objects.count() == before
    assert len(answer.context["form"].errors) > 1
    assert not english_in(answer.content.decode())


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<button>Publish</button>", {"Publish"}),
        ("<p>Used 3 times</p>", {"Used 3 times"}),
        ('<input placeholder="Search all pages…">', {"Search all pages…"}),
        ('<script id="wagtail-sidebar-props">{"label": "Reports"}</script>', {"Reports"}),
        ("<script>Publish</script><p>Đăng</p>", set()),
    ],
)
def test_english_is_found(html, found):
    assert english_in(html) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("package", "view"),
    [
        ("wagtail", "wagtailadmin_javascript_catalog"),
        ("wagtail_localize", "wagtail_localize:javascript_catalog"),
    ],
)
def test_scripts_are_given_vietnamese(network, sign_in, package, view):
    script = sign_in("thanh_phu_long").get(reverse(view)).content.decode()
    catalog = json.loads(re.search(r"const newcatalog = (\{.*?\});?\n", script, re.DOTALL)[1])
    ours = {key(entry): entry for entry in catalogue("locale_overrides", "djangojs")}
    for text in english("djangojs", package):
        wanted = said(ours[text])
        assert catalog[text[1]] == ([wanted] if ours[text].msgid_plural else wanted)
