"""A cluster that refuses, hangs, answers with errors or writes by halves: answers come from the embedded
index, said to be reduced, and nothing is lost."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from search.breaker import FAILURES, REST_S, Breaker
from search.documents import Entry
from search.engines.base import EngineDown, Request
from search.engines.cluster import ClusterEngine
from search.engines.cluster_client import Analysis, Cluster, Flavour
from search.engines.cluster_documents import ANALYZERS, mapping_of
from search.engines.embedded import EmbeddedEngine
from search.queries import parse
from search.service import SearchService
from tests.search.contract.base import EVERYWHERE, doc, key

REQUEST = Request(parse("đường làng"), EVERYWHERE)


@dataclass
class Pretender:
    """A server that answers every request with `status` and `body`, after `delay_s`; `bulk` answers
    writes."""

    status: int = 503
    body: dict = field(default_factory=dict)
    bulk: dict | None = None
    delay_s: float = 0.0
    asked: list[str] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def pretender() -> Iterator[Pretender]:
    acted = Pretender()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            acted.asked.append(self.path)
            time.sleep(acted.delay_s)
            is_bulk = "_bulk" in self.path and acted.bulk is not None
            body = json.dumps(acted.bulk if is_bulk else acted.body).encode()
            self.send_response(200 if is_bulk else acted.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    acted.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield acted
    acted.delay_s = 0.0
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def embedded(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "embedded.sqlite3")
    engine.apply([Entry(key("one"), 1, doc("one", "Đường làng"))])
    return engine


def engine_at(url: str) -> ClusterEngine:
    return ClusterEngine(Cluster((url,), Flavour.OPENSEARCH, Analysis.FULL, "down"))


def answers_reduced(service: SearchService) -> None:
    results = service.search(REQUEST)
    assert [hit.key.pk for hit in results.hits] == ["one"]
    assert results.is_reduced


def test_nobody_listens(embedded: EmbeddedEngine) -> None:
    engine = engine_at("http://127.0.0.1:9")
    answers_reduced(SearchService([engine, embedded]))
    health = engine.health()
    assert not health.is_up
    assert health.detail


@pytest.mark.parametrize("status", [429, 500, 502, 503, 404, 400, 401])
def test_answers_with_an_error(pretender: Pretender, embedded: EmbeddedEngine, status: int) -> None:
    pretender.status = status
    answers_reduced(SearchService([engine_at(pretender.url), embedded]))
    assert len(pretender.asked) <= 2, "one retry at most"


def test_hangs(pretender: Pretender, embedded: EmbeddedEngine, monkeypatch) -> None:
    monkeypatch.setattr("search.engines.cluster_client.ANSWER_S", 0.2)
    pretender.delay_s = 1.0
    answers_reduced(SearchService([engine_at(pretender.url), embedded]))
    assert len(pretender.asked) <= 2


def test_answers_nonsense(pretender: Pretender, embedded: EmbeddedEngine) -> None:
    pretender.status, pretender.body = 200, {"unexpected": True}
    answers_reduced(SearchService([engine_at(pretender.url), embedded]))


def test_the_breaker_spares_it_then_asks_again(pretender: Pretender, embedded: EmbeddedEngine) -> None:
    now = [0.0]
    breaker = Breaker(clock=lambda: now[0])
    service = SearchService([engine_at(pretender.url), embedded], {"cluster": breaker, "embedded": Breaker()})
    for _time in range(FAILURES):
        answers_reduced(service)
    assert breaker.is_open
    asked = len(pretender.asked)
    answers_reduced(service)
    assert len(pretender.asked) == asked, "it rests"
    now[0] += REST_S
    answers_reduced(service)
    assert len(pretender.asked) > asked, "one probe"
    assert breaker.is_open
    now[0] += REST_S
    pretender.status, pretender.body = 200, NOTHING_FOUND
    results = service.search(REQUEST)
    assert not breaker.is_open
    assert not results.is_reduced


def test_half_a_bulk(pretender: Pretender) -> None:
    """The refused are named, the conflict is an older revision and done."""
    engine = engine_at(pretender.url)
    pretender.status, pretender.body = 200, {"down-full1-000001": {"aliases": {engine.indices.alias: {}}}}
    pretender.bulk = {
        "errors": True,
        "items": [
            {"index": {"_id": "test.thing:one", "status": 201}},
            {"index": {"_id": "test.thing:two", "status": 429, "error": {"type": "rejected"}}},
            {"index": {"_id": "test.thing:three", "status": 409, "error": {"type": "conflict"}}},
        ],
    }
    entries = [Entry(key(pk), 1, doc(pk, "Đường làng")) for pk in ("one", "two", "three")]
    assert engine.apply(entries) == [key("two")]


def test_a_write_that_nobody_takes(pretender: Pretender) -> None:
    with pytest.raises(EngineDown):
        engine_at(pretender.url).apply([Entry(key("one"), 1, doc("one", "Đường làng"))])


@pytest.mark.parametrize("analysis", list(Analysis))
def test_every_analyzer_is_in_a_new_index(analysis: Analysis) -> None:
    made = mapping_of(analysis)
    assert set(made["analysis"]["analyzer"]) >= set(ANALYZERS)
    assert ("asciifolding" in made["analysis"]["analyzer"]["f"]["filter"]) is (analysis == Analysis.FULL)


NOTHING_FOUND = {
    "status": "green",
    "number_of_nodes": 1,
    "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []},
}
