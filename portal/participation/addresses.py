"""Lists of e-mail addresses as clerks type them."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

MOST_ADDRESSES = 10
_SEPARATORS = re.compile(r"[\s,;]+")


def split_addresses(text: str) -> list[str]:
    """The addresses of a text, separated by commas, semicolons or spaces."""
    return [part for part in _SEPARATORS.split(text) if part]


def validate_addresses(text: str) -> None:
    """Raises ValidationError that names what is no address, or too many of them.

    Line breaks separate, so none can reach a header of a message.
    """
    addresses = split_addresses(text)
    if len(addresses) > MOST_ADDRESSES:
        raise ValidationError(_("At most %(number)d addresses.") % {"number": MOST_ADDRESSES})
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(
                _("“%(address)s” is not an e-mail address.") % {"address": address}
            ) from None
