"""Files in the index: their words, where they are found, and who never finds them."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from portal.core.search_changes import PAGE_KIND
from portal.media.enums import TextStatus
from portal.media.models import FileText
from portal.media.search_changes import FILE_KIND
from portal.media.texts.selectors import files_pending
from search.indexing.sending import changes_run
from search.models import SearchState
from search.searchable import registry
from tests.factories.pages import make_article
from tests.factories.units import NOW
from tests.portal.media.texts import docx_of, make_file
from tests.support.queries import assert_queries
from tests.support.searching import context_of, documents, shown_now, temporary_index

pytestmark = pytest.mark.django_db
WORDS = "Kế hoạch trồng rừng ngập mặn ven sông Vàm Cỏ"


@pytest.fixture
def commune(network):
    return network["thanh_phu_long"]


@pytest.fixture
def file(commune):
    return make_file(commune, docx_of(WORDS), "ke-hoach.docx")


def show(subsite, *files, **fields):
    links = " ".join(f'<a linktype="document" id="{file.pk}">tệp</a>' for file in files)
    return make_article(subsite, body=[{"type": "text", "value": f"<p>{links}</p>"}], **fields)


def read_all():
    call_command("file_texts_extract", "--pending", stdout=StringIO())


def test_the_worker_reads_a_file_that_a_page_shows(network, commune, file):
    page = show(commune, file)
    assert files_pending().get() == file
    with temporary_index() as index:
        while changes_run(engines=[index.engine], limit=100, now=NOW).done:
            pass
        for name in ("thanh_phu_long", "province"):
            find = index.page(network[name], "trồng rừng ngập mặn").finds[0]
            assert (find.shown.title, find.shown.url) == (file.title, file.url)
            assert find.shown.trail == (commune.unit.full_name, page.title)
            assert find.hit.parent.pk == str(page.pk)
        assert file.title not in index.titles(network["hoa_phu"], "trồng rừng ngập mặn")
    assert not files_pending().exists()


def test_what_there_was_no_time_for_is_marked_again(commune, file, monkeypatch):
    show(commune, file)
    SearchState.objects.all().delete()
    monkeypatch.setattr("portal.core.search_files.file_texts_extract", lambda **kwargs: 0)
    registry.get(FILE_KIND).prepare([str(file.pk)])
    assert SearchState.objects.pending().get().pk_text == str(file.pk)


def test_a_file_of_no_page_or_of_a_draft_is_nobodys(commune, file):
    assert documents(FILE_KIND) == {}
    show(commune, file, live=False)
    assert documents(FILE_KIND) == {}
    assert not shown_now(commune, FILE_KIND, file.pk)


@pytest.mark.parametrize("how", ["unpublished", "restricted", "folder", "ended"])
def test_it_is_gone_from_results_the_moment_its_page_is(commune, file, how):
    page = show(commune, file)
    read_all()
    with temporary_index(FILE_KIND) as index:
        assert index.titles(commune, "rừng ngập mặn") == [file.title]
        if how == "unpublished":
            page.unpublish()
        elif how == "ended":
            type(page).objects.update(expire_at=NOW.replace(year=2020))
        elif how == "restricted":
            PageViewRestriction.objects.create(
                page=Page.objects.get(pk=page.pk).get_parent(), restriction_type="login"
            )
        else:
            CollectionViewRestriction.objects.create(collection=commune.collection, restriction_type="login")
        assert index.titles(commune, "rừng ngập mặn") == []
    assert documents(FILE_KIND) == {}


def test_a_file_of_two_units_is_found_at_both(network, commune, file):
    show(commune, file)
    show(network["phuoc_ly"], file)
    read_all()
    with temporary_index(FILE_KIND) as index:
        for name in ("thanh_phu_long", "phuoc_ly"):
            (find,) = index.page(network[name], "rừng ngập mặn").finds
            assert find.shown.trail[0] == network[name].unit.full_name


def test_a_new_content_is_read_and_the_same_is_not(commune, file):
    show(commune, file)
    read_all()
    first = FileText.objects.get()
    with file.open_file() as stored:
        file.file = make_file(commune, stored.read(), "khac.docx").file
    file.save()
    read_all()
    again = FileText.objects.get(file=file)
    assert (again.extracted_at, again.stored_name) == (first.extracted_at, file.file.name)
    file.file = make_file(commune, docx_of("Danh sách hộ nghèo"), "moi.docx").file
    file.save()
    read_all()
    assert FileText.objects.get(file=file).text == "Danh sách hộ nghèo"
    assert FileText.objects.get(file=file).status == TextStatus.OK


def test_queries_do_not_grow_with_the_files(commune, file):
    others = [make_file(commune, b"Danh muc", f"{n}.txt") for n in range(4)]
    show(commune, file, *others)
    kind = registry.get(FILE_KIND)
    pks = [str(one.pk) for one in (file, *others)]
    keys = [found.key for found in kind.documents(pks)]
    assert len(keys) == 5
    with assert_queries(6, "showings, pages, folders, files, places"):
        list(kind.documents(pks))
    context = context_of(commune)
    with assert_queries(5, "showings, pages, folders, files"):
        assert len(kind.shown(keys, context=context)) == 5


def test_a_page_is_no_file_of_its_own_number(commune, file):
    page = show(commune, file)
    assert str(page.pk) in documents(PAGE_KIND)
    assert set(documents(FILE_KIND)) == {str(file.pk)}
