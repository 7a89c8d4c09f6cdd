"""Fixtures of the schedule's tests."""

from random import Random

import pytest


@pytest.fixture
def draw(seed: int) -> Random:
    """Random, and the same again for the same `seed`."""
    return Random(seed)  # noqa: S311
