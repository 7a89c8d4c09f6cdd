"""The form of the sub-site wizard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.hostnames import HOST_PATTERN
from sites.models import Subsite
from sites.services import ContactFacts


class SubsiteForm(forms.Form):
    """Host name and contact details of a sub-site to be made."""

    hostname = forms.CharField(
        label=_("Host name"),
        max_length=253,
        help_text=_("Proposed by law from the unit's name. Change it only for a reason."),
    )
    host_note = forms.CharField(
        label=_("Reason for another host name"),
        max_length=200,
        required=False,
        help_text=_("Obligatory when it is not the plain name of the unit."),
    )
    responsible_person = forms.CharField(
        label=_("Responsible for content"),
        max_length=200,
        required=False,
        help_text=_("Name and position. Empty: the head of the agency."),
    )
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    hotline = forms.CharField(label=_("Hotline"), max_length=40, required=False)

    def __init__(self, *args: Any, plain_host: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain_host = plain_host

    def clean_hostname(self) -> str:
        host: str = self.cleaned_data["hostname"].strip().lower()
        if not HOST_PATTERN.fullmatch(host):
            raise ValidationError(_("Small letters without accents, digits, hyphens and dots only."))
        taken = Subsite.objects.select_related("unit").filter(site__hostname=host).first()
        if taken is not None:
            raise ValidationError(
                _("This host name belongs to %(unit)s. Choose another.") % {"unit": taken.unit.full_name}
            )
        return host

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("hostname", self.plain_host) != self.plain_host and not cleaned.get("host_note"):
            self.add_error(
                "host_note", _("Say why the host name is not %(host)s.") % {"host": self.plain_host}
            )
        return cleaned

    def contact(self) -> ContactFacts:
        return ContactFacts(
            **{
                name: self.cleaned_data[name]
                for name in ("responsible_person", "address", "phone", "email", "hotline")
            }
        )
