"""What is wrong with a file, said so that a clerk can mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse an import. `line` is the line of a CSV or the row of a sheet; 0: the whole file."""

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
