"""Whatever changes what the public finds marks it for the index, in the transaction of the change."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from portal.core.search_changes import PAGE_KIND, page_saved, pages_mark
from portal.media.models import File
from portal.media.search_changes import FILE_KIND
from portal.news.models import ArticlePage
from search.models import SearchState
from sites.signals import units_imported
from tests.factories.pages import home_page, make_article, news_index
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(network):
    return network["thanh_phu_long"]


@pytest.fixture
def article(commune):
    found = make_article(commune)
    forget()
    return found


def forget() -> None:
    SearchState.objects.all().delete()


def marked(kind: str = PAGE_KIND) -> set[int]:
    return {int(pk) for pk in SearchState.objects.filter(kind=kind).values_list("pk_text", flat=True)}


def with_file(commune) -> tuple[ArticlePage, File]:
    file = File(title="Biểu mẫu", collection=commune.collection)
    file.file.save("bieu-mau.pdf", ContentFile(b"%PDF-1.4"), save=True)
    link = f'<p><a linktype="document" id="{file.pk}">Biểu mẫu</a></p>'
    return make_article(commune, body=[{"type": "text", "value": link}]), file


def test_a_draft_is_nobodys_find(commune):
    forget()
    draft = make_article(commune, live=False)
    draft.title = "Sửa"
    draft.save_revision()
    assert marked() == set()


def test_publication_marks_the_page(commune):
    draft = make_article(commune, live=False)
    draft.get_latest_revision().publish()
    assert draft.pk in marked()


def test_a_draft_of_a_live_page_changes_nothing_yet(article):
    article.title = "Bản nháp"
    article.save_revision()
    assert marked() == set()
    article.get_latest_revision().publish()
    assert marked() == {article.pk}


def test_unpublication_marks_it_and_its_files(commune):
    page, file = with_file(commune)
    forget()
    page.unpublish()
    assert (marked(), marked(FILE_KIND)) == ({page.pk}, {file.pk})


def test_a_save_without_publication(article):
    article.summary = "Một lệnh đã sửa."
    article.save()
    assert marked() == {article.pk}


def test_a_rolled_back_change_marks_nothing(article):
    with pytest.raises(RuntimeError), transaction.atomic():
        article.save()
        raise RuntimeError
    assert marked() == set()


def test_what_is_deleted_is_marked_as_deleted_with_all_below_it(commune):
    index = news_index(commune)
    below = {make_article(commune, title).pk for title in ("Một", "Hai")}
    forget()
    pks = below | {index.pk}
    Page.objects.get(pk=index.pk).delete()
    gone = SearchState.objects.filter(kind=PAGE_KIND, is_deleted=True)
    assert {int(pk) for pk in gone.values_list("pk_text", flat=True)} >= pks


def test_a_move_marks_the_whole_tree(commune, article):
    index = news_index(commune)
    index.move(home_page(commune), pos="first-child")
    assert {index.pk, article.pk} <= marked()


def test_a_restriction_marks_the_tree_and_aliases_of_what_is_in_it(network, commune, article):
    other = news_index(network["chau_thanh"])
    alias = article.create_alias(parent=other, update_slug="ban-sao")
    forget()
    restriction = PageViewRestriction.objects.create(
        page=news_index(commune), restriction_type=PageViewRestriction.LOGIN
    )
    assert {news_index(commune).pk, article.pk, alias.pk} <= marked()
    forget()
    restriction.groups.add(Group.objects.create(name="Nhóm kín"))
    assert article.pk in marked()
    forget()
    restriction.delete()
    assert article.pk in marked()


def test_an_alias_follows_its_source(commune, article):
    alias = article.create_alias(parent=home_page(commune), update_slug="ban-sao")
    forget()
    article.title = "Tên mới"
    article.save_revision().publish()
    assert {article.pk, alias.pk} <= marked()


def test_a_unit_that_changes_marks_what_it_and_those_below_it_show(network, commune, article):
    district = commune.unit.parent
    district.full_name = "Huyện khác tên"
    district.save()
    assert article.pk in marked()
    forget()
    commune.unit.save()
    assert article.pk in marked()


def test_an_imported_list_of_units_marks_the_pages_of_its_provinces(commune, article):
    units_imported.send(sender=None, province_codes=("99",))
    assert article.pk not in marked()
    units_imported.send(sender=None, province_codes=(commune.unit.province_code,))
    assert article.pk in marked()


def test_files_are_marked_when_they_change_or_come_to_be_shown(commune):
    page, file = with_file(commune)
    assert file.pk in marked(FILE_KIND)
    forget()
    file.title = "Biểu mẫu số 1"
    file.save()
    assert marked(FILE_KIND) == {file.pk}
    forget()
    page.body = [("text", "<p>Không còn tệp.</p>")]
    page.save_revision().publish()
    assert marked(FILE_KIND) == {file.pk}
    forget()
    pk = file.pk
    file.delete()
    assert SearchState.objects.get(kind=FILE_KIND, pk_text=str(pk)).is_deleted


def test_a_private_folder_marks_the_files_in_it(commune):
    _page, file = with_file(commune)
    forget()
    restriction = CollectionViewRestriction.objects.create(
        collection=commune.collection.get_parent(), restriction_type=CollectionViewRestriction.LOGIN
    )
    assert file.pk in marked(FILE_KIND)
    forget()
    restriction.delete()
    assert file.pk in marked(FILE_KIND)


def test_bulk_updates_have_a_helper(commune, article):
    pages = ArticlePage.objects.filter(pk=article.pk)
    pages.update(summary="Sửa hàng loạt.")
    assert pages_mark(pages) == 1
    assert marked() == {article.pk}


def test_a_mark_costs_two_statements(article):
    with assert_queries(2, "make the row, raise its revision"):
        page_saved(sender=ArticlePage, instance=article)
    SearchState.objects.get(kind=PAGE_KIND, pk_text=str(article.pk), revision=1)
