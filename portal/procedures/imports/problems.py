"""What an import has to say: reasons to refuse a row, and remarks on rows that were taken.

A remark is made wherever the file said something that the record does not: nothing is lost silently.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Outcome(models.TextChoices):
    """What became of one row of the file."""

    NEW = "NEW", gettext_lazy("taken, new")
    CHANGED = "CHANGED", gettext_lazy("taken, changed")
    UNCHANGED = "UNCHANGED", gettext_lazy("unchanged")
    REFUSED = "REFUSED", gettext_lazy("refused")


class RemarkKind(models.TextChoices):
    """On what a remark is made; the detail beside it holds the words of the file."""

    SYMBOLS = "SYMBOLS", gettext_lazy("characters that cannot be shown were taken out")
    COMPOSED = "COMPOSED", gettext_lazy("Vietnamese letters were composed (NFC)")
    GLUED = "GLUED", gettext_lazy("words of the web page glued to the text were cut off")
    COUNT = "COUNT", gettext_lazy("a number of copies that cannot be right was left out")
    COUNT_ODD = "COUNT_ODD", gettext_lazy("an unusual number of copies")
    TIME_UNIT = "TIME_UNIT", gettext_lazy("a time limit without its unit")
    TIME = "TIME", gettext_lazy("a time limit that is no number was left out")
    FEE_TEXT = "FEE_TEXT", gettext_lazy("a fee kept as text only")
    FEE_NOTE = "FEE_NOTE", gettext_lazy("“Miễn phí” beside a note on fees: the amount was left open")
    FEE_NOTHING = "FEE_NOTHING", gettext_lazy("a fee note that says nothing was left out")
    FEE_SMALL = "FEE_SMALL", gettext_lazy("an unusually small fee")
    RESULT_CODE = "RESULT_CODE", gettext_lazy("a result code of unknown form was left out")
    RESULT_SPLIT = "RESULT_SPLIT", gettext_lazy("results glued together were taken apart")
    LEGAL_BASIS = "LEGAL_BASIS", gettext_lazy("a legal basis was taken over differently")
    KIND = "KIND", gettext_lazy("an unknown kind of procedure was left out")
    AUDIENCE = "AUDIENCE", gettext_lazy("an unknown audience was left out")
    STEPS = "STEPS", gettext_lazy("the steps do not add up to the text: kept as one text")
    EMPTY = "EMPTY", gettext_lazy("an empty entry was left out")
    UNKNOWN_KEY = "UNKNOWN_KEY", gettext_lazy("an unknown key of the file was not taken")
    DRAFT = "DRAFT", gettext_lazy("somebody has an unpublished draft of this procedure")
    RENAMED = "RENAMED", gettext_lazy("the name in the list differs")
    FIELD = "FIELD", gettext_lazy("the field in the list differs")
    DIFFERENCE = "DIFFERENCE", gettext_lazy("parts that change")
    DECISION = "DECISION", gettext_lazy("known already; details of the decision differ and were not taken")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said of a row. `detail` quotes the file, cut to 200 characters."""

    row: int
    code: str
    kind: RemarkKind
    detail: str

    def __str__(self) -> str:
        return f"{self.kind.label}: {self.detail}" if self.detail else str(self.kind.label)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse. `row`: the line of a text file, the row of a sheet; 0 for the whole file."""

    row: int
    code: str
    reason: str

    def __str__(self) -> str:
        if not self.row:
            return self.reason
        if not self.code:
            return _("Row %(row)d: %(reason)s") % {"row": self.row, "reason": self.reason}
        return _("Row %(row)d, %(code)s: %(reason)s") % {
            "row": self.row,
            "code": self.code,
            "reason": self.reason,
        }


class FileRefused(Exception):
    """The file as a whole cannot be read. `problem` says where and why."""

    def __init__(self, reason: str, *, row: int = 0) -> None:
        self.problem = Problem(row, "", reason)
        super().__init__(str(self.problem))


def shortened(text: object, letters: int = 200) -> str:
    """`text` on one line, cut to so many characters."""
    line = " ".join(str(text).split())
    return line if len(line) <= letters else f"{line[: letters - 1]}…"
