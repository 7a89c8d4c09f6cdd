"""From a clerk's fields to the form a citizen fills in."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import FormBuilder

LONGEST_LINE = 250
LONGEST_TEXT = 5000
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
# Mobile: 0 and nine digits; landline: 02 and nine (Circular 22/2014/TT-BTTTT, numbering plan).
_TELEPHONE = re.compile(r"0(?:[35789]\d{8}|2\d{9})")
_BETWEEN_DIGITS = re.compile(r"[\s.()\-]+")


class TelephoneField(forms.CharField):
    """A Vietnamese number; the value is its digits from 0 on, however it was typed."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        digits = _BETWEEN_DIGITS.sub("", text)
        digits = re.sub(r"^(?:\+84|0084|84(?=\d{9}))", "0", digits)
        if not _TELEPHONE.fullmatch(digits):
            raise ValidationError(
                _("Write the telephone number with ten or eleven digits, for example 0912 345 678."),
                code="invalid",
            )
        return digits


class CitizenFormBuilder(FormBuilder):
    """Wagtail's builder with limits, autofill tokens and errors that say how to mend.

    Defaults are for texts and lists only: a box to agree is never ticked beforehand (Law on
    Personal Data Protection 91/2025/QH15: consent is given, not presumed).
    """

    _autocomplete: ClassVar[dict[str, str]] = {"email": "email", "telephone": "tel"}

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        options["error_messages"] = {
            "required": _("Fill in “%(label)s”.") % {"label": field.label},
            "max_length": _("This is too long: write at most %(limit_value)d characters."),
        }
        return options

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        attrs = {"autocomplete": field.autofill or "off"}
        return forms.CharField(**options, max_length=LONGEST_LINE, widget=forms.TextInput(attrs=attrs))

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        attrs = {"rows": 6, "autocomplete": field.autofill or "off"}
        created = forms.CharField(**options, widget=forms.Textarea(attrs=attrs))
        # No maxlength in the page: a browser would cut a pasted letter without a word.
        message = options["error_messages"]["max_length"]
        created.validators.append(MaxLengthValidator(LONGEST_TEXT, message))
        return created

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["error_messages"]["invalid"] = _("Write the e-mail address in full: ten@example.vn.")
        return forms.EmailField(
            **options, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
        )

    def create_telephone_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return TelephoneField(**options, max_length=30)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        message = _("Write a number, for example 12 or 3.5.")
        options["error_messages"] |= dict.fromkeys(["invalid", "max_digits", "max_decimal_places"], message)
        attrs = {"inputmode": "decimal", "step": "any", "autocomplete": "off"}
        return forms.DecimalField(
            **options, max_digits=15, decimal_places=4, widget=forms.NumberInput(attrs=attrs)
        )

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["error_messages"]["invalid"] = _("Write the date as day/month/year: 22/11/2026.")
        attrs = {"type": "date", "autocomplete": field.autofill or "off"}
        widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
        return forms.DateField(**options, input_formats=DATE_FORMATS, widget=widget)

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        choices = [("", _("Choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(**self._of_list(field, options), choices=choices)

    def create_radio_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        choices = self.get_formatted_field_choices(field)
        return forms.ChoiceField(**self._of_list(field, options), choices=choices, widget=forms.RadioSelect)

    def create_checkboxes_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options["initial"] = self.get_formatted_field_initial(field) if field.default_value else []
        choices = self.get_formatted_field_choices(field)
        return forms.MultipleChoiceField(
            **self._of_list(field, options), choices=choices, widget=forms.CheckboxSelectMultiple
        )

    def create_consent_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        options |= {"initial": False, "required": True}
        options["error_messages"]["required"] = _("Tick the box to agree, otherwise we may not take this.")
        return forms.BooleanField(**options)

    def _of_list(self, field: Any, options: dict[str, Any]) -> dict[str, Any]:
        options["error_messages"] = {
            "required": _("Choose an answer for “%(label)s”.") % {"label": field.label},
            "invalid_choice": _("Choose one of the answers that are offered."),
            "invalid_list": _("Choose one of the answers that are offered."),
        }
        return options
