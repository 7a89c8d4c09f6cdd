"""What unchanged polls of boards cost, beside the least a Django view can do.

    python -m benchmarks.signage [--rounds 15] [--polls 400] [--boards 1000] [--seconds 30] [--json]

A province with boards and twelve messages in a database of its own (SQLite in a temporary folder unless
LIENCONG_DATABASE_URL names another, empty one), production settings with their whole middleware.

gunicorn (one worker, four threads) answers this process on loopback.

`ratio_304`: rounds of unchanged polls (playlist and alerts by turns, of all boards) alternate with rounds
of `bare_urls.bare`, which answers 304 to anything through the same middleware: polls a second of the one
by those of the other, the median of the rounds.

`cpu_1000_boards`: that many boards ask for their alerts every 15 s and for their playlist every 60 s; per
cent of one core that gunicorn used. `cpu_machine`: the same as a part of all cores.
"""

import argparse
import itertools
import json
import logging
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
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
CONNECTIONS = 8
POLLS_OF_A_KEY = 30


def boards_make(amount: int) -> list[str]:
    """Boards of a province with twelve messages; the token of each."""
    logging.getLogger("audit").disabled = True
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    now = timezone.now()
    unit = AdministrativeUnit.objects.create(
        code="80", level=Level.PROVINCE, province_code="80", unit_type="Tỉnh", name="Long An",
        full_name="Tỉnh Long An", full_name_en="Long An Province", slug="long-an",
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
                first = Connection(self.port)
                first.send(BARE)
                first.receive()
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


class Connection:
    """One connection to the server, kept open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, tail: str, token: str = "", tag: str = "") -> None:
        condition = f"If-None-Match: {tag}\r\n" if tag else ""
        self.socket.sendall(
            f"GET /signage/v1/{tail} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\n"
            f"Authorization: Bearer {token}\r\nAccept: */*\r\n{condition}\r\n".encode()
        )

    def receive(self) -> tuple[int, str]:
        """Status and ETag of the answer."""
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _end, body = answer.partition(b"\r\n\r\n")
        status = int(head[9:12])
        headers = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
        length = 0 if status in (204, 304) else int(headers.get(b"Content-Length", 0))
        while len(body) < length:
            body += self._more()
        return status, headers.get(b"ETag", b"").decode()

    def _more(self) -> bytes:
        part = self.socket.recv(65536)
        if not part:
            raise OSError("the server closed the connection")
        return part


class Boards:
    """What many boards ask, over a few connections."""

    def __init__(self, port: int, tokens: list[str]) -> None:
        self.tokens = tokens
        self.tags: dict[tuple[str, str], str] = {}
        self.connections = [Connection(port) for _number in range(CONNECTIONS)]

    def ask(self, questions: list[tuple[str, str]]) -> None:
        """(address, token) of each, as many at a time as there are connections."""
        for start in range(0, len(questions), CONNECTIONS):
            batch = list(zip(self.connections, questions[start : start + CONNECTIONS], strict=False))
            for connection, question in batch:
                connection.send(*question, self.tags.get(question, ""))
            for connection, question in batch:
                status, tag = connection.receive()
                if status not in (200, 204, 304) or (status == 200 and question in self.tags):
                    raise SystemExit(f"{question[0]} answered {status}.")
                self.tags[question] = tag

    def close(self) -> None:
        for connection in self.connections:
            connection.socket.close()


def ratio_measure(server: Server, tokens: list[str], rounds: int, polls: int) -> dict[str, Any]:
    """Rounds with and without the product alternate, so that a busy machine slows both alike."""
    boards = Boards(server.port, tokens)
    # Half of what a key may ask in a minute: that it was used is noted once a minute, in the load below.
    asked = tokens[: max(CONNECTIONS, rounds * polls // POLLS_OF_A_KEY)]
    polled = [(tail, token) for token in asked for tail in (PLAYLIST, ALERTS)]
    boards.ask(polled)
    turns = itertools.cycle(polled)

    def rate(questions: list[tuple[str, str]]) -> float:
        started = time.perf_counter()
        boards.ask(questions)
        return len(questions) / (time.perf_counter() - started)

    rates = [
        (rate([(BARE, "")] * polls), rate(list(itertools.islice(turns, polls)))) for _round in range(rounds)
    ]
    boards.close()
    return {
        "ratio_304": round(statistics.median(signage / bare for bare, signage in rates), 3),
        "bare_rps": round(statistics.median(bare for bare, _signage in rates)),
        "signage_rps": round(statistics.median(signage for _bare, signage in rates)),
    }


def load_measure(server: Server, tokens: list[str], seconds: int) -> dict[str, Any]:
    """All boards at their own pace; what the server's processes used meanwhile."""
    boards = Boards(server.port, tokens)
    every = [(PLAYLIST, PLAYLIST_EVERY_S), (ALERTS, ALERTS_EVERY_S)]
    boards.ask([(tail, token) for token in tokens for tail, _seconds in every])
    due = sorted(
        (moment, tail, token)
        for number, token in enumerate(tokens)
        for tail, pace in every
        for moment in _moments(number / len(tokens) * pace, pace, seconds)
    )
    before, started = server.cpu_s(), time.perf_counter()
    for moment, tail, token in due:
        time.sleep(max(0.0, started + moment - time.perf_counter()))
        boards.ask([(tail, token)])
    took = time.perf_counter() - started
    cpu = 100 * (server.cpu_s() - before) / took
    boards.close()
    return {
        f"cpu_{len(tokens)}_boards": round(cpu, 1),
        "cpu_machine": round(cpu / (os.cpu_count() or 1), 1),
        "polls_a_second": round(len(due) / took, 1),
    }


def _moments(first: float, pace: float, seconds: int) -> list[float]:
    return [first + turn * pace for turn in range(int(seconds / pace) + 1) if first + turn * pace < seconds]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--polls", type=int, default=400)
    parser.add_argument("--boards", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    tokens = boards_make(options.boards)
    server = Server()
    try:
        figures = ratio_measure(server, tokens, options.rounds, options.polls)
        figures |= load_measure(server, tokens, options.seconds)
    finally:
        server.stop()
    if options.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:20} {figure}")


if __name__ == "__main__":
    main()
