"""The province's overview of its units: who is behind, who lacks facts, who differs, who asks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.procedures.adoption.selectors import performed_by_units
from portal.procedures.models import AdoptionRule, LocalFacts, Override, Procedure, ProposedChange
from portal.procedures.selectors import procedures_of_unit
from sites.enums import Level, NetworkRole, Role
from tests.factories.procedures import NOW, make_content, publish
from tests.factories.units import make_subsite, make_unit
from tests.portal.procedures.adoption.test_here import BIRTH, BUS, LAND, own_fee, sign_in, task_of, words_of
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
SCREENS = ("index", "procedures", "own_parts", "proposals")


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, fee="5000"))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai", levels=["COMMUNE", "PROVINCE"]))
    publish(make_content(BUS, name="Cấp phù hiệu xe", field=None, levels=["PROVINCE"]))
    return network


def url(name: str, *args) -> str:
    return reverse(f"procedures_network:{name}", args=args)


def test_one_screen_says_how_many_units_are_behind(catalog):
    own_fee(catalog["thanh_phu_long"])
    task_of(catalog["hoa_phu"])
    full = {"office": "Một cửa", "address": "Ấp 1", "hours": "7:30", "phone": "1"}
    LocalFacts.objects.create(unit=catalog["phuoc_ly"].unit, updated_at=NOW, **full)
    client = sign_in(catalog["province"], NetworkRole.PROVINCE_ADMIN)
    response = client.get(url("index"))
    assert "Đơn vị chưa theo kịp: 2 trên 6, còn 2 thay đổi chưa xem." in words_of(response)
    rows = {row.unit.name: row for row in response.context["page"]}
    assert (rows["Hòa Phú"].tasks, rows["Hòa Phú"].own_parts, rows["Hòa Phú"].missing) == (1, 1, 2)
    assert (rows["Phước Lý"].tasks, rows["Phước Lý"].performed, rows["Phước Lý"].missing) == (0, 2, 0)
    assert rows["Long An"].missing == 3
    behind = client.get(url("index") + "?show=behind").context["page"]
    assert {row.unit.name for row in behind} == {"Hòa Phú", "Thanh Phú Long"}
    listed = client.get(url("procedures")).context["page"]
    assert [(row["code"], row["units"]) for row in listed] == [(BIRTH, 2)]


def test_facts_of_one_procedure_complete_it_where_the_general_ones_lack(catalog):
    unit = catalog["hoa_phu"].unit
    LocalFacts.objects.create(unit=unit, office="Một cửa", address="Ấp 1", hours="7:30", updated_at=NOW)
    birth = Procedure.objects.get(code=BIRTH)
    LocalFacts.objects.create(unit=unit, procedure=birth, phone="1", updated_at=NOW)
    client = sign_in(catalog["province"], NetworkRole.AUDITOR)
    rows = {row.unit: row for row in client.get(url("index")).context["page"]}
    assert rows[unit].missing == 1


def test_what_units_carry_out_is_the_same_one_by_one_and_all_at_once(catalog):
    def rule(**fields):
        AdoptionRule.objects.create(reason="QĐ", decided_at=NOW, **fields)

    by_code = {procedure.code: procedure for procedure in Procedure.objects.all()}
    hoa_phu, other = catalog["hoa_phu"].unit, catalog["thanh_phu_long"].unit
    rule(level=Level.COMMUNE, performs=False)
    rule(level=Level.COMMUNE, procedure=by_code[BIRTH], performs=True)
    rule(unit=hoa_phu, field=by_code[LAND].field, performs=True)
    rule(unit=other, performs=True)
    rule(unit=other, procedure=by_code[BIRTH], performs=False)
    rule(level=Level.PROVINCE, field=by_code[BIRTH].field, performs=False)
    day = timezone.localdate()
    at_once = performed_by_units(day=day)
    for subsite in catalog.values():
        alone = set(procedures_of_unit(unit=subsite.unit, day=day).values_list("procedure", flat=True))
        assert at_once[subsite.unit_id] == alone, subsite
    assert at_once[hoa_phu.pk] == {by_code[BIRTH].pk, by_code[LAND].pk}


def test_who_overrides_what_and_whose_review_is_due(catalog):
    override = own_fee(catalog["hoa_phu"])
    client = sign_in(catalog["province"], NetworkRole.PROVINCE_EDITOR)
    assert "Nghị quyết" in words_of(client.get(url("own_parts")))
    assert not client.get(url("own_parts") + "?due").context["rows"]
    Override.objects.filter(pk=override.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    assert "đã đến hạn" in words_of(client.get(url("own_parts") + "?due"))


def test_a_proposal_is_answered(catalog):
    unit, procedure = catalog["hoa_phu"].unit, Procedure.objects.get(code=BIRTH)
    proposal = ProposedChange.objects.create(
        unit=unit, procedure=procedure, part="dossier", text="Thừa một giấy", sent_at=NOW
    )
    client = sign_in(catalog["province"], NetworkRole.PROVINCE_EDITOR)
    assert "Thừa một giấy" in words_of(client.get(url("proposals")))
    assert client.post(url("answer", proposal.pk), {"answer": " "}).status_code == 200
    assert client.post(url("answer", proposal.pk), {"answer": "Đã sửa ở quyết định sau."}).status_code == 302
    page = reverse("procedures_here:procedure", args=[unit.pk, procedure.pk])
    assert "Đã sửa ở quyết định sau." in words_of(sign_in(catalog["hoa_phu"]).get(page))
    assert not client.get(url("proposals")).context["rows"]
    assert client.get(url("answer", 9999)).status_code == 404


def test_nobody_of_a_unit_enters_and_the_auditor_only_reads(catalog):
    proposal = ProposedChange.objects.create(
        unit=catalog["thanh_phu_long"].unit, procedure=Procedure.objects.get(code=BIRTH),
        part="dossier", text="Riêng", sent_at=NOW,
    )  # fmt: skip
    client = sign_in(catalog["hoa_phu"], Role.SITE_ADMIN)
    for path in [*(url(name) for name in SCREENS), url("answer", proposal.pk)]:
        assert client.get(path).status_code == 302
        assert client.post(path, {"answer": "x"}).status_code == 302
    auditor = sign_in(catalog["province"], NetworkRole.AUDITOR)
    for name in SCREENS:
        assert auditor.get(url(name)).status_code == 200
    assert auditor.post(url("answer", proposal.pk), {"answer": "x"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.answered_at is None


def test_the_screens_cost_the_same_with_one_unit_more(catalog):
    client = sign_in(catalog["province"], NetworkRole.PROVINCE_ADMIN)
    task = task_of(catalog["hoa_phu"])
    words = {"procedure": task.override.procedure, "part": "name", "text": "x", "sent_at": NOW}
    ProposedChange.objects.create(unit=catalog["hoa_phu"].unit, **words)

    def counts() -> list[int]:
        found = []
        for name in SCREENS:
            client.get(url(name))
            with assert_queries(40, "menu, rights, the list") as captured:
                client.get(url(name))
            found.append(len(captured))
        return found

    before = counts()
    more = make_subsite(make_unit("Long Trì", parent=catalog["chau_thanh"].unit))
    own_fee(more)
    ProposedChange.objects.create(unit=more.unit, **words)
    assert [after - one for one, after in zip(before, counts(), strict=True)] == [0, 0, 0, 0]
