"""A unit's screens: facts, own parts, tasks after a change, opting out, proposals; and who may not."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import ContentVersion
from portal.procedures.enums import FieldPolicy, TaskState
from portal.procedures.models import (
    AdoptionRule,
    LocalFacts,
    Override,
    OverrideTask,
    PartPolicy,
    Procedure,
    ProposedChange,
)
from portal.procedures.selectors import procedures_of_unit, version_on_day
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.procedures import NOW, make_content, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BIRTH, LAND, BUS = "1.001193", "2.000001", "1.000003"


@pytest.fixture(scope="module")
def kept_catalog(kept_network, django_db_blocker):
    with django_db_blocker.unblock():
        publish(make_content(BIRTH, fee="5000"))
        publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai"))
        publish(make_content(BUS, name="Cấp phù hiệu xe", field=None, levels=["PROVINCE"]))


@pytest.fixture
def catalog(kept_catalog, network):
    return network


@pytest.fixture
def here(catalog):
    return catalog["hoa_phu"]


def sign_in(subsite, role: Role | NetworkRole = Role.RECORDS_CLERK) -> Client:
    user = get_user_model().objects.create_user(f"nguoi-{role.lower()}", password="x")
    if isinstance(role, NetworkRole):
        user.groups.add(NetworkGroup.objects.get(role=role).group)
    else:
        user.groups.add(subsite.roles.get(role=role).group)
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(user)
    return client


def words_of(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def address(name: str, subsite, code: str = "", **more) -> str:
    kwargs = {"unit_id": subsite.unit_id, **more}
    if code:
        kwargs["procedure_id"] = Procedure.objects.get(code=code, locale__language_code="vi").pk
    return reverse(f"procedures_here:{name}", kwargs=kwargs)


def fee_form(amount: str, **changed) -> dict[str, str]:
    """What the browser sends for the fees of `make_content`: two ways, one fee and two empty rows."""
    data = {
        "m0_time": "1", "m0_unit": "WORKING_DAY", "m0_note": "",
        "m0_f0_kind": "CHARGE", "m0_f0_amount": amount, "m0_f0_per": "", "m0_f0_note": "",
        "m0_f1_kind": "UNSPECIFIED", "m0_f1_amount": "", "m0_f1_per": "", "m0_f1_note": "",
        "m1_time": "1", "m1_unit": "WORKING_DAY", "m1_note": "",
        "m1_f0_kind": "UNSPECIFIED", "m1_f0_amount": "", "m1_f0_per": "", "m1_f0_note": "",
        "reason": "Nghị quyết 12/2026/NQ-HĐND",
        "review_on": (timezone.localdate() + timedelta(days=100)).isoformat(),
    }  # fmt: skip
    return data | changed


def own_fee(subsite, amount: str = "3000") -> Override:
    version = version_on_day(code=BIRTH, day=timezone.localdate())
    return Override.objects.create(
        unit=subsite.unit, procedure=version.procedure, part="methods",
        value=make_content(BIRTH, fee=amount)["methods"], reason="Nghị quyết",
        review_on=timezone.localdate() + timedelta(days=30), base_version=version, written_at=NOW,
    )  # fmt: skip


def task_of(subsite, fee: str = "9000") -> OverrideTask:
    own_fee(subsite)
    publish(make_content(BIRTH, fee=fee), on=date(2026, 1, 1), number="7/QĐ-BTP")
    return OverrideTask.objects.get(override__unit=subsite.unit)


def version_number(subsite) -> int:
    return ContentVersion.objects.get(site=subsite.site).number


def test_the_list_tells_what_the_unit_carries_out_and_how_it_stands(here):
    task_of(here)
    client = sign_in(here, Role.EDITOR)
    page = words_of(client.get(address("list", here)))
    assert "2 thủ tục" in page
    assert "Cấp phù hiệu xe" not in page
    assert "bản chung đã đổi, cần xem" in page
    assert "Đơn vị chưa khai" in page
    for query, found in [
        ("?q=giay+chung+nhan", {LAND}),
        ("?state=task", {BIRTH}),
        ("?state=follows", {LAND}),
        ("?state=missing", {BIRTH, LAND}),
        ("?state=not_here", {BUS}),
        ("?q=zzz", set()),
        ("?state=khong-co&field=x&p=zz", {BIRTH, LAND}),
    ]:
        body = client.get(address("list", here) + query).content.decode()
        assert set(re.findall(r"<small>([\d.]+)</small>", body)) == found, query


def test_the_lists_cost_the_same_for_two_procedures_and_for_twelve(here):
    client = sign_in(here)

    def count() -> int:
        client.get(address("list", here))
        with assert_queries(60, "menu, rights, rules, list") as captured:
            client.get(address("list", here))
        return len(captured)

    few = count()
    for number in range(10):
        publish(make_content(f"3.00000{number}", name=f"Thủ tục {number}"))
    assert count() == few


def test_each_part_says_whose_it_is(here):
    page = words_of(sign_in(here).get(address("procedure", here, BIRTH)))
    assert "Giống nhau ở mọi nơi – do tỉnh quản lý" in page
    assert "Hiện trên 4 trang" in page
    assert "Trực tiếp – Lệ phí: 5.000 đồng" in page


def test_facts_are_stated_for_all_and_for_one(here, visit):
    client = sign_in(here)
    before = version_number(here)
    facts = {"office": "Bộ phận Một cửa", "address": "Ấp 1", "hours": "7:30–17:00", "phone": "0272 111"}
    assert client.post(address("facts", here), facts).status_code == 302
    assert version_number(here) == before + 1
    assert client.post(address("procedure_facts", here, LAND), {"phone": "0272 222"}).status_code == 302
    assert "0272 111" in visit(here, f"/thu-tuc/{BIRTH}/").content.decode()
    assert "0272 222" in visit(here, f"/thu-tuc/{LAND}/").content.decode()
    assert "Đơn vị chưa khai" not in words_of(client.get(address("list", here)))
    client.post(address("procedure_facts", here, LAND), {"phone": ""})
    assert not LocalFacts.objects.filter(procedure__code=LAND).exists()


def test_wrong_facts_are_refused_and_nothing_is_written(here):
    wrong = {"email": "khong-phai", "submission_url": "javascript:alert(1)", "phone": "1" * 60}
    response = sign_in(here).post(address("facts", here), wrong)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"email", "submission_url", "phone"}
    assert not LocalFacts.objects.exists()


def test_an_own_fee_shows_here_at_once(here, catalog, visit):
    response = sign_in(here).post(address("override", here, BIRTH, part="methods"), fee_form("3000"))
    assert response.status_code == 302
    override = Override.objects.get()
    assert override.value == make_content(BIRTH, fee="3000")["methods"]
    assert override.base_version == version_on_day(code=BIRTH, day=timezone.localdate())
    assert "3.000 đồng" in visit(here, f"/thu-tuc/{BIRTH}/").content.decode()
    assert "5.000 đồng" in visit(catalog["thanh_phu_long"], f"/thu-tuc/{BIRTH}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "where", "says"),
    [
        ({"m0_f0_amount": "-1"}, "m0_f0_amount", "không được là số âm"),
        ({"m0_f0_amount": "năm nghìn"}, "m0_f0_amount", "viết liền"),
        ({"m0_f0_amount": "9" * 20}, "m0_f0_amount", ""),
        ({"m0_f0_kind": "THUE"}, "m0_f0_kind", ""),
        ({"m0_unit": ""}, "m0_unit", "tính bằng gì"),
        ({"reason": " "}, "reason", "vì sao"),
        ({"review_on": ""}, "review_on", "xem lại"),
        ({"review_on": "2020-01-01"}, "review_on", "ngày mai"),
        ({"review_on": "2099-01-01"}, "review_on", "một năm"),
        ({"m0_f0_amount": "5000"}, "__all__", "không cần"),
    ],
)
def test_an_own_fee_that_is_wrong_is_refused(here, changed, where, says):
    response = sign_in(here).post(
        address("override", here, BIRTH, part="methods"), fee_form("3000", **changed)
    )
    assert response.status_code == 200
    assert says in " ".join(response.context["form"].errors[where])
    assert not Override.objects.exists()


def test_steps_and_texts_have_their_own_forms(here):
    client = sign_in(here)
    more = {"reason": "Quy chế", "review_on": fee_form("1")["review_on"]}
    client.post(address("override", here, BIRTH, part="steps"), {"step_0": "Một.", "step_1": "", **more})
    client.post(address("override", here, BIRTH, part="agency"), {"text": "UBND xã", **more})
    assert dict(Override.objects.values_list("part", "value")) == {"steps": ["Một."], "agency": "UBND xã"}
    response = client.post(address("override", here, BIRTH, part="steps"), {**more})
    assert "ít nhất một bước" in words_of(response)


@pytest.mark.parametrize("part", ["dossier", "name", "legal_bases", "phone", "khong-co"])
def test_a_locked_part_has_no_form(here, part):
    client = sign_in(here)
    for answer in (client.get(address("override", here, BIRTH, part=part)),
                   client.post(address("override", here, BIRTH, part=part), fee_form("1"))):  # fmt: skip
        assert answer.status_code in (302, 404)
    assert not Override.objects.exists()


def test_the_province_locks_a_part_from_a_day_on(here):
    PartPolicy.objects.create(
        part="methods", policy=FieldPolicy.LOCKED, valid_from=date(2026, 1, 1), decision="QĐ 1"
    )
    own_fee(here)
    client = sign_in(here)
    client.post(address("override", here, BIRTH, part="methods"), fee_form("1000"))
    assert Override.objects.get().value[0]["fees"][0]["amount"] == "3000"
    client.post(address("remove", here, BIRTH, part="methods"))
    assert not Override.objects.exists()


def test_a_task_shows_three_columns_with_words_at_what_changed(here):
    task = task_of(here)
    page = words_of(sign_in(here).get(address("task", here, task_id=task.pk)))
    assert "[không còn] Trực tiếp – Lệ phí: 5.000 đồng" in page
    assert "[mới] Trực tiếp – Lệ phí: 9.000 đồng" in page
    assert "[chỉ ở đơn vị] Trực tiếp – Lệ phí: 3.000 đồng" in page
    assert "[mới] Trực tuyến" not in page


def test_keeping_our_own_confirms_the_new_ground(here, visit):
    task = task_of(here)
    sign_in(here).post(address("task", here, task_id=task.pk), {"decision": "KEPT"})
    task.refresh_from_db()
    assert task.state == TaskState.KEPT
    assert task.closed_by is not None
    assert task.override.base_version == task.version
    assert "3.000 đồng" in visit(here, f"/thu-tuc/{BIRTH}/").content.decode()
    publish(make_content(BIRTH, fee="9000", requirements="Có mặt"), on=date(2026, 2, 1), number="8/QĐ-BTP")
    assert not OverrideTask.objects.filter(state=TaskState.OPEN).exists()


def test_taking_over_never_wipes_local_facts(here, visit):
    LocalFacts.objects.create(unit=here.unit, phone="0272 111", updated_at=NOW)
    task = task_of(here)
    client = sign_in(here)
    assert client.post(address("task", here, task_id=task.pk), {"decision": "KHAC"}).status_code == 200
    client.post(address("task", here, task_id=task.pk), {"decision": "TAKEN_OVER"})
    body = visit(here, f"/thu-tuc/{BIRTH}/").content.decode()
    assert "9.000 đồng" in body
    assert "0272 111" in body
    assert client.post(address("task", here, task_id=task.pk), {"decision": "KEPT"}).status_code == 404


def test_many_tasks_are_taken_over_at_once_but_only_our_own(here, catalog):
    other = own_fee(catalog["thanh_phu_long"])
    task = task_of(here)
    foreign = OverrideTask.objects.get(override=other)
    client = sign_in(here)
    assert "ít nhất một" in words_of(client.post(address("tasks", here), {}, follow=True))
    client.post(address("tasks", here), {"task": [task.pk, foreign.pk, "x"]})
    assert list(Override.objects.all()) == [other]
    assert list(OverrideTask.objects.filter(state=TaskState.OPEN)) == [foreign]


def test_a_change_to_come_is_a_task_as_soon_as_one_writes_ones_own(here):
    later = timezone.localdate() + timedelta(days=10)
    publish(make_content(BIRTH, fee="9000"), on=later, number="7/QĐ-BTP")
    sign_in(here).post(address("override", here, BIRTH, part="methods"), fee_form("3000"))
    assert OverrideTask.objects.get().version.effective_from == later


def test_two_changes_of_one_part_are_one_question(here):
    task_of(here)
    publish(make_content(BIRTH, fee="9500"), on=date(2026, 2, 1), number="8/QĐ-BTP")
    task = OverrideTask.objects.get(state=TaskState.OPEN)
    assert task.version.decision_number == "8/QĐ-BTP"


def test_a_unit_opts_out_and_in_again(here, catalog):
    client, day = sign_in(here), timezone.localdate()

    def performed(code):
        return procedures_of_unit(unit=here.unit, day=day).filter(code=code).exists()

    assert client.post(address("carry_out", here, LAND), {"reason": ""}).status_code == 200
    assert performed(LAND)
    client.post(address("carry_out", here, LAND), {"reason": "Không còn đất công"})
    assert not performed(LAND)
    assert procedures_of_unit(unit=catalog["thanh_phu_long"].unit, day=day).filter(code=LAND).exists()
    client.post(address("carry_out", here, LAND), {"reason": "Nay có lại"})
    assert performed(LAND)
    assert not AdoptionRule.objects.exists()
    client.post(address("carry_out", here, BUS), {"reason": "Được ủy quyền, QĐ 5"})
    assert performed(BUS)


def test_everybody_of_the_unit_proposes_and_reads_the_answer(here):
    client = sign_in(here, Role.CONTRIBUTOR)
    assert client.post(address("propose", here, BIRTH), {"part": "dossier", "text": ""}).status_code == 200
    assert client.post(address("propose", here, BIRTH), {"part": "zz", "text": "x"}).status_code == 200
    assert not ProposedChange.objects.exists()
    client.post(address("propose", here, BIRTH), {"part": "dossier", "text": "Thiếu giấy chứng sinh điện tử"})
    proposal = ProposedChange.objects.get()
    assert (proposal.unit, proposal.part) == (here.unit, "dossier")
    page = words_of(client.get(address("procedure", here, BIRTH)))
    assert "Thiếu giấy chứng sinh điện tử" in page
    assert "Chưa có trả lời" in page


WRITING = [
    ("facts", {}, {"phone": "1"}),
    ("procedure_facts", {"code": BIRTH}, {"phone": "1"}),
    ("override", {"code": BIRTH, "part": "methods"}, fee_form("1")),
    ("remove", {"code": BIRTH, "part": "methods"}, {}),
    ("carry_out", {"code": BIRTH}, {"reason": "x"}),
    ("task", {"task_id": "task"}, {"decision": "TAKEN_OVER"}),
    ("tasks", {}, {"task": "task"}),
]


def state() -> tuple:
    return (
        list(Override.objects.values_list("pk", "value")),
        list(OverrideTask.objects.values_list("pk", "state")),
        LocalFacts.objects.count(),
        AdoptionRule.objects.count(),
        ProposedChange.objects.count(),
    )


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR, Role.QA_OFFICER, NetworkRole.AUDITOR,
                                  NetworkRole.PROVINCE_EDITOR])  # fmt: skip
def test_who_may_not_write_reads_only(here, role):
    task, client = task_of(here), sign_in(here, role)
    before = state()
    for name, arguments, data in WRITING:
        filled = {key: task.pk if value == "task" else value for key, value in arguments.items()}
        sent = {key: task.pk if value == "task" else value for key, value in data.items()}
        assert client.post(address(name, here, **filled), sent).status_code == 302, name
    assert state() == before
    assert client.get(address("procedure", here, BIRTH)).status_code == 200
    assert client.get(address("task", here, task_id=task.pk)).status_code == 200


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.RECORDS_CLERK])
def test_another_unit_does_not_exist(here, catalog, role):
    other = catalog["thanh_phu_long"]
    task, client = task_of(other), sign_in(here, role)
    before = state()
    for name, arguments, data in [*WRITING, ("list", {}, {}), ("procedure", {"code": BIRTH}, {}),
                                  ("propose", {"code": BIRTH}, {"part": "name", "text": "x"})]:  # fmt: skip
        filled = {key: task.pk if value == "task" else value for key, value in arguments.items()}
        sent = {key: task.pk if value == "task" else value for key, value in data.items()}
        for answer in (
            client.get(address(name, other, **filled)),
            client.post(address(name, other, **filled), sent),
        ):
            assert answer.status_code in (302, 404, 405), name
            assert "Thanh Phú Long" not in answer.content.decode()
    # A foreign task under the own unit's address is nobody's.
    assert client.get(address("task", here, task_id=task.pk)).status_code == 404
    assert client.post(address("task", here, task_id=task.pk), {"decision": "KEPT"}).status_code == 404
    assert state() == before


def test_a_closed_unit_is_kept_as_it_was(here):
    task = task_of(here)
    here.unit.valid_to = timezone.localdate()
    here.unit.save()
    before, client = state(), sign_in(here, Role.SITE_ADMIN)
    for name, arguments, data in WRITING:
        filled = {key: task.pk if value == "task" else value for key, value in arguments.items()}
        sent = {key: task.pk if value == "task" else value for key, value in data.items()}
        assert client.post(address(name, here, **filled), sent).status_code == 302, name
    client.post(address("propose", here, BIRTH), {"part": "name", "text": "x"})
    assert state() == before
    assert "giữ nguyên" in words_of(client.get(address("procedure", here, BIRTH)))


def test_the_menu_leads_to_the_only_unit(here):
    response = sign_in(here).get(reverse("procedures_here:index"))
    assert response["Location"] == address("list", here)
