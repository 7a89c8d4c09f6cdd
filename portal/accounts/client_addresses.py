"""Which address a request comes from: the one thing lockout, limits and the list of sessions share."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - nobody listens there: it stands for "not told"


def client_address(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """The address of the peer; behind a proxy the last hop that this proxy wrote down.

    Whatever stands before the last hop came from the visitor and is not believed. Without
    LIENCONG_BEHIND_PROXY the header is not read at all. Always a valid IPv4 or IPv6 address.
    """
    told = ""
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1]
    return _valid(told) or _valid(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def _valid(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
