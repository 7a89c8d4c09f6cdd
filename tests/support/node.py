"""Programs of npm as second opinions: `tests/node/`, installed with `make node-packages`."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "node"


def run_node(script: str, *arguments: str | Path, given: Any = None, zone: str = "UTC") -> Any:
    """The JSON that `tests/node/{script}` prints, with `given` as JSON on its standard input.

    Skips where node or its packages are absent; in CI (environment variable CI) that is a failure.
    """
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules").is_dir():
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("Needs node and `make node-packages`.")
    answer = subprocess.run(
        [node, FOLDER / script, *arguments],
        input=json.dumps(given),
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return json.loads(answer.stdout)
