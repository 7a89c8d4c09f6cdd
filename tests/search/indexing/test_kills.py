"""`kill -9` at any point: after a restart the index is right and the comparison finds nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
ROUNDS = 30


def test_killed_workers_and_rebuilds_leave_nothing_wrong(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "LIENCONG_DATABASE_URL": f"sqlite:///{tmp_path}/database.sqlite3",
    }
    program = [sys.executable, "-m", "tests.search.indexing.kills", str(tmp_path), "7", str(ROUNDS)]
    ran = subprocess.run(
        program, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
    found = json.loads(ran.stdout)
    assert found.pop("killed") > ROUNDS / 4
    assert found.pop("documents") > 10
    assert found == {"is_right": True, "pending": 0, "differences": 0}
