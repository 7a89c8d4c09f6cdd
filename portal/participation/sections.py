"""The feedback form of a newborn sub-site, one a language."""

import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.participation.enums import Autofill, FieldType
from portal.participation.models import FormField, FormPage
from sites.sections import Birth, registry


def build_feedback(birth: Birth) -> None:
    key = uuid.uuid4()
    field_keys = [uuid.uuid4() for _facts in _fields()]
    for language, home in birth.homes.items():
        with override(language):
            page = FormPage(
                title=_("Feedback"),
                locale=birth.locales[language],
                translation_key=key,
                unit=birth.unit,
                summary=_("Write to us about what should be better in the locality and in our work."),
                purpose=_("Your data are used only to receive, handle and answer your feedback."),
                show_in_menus=True,
                owner=birth.actor,
                first_published_at=birth.now,
                last_published_at=birth.now,
            )
            page.form_fields = [
                FormField(
                    **facts, translation_key=field_key, locale=birth.locales[language], sort_order=place
                )
                for place, (facts, field_key) in enumerate(zip(_fields(), field_keys, strict=True))
            ]
            home.add_child(instance=page)


def _fields() -> list[dict[str, Any]]:
    """Names in stored data are the same in both languages."""
    return [
        {
            "clean_name": "ho_va_ten",
            "label": _("Your full name"),
            "field_type": FieldType.SINGLE_LINE,
            "autofill": Autofill.NAME,
        },
        {
            "clean_name": "dien_thoai",
            "label": _("Telephone"),
            "field_type": FieldType.TELEPHONE,
            "help_text": _("So that we can call you back, for example 0912 345 678."),
        },
        {
            "clean_name": "thu_dien_tu",
            "label": _("E-mail"),
            "field_type": FieldType.EMAIL,
            "required": False,
            "help_text": _("If you want the answer in writing."),
        },
        {
            "clean_name": "noi_dung",
            "label": _("What you want to tell us"),
            "field_type": FieldType.MULTI_LINE,
            "help_text": _("Say what happened, where and when. Write no numbers of identity papers."),
        },
        {
            "clean_name": "dong_y",
            "label": _("I agree that my data are used for the purpose stated below."),
            "field_type": FieldType.CONSENT,
        },
    ]


registry.register("participation.feedback", order=850, build=build_feedback)
