"""Real data files that are not part of the repository; tests that need them are skipped without them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_data_root() -> Path:
    """LIENCONG_DATA, else `../shared/data` beside the repository."""
    return Path(os.environ.get("LIENCONG_DATA") or ROOT.parent / "shared" / "data")


def shared_data(name: str) -> Path:
    """The path of a data file, such as `admin_units/merge_map_provinces.csv`; skips the test without it."""
    path = shared_data_root() / name
    if not path.exists():
        pytest.skip(f"no {name}: set LIENCONG_DATA to the folder of real data")
    return path
