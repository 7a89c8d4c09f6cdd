"""The demonstration network: built whole, once, and nowhere it does not belong."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Max, Min, Sum
from django.test import TestCase, override_settings
from django.utils.translation import gettext
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex, Revision

from portal.accounts.models import User
from portal.core.models import ContentVersion, Topic
from portal.demo import services
from portal.demo.accounts import EDITOR, PROVINCE_ADMIN, SITE_ADMIN, TRIAL_CODE
from portal.demo.looks import REUSE_NOTICE
from portal.demo.selectors import demo_state, demo_subsites
from portal.demo.services import DemoRefused, demo_build, units_ensure
from portal.demo.texts.boards import MESSAGES
from portal.demo.units import AS_OF, UNITS
from portal.media.models import PortalImage
from portal.news.models import ArticlePage
from portal.procedures.models import (
    AdoptionRule,
    LocalFacts,
    Override,
    Procedure,
    ProcedureIndexPage,
    ProcedureVersion,
)
from portal.signage.messages.entry import text_findings
from portal.signage.models import Board, BoardMessagePage, MessageVersion
from sites.enums import Level
from sites.models import AdministrativeUnit, Subsite, SubsiteContact
from sites.services import network_provision, subsite_create
from sites.slugs import vietnamese_slug
from tests.factories.procedures import make_content, publish
from tests.factories.units import NOW, make_unit
from themes.models import SiteTheme

PASSWORD = "mat-khau-thu-nghiem"
SMALL = 160  # pixels: what the pictures show is not tested


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def articles(**conditions):
    return ArticlePage.objects.filter(**conditions).select_related("locale", "image", "topic")


def procedures_forget():
    """The database as a release without a catalog left it."""
    Procedure.objects.update(replaced_by=None)
    for model in (Override, LocalFacts, AdoptionRule, ProcedureVersion, Procedure):
        model.objects.all().delete()


class BuiltOnce(TestCase):
    """One build for all tests of this class."""

    @classmethod
    def setUpTestData(cls):
        cls.report = demo_build(now=NOW, password=PASSWORD, picture_width=SMALL)

    def test_every_unit_has_the_subsite_that_provisioning_would_give(self):
        hosts = {subsite.unit.code: subsite.site.hostname for subsite in demo_subsites()}
        assert set(hosts) == {facts.code for facts in UNITS}
        assert hosts["80"] == "longan.localhost"
        assert hosts["808"] == "chauthanh.longan.localhost"
        assert hosts["28234"] == "thanhphulong.longan.localhost"
        report = network_provision(province_code="80", as_of=AS_OF, now=NOW, dry_run=True)
        assert (report.existing, report.planned) == (16, [])

    def test_boards_tell_messages_that_fit_them(self):
        told = {version.text_full for version in MessageVersion.objects.filter(live_until=None)}
        assert len(told) == len(MESSAGES) and not any("{" in text for text in told)
        commune = list(Board.objects.filter(unit__code="28234").select_related("unit__parent__parent"))
        for page in BoardMessagePage.objects.all():
            found = text_findings(
                text=page.text_full, short=page.text_short, typeface="auto", font_px=None, boards=commune
            )
            assert not [finding.message for finding in found if finding.is_error]

    def test_a_second_run_changes_nothing_and_says_so(self):
        def state():
            return (
                Page.objects.count(),
                Revision.objects.count(),
                PortalImage.objects.count(),
                ContentVersion.objects.aggregate(Sum("number")),
                PageLogEntry.objects.aggregate(Max("pk")),
                ProcedureVersion.objects.count(),
            )

        before = state()
        assert demo_build(now=NOW, password=PASSWORD).was_there
        assert state() == before
        printed = StringIO()
        call_command("demo", stdout=printed)
        assert gettext("The demonstration is there already; nothing was changed.") in printed.getvalue()
        assert state() == before

    def test_show_prints_addresses_and_sign_ins(self):
        printed = StringIO()
        call_command("demo", "--show", stdout=printed)
        text = printed.getvalue()
        assert "http://thanhphulong.longan.localhost/" in text
        assert "http://longan.localhost/admin/" in text
        assert "bientap.thanhphulong" in text
        assert settings.DEMO_PASSWORD in text

    def test_somebody_elses_subsite_beside_it_is_shown_with_it(self):
        district = AdministrativeUnit.objects.get(code="807")
        subsite_create(unit=make_unit("Phước Lý", parent=district, valid_from=AS_OF), now=NOW)
        assert demo_build(now=NOW, password=PASSWORD).was_there
        for arguments in ([], ["--show"]):
            printed = StringIO()
            call_command("demo", *arguments, stdout=printed)
            assert "http://phuocly.longan.localhost/" in printed.getvalue()
            assert "http://thanhphulong.longan.localhost/" in printed.getvalue()

    @override_settings(PUBLIC_PORT=8010)
    def test_addresses_follow_the_port(self):
        printed = StringIO()
        call_command("demo", stdout=printed)
        assert "http://thanhphulong.longan.localhost:8010/" in printed.getvalue()
        assert gettext("Its addresses now name the port %(port)d.") % {"port": 8010} in printed.getvalue()
        home = self.client.get("/", HTTP_HOST="thanhphulong.longan.localhost:8010").content.decode()
        assert "http://longan.localhost:8010/" in home and "http://longan.localhost/" not in home
        assert demo_build(now=NOW, password=PASSWORD).moved == 0

    def test_an_older_one_gets_its_procedures(self):
        procedures_forget()
        printed = StringIO()
        call_command("demo", "--show", stdout=printed)
        empty = gettext("The catalog of procedures is empty. Run manage.py demo to fill it.")
        assert empty in printed.getvalue()
        report = demo_build(now=NOW, password=PASSWORD)
        assert (report.was_there, report.subsites, report.procedures) == (True, 0, self.report.procedures)
        assert demo_build(now=NOW, password=PASSWORD).procedures == 0

    def test_one_without_places_for_procedures_says_so(self):
        for page in ProcedureIndexPage.objects.all():
            page.delete()
        printed = StringIO()
        call_command("demo", stdout=printed)
        told = gettext(
            "Its sub-sites are of an earlier release, without a catalog of procedures. "
            "Delete the database and run manage.py demo to see one."
        )
        assert told in printed.getvalue()

    def test_somebodys_procedures_are_left_alone(self):
        procedures_forget()
        publish(make_content())
        assert demo_build(now=NOW, password=PASSWORD).procedures == 0
        assert Procedure.objects.count() == 1

    def test_what_a_newcomer_writes_stays_part_of_it(self):
        article = articles(live=True).first()
        article.title = "Bài tôi vừa sửa"
        article.save_revision().publish()
        assert demo_build(now=NOW, password=PASSWORD).was_there

    def test_an_incomplete_one_is_not_repaired(self):
        User.objects.get(username=EDITOR.username).delete()
        with pytest.raises(DemoRefused, match=EDITOR.username):
            demo_build(now=NOW, password=PASSWORD)

    def test_news_reaches_from_today_over_several_years(self):
        published = articles(live=True)
        newest = published.aggregate(newest=Max("published_at"), oldest=Min("published_at"))
        assert NOW.date().toordinal() - newest["newest"].date().toordinal() <= 1
        assert published.filter(published_at__gt=NOW).count() == 0
        assert len({day.year for day in published.dates("published_at", "year")}) >= 3
        for subsite in demo_subsites():
            dates = articles(live=True, unit=subsite.unit).values_list("published_at", flat=True)
            assert len(dates) >= 3, subsite
            assert (NOW - max(dates)).days <= 14, subsite

    def test_articles_have_a_history_as_old_as_they_are(self):
        for article in articles(live=True):
            assert article.live_revision is not None, article
            assert article.first_published_at == article.published_at, article
            assert article.live_revision.created_at < article.published_at, article
            entries = PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish")
            assert [entry.timestamp for entry in entries] == [article.published_at], article
        draft = articles(live=False).get()
        assert draft.owner.username == EDITOR.username
        assert draft.has_unpublished_changes

    def test_no_two_articles_are_alike(self):
        seen: dict[str, str] = {}
        for article in articles():
            for text in (article.title, article.summary, *paragraphs(article)):
                assert text not in seen, f"{article} and {seen.get(text)}: {text}"
                seen[text] = article.title

    def test_every_text_is_finished(self):
        for article in articles():
            text = f"{article.title} {article.summary} {' '.join(paragraphs(article))}"
            assert not {"{", "}", "|", "##"} & set(text.split()), article
            assert "{" not in text, article
            assert article.summary.endswith((".", "?", "!", ":")), article
            assert " ".join(paragraphs(article)).count("<p>") >= 2, article
            article.full_clean()

    def test_six_articles_exist_in_english(self):
        english = articles(locale=Locale.objects.get(language_code="en"))
        assert english.count() == 6
        for article in english:
            original = articles(translation_key=article.translation_key).exclude(pk=article.pk).get()
            assert original.published_at == article.published_at
            assert original.unit == article.unit

    def test_addresses_keep_every_letter(self):
        for article in articles():
            assert article.slug == vietnamese_slug(article.title)

    def test_pictures_lie_in_the_folder_of_their_subsite_and_say_what_they_show(self):
        for image in PortalImage.objects.all():
            assert image.description and image.credit and image.file_size, image
        for subsite in demo_subsites():
            own = set(PortalImage.objects.filter(collection=subsite.collection).values_list("pk", flat=True))
            theme = SiteTheme.objects.get(site=subsite.site)
            used = set(articles(unit=subsite.unit, image__isnull=False).values_list("image", flat=True))
            assert used | {theme.emblem_id} <= own, subsite

    def test_looks_differ_and_are_legible(self):
        themes = list(SiteTheme.objects.filter(site__in=[subsite.site for subsite in demo_subsites()]))
        assert {theme.pack for theme in themes} == {"MODERN", "TRADITIONAL", "CONTRAST"}
        assert len({theme.brand_colour for theme in themes}) > 4
        for theme in themes:
            theme.full_clean()

    def test_every_site_says_that_its_news_is_invented(self):
        contacts = SubsiteContact.objects.all()
        assert {contact.copyright_notice for contact in contacts} == {REUSE_NOTICE}
        assert len({contact.phone for contact in contacts}) == 16

    def test_references_are_known(self):
        article = articles(live=True, image__isnull=False).first()
        assert ReferenceIndex.get_references_to(article.image).exists()
        home = Subsite.objects.get(unit__code="28234").site.root_page
        assert ReferenceIndex.get_references_for_object(home.specific).exists()

    def test_the_province_changes_everything_without_being_a_superuser(self):
        user = User.objects.get(username=PROVINCE_ADMIN.username)
        assert not user.is_superuser
        for article in articles()[:20]:
            assert article.permissions_for_user(user).can_publish()
        assert user.wagtail_userprofile.preferred_language == "vi"

    def test_the_commune_changes_its_own_only(self):
        editor, admin = (User.objects.get(username=who.username) for who in (EDITOR, SITE_ADMIN))
        own = articles(unit__code="28234", live=True).first()
        other = articles(unit__code="28216", live=True).first()
        assert own.permissions_for_user(editor).can_edit()
        assert not own.permissions_for_user(editor).can_publish()
        assert own.permissions_for_user(admin).can_publish()
        assert not other.permissions_for_user(admin).can_edit()
        assert editor.check_password(PASSWORD)

    def test_pages_answer(self):
        for subsite in demo_subsites():
            for path in ("/", "/gioi-thieu/", "/tin-tuc/", "/en/"):
                answer = self.client.get(path, HTTP_HOST=subsite.site.hostname)
                assert answer.status_code == 200, (subsite, path)

    def test_homes_are_arranged(self):
        commune = self.client.get("/", HTTP_HOST="thanhphulong.longan.localhost").content.decode()
        assert "Có con nhỏ" in commune
        assert "/dich-vu-cong-truc-tuyen/co-con-nho/" in commune
        notice = self.client.get("/", HTTP_HOST="thuanmy.longan.localhost").content.decode()
        assert "Tạm cấm xe trên 5 tấn" in notice
        province = self.client.get("/en/", HTTP_HOST="longan.localhost").content.decode()
        assert "About this demonstration" in province

    def test_topics_have_both_names(self):
        topics = list(Topic.objects.all())
        assert len(topics) >= 8
        assert all(topic.name_en and topic.name != topic.name_en for topic in topics)


def paragraphs(article: ArticlePage) -> list[str]:
    return [
        child.value.source if child.block_type == "text" else str(child.value.get("text", ""))
        for child in article.body
        if child.block_type in ("text", "quote")
    ]


# --- Where it refuses


@pytest.mark.django_db
def test_it_refuses_without_a_password(settings):
    settings.DEMO_PASSWORD = None
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("demo")
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("demo", "--show")
    with pytest.raises(DemoRefused):
        demo_build(now=NOW, password=None)
    assert not Subsite.objects.exists()


@pytest.mark.django_db
def test_there_is_nothing_to_show_before_it_is_built():
    with pytest.raises(CommandError, match=r"manage\.py demo"):
        call_command("demo", "--show")


def test_it_refuses_beside_other_content(network):
    before = (Page.objects.count(), Subsite.objects.count(), User.objects.count())
    with pytest.raises(CommandError, match="Long An"):
        call_command("demo")
    assert (Page.objects.count(), Subsite.objects.count(), User.objects.count()) == before


@pytest.mark.django_db
def test_it_refuses_beside_a_page_of_somebody():
    Page.get_first_root_node().add_child(instance=Page(title="Trang có sẵn", slug="trang-co-san"))
    with pytest.raises(DemoRefused, match="Trang có sẵn"):
        demo_build(now=NOW, password=PASSWORD)


@pytest.mark.django_db
def test_it_refuses_to_take_over_an_account():
    User.objects.create_user("quantri", password="cua-nguoi-khac")
    with pytest.raises(DemoRefused, match="quantri"):
        demo_build(now=NOW, password=PASSWORD)


@pytest.mark.django_db
def test_a_failure_leaves_neither_rows_nor_files(monkeypatch):
    few = {"80", "808", TRIAL_CODE}
    monkeypatch.setattr(services, "UNITS", [facts for facts in UNITS if facts.code in few])
    files = stored_files()

    def fail(**facts):
        assert stored_files() - files  # pictures are on the disk by now
        raise RuntimeError("broken")

    monkeypatch.setattr(services, "contact_set", fail)
    with pytest.raises(RuntimeError, match="broken"):
        demo_build(now=NOW, password=PASSWORD, picture_width=SMALL)
    assert stored_files() == files
    assert not Subsite.objects.exists()
    assert not User.objects.exists()
    assert demo_state().is_empty


# --- Units


@pytest.mark.django_db
def test_imported_units_are_used():
    imported = make_unit("Long An", Level.PROVINCE, code="80")
    units = units_ensure()
    assert units["80"] == imported
    assert units["28234"].parent.parent == imported
    assert AdministrativeUnit.objects.filter(code="80").count() == 1


@pytest.mark.django_db
def test_a_later_list_alone_is_refused():
    make_unit("Tây Ninh", Level.PROVINCE, code="80", valid_from=AS_OF.replace(month=7, day=1))
    with pytest.raises(DemoRefused, match="31/03/2025"):
        units_ensure()
