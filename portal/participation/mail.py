"""The letter that tells colleagues of a submission: where to read it, not what it says."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.mail import send_soon
from portal.participation.addresses import split_addresses

if TYPE_CHECKING:
    from portal.participation.models import FormPage


def submission_letter_send(*, page: "FormPage", reference: str, root_url: str) -> None:
    """One letter an address, so nobody sees the others'. None when the form names no address."""
    with override(settings.LANGUAGE_CODE):
        link = root_url + reverse("wagtailforms:list_submissions", args=[page.pk])
        subject = _("New submission %(reference)s: %(form)s") % {"reference": reference, "form": page.title}
        body = render_to_string(
            "participation/submission_letter.txt", {"page": page, "reference": reference, "link": link}
        )
    for address in split_addresses(page.to_address):
        # A line break in a title must not begin a new header.
        send_soon(EmailMessage(" ".join(subject.split()), body, to=[address]))
