"""Forms to download: their words find the procedure they belong to."""

from datetime import date

import pytest
from wagtail.models import CollectionViewRestriction

from portal.media.models import FileText
from portal.procedures.models import DossierItem
from portal.procedures.search_forms import MOST_TEXT
from search.models import SearchState
from tests.factories.procedures import make_content, publish
from tests.portal.media.texts import docx_of, make_file
from tests.support.search_index import index_changes, index_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
WORDS = "Họ chữ đệm tên người được khai sinh, quê quán, nơi cư trú của bên ngoại"


@pytest.fixture
def version(network):
    made = publish(make_content(), on=date(2026, 1, 1))
    index_everything()
    return made


@pytest.fixture
def form(network):
    return make_file(network["province"], docx_of(WORDS), "to-khai.docx", title="Mẫu tờ khai KS-01")


@pytest.fixture
def paper(version, form):
    """The form is put in as the editor does, after the procedure is known."""
    item = DossierItem.objects.filter(case__procedure=version.procedure).first()
    item.form_file = form
    item.save()
    return item


@pytest.fixture
def find(network, visit):
    def _find(q):
        found = visit(network["hoa_phu"], "/api/search/", data={"q": q}).json()
        return [row["note"] for row in found["results"] if row["kind"] == "Thủ tục"]

    return _find


def test_words_and_name_of_a_form_find_its_procedure(version, paper, find):
    assert find("nơi cư trú của bên ngoại") == []
    index_changes()
    for typed in ("nơi cư trú của bên ngoại", "noi cu tru ben ngoai", "mau to khai KS-01"):
        assert find(typed) == [version.code], typed


def test_another_file_in_its_place_and_no_file(network, version, paper, form, find):
    index_changes()
    other = make_file(network["province"], docx_of("Biển số khung gầm"), "khac.docx", title="Mẫu khác")
    paper.form_file = other
    paper.save()
    index_changes()
    assert (find("bên ngoại"), find("khung gầm")) == ([], [version.code])
    other.delete()
    index_changes()
    assert find("khung gầm") == []


def test_a_form_in_a_closed_folder_tells_nothing(version, paper, form, find):
    index_changes()
    assert find("bên ngoại") == [version.code]
    CollectionViewRestriction.objects.create(
        collection=form.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    index_changes()
    assert find("bên ngoại") == []


def test_a_form_that_cannot_be_read_or_is_endless_stops_nothing(network, version, paper, form, find):
    broken = make_file(network["province"], b"PK\x03\x04 none", "hong.docx", title="Mẫu hỏng")
    paper.form_file = broken
    paper.save()
    index_changes()
    index_changes()  # what was read marks its procedure once more
    assert find("mẫu hỏng") == [version.code] and not SearchState.objects.pending().exists()
    FileText.objects.filter(file=broken).update(text="chữ " * MOST_TEXT + "tậncùng")
    index_everything()
    assert find("tậncùng") == [] and find("khai sinh") == [version.code]
