"""The editor of a form in the admin, and the hidden fields that keep robots out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from portal.core.forms import PortalPageForm
from portal.participation.enums import WITH_CHOICES, Autofill, FieldType

_PERSONAL = frozenset({FieldType.EMAIL, FieldType.TELEPHONE})


class FormPageForm(PortalPageForm, WagtailAdminFormPageForm):
    """Also looks at the fields as a whole: lists have answers, personal data have a box to agree."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "form_fields" not in self.formsets:
            return cleaned
        rows = [row for row in self.formsets["form_fields"].forms if row.is_valid()]
        kept = [row for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]
        for row in kept:
            if row.cleaned_data.get("field_type") in WITH_CHOICES and not row.cleaned_data.get("choices"):
                row.add_error("choices", _("Write the answers to choose from, one a line."))
        types = {row.cleaned_data.get("field_type") for row in kept}
        asks_personal = types & _PERSONAL or any(
            row.cleaned_data.get("autofill", Autofill.NONE) != Autofill.NONE for row in kept
        )
        if asks_personal and FieldType.CONSENT not in types:
            self.add_error(
                None,
                _("The form asks for personal data: add a field of the kind “Box to agree”."),
            )
        return cleaned


class GuardForm(forms.Form):
    """What stands beside a clerk's fields. Its names hold a hyphen, so no clerk's field has one.

    `website` is a trap: people do not see it. `stamp` says when the page was drawn, signed.
    """

    prefix = "canh-cong"

    website = forms.CharField(
        required=False,
        max_length=250,
        label=gettext_lazy("Leave this box empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)
