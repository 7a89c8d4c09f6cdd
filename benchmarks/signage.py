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


def boards_make(amount: int) -> list[str]:
    """Boards of one commune with twelve messages; the token of each."""
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    now = timezone.now()
    unit = AdministrativeUnit.objects.create(
        code="28234", level=Level.COMMUNE, province_code="80", unit_type="Xã", name="Thanh Phú Long",
        full_name="Xã Thanh Phú Long", full_name_en="Thanh Phu Long Commune", slug="thanh-phu-long",
        valid_from=date(2025, 3, 1),
    )  # fmt: skip
    facts = {"place": "Cổng UBND", "width": 128, "height": 64}
    tokens = []
    with transaction.atomic():
        for number in range(amount):
            named = facts | {"name": f"Bảng {number}"}
            board = board_create(unit=unit, facts=named, actor=None, now=now)
            kind = CredentialKind.TOKEN
            tokens.append(credential_issue(board=board, kind=kind, actor=None, now=now)[1])
        board_renditions_ensure(board=board, now=now)
        for number in range(12):
            _publish(unit, number, now)
    return tokens


def _publish(unit: AdministrativeUnit, number: int, now: Any) -> None:
    version = MessageVersion.objects.create(
        uid=f"m{number}", number=1, unit=unit, message_class=MessageClass.NORMAL,
        title=f"Thông báo số {number}", text_full=f"Thông báo số {number}: lịch tiếp công dân của xã",
        rules=[Rule(date(2026, 1, 1)).to_json()], live_from=now,
    )  # fmt: skip
    boards = boards_reached(version)
    renditions_ensure(looks=[look_of_version(version)], grids=grids_of(boards), now=now)
    contents_bump(boards=boards, now=now)


class Server:
    """gunicorn with the project's application in a process of its own."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable, "-m", "gunicorn", "benchmarks.bare_wsgi", "--bind", f"127.0.0.1:{self.port}",
            "--workers", "1", "--threads", "4", "--keep-alive", "75", "--log-level", "error",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=Path(__file__).parents[1])
        for _attempt in range(300):
            try:
                Poller(self.port, "").ask(BARE)
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("gunicorn does not answer.")

    def cpu_s(self) -> float:
        """Seconds of processor time of gunicorn's processes so far."""
        ticks = 0
        for pid in [self.process.pid, *_children(self.process.pid)]:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Poller:
    """One board's connection, kept open. Knows the ETag of each address it asked."""

    def __init__(self, port: int, token: str) -> None:
        self.token = token
        self.tags: dict[str, str] = {}
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, tail: str) -> int:
        """The status of the answer."""
        condition = f"If-None-Match: {self.tags[tail]}\r\n" if tail in self.tags else ""
        self.socket.sendall(
            f"GET /signage/v1/{tail} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
            f"Authorization: Bearer {self.token}\r\nAccept: */*\r\n{condition}\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _end, body = answer.partition(b"\r\n\r\n")
        status = int(head[9:12])
        headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = 0 if status in (204, 304) else int(headers.get(b"content-length", 0))
        while len(body) < length:
            body += self._more()
        if b"etag" in headers:
            self.tags[tail] = headers[b"etag"].decode()
        return status

    def _more(self) -> bytes:
        part = self.socket.recv(65536)
        if not part:
            raise OSError("the server closed the connection")
        return part


def ratio_measure(server: Server, tokens: list[str], rounds: int, polls: int) -> dict[str, Any]:
    """Rounds with and without the product alternate, so that a busy machine slows both alike."""
    pollers = [Poller(server.port, token) for token in tokens]
    for poller in pollers:
        for tail in (PLAYLIST, ALERTS, BARE):
            poller.ask(tail)

    def rate(tails: tuple[str, ...], at_least: int) -> float:
        started = time.perf_counter()
        for number in range(polls):
            status = pollers[number % len(pollers)].ask(tails[number // len(pollers) % len(tails)])
            assert status in (204, 304), status
        return polls / (time.perf_counter() - started)

    rates = [(rate((BARE,), 0), rate((PLAYLIST, ALERTS), 0)) for _round in range(rounds)]
    for poller in pollers:
        poller.socket.close()
    return {
        "ratio_304": round(statistics.median(signage / bare for bare, signage in rates), 3),
        "bare_rps": round(statistics.median(bare for bare, _signage in rates)),
        "signage_rps": round(statistics.median(signage for _bare, signage in rates)),
    }
