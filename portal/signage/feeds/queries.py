"""What may stand behind the question mark of a feed. A wrong value is refused, not guessed."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.signage.boards.refusals import Refused
from portal.signage.feeds.tickers import MOST_LINES

_FORMS = ("utf8", "ascii")
_EOLS = {"lf": "\n", "crlf": "\r\n"}


@dataclass(frozen=True)
class TickerForm:
    """How a controller wants its lines."""

    ascii_only: bool = False
    eol: str = "\n"
    most: int = MOST_LINES


def ticker_form(request: HttpRequest) -> TickerForm:
    """`form=utf8|ascii`, `eol=lf|crlf`, `max=1…50`; other keys are ignored. Raises Refused 400."""
    form = request.GET.get("form", "utf8")
    eol = request.GET.get("eol", "lf")
    most = request.GET.get("max", str(MOST_LINES))
    for key, value, known in (("form", form, _FORMS), ("eol", eol, _EOLS)):
        if value not in known:
            told = {"key": key, "values": ", ".join(known)}
            raise _refused(key, _("%(key)s must be one of: %(values)s.") % told)
    if not (most.isascii() and most.isdecimal() and len(most) <= 3 and 1 <= int(most) <= MOST_LINES):
        raise _refused("max", _("max must be a whole number from 1 to %(most)d.") % {"most": MOST_LINES})
    return TickerForm(form == "ascii", _EOLS[eol], int(most))


def _refused(key: str, message: str) -> Refused:
    return Refused(400, f"bad_{key}", message)
