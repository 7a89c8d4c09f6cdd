"""A picture or file answers the public when a published page shows it, and otherwise like nothing."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from portal.media.models import File, MediaShowing
from portal.media.signal_handlers import FIRST_MIGRATION, database_migrated
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.media import make_image
from tests.factories.pages import home_page, make_article
from tests.support.queries import assert_queries
from themes.models import SiteTheme

PDF = b"%PDF-1.4 noi dung"


def make_file(subsite, name="bieu-mau.pdf", content=PDF):
    return File.objects.create(
        title="Biểu mẫu", collection=subsite.collection, file=ContentFile(content, name=name)
    )


def addresses_of(image):
    return [f"/media/{image.file.name}", image.get_rendition("fill-400x250").url]


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def is_hidden(visit, subsite, address, content=b""):
    """Answers as an address where nothing is: same status, same headers, not a byte of it."""
    nothing = visit(subsite, address.rsplit("/", 1)[0] + "/khong-co-gi.png")
    answer = visit(subsite, address)
    if answer.status_code == 200:
        body_of(answer)
        return False
    different = {"Content-Length", "ETag"}
    headers = [
        {name: value for name, value in one.items() if name not in different} for one in (answer, nothing)
    ]
    assert answer.status_code == 404 and headers[0] == headers[1]
    if address.startswith("/media/"):
        assert answer.content == nothing.content
    return True


def person(django_user_model, group, name):
    user = django_user_model.objects.create_user(name, password="x")
    user.groups.add(group)
    return user


@pytest.fixture
def see(network):
    """`see(user, address)`: what a signed-in person is answered on the commune's own host."""

    def _see(user, address):
        client = Client(HTTP_HOST=network["hoa_phu"].site.hostname)
        client.force_login(user)
        return client.get(address)

    return _see


def test_nobody_has_shown_it(network, visit, see, django_user_model):
    commune = network["hoa_phu"]
    image, file = make_image(commune), make_file(commune)
    make_article(
        commune,
        live=False,
        image=image,
        image_alt="Cánh đồng",
        body=[{"type": "file", "value": {"file": file.pk, "title": ""}}],
    )
    addresses = [*addresses_of(image), file.url]
    assert [address for address in addresses if not is_hidden(visit, commune, address)] == []

    own = person(django_user_model, commune.roles.get(role=Role.CONTRIBUTOR).group, "viet")
    auditor = person(django_user_model, NetworkGroup.objects.get(role=NetworkRole.AUDITOR).group, "kiem-tra")
    stranger_group = network["phuoc_ly"].roles.get(role=Role.SITE_ADMIN).group
    stranger = person(django_user_model, stranger_group, "nguoi-la")
    for address in addresses:
        for user in (own, auditor):
            answer = see(user, address)
            assert answer.status_code == 200 and len(body_of(answer)) > 10
            assert answer["Cache-Control"] == "private, no-store"
        assert see(stranger, address).status_code == 404
        own.is_active = False
        own.save()
        assert see(own, address).status_code == 404
        own.is_active = True
        own.save()


def test_a_draft_of_a_live_page_shows_nothing_yet(network, visit):
    commune = network["hoa_phu"]
    first, second, third = make_image(commune), make_image(commune), make_image(commune)
    article = make_article(commune, image=first, image_alt="Cánh đồng")
    assert not any(is_hidden(visit, commune, address) for address in addresses_of(first))

    article.image = second
    article.body = [{"type": "picture", "value": {"image": third.pk, "alt": "Cầu", "caption": ""}}]
    revision = article.save_revision()
    # In memory it holds the new pictures; other saves of the row must not take them for the public's.
    article.save(update_fields=["has_unpublished_changes"])
    Page.objects.get(pk=article.pk).save()
    for image in (second, third):
        assert all(is_hidden(visit, commune, address) for address in addresses_of(image))
    assert not any(is_hidden(visit, commune, address) for address in addresses_of(first))

    revision.publish(skip_permission_checks=True)
    for image in (second, third):
        assert not any(is_hidden(visit, commune, address) for address in addresses_of(image))
    assert all(is_hidden(visit, commune, address) for address in addresses_of(first))


