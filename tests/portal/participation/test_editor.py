"""A clerk puts a form together; what makes no sense is refused in words."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from portal.participation.models import FormPage
from sites.enums import Role
from tests.factories.pages import home_page
from tests.portal.participation.letters import feedback_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(site):
    user = get_user_model().objects.create_user("quan-tri", password="x")
    user.groups.add(site.roles.get(role=Role.SITE_ADMIN).group)
    client = Client(HTTP_HOST=site.site.hostname)
    client.force_login(user)
    return client


def field(label: str, kind: str, **more):
    return {
        "label": label,
        "field_type": kind,
        "required": "on",
        "choices": "",
        "help_text": "",
        "autofill": "",
    } | more


CONSENT = field("Tôi đồng ý", "consent")


def create(client, site, *fields, **changed):
    data = {
        "title": "Đăng ký tiếp dân",
        "slug": "",
        "summary": "",
        "body": streamfield([]),
        "form_fields": inline_formset(fields),
        "purpose": "Để xếp lịch tiếp dân.",
        "retention_days": "90",
        "opens_on": "",
        "closes_on": "",
        "thanks": "",
        "to_address": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    } | changed
    path = reverse("wagtailadmin_pages:add", args=["participation", "formpage", home_page(site).pk])
    return client.post(path, nested_form_data(data))


def made() -> FormPage | None:
    return FormPage.objects.filter(title="Đăng ký tiếp dân").first()


def test_a_form_of_every_kind_of_field(admin, site, visit):
    answer = create(
        admin,
        site,
        field("Họ và tên", "singleline", autofill="name"),
        field("Điện thoại", "telephone"),
        field("Thư điện tử", "email", required=""),
        field("Nội dung", "multiline"),
        field("Số người đi cùng", "number", required=""),
        field("Ngày hẹn", "date"),
        field("Buổi", "radio", choices="Sáng\nChiều"),
        field("Cần giúp", "checkboxes", choices="Xe lăn\nPhiên dịch", required=""),
        field("Lĩnh vực", "dropdown", choices="Đất đai\nHộ tịch"),
        CONSENT,
    )
    assert answer.status_code == 302
    page = made()
    assert page is not None and page.live and page.slug == "dang-ky-tiep-dan"
    html = visit(site, "/dang-ky-tiep-dan/").content.decode()
    assert "<legend>Buổi" in html and 'type="date"' in html and '<option value="Đất đai">' in html
    assert "Để xếp lịch tiếp dân." in html and "90 ngày" in html
    assert [row.clean_name for row in page.form_fields.all()][:2] == ["ho_va_ten", "dien_thoai"]


@pytest.mark.parametrize(
    ("fields", "changed", "words"),
    [
        ([field("Điện thoại", "telephone")], {}, "hỏi dữ liệu cá nhân"),
        ([field("Họ và tên", "singleline", autofill="name")], {}, "hỏi dữ liệu cá nhân"),
        ([field("Buổi", "radio")], {}, "Hãy viết các câu trả lời để chọn"),
        ([CONSENT], {"opens_on": "2026-12-02", "closes_on": "2026-12-01"}, "Ngày cuối đứng trước ngày đầu"),
        ([CONSENT], {"to_address": "mot@example.vn, hai"}, "“hai” không phải"),
        ([CONSENT], {"to_address": "mot@example.vn\r\nBcc: x"}, "không phải là địa chỉ"),
        ([CONSENT], {"purpose": ""}, "bắt buộc"),
        ([CONSENT], {"retention_days": "0"}, "1"),
        ([field("Tệp", "file")], {}, "file"),
    ],
)
def test_what_makes_no_sense_is_refused(admin, site, fields, changed, words):
    answer = create(admin, site, *fields, **changed)
    assert answer.status_code == 200 and made() is None
    assert words in answer.content.decode()


def test_names_of_our_own_columns_are_given_another(admin, site):
    create(admin, site, field("Reference", "singleline"), field("1", "singleline"), CONSENT)
    names = [row.clean_name for row in made().form_fields.all()]
    assert names == ["o_reference", "o_1", "toi_dong_y"]


def test_a_preview_draws_the_form_and_the_thanks(admin, site):
    page = feedback_form(site)
    path = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert 'name="ho_va_ten"' in admin.get(path).content.decode()
    assert "A1B2-C3D4" in admin.get(f"{path}?mode=landing").content.decode()


def test_a_form_goes_to_the_other_language_with_its_fields(admin, site):
    create(
        admin, site, field("Họ và tên", "singleline", autofill="name"), CONSENT, to_address="mot@example.vn"
    )
    source, _created = TranslationSource.update_or_create_from_instance(made())
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    translation.save_target()
    copy = made().get_translation(Locale.objects.get(language_code="en"))
    assert [row.clean_name for row in copy.form_fields.all()] == ["ho_va_ten", "toi_dong_y"]
    assert [row.field_type for row in copy.form_fields.all()] == ["singleline", "consent"]
    assert copy.to_address == "mot@example.vn"
    assert "Họ và tên" in {segment.string.data for segment in source.stringsegment_set.all()}
