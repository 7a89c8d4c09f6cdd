"""Boards for the player's tests: a browser window of exact pixels whose clock the test moves."""

import io
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.signage_server import TOKEN, SignageServer

LOADED_S = 3  # how far the clock runs before it stands still


@dataclass
class Board:
    """`run` moves the clocks of board and server together, a second at a time."""

    server: SignageServer
    context: BrowserContext
    page: Page
    wrong_by: timedelta
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, fragment: str = f"#t={TOKEN}") -> "Board":
        self.page.clock.install(time=self.server.now + self.wrong_by)
        before = self.heartbeats
        self.page.goto(self.server.address + fragment)
        self.settle(before)
        return self

    def reload(self) -> None:
        before = self.heartbeats
        self.page.reload()
        self.settle(before)

    def settle(self, before: int = 0) -> None:
        """Lets what was asked be answered, then holds the time.

        A board that starts ends with a heartbeat; one without line or token has no more to say after a while.
        """
        end = time.monotonic() + 1.5
        while self.heartbeats <= before and time.monotonic() < end:
            self.page.wait_for_timeout(25)
        quiet, asked = 0, -1
        while quiet < 5:
            self.page.wait_for_timeout(25)
            quiet = quiet + 1 if asked == len(self.server.requests) else 0
            asked = len(self.server.requests)
        self.server.now += timedelta(seconds=LOADED_S)
        self.page.clock.pause_at(self.server.now + self.wrong_by)
        self.page.wait_for_timeout(60)

    @property
    def heartbeats(self) -> int:
        return len(self.server.asked("/heartbeat"))

    def run(self, seconds: float, step: float = 1.0) -> None:
        for _ in range(round(seconds / step)):
            self.server.now += timedelta(seconds=step)
            self.page.clock.run_for(round(step * 1000))
            self.page.wait_for_timeout(8)

    def sleep(self, seconds: float) -> None:
        """As `run`, in one leap: each timer fires at most once."""
        self.server.now += timedelta(seconds=seconds)
        self.page.clock.fast_forward(round(seconds * 1000))
        self.page.wait_for_timeout(60)

    @property
    def words(self) -> str:
        """What the surface says, as a screen reader hears it."""
        return self.page.locator("[data-spoken]").text_content() or ""

    def picture(self) -> Image.Image:
        return Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")

    @property
    def color(self) -> tuple[int, int, int]:
        """Of the pixel in the middle."""
        shown = self.picture()
        return shown.getpixel((shown.width // 2, shown.height // 2))

    def played(self, seconds: int) -> list[tuple[datetime, str]]:
        """Changes of what is shown, with their moment."""
        changes: list[tuple[datetime, str]] = []
        for _ in range(seconds):
            self.run(1)
            if not changes or changes[-1][1] != self.words:
                changes.append((self.server.now, self.words))
        return changes


def make_board(
    browser: Browser,
    server: SignageServer,
    *,
    size: tuple[int, int] | None = None,
    zone: str = "Asia/Ho_Chi_Minh",
    wrong_by: timedelta = timedelta(),
) -> Board:
    width, height = size or (server.board["width"], server.board["height"])
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=1, locale="vi-VN", timezone_id=zone
    )
    board = Board(server, context, context.new_page(), wrong_by)
    board.page.on(
        "console", lambda said: board.complaints.append(said.text) if said.type == "error" else None
    )
    board.page.on("pageerror", lambda error: board.complaints.append(str(error)))

    def note_outside(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "blob" and parts.netloc != f"{server.host}:{server.port}":
            board.outside.append(request.url)

    context.on("request", note_outside)
    return board
