"""Events of life collect procedures by rules; what a person chose stays."""

import json

import pytest

from portal.procedures.life_events.services import DEFAULTS, life_events_apply
from portal.procedures.models import LifeEvent, LifeEventEntry, Procedure
from tests.factories.procedures import NOW, make_content, publish
from tests.portal.procedures.imports.files import run
from themes.templatetags.themes_tags import ICON_FOLDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalog(db):
    publish(make_content())
    publish(make_content("2.000001", name="Cấp giấy chứng nhận quyền sử dụng đất", field="Đất đai"))


def entries():
    return set(LifeEventEntry.objects.values_list("life_event__slug", "procedure__code"))


def test_rules_find_by_field_and_by_words_of_the_title(catalog):
    LifeEvent.objects.create(name="Có con", name_en="Baby", slug="con", title_words="khai sinh\nnuoi con")
    LifeEvent.objects.create(name="Đất", name_en="Land", slug="dat", field_names="dat dai\nThuế")
    done = life_events_apply(now=NOW)
    assert (done.events_made, done.added, done.removed) == (0, 2, 0)
    assert entries() == {("con", "1.001193"), ("dat", "2.000001")}
    assert life_events_apply(now=NOW).changes == 0


def test_what_the_rules_no_longer_say_goes_and_what_a_person_chose_stays(catalog):
    event = LifeEvent.objects.create(name="Có con", name_en="Baby", slug="con", title_words="khai sinh")
    LifeEventEntry.objects.create(
        life_event=event, procedure=Procedure.objects.get(code="2.000001"), is_by_hand=True
    )
    life_events_apply(now=NOW)
    LifeEvent.objects.update(title_words="khai tử")
    assert life_events_apply(now=NOW).removed == 1
    assert entries() == {("con", "2.000001")}


def test_the_usual_events_are_made_once(catalog):
    assert "Life events made: 23" in run("life_events_apply", "--dry-run")
    assert not LifeEvent.objects.exists()
    run("life_events_apply")
    assert ("co-con-nho", "1.001193") in entries()
    assert ("nha-o-dat-dai", "2.000001") in entries()
    LifeEvent.objects.filter(slug="co-con-nho").delete()
    run("life_events_apply")
    assert not LifeEvent.objects.filter(slug="co-con-nho").exists()


def test_the_usual_events_are_whole():
    rows = json.loads(DEFAULTS.read_text())
    assert {row["icon"] for row in rows} <= {path.stem for path in ICON_FOLDER.glob("*.svg")}
    assert len({row["slug"] for row in rows}) == len({row["name"] for row in rows}) == len(rows)
    assert {row["is_for_business"] for row in rows} == {True, False}
    for row in rows:
        LifeEvent(**row | {key: "\n".join(row[key]) for key in ("field_names", "title_words")}).full_clean()
