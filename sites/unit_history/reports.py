"""What an import did, or would do."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from sites.unit_history.problems import Problem


@dataclass(slots=True)
class ImportReport:
    """Counts and notices of one import; `Counter`s are keyed by level.

    `listed`: units in the list. `continued` go on unchanged or respelled. `created`, `closed`: units that
    begin and end on `as_of`. `reopened`, `withdrawn`: an earlier import of the same day, corrected.
    `confirmed`: rows that say a unit stayed itself. `left_out`: rows about units long gone.
    `without_successor`: units that ended on `as_of` with no edge to another.
    """

    as_of: date
    dry_run: bool
    listed: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    continued: int = 0
    respelled: int = 0
    english_updated: int = 0
    reparented: int = 0
    corrected: int = 0
    reopened: int = 0
    withdrawn: int = 0
    edges_created: int = 0
    edges_updated: int = 0
    edges_unchanged: int = 0
    confirmed: int = 0
    names_normalised: int = 0
    codes_padded: int = 0
    already_imported: list[str] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    without_successor: Counter[str] = field(default_factory=Counter)
    closed_with_subsite: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything at all is different from before."""
        return bool(
            self.created
            or self.closed
            or self.respelled
            or self.english_updated
            or self.reparented
            or self.corrected
            or self.reopened
            or self.withdrawn
            or self.edges_created
            or self.edges_updated
        )
