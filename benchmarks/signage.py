"""What unchanged polls of boards cost, beside the least a Django view can do.

    python -m benchmarks.signage [--rounds 15] [--polls 400] [--boards 1000] [--seconds 30] [--json]

A commune with a board and messages in a database of its own (SQLite in a temporary folder unless
LIENCONG_DATABASE_URL names another, empty one), production settings with their whole middleware.

`ratio_304`: one process calls the WSGI application; rounds of polls that are answered with 304
(playlist and alerts by turns) alternate with rounds of `bare_urls.bare`, which answers 304 to anything
through the same middleware. The median of the rounds' ratios counts.

`cpu_1000_boards`: gunicorn (one worker, four threads) answers that many boards, each asking for its
alerts every 15 s and for its playlist every 60 s, from a client process on loopback; per cent of one
core that the server used. `cpu_machine`: the same as a part of all cores.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

_FOLDER = tempfile.TemporaryDirectory(prefix="liencong-bench-")
HOST = "longan.bench"
for _name, _value in {
    "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    "LIENCONG_SECRET_KEY": "benchmark-only-not-a-secret-" * 2,
    "LIENCONG_ALLOWED_HOSTS": HOST,
    "LIENCONG_ADMIN_BASE_URL": f"https://{HOST}",
    "LIENCONG_DATABASE_URL": f"sqlite:///{_FOLDER.name}/signage.sqlite3",
    "LIENCONG_VAR_DIR": _FOLDER.name,
    "LIENCONG_LOG_LEVEL": "ERROR",
}.items():
    os.environ.setdefault(_name, _value)

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.ROOT_URLCONF = "benchmarks.bare_urls"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from portal.signage.boards.issuing import credential_issue  # noqa: E402
from portal.signage.boards.services import board_create  # noqa: E402
from portal.signage.enums import CredentialKind, MessageClass  # noqa: E402
from portal.signage.models import MessageVersion  # noqa: E402
from portal.signage.playlists import look_of_version  # noqa: E402
from portal.signage.renditions import board_renditions_ensure, grids_of, renditions_ensure  # noqa: E402
from portal.signage.schedule.rules import Rule  # noqa: E402
from portal.signage.services import boards_reached, contents_bump  # noqa: E402
from sites.enums import Level  # noqa: E402
from sites.models import AdministrativeUnit  # noqa: E402

PLAYLIST, ALERTS, BARE = "boards/me/playlist.json", "boards/me/emergency.json", "bare"
ALERTS_EVERY_S, PLAYLIST_EVERY_S = 15, 60
