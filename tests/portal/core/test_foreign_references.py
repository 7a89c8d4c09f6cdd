"""A form that is sent numbers of another sub-site's pictures, files and drafts saves nothing."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, Locale, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation, TranslationSource

from portal.media.models import File
from portal.news.models import ArticlePage
from sites.enums import Role
from tests.factories.media import make_image
from tests.factories.pages import make_article, news_index
from themes.models import SiteTheme

MARK = "zqxmat"
REFUSED = "của trang thành phần khác"


@pytest.fixture
def world(network):
    own, other = network["hoa_phu"], network["thanh_phu_long"]
    return {
        "own": own,
        "other": other,
        "image": make_image(other, f"{MARK} ảnh"),
        "file": File.objects.create(
            title=f"{MARK} tệp",
            collection=other.collection,
            file=ContentFile(b"%PDF-1.4", name=f"{MARK}.pdf"),
        ),
        "draft": make_article(other, f"{MARK} bản nháp", live=False),
    }


@pytest.fixture
def sign_in(network, django_user_model):
    def _sign_in(role):
        user = django_user_model.objects.create_user(f"nguoi-{role}".lower(), password="x")
        user.groups.add(network["hoa_phu"].roles.get(role=role).group)
        client = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
        client.force_login(user)
        return client

    return _sign_in


def contentstate(text, *, kind=None, data=None):
    """What the editor of running text sends, with one entity over all of the text."""
    entity = {"0": {"type": kind, "mutability": "MUTABLE", "data": data}} if kind else {}
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if kind else []
    block = {
        "key": "abcde",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    return json.dumps({"blocks": [block], "entityMap": entity})


def link(kind, pk, **data):
    return contentstate("Xem thêm", kind=kind, data={"id": pk, **data})


def form_of(body=(), **fields):
    return nested_form_data(
        {
            "title": "Bài của chúng tôi",
            "slug": "bai-cua-chung-toi",
            "summary": "Hai câu.",
            "topic": "",
            "image": "",
            "image_alt": "",
            "image_caption": "",
            "body": streamfield(list(body)),
            "author": "Minh Anh",
            "source": "",
            "source_url": "",
            "published_at": "",
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
        }
        | fields
    )


def tampered(world):
    """Each way to name something of the other sub-site: (field, form)."""
    image, file, draft = (world[name].pk for name in ("image", "file", "draft"))
    return [
        ("image", form_of(image=str(image), image_alt="Ảnh")),
        ("body", form_of([("picture", {"image": str(image), "alt": "Ảnh", "caption": ""})])),
        # Wrong for another reason too: the block must not be drawn with its picture again.
        ("body", form_of([("picture", {"image": str(image), "alt": "", "caption": ""})])),
        ("body", form_of([("file", {"file": str(file), "title": ""})])),
        ("body", form_of([("text", link("DOCUMENT", file, url="/x"))])),
        ("body", form_of([("text", link("DOCUMENT", "x9", url="/x"))])),  # drawing it would break the page
        ("body", form_of([("text", link("LINK", draft, parentId=1, url="/x"))])),
    ]


def add_url(world):
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", news_index(world["own"]).pk])


def test_nothing_is_made_of_it(world, sign_in):
    client = sign_in(Role.EDITOR)
    before = ArticlePage.objects.count(), Revision.objects.count()
    for field, form in tampered(world):
        answer = client.post(add_url(world), form)
        assert answer.status_code == 200
        assert REFUSED in str(answer.context["form"].errors[field]), form
        assert MARK not in answer.content.decode(), form
    assert (ArticlePage.objects.count(), Revision.objects.count()) == before


def test_nothing_is_changed_by_it_and_nothing_previewed(world, sign_in):
    client = sign_in(Role.EDITOR)
    article = make_article(world["own"])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    previews = [
        reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk]),
        reverse(
            "wagtailadmin_pages:preview_on_add", args=["news", "articlepage", news_index(world["own"]).pk]
        ),
    ]
    revision = article.latest_revision_id
    for field, form in tampered(world):
        answer = client.post(edit, form)
        assert REFUSED in str(answer.context["form"].errors[field]), form
        assert MARK not in answer.content.decode(), form
        for preview in previews:
            assert client.post(preview, form).json()["is_valid"] is False
            assert MARK not in client.get(preview).content.decode()
    article.refresh_from_db()
    assert article.latest_revision_id == revision and article.image is None


def test_what_is_ones_own_shared_or_published_may_be_used(world, sign_in, network):
    client = sign_in(Role.EDITOR)
    shared = network["province"].collection
    group = network["hoa_phu"].roles.get(role=Role.EDITOR).group
    right = GroupCollectionPermission.objects.filter(
        group=group, permission__codename="choose_image", collection=world["own"].collection
    ).get()
    GroupCollectionPermission.objects.create(group=group, collection=shared, permission=right.permission)
    published = make_article(world["other"], "Tin đã đăng")
    body = [
        ("picture", {"image": str(make_image(world["own"]).pk), "alt": "Ảnh", "caption": ""}),
        ("text", link("LINK", published.pk, parentId=1, url="/x")),
        ("text", link("LINK", news_index(world["own"]).pk, parentId=1, url="/x")),
    ]
    picture = make_image(network["province"])
    answer = client.post(add_url(world), form_of(body, image=str(picture.pk), image_alt="Ảnh"))
    assert answer.status_code == 302, answer.context["form"].errors
    assert ArticlePage.objects.get(slug="bai-cua-chung-toi").image == picture


def test_what_stands_there_already_does_not_stop_an_editor(world, sign_in):
    body = [{"type": "file", "value": {"file": world["file"].pk, "title": ""}, "id": "a"}]
    article = make_article(world["own"], image=world["image"], image_alt="Ảnh", body=body)
    form = form_of(
        [("file", {"file": str(world["file"].pk), "title": "Tên mới"})],
        image=str(world["image"].pk),
        image_alt="Ảnh",
    )
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    answer = sign_in(Role.EDITOR).post(edit, form)
    assert answer.status_code == 302, answer.context["form"].errors
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().body[0].value["title"] == "Tên mới"


def test_the_look_of_a_site_takes_own_pictures_only(world, sign_in):
    client = sign_in(Role.SITE_ADMIN)
    own = world["own"]
    url = reverse("wagtailsettings:edit", args=["themes", "sitetheme", own.site_id])
    form = {"pack": "MODERN", "brand_colour": "", "brand_strong_colour": "", "emblem": "", "banner": ""}
    form["pack"] = SiteTheme.objects.get(site=own.site).pack
    answer = client.post(url, form | {"emblem": str(world["image"].pk)})
    assert REFUSED in str(answer.context["form"].errors["emblem"])
    assert MARK not in answer.content.decode()
    assert SiteTheme.objects.get(site=own.site).emblem is None
    mine = make_image(own)
    assert client.post(url, form | {"emblem": str(mine.pk)}).status_code == 302
    assert SiteTheme.objects.get(site=own.site).emblem == mine


def test_a_translation_takes_own_pictures_only(world, sign_in):
    client = sign_in(Role.PUBLISHER)
    body = [
        {
            "type": "picture",
            "value": {"image": make_image(world["own"]).pk, "alt": "Ảnh", "caption": ""},
            "id": "6f4c6a3e-5b5e-4b5e-9d53-0d4e2f6f0a11",
        }
    ]
    article = make_article(world["own"], image=make_image(world["own"]), image_alt="Ảnh", body=body)
    source, _created = TranslationSource.update_or_create_from_instance(article)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    translation.save_target(publish=False)
    segments = [
        segment
        for segment in OverridableSegment.objects.filter(source=source)
        if segment.context.path.rpartition(".")[2] == "image"
    ]
    assert len(segments) == 2
    mine = make_image(world["own"])

    def put(segment, value):
        url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        return client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded")

    for segment in segments:
        for value in (world["image"].pk, 10**9, "x"):
            assert put(segment, value).status_code == 302  # refused like every shut door
            assert not SegmentOverride.objects.exists()
        assert put(segment, mine.pk).status_code == 201
        SegmentOverride.objects.all().delete()


def test_choosers_tell_nothing_of_anothers(world, sign_in):
    client = sign_in(Role.EDITOR)
    for name, kind in (("wagtailimages_chooser", "image"), ("wagtaildocs_chooser", "file")):
        answer = client.get(reverse(f"{name}:chosen", args=[world[kind].pk]))
        assert answer.status_code == 302 and MARK not in answer.content.decode()
