"""What is wrong with a file, said so that a clerk can mend it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse an import. `line`: the line of a CSV, the row of a sheet; 0 for a whole file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        if not self.file:
            return self.reason
        if not self.line:
            return f"{self.file}: {self.reason}"
        return _("%(file)s, line %(line)d: %(reason)s") % {
            "file": self.file,
            "line": self.line,
            "reason": self.reason,
        }


class UnitImportRefused(Exception):
    """The import was refused and nothing was written. `problems` lists every reason."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def refusal(reason: str, *, file: str = "", line: int = 0) -> UnitImportRefused:
    """A refusal with a single reason."""
    return UnitImportRefused([Problem(file, line, reason)])


def day_text(day: date) -> str:
    """A day as Vietnamese offices write it, in every language: 01/07/2025."""
    return f"{day:%d/%m/%Y}"
