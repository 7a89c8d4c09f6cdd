"""A real server with the demonstration network, and a real browser.

Skipped where no Chromium is installed (LIENCONG_CHROMIUM, else `chromium` on the path).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("LIENCONG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
MANAGE = [sys.executable, str(ROOT / "manage.py")]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Network:
    """Addresses of the served demonstration network."""

    port: int
    folder: Path
    environment: dict[str, str]

    def address(self, host: str, path: str = "/") -> str:
        return f"http://{host}.localhost:{self.port}{path}"


@dataclass
class Visit:
    """A page that was opened, and what the browser had to say."""

    page: Page
    status: int
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it or set LIENCONG_CHROMIUM")
    folder = tmp_path_factory.mktemp("served")
    (folder / "letters").mkdir()
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LIENCONG_")} | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "LIENCONG_DATABASE_URL": f"sqlite:///{folder}/network.sqlite3",
        "LIENCONG_VAR_DIR": str(folder),
        "LIENCONG_PUBLIC_PORT": str(port),
        "LIENCONG_PAGE_CACHE_SECONDS": "3600",
        "LIENCONG_LOG_LEVEL": "WARNING",
        "LIENCONG_EMAIL_URL": f"filemail:///{folder}/letters",
    }
    for command in (["compile_catalogues"], ["migrate", "-v0"], ["demo"]):
        subprocess.run([*MANAGE, *command], env=environment, cwd=ROOT, check=True, capture_output=True)
    with serving(Network(port, folder, environment)) as network:
        yield network


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(network: Network) -> Iterator[Network]:
    """Serve a network on its port until the block ends."""
    with (network.folder / f"server-{network.port}.log").open("w") as log:
        server = subprocess.Popen(
            [*MANAGE, "runserver", "--noreload", f"127.0.0.1:{network.port}"],
            env=network.environment,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{network.port}/robots.txt", "longan.localhost")
            yield network
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, host: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=5)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"The server did not answer at {address}.")


# Of this folder, not of the session: while Playwright runs, Django refuses its database to this thread.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it or set LIENCONG_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, served: Network) -> Iterator:
    """`open_page(host, path, width=360, scripts=True)` gives a Visit."""
    contexts: list[BrowserContext] = []

    def _open(host: str, path: str = "/", *, width: int = 1280, scripts: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 740 if width < 700 else 900},
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page, 0)
        page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))

        def note_outside(request):
            name = urlsplit(request.url).hostname or ""
            if not name.endswith("localhost") and not request.url.startswith("data:"):
                visit.outside.append(request.url)

        page.on("request", note_outside)
        answer = page.goto(served.address(host, path))
        visit.status = answer.status if answer else 0
        page.wait_for_load_state("networkidle")
        return visit

    yield _open
    for context in contexts:
        context.close()
