"""From the press of the button to the boards: 100 alerts, 20 headless players, real requests.

Only the waiting is simulated: each player polls every 15 s ± 20 % by a clock the test turns. The work
(sending, answering polls and acknowledgements) is done and measured, one request after the other as on one
worker, and what is measured is added to the waiting.
"""

from datetime import timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from random import Random
from time import perf_counter
from uuid import uuid4

from portal.signage.emergency.live import live_list, percentile
from portal.signage.emergency.selectors import boards_of_alert
from portal.signage.models import Alert
from tests.factories.alerts import make_alert
from tests.factories.signage import make_board
from tests.factories.units import NOW
from tests.portal.signage.emergency.conftest import Reader

ALERTS = 100
PLAYERS = 20
POLL_S, JITTER = 15.0, 0.2
EVERY_S = 18.5  # every player polls at least once between two alerts
DRAW_S = 1.0  # the most the contract gives a player to show what it has (3.8)


class Player(Reader):
    """Polls by the contract, tells what it shows, once a version."""

    def __init__(self, board, dice):
        super().__init__(board)
        self.dice = dice
        self.known: set[str] = set()

    def wait(self):
        return POLL_S * self.dice.uniform(1 - JITTER, 1 + JITTER)

    def poll(self):
        """Identities of the alerts that are new to it."""
        answer = self.get()
        if answer.status_code != 200:
            assert answer.status_code in (204, 304)
            return []
        fresh = [alert for alert in answer.json()["alerts"] if alert["id"] not in self.known]
        self.known |= {alert["id"] for alert in fresh}
        return [alert["id"] for alert in fresh]


def test_95_of_100_boards_show_an_alert_within_30_s_and_99_within_60(commune, publisher, clock):
    dice = Random(39)  # noqa: S311 - the same spread of polls in every run
    players = [Player(make_board(commune), dice) for _ in range(PLAYERS)]
    events = [(dice.uniform(0, POLL_S), number) for number in range(PLAYERS)]
    heapify(events)
    sent_at: dict[str, float] = {}
    delays: list[float] = []
    busy_until = 0.0  # one worker: a request waits for those before it

    def work(second, act):
        nonlocal busy_until
        begin = max(second, busy_until)
        clock.moment = NOW + timedelta(seconds=begin)
        started = perf_counter()
        result = act()
        busy_until = begin + perf_counter() - started
        return result

    for number in range(ALERTS):
        pressed = number * EVERY_S + 1.0
        while events[0][0] < pressed:
            _step(events, players, work, sent_at, delays, lambda: busy_until)
        now = NOW + timedelta(seconds=pressed)
        end = now + timedelta(minutes=1)
        alert = work(pressed, partial(make_alert, commune, publisher, now=now, not_after=end))
        sent_at[alert.uid] = pressed
    while len(delays) < ALERTS * PLAYERS and events[0][0] < (ALERTS + 2) * EVERY_S:
        _step(events, players, work, sent_at, delays, lambda: busy_until)

    assert len(delays) == ALERTS * PLAYERS, "no player missed an alert"
    assert percentile(delays, 95) <= 30
    assert percentile(delays, 99) <= 60
    # The portal's own measure agrees with the players'.
    last = Alert.objects.order_by("pk").last()
    live = live_list(alert=last, boards=boards_of_alert(last), now=clock())
    assert (live.shown, live.silent) == (1, 0)
    assert live.fetched == PLAYERS - 1
    assert live.fetch_p95_s <= 30


def _step(events, players, work, sent_at, delays, finished):
    """One poll of the player whose turn it is; the first player acknowledges too."""
    second, number = heappop(events)
    player = players[number]
    fresh = work(second, player.poll)
    shown = finished() + DRAW_S
    delays.extend(shown - sent_at[uid] for uid in fresh)
    if number == 0 and fresh:
        acks = [{"ack_id": str(uuid4()), "alert": uid, "kind": "shown"} for uid in fresh]
        receipt = work(shown, lambda: player.tell(*acks).json())
        assert receipt["accepted"] == len(acks)
    heappush(events, (second + player.wait(), number))
