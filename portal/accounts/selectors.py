"""What the sign-in asks about a user, a session and a host."""

from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from axes.models import AccessFailureLog
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from portal.accounts.models import User
from sites.enums import Role
from sites.models import Subsite

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=24)
REMEMBERED = timedelta(days=1)


def must_have_second_factor(*, user: User) -> bool:
    """Whether a password alone is too little for this user's rights.

    So it is for superusers, for whoever administers a sub-site and for every group that is not
    bound to one sub-site: its rights reach over the network. One query at most.
    """
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    if user.is_superuser:
        return True
    reaches_far = Q(subsite_role__isnull=True) | Q(subsite_role__role=Role.SITE_ADMIN)
    return user.groups.filter(reaches_far).exists()


def has_second_factor(*, user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def users_with_second_factor() -> set[int]:
    """Keys of all users who have enrolled, for lists. One query."""
    found = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    return set(found.values_list("user_id", flat=True))


def has_proved_second_factor(*, request: HttpRequest) -> bool:
    """Whether this session gave a code beside the password. No query beyond the session's."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def address_of_subsite(*, hostname: str) -> str | None:
    """`https://thanhphulong.longan.gov.vn` as the network knows it; None for a host of nobody.

    Nothing in it comes from the request.
    """
    subsite = Subsite.objects.select_related("site").filter(site__hostname=hostname.lower()).first()
    return subsite.site.root_url if subsite else None


def pause_after_failures(*, username: str, ip_address: str, now: datetime) -> timedelta:
    """How long this name stays shut for this address: twice as long with every lockout of a day."""
    lockouts = AccessFailureLog.objects.filter(
        username=username, ip_address=ip_address, locked_out=True, attempt_time__gt=now - REMEMBERED
    ).count()
    return min(FIRST_PAUSE * 2 ** min(max(lockouts - 1, 0), 10), LONGEST_PAUSE)


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"),
             ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device_name(*, user_agent: str) -> str:
    """`Chrome, Windows` of what a browser says about itself; its own words when that is not known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system))) or user_agent[:80] or "–"
