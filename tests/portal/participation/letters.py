"""A citizen at a form: what is typed, and when the page was drawn."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.participation.guards import stamp_at
from portal.participation.models import FormPage, Submission
from sites.models import Subsite

TYPED = {
    "ho_va_ten": "Nguyễn Thị Đào",
    "dien_thoai": "+84 912.345.678",
    "thu_dien_tu": "dao@example.vn",
    "noi_dung": "Đèn đường ấp 3 tắt đã hai tuần.",
    "dong_y": "on",
}


def feedback_form(subsite: Subsite, language: str = "vi") -> FormPage:
    return FormPage.objects.descendant_of(subsite.root_page).get(locale__language_code=language)


def typed(page: FormPage, *, age: timedelta = timedelta(minutes=1), **changed: Any) -> dict[str, Any]:
    """What a browser sends for a form drawn `age` ago; None takes a field away."""
    guard = {"canh-cong-website": "", "canh-cong-stamp": stamp_at(page, timezone.now() - age)}
    values = (
        TYPED | guard | {name.replace("canh_cong_", "canh-cong-"): value for name, value in changed.items()}
    )
    return {name: value for name, value in values.items() if value is not None}


def path_of(page: FormPage) -> str:
    return page.get_url_parts()[2]


def make_submission(page: FormPage, reference: str = "ABCD-2345", **values: Any) -> Submission:
    now = timezone.now()
    return Submission.objects.create(
        page=page,
        reference=reference,
        form_data={"ho_va_ten": "Nguyễn Thị Đào", "noi_dung": "Đèn tắt.", "dong_y": True} | values,
        submit_time=now,
        kept_until=timezone.localdate(now) + timedelta(days=365),
    )
