"""No edit is lost and no deleted object comes back, whatever the order of things."""

from collections.abc import Sequence

import pytest
from django.db import connection

from search.documents import Entry, Key
from search.engines.embedded import EmbeddedEngine
from search.models import Rebuild, SearchState
from tests.search.indexing.simulation import Life
from tests.search.indexing.world import MemoryEngine, Notes

pytestmark = pytest.mark.django_db

# Elsewhere a tenth proves the same statements; the orders of things are those of the simulation.
LIVES, STEPS = 3_000 if connection.vendor == "sqlite" else 300, 16


class FoundInFile(EmbeddedEngine):
    def found(self) -> dict[str, str]:
        with self.files.reading() as db:
            return {row["pk"]: row["body"] for row in db.execute("SELECT * FROM facts JOIN texts USING (id)")}


def live(seed: int, notes: Notes, engine) -> Life:
    notes.texts.clear()
    notes.closed.clear()
    for model in (SearchState, Rebuild):
        model.objects.all()._raw_delete("default")
    life = Life(seed, notes, engine, steps=STEPS)
    life.play()
    life.settle()
    return life


def test_in_any_order_of_things_the_index_is_right(notes):
    wrong, differences, rebuilt = {}, 0, 0
    for seed in range(LIVES):
        life = live(seed, notes, MemoryEngine())
        if found := life.wrong():
            wrong[seed] = found
        if seed % 10 == 0 or found:
            differences += life.differences()
        rebuilt += Rebuild.objects.filter(is_cancelled=False).exists() if seed % 10 == 0 else 0
    assert wrong == {}
    assert differences == 0
    assert rebuilt > LIVES / 10 / 4  # the simulation does reach the end of rebuilds


def test_the_embedded_engine_too(notes, tmp_path):
    for seed in range(40):
        life = live(seed, notes, FoundInFile(tmp_path / f"{seed}.sqlite3"))
        assert life.wrong() == []
        assert life.differences() == 0


class NoVersions(MemoryEngine):
    def _write(self, entry: Entry) -> None:
        self.held[entry.key] = entry


class NoTombstones(MemoryEngine):
    def _write(self, entry: Entry) -> None:
        super()._write(entry)
        if self.held[entry.key].document is None:
            del self.held[entry.key]


class OneIndexAtATime(MemoryEngine):
    def apply(self, entries: Sequence[Entry]) -> list[Key]:
        built, self.built = self.built, None
        try:
            return super().apply(entries)
        finally:
            self.built = built


@pytest.mark.parametrize("careless", [NoVersions, NoTombstones, OneIndexAtATime])
def test_the_simulation_finds_careless_engines(notes, careless):
    found = (life.wrong() for seed in range(300) if (life := live(seed, notes, careless())))
    assert any(found)
