"""What a citizen sends arrives once, whole, or is refused with words that help."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal.participation import guards
from portal.participation.models import Submission
from tests.portal.participation.letters import feedback_form, path_of, typed
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(site, page, visit):
    def _send(data=None, **changed):
        return visit(
            site, path_of(page), method="post", data=typed(page, **changed) if data is None else data
        )

    return _send


def text_of(response) -> str:
    return response.content.decode()


def test_a_newborn_subsite_asks_for_feedback_in_two_languages(site, visit):
    vietnamese, english = feedback_form(site), feedback_form(site, "en")
    assert (vietnamese.title, vietnamese.slug, english.title) == (
        "Góp ý, phản ánh",
        "gop-y-phan-anh",
        "Feedback",
    )
    assert vietnamese.translation_key == english.translation_key
    names = [field.clean_name for field in vietnamese.form_fields.all()]
    assert names == [field.clean_name for field in english.form_fields.all()]
    assert "Họ và tên" in text_of(visit(site, "/gop-y-phan-anh/"))
    assert "Your full name" in text_of(visit(site, "/en/feedback/"))
    assert 'href="/gop-y-phan-anh/"' in text_of(visit(site, "/"))


def test_what_is_sent_is_kept_and_thanked_for(site, page, send, visit):
    answer = send()
    assert answer.status_code == 302
    submission = Submission.objects.get()
    assert submission.page_id == page.pk
    assert submission.form_data == {
        "ho_va_ten": "Nguyễn Thị Đào",
        "dien_thoai": "0912345678",
        "thu_dien_tu": "dao@example.vn",
        "noi_dung": "Đèn đường ấp 3 tắt đã hai tuần.",
        "dong_y": True,
    }
    assert submission.kept_until == timezone.localdate() + timedelta(days=365)
    assert "365 ngày" in submission.notice
    thanks = visit(site, answer["Location"])
    assert submission.reference in text_of(thanks)
    assert not thanks.has_header("ETag")


def test_the_thanks_page_shows_only_numbers_we_gave(site, page, visit):
    html = text_of(visit(site, path_of(page) + "?ma=GOI-NGAY-1900"))
    assert "GOI-NGAY" not in html.split("<main")[1]
    assert "<form" in html.split("<main")[1]


def test_bad_input_is_listed_linked_and_kept(page, send):
    answer = send(ho_va_ten="", dien_thoai="12", thu_dien_tu="dao@", dong_y=None)
    html = text_of(answer)
    assert answer.status_code == 422 and not Submission.objects.exists()
    assert 'href="#id_ho_va_ten"' in html and "Hãy điền ô “Họ và tên”." in html
    assert html.count("Hãy viết số điện thoại gồm") == 2  # above, and beside the field
    tag = re.search(r"<input[^>]*name=\"dien_thoai\"[^>]*>", html)[0]
    assert 'aria-invalid="true"' in tag and 'id_dien_thoai_error"' in tag and 'value="12"' in tag
    assert 'id="id_dien_thoai_error"' in html
    assert "Đèn đường ấp 3" in html and 'href="#id_dong_y"' in html


def test_browsers_may_fill_in_what_they_know(site, page, visit):
    html = text_of(visit(site, path_of(page)))
    for name, token in (("ho_va_ten", "name"), ("dien_thoai", "tel"), ("thu_dien_tu", "email")):
        tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)[0]
        assert f'autocomplete="{token}"' in tag
    assert "checked" not in html.split("<main")[1]


@pytest.mark.parametrize("number", ["0912345678", "0912 345 678", "+84912345678", "(0272) 3822 204"])
def test_vietnamese_numbers_are_taken(send, number):
    assert send(dien_thoai=number).status_code == 302


@pytest.mark.parametrize(
    "number", ["912345678", "0112345678", "09123456789", "1900 1234", "số không", "0912\x00345678"]
)
def test_other_numbers_are_not(send, number):
    assert send(dien_thoai=number).status_code == 422
    assert not Submission.objects.exists()


def test_a_letter_too_long_is_refused_and_kept(send):
    answer = send(noi_dung="á" * 5001)
    assert answer.status_code == 422 and "5000 ký tự" in text_of(answer)
    assert "á" * 5001 in text_of(answer)


@pytest.mark.parametrize(
    "changed",
    [
        {"canh_cong_website": "https://example.org/"},
        {"canh_cong_stamp": None},
        {"canh_cong_stamp": "bịa"},
        {"age": timedelta(seconds=1)},
        {"age": timedelta(hours=25)},
        {"age": timedelta(minutes=-5)},
    ],
)
def test_a_robot_is_refused_and_a_person_may_send_again(page, send, changed):
    answer = send(**changed)
    assert answer.status_code == 422 and not Submission.objects.exists()
    html = text_of(answer)
    assert "gửi lại" in html and "Đèn đường ấp 3" in html
    assert "https://example.org/" not in html


def test_a_stamp_of_another_form_is_none(neighbour, page, send):
    other = feedback_form(neighbour)
    foreign = typed(other)["canh-cong-stamp"]
    assert send(canh_cong_stamp=foreign).status_code == 422


def test_a_button_pressed_twice_sends_once(page, send):
    data = typed(page)
    first, second = send(data), send(data)
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_one_address_may_not_send_without_end(site, page, send, visit, monkeypatch):
    monkeypatch.setattr(guards, "SUBMISSIONS_PER_ADDRESS", 2)
    for number in range(2):
        assert send(noi_dung=f"Ý kiến {number}").status_code == 302
    refused = send(noi_dung="Ý kiến thứ ba")
    assert refused.status_code == 429 and "Ý kiến thứ ba" in text_of(refused)
    assert Submission.objects.count() == 2
    data = typed(page, noi_dung="Từ nơi khác")
    elsewhere = visit(site, path_of(page), method="post", data=data, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [(1, None, "mở từ ngày"), (None, -1, "đã đóng từ sau ngày")],
)
def test_outside_its_days_nothing_is_taken(site, page, send, visit, opens, closes, words):
    today = timezone.localdate()
    page.opens_on = today + timedelta(days=opens) if opens else None
    page.closes_on = today + timedelta(days=closes) if closes else None
    page.save()
    html = text_of(visit(site, path_of(page)))
    assert words in html and 'name="ho_va_ten"' not in html
    assert send().status_code == 403 and not Submission.objects.exists()


def test_its_last_day_is_open(page, send):
    page.opens_on = page.closes_on = timezone.localdate()
    page.save()
    assert send().status_code == 302


def test_a_closed_unit_takes_nothing(site, page, send, visit):
    site.unit.valid_to = timezone.localdate()
    site.unit.save()
    assert "không nhận thêm" in text_of(visit(site, path_of(page)))
    assert send().status_code == 403 and not Submission.objects.exists()


# --- Tokens and kept pages


def token_in(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text_of(response))[1]


def test_no_two_visitors_share_a_token(site, page):
    answers = [Client().get(path_of(page), HTTP_HOST=site.site.hostname) for _visitor in range(2)]
    assert token_in(answers[0]) != token_in(answers[1])
    for answer in answers:
        assert "private" in answer["Cache-Control"] and not answer.has_header("ETag")
        assert "csrftoken" in answer.cookies


def test_a_visitor_with_a_token_gets_a_drawn_form_again(site, page):
    client = Client()
    client.get(path_of(page), HTTP_HOST=site.site.hostname)
    again = client.get(path_of(page), HTTP_HOST=site.site.hostname)
    assert again.status_code == 200 and token_in(again)
    assert not again.has_header("ETag")


def test_the_token_is_asked_for(site, page):
    client = Client(enforce_csrf_checks=True)
    host = {"HTTP_HOST": site.site.hostname}
    refused = client.post(path_of(page), typed(page), **host)
    assert refused.status_code == 403 and "cookie" in text_of(refused)
    assert "Chưa gửi được" in text_of(refused)
    token = token_in(client.get(path_of(page), **host))
    sent = client.post(path_of(page), typed(page) | {"csrfmiddlewaretoken": token}, **host)
    assert sent.status_code == 302 and Submission.objects.count() == 1


def test_a_form_keeps_to_its_budget(site, page, visit):
    visit(site, path_of(page))
    with assert_queries(12, "facts, page, menu, translations, restrictions, fields"):
        visit(site, path_of(page))


# --- Letters to colleagues


def test_colleagues_are_told_without_the_citizens_data(site, page, send, django_capture_on_commit_callbacks):
    page.title = "Góp ý\nBcc: x@example.org"
    page.to_address = "mot@example.vn, hai@example.vn"
    page.save()
    with django_capture_on_commit_callbacks(execute=True):
        assert send().status_code == 302
    reference = Submission.objects.get().reference
    assert sorted(letter.to[0] for letter in mail.outbox) == ["hai@example.vn", "mot@example.vn"]
    for letter in mail.outbox:
        assert reference in letter.subject and "\n" not in letter.subject
        assert set(letter.message().keys()).isdisjoint({"Bcc", "Cc"})
        assert f"{site.site.hostname}/admin/forms/submissions/{page.pk}/" in letter.body
        assert "Đào" not in letter.body and "0912" not in letter.body


def test_a_form_without_addresses_writes_no_letter(send, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send().status_code == 302
    assert mail.outbox == []
