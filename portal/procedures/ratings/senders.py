"""Who may send a rating: this sub-site's own pages, and each network only so often an hour."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.accounts.client_addresses import client_address

_HOUR_SECONDS = 3600


def is_from_own_pages(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on this very host.

    The kept page has no token. A browser always tells where a POST comes from (Fetch standard,
    "append a request Origin header"), so other sites' forms are refused.
    """
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(told) and urlsplit(told).netloc.lower() == request.get_host().lower()


def is_too_often(request: HttpRequest) -> bool:
    """Count one rating of the sender's network; whether it has sent too many in this hour.

    The cache holds a keyed digest for an hour, no address.
    """
    key = (
        f"rating:{salted_hmac('ratings', _network(client_address(request)), algorithm='sha256').hexdigest()}"
    )
    cache.add(key, 0, _HOUR_SECONDS)
    try:
        return cache.incr(key) > settings.RATINGS_PER_HOUR
    except ValueError:  # it ran out between the two lines
        return False


def _network(address: str) -> str:
    """An IPv6 visitor owns at least a /64: one address of it counts as all."""
    found = ipaddress.ip_address(address)
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
