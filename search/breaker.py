"""A breaker: an engine that keeps failing is left in peace for a while, then asked by one caller."""

import threading
import time
from collections import deque
from collections.abc import Callable

FAILURES, WITHIN_S, REST_S = 5, 30.0, 15.0


class Breaker:
    """Opens after FAILURES within WITHIN_S seconds, for REST_S; then one probe decides. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: deque[float] = deque(maxlen=FAILURES)
        self._open_until = 0.0
        self._is_probing = False

    @property
    def is_open(self) -> bool:
        return bool(self._open_until)

    def lets_through(self, *, probe: Callable[[], bool]) -> bool:
        """Whether to ask the engine now. `probe` is called by one caller after the rest is over."""
        with self._lock:
            if not self._open_until:
                return True
            if self._clock() < self._open_until or self._is_probing:
                return False
            self._is_probing = True
        is_up = False
        try:
            is_up = probe()
        finally:
            with self._lock:
                self._is_probing = False
                if is_up:
                    self._failures.clear()
                    self._open_until = 0.0
                else:
                    self._open_until = self._clock() + REST_S
        return is_up

    def failed(self) -> None:
        with self._lock:
            now = self._clock()
            self._failures.append(now)
            if len(self._failures) == FAILURES and now - self._failures[0] <= WITHIN_S:
                self._open_until = now + REST_S

    def succeeded(self) -> None:
        with self._lock:
            self._failures.clear()
            self._open_until = 0.0
