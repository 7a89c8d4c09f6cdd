"""What the editor of a message sends."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories.signage import signage_index


def schedule_row(**fields):
    return {
        "first_on": "",
        "last_on": "",
        "times": "",
        "lunar": "",
        "holidays": "ANY",
        "except_on": "",
    } | fields


def message_form(*rows, **fields):
    form = {
        "title": "",
        "slug": "",
        "text_full": "Tiêm chủng mở rộng tháng 12: ngày 5, 7 giờ 30, Trạm Y tế xã",
        "text_short": "",
        "text_ascii": "",
        "message_class": "NORMAL",
        "duration_s": "10",
        "order": "100",
        "reach": "OWN",
        "typeface": "auto",
        "font_px": "",
        "image": "",
        "source_kind": "",
        "source_key": "",
        "seo_title": "",
        "search_description": "",
        "schedules": inline_formset([schedule_row(**row) for row in rows]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
    } | fields
    comments = form.pop("comments")
    form |= {f"comments-{key}": value for key, value in comments.items()}
    ticked = {f"schedules-{number}-weekdays": row.get("weekdays", []) for number, row in enumerate(rows)}
    ticked |= {name: form.pop(name) for name in ("boards", "tags") if name in form}
    return nested_form_data(form) | ticked


def add_url(subsite, language="vi"):
    index = signage_index(subsite, language)
    return reverse("wagtailadmin_pages:add", args=["signage", "boardmessagepage", index.pk])


PUBLISH = {"action-publish": "1"}


def errors_of(answer):
    form = answer.context["form"]
    return str(form.errors) + "".join(str(formset.errors) for formset in form.formsets.values())
