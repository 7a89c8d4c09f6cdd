"""Letters to those who run a board: which one, since when, and where to look."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.accounts.mail import send_soon
from portal.signage.enums import NoticeKind
from portal.signage.models import BoardNotice
from portal.signage.permissions import BOARD_ROLES
from sites.enums import NetworkRole
from sites.models import AdministrativeUnit, NetworkGroup, SubsiteRole


def letters_send(*, notices: Iterable[BoardNotice]) -> int:
    """One letter a person: to those of a unit about its boards, to the province about all. Two queries.

    `notices` in the order of their units, with board, unit, sub-site and site at hand.
    """
    notices = list(notices)
    units = {notice.board.unit_id for notice in notices}
    people: dict[int, set[str]] = {}
    rows = SubsiteRole.objects.filter(
        subsite__unit__in=units, role__in=BOARD_ROLES, group__user__is_active=True
    ).values_list("subsite__unit", "group__user__email")
    for unit_id, address in rows:
        people.setdefault(unit_id, set()).add(address)
    letters = []
    with override(settings.LANGUAGE_CODE):
        for unit, of_unit in groupby(notices, key=lambda notice: notice.board.unit):
            own = list(of_unit)
            subject = _("LED boards of %(unit)s need a look: %(boards)s") % {
                "unit": unit.full_name,
                "boards": _names(own),
            }
            letters += _letters(subject, [(unit.full_name, own)], _root(unit), people.get(unit.pk, set()))
        letters += _letters_of_province(notices)
    for letter in letters:
        send_soon(letter)
    return len(letters)


def notice_text(notice: BoardNotice) -> str:
    """What is wrong, in one sentence, in the active language."""
    if notice.kind == NoticeKind.SILENT:
        return _("Silent since %(time)s.") % {"time": _moment(notice)}
    if notice.kind == NoticeKind.SKEW:
        return _skew_text(int(notice.detail or 0))
    if notice.kind == NoticeKind.CLONE:
        return _("Two machines use one key of this board at the same time.")
    if notice.kind == NoticeKind.MEDIA:
        return _("It cannot show its messages: %(error)s") % {"error": notice.detail}
    if notice.detail:
        day = date.fromisoformat(notice.detail).strftime("%d/%m/%Y")
        return _("Its flash memory lasts until about %(day)s at this rate of changes.") % {"day": day}
    return _("Its flash memory has had most of the writes it stands.")


def _skew_text(seconds: int) -> str:
    minutes = max(round(abs(seconds) / 60), 1)
    if seconds > 0:
        text = ngettext("Its clock is %(n)d minute ahead.", "Its clock is %(n)d minutes ahead.", minutes)
    else:
        text = ngettext("Its clock is %(n)d minute behind.", "Its clock is %(n)d minutes behind.", minutes)
    return text % {"n": minutes}


def _letters_of_province(notices: list[BoardNotice]) -> list[EmailMessage]:
    groups = NetworkGroup.objects.filter(role=NetworkRole.PROVINCE_ADMIN, group__user__is_active=True)
    addresses = set(groups.values_list("group__user__email", flat=True))
    if not addresses:
        return []
    boards = len({notice.board_id for notice in notices})
    subject = ngettext(
        "%(n)d LED board of the province needs a look", "%(n)d LED boards of the province need a look", boards
    ) % {"n": boards}
    by_unit = groupby(notices, key=lambda notice: notice.board.unit.full_name)
    units = [(name, list(of_unit)) for name, of_unit in by_unit]
    return _letters(subject, units, settings.WAGTAILADMIN_BASE_URL.rstrip("/"), addresses)


def _letters(
    subject: str, units: list[tuple[str, list[BoardNotice]]], root_url: str, addresses: set[str]
) -> list[EmailMessage]:
    rows = [(name, [(notice.board, notice_text(notice)) for notice in own]) for name, own in units]
    link = root_url + reverse("signage_wall:index")
    body = render_to_string("signage/wall/letter.txt", {"units": rows, "link": link})
    # A line break in a name must not begin a new header; one letter each, so nobody sees the others.
    return [EmailMessage(" ".join(subject.split()), body, to=[to]) for to in sorted(addresses - {""})]


def _root(unit: AdministrativeUnit) -> str:
    subsite = getattr(unit, "subsite", None)
    return str(subsite.site.root_url) if subsite else settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def _names(notices: list[BoardNotice]) -> str:
    names = list(dict.fromkeys(notice.board.name for notice in notices))
    return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")


def _moment(notice: BoardNotice) -> str:
    moment = datetime.fromisoformat(notice.detail) if notice.detail else notice.opened_at
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")
