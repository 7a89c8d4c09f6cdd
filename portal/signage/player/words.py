"""What the player says by itself. A board is read by the public, so its language is Vietnamese, always."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

LANGUAGE = "vi"
WORDS = {
    "title": _("Electronic board"),
    "waiting": _("Waiting for content"),
    "retired": _("This board is no longer in use"),
    "emergency": _("EMERGENCY"),
    "exercise": _("EXERCISE"),
    "enrolHeading": _("Pairing code of this board"),
    "enrolHelp": _(
        "Open the administration, choose Electronic boards, Pair a board, and enter this code. "
        "The board starts by itself."
    ),
    "enrolWaiting": _("Waiting for the code to be entered…"),
    "enrolOffline": _("The server does not answer. Trying again…"),
    "enrolBusy": _("Too many attempts from this network. Trying again shortly…"),
    "refusedHeading": _("This address is not accepted"),
    "refusedHelp": _(
        "The key of a board must not stand after a question mark, where others could read it. "
        "Write it after # instead: …/signage/v1/player#t=KEY. Replace this key with a new one, "
        "because it may have been seen."
    ),
    "noscript": _("This page needs JavaScript."),
}


def player_words() -> dict[str, str]:
    """Key → text, in Vietnamese whatever the asking browser prefers."""
    with translation.override(LANGUAGE):
        return {key: str(text) for key, text in WORDS.items()}
