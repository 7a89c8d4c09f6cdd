"""Choice values of boards, messages and alerts. `wire` gives the words of the feed contract."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ColorDepth(models.TextChoices):
    """What one LED can show."""

    MONO = "MONO", _("one colour")
    DUAL = "DUAL", _("red, green and yellow")
    RGB = "RGB", _("full colour")

    @property
    def wire(self) -> str:
        return self.value.lower()


class ClientKind(models.TextChoices):
    """What reads the feed; decides whether alerts reach the board in time (contract 3.8)."""

    PLAYER = "PLAYER", _("the portal's own player")
    KEY_VALUE = "KEY_VALUE", _("controller that reads lines of keys and values")
    TEXT = "TEXT", _("controller that reads plain text")
    PICTURE = "PICTURE", _("controller that reads one picture")
    RSS = "RSS", _("reader of RSS")
    CAP = "CAP", _("reader of CAP")
    ADAPTER = "ADAPTER", _("box on site that drives a controller")

    @property
    def is_in_time(self) -> bool:
        """Whether an alert reaches it within half a minute: readers of RSS keep a feed for up to a day,
        those of CAP learn after six or seven minutes (contract 3.8), those of pictures whenever they
        please, and can say nothing of it."""
        return self not in (ClientKind.RSS, ClientKind.CAP, ClientKind.PICTURE)

    @property
    def labelled(self) -> str:
        """With the word about alerts that nobody may overlook."""
        told = _("usable for alerts") if self.is_in_time else _("not usable for alerts")
        return f"{self.label} – {told}"


class MessageClass(models.TextChoices):
    """Classes of Circular 39/2020/TT-BTTTT; alerts are a channel of their own."""

    PRIORITY = "PRIORITY", _("priority")
    NORMAL = "NORMAL", _("normal")
    DEFAULT = "DEFAULT", _("default")

    @property
    def wire(self) -> str:
        return {"PRIORITY": "uu_tien", "NORMAL": "thong_thuong", "DEFAULT": "mac_dinh"}[self.value]


class Reach(models.TextChoices):
    """Which boards a message goes to, seen from the unit that wrote it."""

    OWN = "OWN", _("boards of our own unit")
    BELOW = "BELOW", _("our boards and those of all units below")
    CHOSEN = "CHOSEN", _("only the boards chosen")


class HolidayChoice(models.TextChoices):
    """How days and times stand to public holidays; names are those of `schedule.rules.HolidayRule`."""

    ANY = "ANY", _("like other days")
    ONLY = "ONLY", _("only on public holidays")
    NEVER = "NEVER", _("not on public holidays")


class EndReason(models.TextChoices):
    """Why a version stopped being shown."""

    REPLACED = "REPLACED", _("a newer version")
    UNPUBLISHED = "UNPUBLISHED", _("taken off")
    SOURCE_GONE = "SOURCE_GONE", _("its page was taken off")
    DELETED = "DELETED", _("deleted")


class Severity(models.TextChoices):
    """CAP 1.2 section 3.2.2, the three that are worth a whole board."""

    EXTREME = "EXTREME", _("extreme")
    SEVERE = "SEVERE", _("severe")
    MODERATE = "MODERATE", _("moderate")

    @property
    def wire(self) -> str:
        return self.value.lower()


class AlertStatus(models.TextChoices):
    ACTUAL = "ACTUAL", _("actual")
    EXERCISE = "EXERCISE", _("exercise")

    @property
    def wire(self) -> str:
        return self.value.lower()


class AlertMode(models.TextChoices):
    FULL = "FULL", _("the whole board")
    BAND = "BAND", _("a band")

    @property
    def wire(self) -> str:
        return self.value.lower()


class CredentialKind(models.TextChoices):
    TOKEN = "TOKEN", _("token")
    CAPABILITY = "CAPABILITY", _("read-only address")


class PlayOutcome(models.TextChoices):
    """How a showing ended; the words of the contract in lower case."""

    COMPLETED = "COMPLETED", _("shown to the end")
    INTERRUPTED = "INTERRUPTED", _("interrupted")
    FAILED = "FAILED", _("not shown")


class PlayClock(models.TextChoices):
    TRUSTED = "TRUSTED", _("board's clock was right")
    ESTIMATED = "ESTIMATED", _("estimated time")


class PlaySource(models.TextChoices):
    LIVE = "LIVE", _("sent at once")
    BACKFILL = "BACKFILL", _("handed in later")


class NoticeKind(models.TextChoices):
    """What somebody should look at."""

    SILENT = "SILENT", _("silent")
    SKEW = "SKEW", _("clock is wrong")
    CLONE = "CLONE", _("two machines under one identity")
    MEDIA = "MEDIA", _("cannot show its messages")
    FLASH = "FLASH", _("memory is wearing out")


class BoardState(models.TextChoices):
    """What can be said of a board now."""

    ONLINE = "ONLINE", _("online")
    SILENT = "SILENT", _("silent")
    OFF = "OFF", _("switched off at this hour")
    NEVER = "NEVER", _("never seen")
    RETIRED = "RETIRED", _("out of use")


class Evidence(models.TextChoices):
    """How sure it is that a board shows what it should, the strongest first (contract 3.9)."""

    PHOTOGRAPHED = "PHOTOGRAPHED", _("photographed")
    REPORTED = "REPORTED", _("reported as shown")
    FETCHED = "FETCHED", _("downloaded")
    NONE = "NONE", _("no evidence")


class AckKind(models.TextChoices):
    """How far an alert has come on a board."""

    FETCHED = "FETCHED", _("fetched")
    SHOWN = "SHOWN", _("shown")
    CLEARED = "CLEARED", _("cleared")
    FAILED = "FAILED", _("failed")


class AlertProgress(models.TextChoices):
    """How far an alert has come on one board, the worst first."""

    FAILED = "FAILED", _("could not be shown")
    SILENT = "SILENT", _("nothing heard")
    FETCHED = "FETCHED", _("received")
    SHOWN = "SHOWN", _("on the board")
    CLEARED = "CLEARED", _("off the board")