def test_hidden_with_the_last_page_that_shows_it(network, visit, see, django_user_model):
    commune, other = network["hoa_phu"], network["phuoc_ly"]
    image = make_image(commune)
    here = make_article(commune, image=image, image_alt="Cánh đồng")
    there = make_article(other, "Bài nơi khác", image=image, image_alt="Cánh đồng")
    address = f"/media/{image.file.name}"
    here.unpublish()
    assert not is_hidden(visit, commune, address)
    restriction = PageViewRestriction.objects.create(
        page=home_page(other), restriction_type=PageViewRestriction.LOGIN
    )
    assert is_hidden(visit, commune, address)
    reader = django_user_model.objects.create_user("doc-gia", password="x")
    assert see(reader, address)["Cache-Control"] == "private, no-store"  # as the page itself
    second = PageViewRestriction.objects.create(
        page=there, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert see(reader, address).status_code == 404
    second.delete()
    restriction.delete()
    assert not is_hidden(visit, commune, address)
    there.move(here.get_parent(), pos="last-child")
    assert not is_hidden(visit, other, address)
    Page.objects.get(pk=there.pk).delete()
    assert is_hidden(visit, commune, address)


def test_the_look_of_a_site_is_public(network, visit):
    commune = network["hoa_phu"]
    emblem = make_image(commune)
    theme = SiteTheme.objects.get(site=commune.site)
    theme.emblem = emblem
    theme.save()
    address = f"/media/{emblem.file.name}"
    assert not is_hidden(visit, commune, address)
    theme.emblem = None
    theme.save()
    assert is_hidden(visit, commune, address)
    theme.emblem = emblem
    theme.save()
    theme.delete()
    assert not MediaShowing.objects.filter(image=emblem).exists()


def test_running_text_and_links_to_files(network, visit):
    commune = network["hoa_phu"]
    linked = make_file(commune)
    text = f'<p><a linktype="document" id="{linked.pk}">Tải về</a></p>'
    article = make_article(commune, body=[{"type": "text", "value": text}])
    assert linked.url in visit(commune, article.url).content.decode()
    answer = visit(commune, linked.url)
    assert body_of(answer) == PDF
    assert answer["Cache-Control"] == "public, max-age=600"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert visit(commune, f"/documents/{linked.pk}/ten-khac.pdf").status_code == 404
    assert visit(commune, f"/documents/{'9' * 30}/a.pdf").status_code == 404
    # Past its own address, which names it and locks it down, a file is not served at all.
    assert visit(commune, f"/media/{linked.file.name}").status_code == 404


def test_how_a_public_picture_is_answered(network, visit, settings):
    commune = network["hoa_phu"]
    image = make_image(commune)
    make_article(commune, image=image, image_alt="Cánh đồng")
    address = image.get_rendition("fill-400x250").url
    with assert_queries(2, "the sub-site, the picture"):
        answer = visit(commune, address)
    assert answer.status_code == 200 and body_of(answer)[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=600"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.get("Vary", "")
    again = visit(commune, address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    again = visit(commune, address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    assert visit(commune, address, method="post").status_code == 405

    settings.MEDIA_ACCEL = "/_media/"
    answer = visit(commune, address)
    assert answer["X-Accel-Redirect"] == address.replace("/media/", "/_media/")
    assert answer.content == b"" and answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=600"
    file = make_file(commune, "Đơn xin phép.docx", b"PK noi dung")
    make_article(commune, "Mẫu đơn", body=[{"type": "file", "value": {"file": file.pk, "title": ""}}])
    answer = visit(commune, file.url)
    assert answer["X-Accel-Redirect"].startswith("/_media/documents/") and answer.content == b""
    assert answer["X-Accel-Redirect"].isascii()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    default_storage.delete(image.file.name)
    assert visit(commune, f"/media/{image.file.name}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "khac/bi-mat.txt",
        "images/bi-mat.txt",
        "images/../khac/bi-mat.txt",
        "images/%2e%2e/khac/bi-mat.txt",
        "images//etc/passwd",
        "images/a%00.png",
        "original_images/",
        "",
    ],
)
def test_files_of_nobody_are_not_served(network, visit, name):
    for path in ("khac/bi-mat.txt", "images/bi-mat.txt"):
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(b"bi mat"))
    answer = visit(network["hoa_phu"], f"/media/{name}")
    assert answer.status_code in (400, 404) and b"bi mat" not in answer.content


def test_the_rebuild_finds_what_was_loaded_past_the_models(network, visit, capsys):
    commune = network["hoa_phu"]
    shown, hidden, emblem = make_image(commune), make_image(commune), make_image(commune)
    make_article(commune, image=shown, image_alt="Cánh đồng")
    SiteTheme.objects.filter(site=commune.site).update(emblem=emblem)
    MediaShowing.objects.all().delete()
    gone = make_article(commune, "Bài không ảnh")
    MediaShowing.objects.create(page_id=gone.pk, image=hidden)

    for _time in range(2):
        call_command("media_showings_rebuild")
        assert set(MediaShowing.objects.values_list("image", flat=True)) == {shown.pk, emblem.pk}
        assert MediaShowing.objects.count() == 2
    assert "Đã đọc" in capsys.readouterr().out
    assert not is_hidden(visit, commune, f"/media/{emblem.file.name}")


def test_a_database_of_before_shows_its_pictures_on(network):
    class Step:
        app_label, name = FIRST_MIGRATION

    image = make_image(network["hoa_phu"])
    make_article(network["hoa_phu"], image=image, image_alt="Cánh đồng")
    MediaShowing.objects.all().delete()
    database_migrated(plan=[(Step, True)])
    assert not MediaShowing.objects.exists()
    database_migrated(plan=[(Step, False)])
    assert MediaShowing.objects.get().image == image


def test_publishing_costs_the_same_with_more_pictures(network):
    commune = network["hoa_phu"]
    images = [make_image(commune) for _number in range(4)]

    def cost(count, title):
        blocks = [
            {"type": "picture", "value": {"image": image.pk, "alt": "Cầu", "caption": ""}}
            for image in images[:count]
        ]
        article = make_article(commune, title, live=False, body=blocks)
        with assert_queries(400, "counted below") as captured:
            article.get_latest_revision().publish(skip_permission_checks=True)
        return sum("media_mediashowing" in query["sql"] for query in captured)

    assert cost(1, "Một ảnh") == cost(4, "Bốn ảnh") <= 2
