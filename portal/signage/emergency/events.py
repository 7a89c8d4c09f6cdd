"""Wakes boards that listen (Server-Sent Events): they poll at once then. Carries no content.

Needs ASGI; without it, and for boards that do not listen, polling is enough. One small query every other
second serves all listeners of a process, however many.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from portal.signage.boards.authentication import FEED_READ, Caller, board_endpoint
from portal.signage.boards.refusals import Refused
from portal.signage.models import Board

PLAYLIST, EMERGENCY, CLOSED = "playlist", "emergency", ""
LOOKS_EVERY_S = 2.0
KEEP_ALIVE_S = 25.0  # proxies close what is silent for 30 s or longer
LONGEST_S = 3600.0  # then the board comes again, with a key that is looked at anew
RECONNECT_MS = 15_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Numbers:
    """What polls compare."""

    content: int
    alert: int
    is_retired: bool


@dataclass
class Watch:
    """Looks at the numbers of the boards that listen, for one event loop."""

    listeners: dict[int, set["asyncio.Queue[str]"]] = field(default_factory=dict)
    seen: dict[int, Numbers] = field(default_factory=dict)
    task: "asyncio.Task[None] | None" = None

    @asynccontextmanager
    async def listening(self, board: Board) -> AsyncIterator["asyncio.Queue[str]"]:
        """A queue of words: PLAYLIST, EMERGENCY, CLOSED when the board was taken out of use."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self.listeners.setdefault(board.pk, set()).add(queue)
        self.seen.setdefault(board.pk, Numbers(board.content_number, board.alert_number, is_retired=False))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._look_again_and_again())
        try:
            yield queue
        finally:
            self.listeners[board.pk].discard(queue)
            if not self.listeners[board.pk]:
                del self.listeners[board.pk]
                self.seen.pop(board.pk, None)

    async def _look_again_and_again(self) -> None:
        while self.listeners:
            asked = set(self.listeners)
            try:
                self._tell(asked, await sync_to_async(numbers_of)(asked))
            except DatabaseError:
                # The boards poll anyway; the next look may go well.
                logger.warning("Numbers of boards could not be read.", exc_info=True)
            await asyncio.sleep(LOOKS_EVERY_S)

    def _tell(self, asked: set[int], found: dict[int, Numbers]) -> None:
        for board_id, queues in self.listeners.items():
            if board_id not in asked:  # began to listen during the look
                continue
            before, here = self.seen[board_id], found.get(board_id)
            words = []
            if here is None or here.is_retired:
                words = [CLOSED]
            else:
                words += [EMERGENCY] * (here.alert != before.alert)
                words += [PLAYLIST] * (here.content != before.content)
                self.seen[board_id] = here
            for queue in queues:
                for word in words:
                    queue.put_nowait(word)


_watches: "WeakKeyDictionary[asyncio.AbstractEventLoop, Watch]" = WeakKeyDictionary()


def numbers_of(board_ids: set[int]) -> dict[int, Numbers]:
    """One query, outside of any request: the connection is let go of as after one."""
    close_old_connections()
    try:
        rows = Board.objects.filter(pk__in=board_ids).values_list(
            "pk", "content_number", "alert_number", "retired_at"
        )
        return {pk: Numbers(content, alert, retired is not None) for pk, content, alert, retired in rows}
    finally:
        close_old_connections()


@board_endpoint(FEED_READ, methods=("GET",))
def events(request: HttpRequest, caller: Caller) -> HttpResponseBase:
    """A stream of wake-ups; 501 where the server cannot keep connections open."""
    if not isinstance(request, ASGIRequest):
        raise Refused(501, "no_events", _("This server does not wake boards. Keep polling."))
    response = StreamingHttpResponse(stream(caller.board), content_type="text/event-stream; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Encoding"] = "identity"  # compressing would hold events back
    response.headers["X-Accel-Buffering"] = "no"  # so would nginx
    return response


async def stream(board: Board) -> AsyncIterator[bytes]:
    """Lines of an event stream. Begins with both words: what happened before it began is not missed."""
    loop = asyncio.get_running_loop()
    watch = _watches.setdefault(loop, Watch())
    ends = loop.time() + LONGEST_S
    yield f"retry: {RECONNECT_MS}\n\n".encode()
    async with watch.listening(board) as queue:
        yield _event(EMERGENCY) + _event(PLAYLIST)
        while (left := ends - loop.time()) > 0:
            try:
                word = await asyncio.wait_for(queue.get(), min(KEEP_ALIVE_S, left))
            except TimeoutError:
                yield b": on\n\n"
                continue
            if word == CLOSED:
                return
            yield _event(word)


def _event(word: str) -> bytes:
    return f"event: {word}\ndata:\n\n".encode()
