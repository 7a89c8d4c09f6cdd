"""What is wrong with figures that were sent, said so that a clerk can mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse. `line`: line of a CSV, row of a sheet, place in a list; 0 for the whole."""

    line: int
    reason: str

    def __str__(self) -> str:
        if not self.line:
            return self.reason
        return _("Row %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}


class StatisticsRefused(Exception):
    """Nothing was written. `problems` lists every reason, by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnitNotAllowed(Exception):
    """The sender may not speak for `unit_code`."""

    def __init__(self, unit_code: str) -> None:
        self.unit_code = unit_code
        super().__init__(unit_code)


def refusal(*reasons: str, line: int = 0) -> StatisticsRefused:
    return StatisticsRefused([Problem(line, reason) for reason in reasons])
