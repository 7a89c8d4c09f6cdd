"""The province edits the record in the admin; publishing it with its decision makes a version."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from portal.procedures.models import AdoptionRule, PartPolicy, Procedure, ProcedureVersion, VersionTranslation
from portal.procedures.selectors import version_on_day
from sites.enums import Level, NetworkRole, Role
from sites.models import NetworkGroup
from tests.factories.procedures import make_content, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BIRTH, LAND = "1.001193", "2.000001"
SPACE = "wagtailsnippets_procedures_procedure"


@pytest.fixture
def catalog(network):
    publish(make_content(BIRTH, name="Đăng ký khai sinh", fee="5000"))
    publish(make_content(LAND, name="Cấp giấy chứng nhận", field="Đất đai", levels=["PROVINCE"]))
    return network


@pytest.fixture
def client(catalog) -> Client:
    return sign_in(catalog, NetworkRole.PROVINCE_EDITOR)


def sign_in(catalog, role) -> Client:
    subsite = catalog["hoa_phu"] if isinstance(role, Role) else catalog["province"]
    user = get_user_model().objects.create_user(f"nguoi-{role.lower()}", password="x")
    group = (
        subsite.roles.get(role=role).group
        if isinstance(role, Role)
        else NetworkGroup.objects.get(role=role).group
    )
    user.groups.add(group)
    signed = Client(HTTP_HOST=subsite.site.hostname)
    signed.force_login(user)
    return signed


def birth() -> Procedure:
    return Procedure.objects.get(code=BIRTH, locale__language_code="vi")


def edit_url(procedure: Procedure | None = None) -> str:
    return reverse(f"{SPACE}:edit", args=[(procedure or birth()).pk])


def sent(client: Client, **changed):
    """What the browser sends back when only `changed` was touched."""
    page = client.get(edit_url()).content.decode()
    data = querydict_from_html(page, form_id="w-editor-form")
    for name in data:
        # The helper leaves the value of a checked box empty; a browser sends "on".
        if name.endswith("-has_form") or name.endswith("-is_present_only"):
            data[name] = "on"
    for name, value in changed.items():
        if isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value
    return data


FEE = "methods-0-fees-0-amount"
PUBLISH = {"action-publish": "x"}


def test_a_new_fee_is_edited_and_published_with_its_decision(client):
    data = sent(client, **{FEE: "8000", "decision_number": "77/QĐ-UBND", "status": "AMENDED",
                           "effective_from": "2026-01-01"}, **PUBLISH)  # fmt: skip
    response = client.post(edit_url(), data)
    assert response.status_code == 302, response.context["form"].errors
    version = version_on_day(code=BIRTH, day=timezone.localdate())
    assert version.decision_number == "77/QĐ-UBND"
    assert version.content == make_content(BIRTH, name="Đăng ký khai sinh", fee="8000")


def test_a_draft_changes_nothing_in_public(client):
    client.post(edit_url(), sent(client, **{FEE: "8000"}))
    assert birth().has_unpublished_changes
    assert ProcedureVersion.objects.filter(code=BIRTH).count() == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"decision_number": ""}, "decision_number"),
        ({"code": "abc"}, "code"),
        ({"levels": []}, "levels"),
        ({"levels": ["XA"]}, "levels"),
        ({"decided_on": "2026-02-01", "effective_from": "2026-01-01"}, "effective_from"),
        ({"status": "REPLACED"}, "replaced_by"),
        ({"service_mode": "PARTIAL"}, "partial_reason"),
        ({"historic_level": "9"}, "historic_level"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_published(client, changed, says):
    response = client.post(edit_url(), sent(client, **changed, **PUBLISH))
    assert response.status_code == 200
    assert says in response.context["form"].errors
    assert ProcedureVersion.objects.filter(code=BIRTH).count() == 1


def test_a_negative_fee_and_a_circle_are_refused(client):
    response = client.post(edit_url(), sent(client, **{FEE: "-1"}, **PUBLISH))
    assert response.status_code == 200
    response = client.post(
        edit_url(), sent(client, status="REPLACED", replaced_by=str(birth().pk), **PUBLISH)
    )
    assert "tự thay thế" in str(response.context["form"].errors["replaced_by"])
    assert ProcedureVersion.objects.filter(code=BIRTH).count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {BIRTH, LAND}),
        ("?q=dang+ky+KHAI+sinh", {BIRTH}),
        ("?q=2.0000", {LAND}),
        ("?level=PROVINCE", {LAND}),
        ("?status=ABOLISHED", set()),
        ("?locale=en", set()),
    ],
)
def test_the_list_is_searched_and_filtered(client, query, found):
    body = client.get(reverse(f"{SPACE}:list") + query).content.decode()
    assert set(re.findall(r">\s*(\d\.\d{6})\s*<", body)) == found


def test_the_chooser_searches_without_accents(client):
    space = "wagtailsnippetchoosers_procedures_procedure"
    body = client.get(reverse(f"{space}:choose_results") + "?q=chung+nhan").content.decode()
    assert "Cấp giấy chứng nhận" in body
    assert "Đăng ký khai sinh" not in body


def test_the_list_costs_the_same_for_two_records_and_for_twelve(client):
    def count() -> int:
        client.get(reverse(f"{SPACE}:list"))
        with assert_queries(40, "menu, rights, filters, the list") as captured:
            client.get(reverse(f"{SPACE}:list"))
        return len(captured)

    few = count()
    for number in range(10):
        publish(make_content(f"3.00000{number}", name=f"Thủ tục {number}"))
    assert count() == few


def test_the_preview_is_the_page_of_a_commune(client):
    url = reverse(f"{SPACE}:preview_on_edit", args=[birth().pk])
    assert client.post(url, sent(client, **{FEE: "8000"})).json()["is_valid"]
    page = client.get(url).content.decode()
    assert "8.000 đồng" in page
    assert "Hết bao nhiêu" in page
    assert ProcedureVersion.objects.filter(code=BIRTH).count() == 1


def test_versions_of_the_working_copy_are_compared(client):
    client.post(edit_url(), sent(client, **{FEE: "8000"}))
    client.post(edit_url(), sent(client, **{FEE: "9000"}))
    assert client.get(reverse(f"{SPACE}:history", args=[birth().pk])).status_code == 200
    compared = reverse(f"{SPACE}:revisions_compare", args=[birth().pk, "earliest", "latest"])
    page = client.get(compared).content.decode()
    assert "8000" in page
    assert "9000" in page


def test_an_english_version_is_made_translated_and_published(client, catalog, visit):
    url = reverse(f"{SPACE}:translate", args=[birth().pk])
    assert "Tạo bản tiếng Anh" in client.get(edit_url()).content.decode()
    assert client.get(url).status_code == 200
    client.post(url)
    copy = Procedure.objects.get(code=BIRTH, locale__language_code="en")
    assert not copy.live
    assert copy.translation_key == birth().translation_key
    # A second time there is nothing to make.
    client.post(url)
    assert Procedure.objects.filter(code=BIRTH).count() == 2
    page = client.get(edit_url(copy)).content.decode()
    assert "Tạo bản tiếng Anh" not in page
    data = querydict_from_html(page, form_id="w-editor-form")
    data["name"] = "Birth registration"
    data.update(PUBLISH)
    client.post(edit_url(copy), data)
    assert VersionTranslation.objects.get().name == "Birth registration"
    assert "Birth registration" in visit(catalog["hoa_phu"], f"/en/procedures/{BIRTH}/").content.decode()
    assert Locale.objects.count() == 2


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, NetworkRole.AUDITOR])
def test_others_change_nothing(catalog, role):
    client = sign_in(catalog, role)
    pk = birth().pk
    for name in ("edit", "translate", "history", "unpublish", "lock", "preview_on_edit"):
        client.post(reverse(f"{SPACE}:{name}", args=[pk]), {"decision_number": "x", **PUBLISH})
    if isinstance(role, Role):
        assert client.get(reverse(f"{SPACE}:list")).status_code == 302
        assert client.get(edit_url()).status_code == 302
    procedure = birth()
    assert (procedure.live, procedure.locked, procedure.latest_revision_id) == (True, False, None)
    assert Procedure.objects.filter(code=BIRTH).count() == 1


def rule_data(**changed) -> dict[str, str]:
    return {
        "level": "",
        "unit": "",
        "procedure": "",
        "field": "",
        "performs": "on",
        "reason": "QĐ 5",
    } | changed


def test_rules_on_who_carries_out_what(client, catalog):
    url = reverse("wagtailsnippets_procedures_adoptionrule:add")
    unit = str(catalog["hoa_phu"].unit_id)
    land = Procedure.objects.get(code=LAND)
    for wrong in (
        rule_data(),
        rule_data(level=Level.COMMUNE, unit=unit),
        rule_data(level=Level.COMMUNE, procedure=str(land.pk), field=str(land.field_id)),
        rule_data(level=Level.COMMUNE, reason=""),
    ):
        assert client.post(url, wrong).status_code == 200
    assert not AdoptionRule.objects.exists()
    assert client.post(url, rule_data(unit=unit, procedure=str(land.pk))).status_code == 302
    assert client.post(url, rule_data(unit=unit, procedure=str(land.pk))).status_code == 200
    rule = AdoptionRule.objects.get()
    assert (rule.unit, rule.procedure, rule.performs, rule.decided_by is not None) == (
        catalog["hoa_phu"].unit, land, True, True,
    )  # fmt: skip


def test_policies_fit_their_parts(client):
    url = reverse("wagtailsnippets_procedures_partpolicy:add")

    def post(part, policy):
        data = {"part": part, "policy": policy, "valid_from": "2026-01-01", "decision": "QĐ"}
        return client.post(url, data).status_code

    assert post("phone", "LOCKED") == 200
    assert post("methods", "LOCAL_ONLY") == 200
    assert post("dossier", "OVERRIDABLE") == 200
    assert post("khong-co", "LOCKED") == 200
    assert not PartPolicy.objects.exists()
    assert post("methods", "LOCKED") == 302
    assert post("phone", "LOCAL_ONLY") == 302
