"""A feed server in a thread: the contract's endpoints over plain HTTP, with failures to switch on.

Its clock is set by the test (`now`), and it keeps what a board sends. The player's own files come from
the product's views; nothing here needs a database.
"""

import hashlib
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.test import RequestFactory
from django.urls import resolve
from PIL import Image

HANOI = timezone(timedelta(hours=7))
TOKEN = "board-token-of-thirty-two-bytes-00"
KEY = "board-key-of-thirty-two-bytes-0000"
ROOT = "/signage/v1"


def wire(moment: datetime) -> str:
    return moment.astimezone(HANOI).strftime("%Y-%m-%dT%H:%M:%S+07:00")


def picture(color: str, size: tuple[int, int] = (128, 64)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


@dataclass
class SignageServer:
    """`failing`: end of a path → status, "cut" (no answer) or "page" (200 with HTML). `down`: none at all."""

    port: int = 0
    host: str = "localhost"
    now: datetime = datetime(2026, 8, 21, 2, 0, tzinfo=UTC)
    board: dict[str, Any] = field(default_factory=dict)
    playlist: dict[str, Any] = field(default_factory=dict)
    emergency: dict[str, Any] | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    failing: dict[str, int | str] = field(default_factory=dict)
    retry_after: int | None = None
    down: bool = False
    claimed: bool = False
    ask_screenshot: bool = False
    requests: list[tuple[str, str, int]] = field(default_factory=list)
    heartbeats: list[dict[str, Any]] = field(default_factory=list)
    acks: list[dict[str, Any]] = field(default_factory=list)
    plays: list[dict[str, Any]] = field(default_factory=list)
    screenshots: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}{ROOT}/player"

    def asked(self, ending: str) -> list[int]:
        """Status of each answer given to addresses with this ending."""
        return [status for _method, path, status in list(self.requests) if path.endswith(ending)]

    def window(self, start_s: float, end_s: float) -> list[str]:
        return [wire(self.now + timedelta(seconds=start_s)), wire(self.now + timedelta(seconds=end_s))]

    def rendition(self, body: bytes) -> dict[str, Any]:
        sha = hashlib.sha256(body).hexdigest()
        path = f"{ROOT}/m/{sha}.png"
        self.media[path] = body
        return {
            "url": f"https://www.longan.gov.vn{path}",
            "type": "image/png",
            "sha256": sha,
            "md5": hashlib.md5(body, usedforsecurity=False).hexdigest(),
            "bytes": len(body),
        }

    def item(self, name: str, color: str = "", *, windows=None, **changed: Any) -> dict[str, Any]:
        """`color`: its picture; without it the item has words only."""
        made = {
            "id": name,
            "version": 1,
            "title": name,
            "priority": "thong_thuong",
            "duration_s": 10,
            "order": 100,
            "windows": [self.window(-7200, 7200)] if windows is None else windows,
            "text": {"full": f"Tin {name}"},
        }
        if color:
            made["renditions"] = [self.rendition(picture(color))]
        return made | changed

    def publish(self, *items: dict[str, Any], default: dict[str, Any] | None = None, **changed: Any) -> None:
        midnight = self.now.astimezone(HANOI).replace(hour=0, minute=0, second=0)
        standby = default or self.item("default", "gray", priority="mac_dinh", windows=[])
        self.playlist = {
            "schema": "portal.signage.playlist/1",
            "board": {key: self.board.get(key) for key in ("id", "width", "height", "color", "tz")},
            "revision": self.playlist.get("revision", 0) + 1,
            "changed_at": wire(self.now),
            "horizon": {"from": wire(midnight), "until": wire(midnight + timedelta(hours=72))},
            "offline_ttl_s": 72 * 3600,
            "default_item": standby,
            "items": list(items),
            "withdrawn": [],
        } | changed

    def alert(self, name: str, **changed: Any) -> dict[str, Any]:
        start, end = self.window(-60, 3600)
        return {
            "id": name,
            "version": 1,
            "status": "actual",
            "severity": "severe",
            "level": "commune",
            "mode": "full",
            "not_before": start,
            "not_after": end,
            "text": {"full": f"Lũ về {name}", "short": f"Lũ {name}", "ascii": "Lu ve"},
            "show_s": 10,
        } | changed

    def raise_alerts(self, *alerts: dict[str, Any], cancelled: tuple[str, ...] = ()) -> None:
        self.emergency = {
            "schema": "portal.signage.emergency/1",
            "revision": (self.emergency or {}).get("revision", 0) + 1,
            "alerts": list(alerts),
            "cancelled": [{"id": name, "at": wire(self.now)} for name in cancelled],
        }

    # --- Answers: (status, body, headers)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        for ending, failure in self.failing.items():
            if path.endswith(ending) and failure != "cut":
                if failure == "page":
                    return 200, b"<html>Sign in to this network</html>", {"Content-Type": "text/html"}
                more = {"Retry-After": str(self.retry_after)} if self.retry_after else {}
                return int(failure), b'{"error": "stub"}', more
        if path.startswith(f"{ROOT}/player"):
            return product_answer(path, headers)
        if path in self.media:
            return 200, self.media[path], {"Content-Type": "image/png"}
        if path.startswith(f"{ROOT}/enroll"):
            return self.enrolled(path)
        for base in (f"{ROOT}/boards/me", f"{ROOT}/k/{KEY}"):
            if path.startswith(base):
                if base.endswith("me") and headers.get("Authorization") != f"Bearer {TOKEN}":
                    return 401, b'{"error": "token"}', {}
                if method == "POST":
                    return self.taken(path.removeprefix(base), headers, body)
                return self.told(path.removeprefix(base), headers)
        return 404, b"", {}

    def told(self, path: str, headers: Any) -> tuple[int, bytes, dict[str, str]]:
        value = {"": self.board, "/playlist.json": self.playlist, "/emergency.json": self.emergency}.get(
            path, ...
        )
        if value is ...:
            return 404, b"", {}
        if value is None:
            return 204, b"", {}
        body = json.dumps(value).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        if headers.get("If-None-Match") == tag:
            return 304, b"", {"ETag": tag}
        return 200, body, {"ETag": tag, "Content-Type": "application/json"}

    def taken(self, path: str, headers: Any, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        answer: dict[str, Any] = {}
        if path == "/screenshot":
            self.screenshots.append(body)
            self.ask_screenshot = False
        elif path == "/heartbeat":
            self.heartbeats.append(json.loads(body))
            answer = {
                "server_time": self.now.astimezone(HANOI).isoformat(timespec="microseconds"),
                "playlist_rev": self.playlist.get("revision"),
                "emergency_rev": (self.emergency or {}).get("revision", 0),
                "ask_screenshot": self.ask_screenshot,
            }
        elif path == "/acks":
            self.acks += json.loads(body)["acks"]
        elif path == "/plays":
            sent = json.loads(body)["plays"]
            self.plays += sent
            answer = {"accepted": len(sent), "duplicate": 0, "rejected": []}
        else:
            return 404, b"", {}
        return 200, json.dumps(answer).encode(), {"Content-Type": "application/json"}

    def enrolled(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        if path == f"{ROOT}/enroll":
            code = {"device_code": "device-1", "claim_code": "KXMT4729", "interval": 5, "expires_in": 900}
            return 200, json.dumps(code).encode(), {}
        if not self.claimed:
            return 202, b"{}", {}
        return 200, json.dumps({"board_id": "b1", "token": TOKEN}).encode(), {}


def product_answer(path: str, headers: Any) -> tuple[int, bytes, dict[str, str]]:
    request = RequestFactory().get(path, headers=dict(headers.items()))
    found = resolve(request.path_info)
    response = found.func(request, *found.args, **found.kwargs)
    return response.status_code, response.content, dict(response.headers)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: SignageServer

    def do_GET(self) -> None:
        self.serve()

    def do_POST(self) -> None:
        self.serve()

    def serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.split("?")[0]
        cut = self.state.down or any(
            path.endswith(ending) and failure == "cut" for ending, failure in self.state.failing.items()
        )
        if cut:
            self.close_connection = True
            return
        asked = self.path if path == f"{ROOT}/player" else path
        status, answer, headers = self.state.answer(self.command, asked, self.headers, body)
        self.state.requests.append((self.command, self.path, status))
        self.send_response_only(status)
        self.send_header("Date", format_datetime(self.state.now, usegmt=True))
        for name, value in headers.items():
            if name.lower() not in ("content-length", "date"):
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(b"" if status in (204, 304) else answer)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what was asked is in `requests`."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes early is no error."""


@contextmanager
def serving_signage(**board: Any) -> Iterator[SignageServer]:
    """A server with one board of 128 × 64 pixels and nothing to show."""
    state = SignageServer()
    state.board = {
        "schema": "portal.signage.board/1",
        "id": "b1",
        "name": "Bảng trước trụ sở",
        "width": 128,
        "height": 64,
        "color": "rgb",
        "tz": "Asia/Ho_Chi_Minh",
        "poll": {"playlist_s": 60, "emergency_s": 15, "heartbeat_s": 60, "jitter": 0.2},
        "brightness": [],
        "operating": None,
        "drill": False,
        "offline_ttl_s": 72 * 3600,
        "capabilities": [],
    } | board
    handler = type("Handler", (_Handler,), {"state": state})
    server = _Quiet(("127.0.0.1", 0), handler)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
