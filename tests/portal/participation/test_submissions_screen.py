"""Who may read what citizens sent; what a spreadsheet gets; what is deleted when."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.participation.models import FormPage, Submission
from sites.enums import NetworkRole, Role
from sites.models import NetworkGroup
from sites.roles import SUBMISSION_ROLES
from tests.portal.participation.letters import feedback_form, make_submission

pytestmark = pytest.mark.django_db
SECRET = "Nguyễn Thị Đào"


@pytest.fixture
def submission(page):
    return make_submission(page)


@pytest.fixture
def signed_in(site):
    def _signed_in(*groups):
        user = get_user_model().objects.create_user(f"nguoi-{groups[0].pk}", password="x")
        user.groups.add(*groups)
        client = Client(HTTP_HOST=site.site.hostname)
        client.force_login(user)
        return client

    return _signed_in


@pytest.fixture
def officer(site, signed_in):
    return signed_in(site.roles.get(role=Role.QA_OFFICER).group)


def paths(page, submission) -> dict[str, str]:
    listed = reverse("wagtailforms:list_submissions", args=[page.pk])
    return {
        "list": listed,
        "results": reverse("wagtailforms:list_submissions_results", args=[page.pk]),
        "csv": f"{listed}?export=csv",
        "xlsx": f"{listed}?export=xlsx",
        "delete": reverse("wagtailforms:delete_submissions", args=[page.pk])
        + f"?selected-submissions={submission.pk}",
    }


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("role", sorted(SUBMISSION_ROLES))
def test_these_read_export_and_delete(site, page, submission, signed_in, role):
    client = signed_in(site.roles.get(role=role).group)
    assert page.title in client.get(reverse("wagtailforms:index")).content.decode()
    assert reverse("wagtailforms:index") in client.get(reverse("wagtailadmin_home")).content.decode()
    found = paths(page, submission)
    assert SECRET in client.get(found["list"]).content.decode()
    assert SECRET in body_of(client.get(found["csv"])).decode()
    asked = client.get(found["delete"])
    assert asked.status_code == 200 and Submission.objects.exists()
    assert client.post(found["delete"]).status_code == 302
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - SUBMISSION_ROLES))
def test_those_do_not(site, page, submission, signed_in, role):
    client = signed_in(site.roles.get(role=role).group)
    for path in [reverse("wagtailforms:index"), *paths(page, submission).values()]:
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (302, 403, 405), path
            assert SECRET.encode() not in body_of(answer)
    assert Submission.objects.exists()
    assert reverse("wagtailforms:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
    usage = client.get(reverse("wagtailadmin_pages:usage", args=[page.pk]), follow=True)
    assert SECRET not in usage.content.decode() and submission.reference not in usage.content.decode()


def test_a_role_counts_only_on_its_own_subsite(neighbour, site, page, submission, signed_in):
    """An editor here who answers letters elsewhere reads no letters here."""
    client = signed_in(
        site.roles.get(role=Role.EDITOR).group, neighbour.roles.get(role=Role.SITE_ADMIN).group
    )
    own = make_submission(feedback_form(neighbour), "WXYZ-2345")
    listed = client.get(reverse("wagtailforms:index")).content.decode()
    assert paths(own.page, own)["list"] in listed and paths(page, submission)["list"] not in listed
    for path in paths(page, submission).values():
        assert client.get(path).status_code in (302, 403)
        assert client.post(path).status_code in (302, 403)
    assert Submission.objects.filter(pk=submission.pk).exists()


def test_submissions_of_another_form_are_not_deleted_through_ones_own(
    neighbour, site, page, submission, officer
):
    other = make_submission(feedback_form(neighbour), "WXYZ-2345")
    path = reverse("wagtailforms:delete_submissions", args=[page.pk])
    assert officer.post(f"{path}?selected-submissions={other.pk}").status_code == 302
    assert Submission.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("numbers", ["abc", "-1", "9" * 30, ""])
def test_numbers_that_are_none_delete_nothing(page, submission, officer, numbers):
    path = reverse("wagtailforms:delete_submissions", args=[page.pk])
    assert officer.post(f"{path}?selected-submissions={numbers}").status_code == 302
    assert Submission.objects.count() == 1


def test_who_may_not_read_submissions_may_not_delete_them_with_their_form(site, page, submission, signed_in):
    page.unpublish()
    client = signed_in(site.roles.get(role=Role.EDITOR).group)
    one = reverse("wagtailadmin_pages:delete", args=[page.pk])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    for path in (one, many):
        client.post(path)
        assert Submission.objects.filter(pk=submission.pk).exists(), path
    Submission.objects.all().delete()
    assert client.post(one).status_code == 302
    assert not FormPage.objects.filter(pk=page.pk).exists()


def test_an_auditor_reads_and_deletes_nothing(page, submission, signed_in):
    client = signed_in(NetworkGroup.objects.get(role=NetworkRole.AUDITOR).group)
    found = paths(page, submission)
    assert client.get(found["list"]).status_code == 200
    assert client.post(found["delete"]).status_code in (302, 403)
    assert Submission.objects.exists()


# --- Exports


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_runs_nothing(page, officer, start):
    dangerous = f"{start}cmd|' /C calc'!A0"
    make_submission(page, noi_dung=dangerous)
    path = reverse("wagtailforms:list_submissions", args=[page.pk])
    text = body_of(officer.get(f"{path}?export=csv")).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert f"'{dangerous}" in rows[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    sheet = openpyxl.load_workbook(BytesIO(body_of(officer.get(f"{path}?export=xlsx")))).active
    values = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in values)
    assert any(str(cell.value).startswith("'") and "calc" in str(cell.value) for cell in values)


def test_a_label_runs_nothing_either(page, submission, officer):
    field = page.form_fields.get(clean_name="noi_dung")
    field.label = "=1+1"
    field.save()
    path = reverse("wagtailforms:list_submissions", args=[page.pk])
    assert "'=1+1" in body_of(officer.get(f"{path}?export=csv")).decode()


def test_an_export_opens_with_its_accents(page, submission, officer):
    path = reverse("wagtailforms:list_submissions", args=[page.pk])
    raw = body_of(officer.get(f"{path}?export=csv"))
    assert raw.startswith(b"\xef\xbb\xbf")
    head, row = list(csv.reader(StringIO(raw.decode("utf-8-sig"))))
    assert head[0] == "Mã tiếp nhận" and "Họ và tên" in head
    assert row[0] == submission.reference and SECRET in row and "Có" in row


# --- Time is over


def test_what_is_over_its_time_is_deleted(page, capsys):
    old, last_day = make_submission(page), make_submission(page, "LAST-DAYS")
    old.kept_until = timezone.localdate() - timedelta(days=1)
    old.save()
    last_day.kept_until = timezone.localdate()
    last_day.save()
    call_command("form_submissions_prune", "--dry-run")
    assert capsys.readouterr().out.strip().startswith("Sẽ xóa 1")
    assert Submission.objects.count() == 2
    call_command("form_submissions_prune")
    assert capsys.readouterr().out.strip().startswith("Đã xóa 1")
    assert list(Submission.objects.all()) == [last_day]
