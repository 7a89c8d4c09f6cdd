"""The connection to a search cluster: short waits, one retry, and every failure is EngineDown.

One client speaks to Elasticsearch 8.19/9 and to OpenSearch 2.19, with a node class of its own for the
latter: it refuses the client's media type and never says the client's product name.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from elastic_transport import HttpHeaders, TransportError, Urllib3HttpNode
from elastic_transport._node import NodeApiResponse
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import ApiError, Elasticsearch
from urllib3 import Timeout

from search.engines.base import EngineDown

CONNECT_S, ANSWER_S, WRITE_S = 0.5, 2.0, 60.0
_VENDOR_TYPE = re.compile(r"application/vnd\.elasticsearch\+(json|x-ndjson)\s*;\s*compatible-with=\d+")


class Flavour(StrEnum):
    ELASTICSEARCH = "elasticsearch"
    OPENSEARCH = "opensearch"


class Analysis(StrEnum):
    """`FULL`: the server folds and pairs words. `CORE`: for servers without analysis-common, which get
    words that Python has folded."""

    FULL = "full"
    CORE = "core"


@dataclass(frozen=True)
class Cluster:
    """Where a cluster is and how to speak to it. `prefix` begins the names of all its indices."""

    urls: tuple[str, ...]
    flavour: Flavour
    analysis: Analysis
    prefix: str

    def client(self) -> Elasticsearch:
        return Elasticsearch(
            list(self.urls),
            node_class=OpenSearchNode if self.flavour == Flavour.OPENSEARCH else ClusterNode,
            request_timeout=ANSWER_S,
            max_retries=1,
            retry_on_status=(500, 502, 503, 504),
            connections_per_node=20,
        )


class ClusterNode(Urllib3HttpNode):
    """Connects quickly or not at all, however long an answer may take."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> NodeApiResponse:
        wait = self.config.request_timeout if isinstance(request_timeout, DefaultType) else request_timeout
        limit: Any = Timeout(connect=CONNECT_S, read=wait)  # urllib3 takes it where a number may stand
        return super().perform_request(method, target, body=body, headers=headers, request_timeout=limit)


class OpenSearchNode(ClusterNode):
    """Plain media types out, and the product's header in, which the client insists on."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> NodeApiResponse:
        plain = HttpHeaders(
            {name: _VENDOR_TYPE.sub(r"application/\1", value) for name, value in (headers or {}).items()}
        )
        answer = super().perform_request(
            method, target, body=body, headers=plain, request_timeout=request_timeout
        )
        if "x-elastic-product" not in answer.meta.headers:
            known = HttpHeaders(dict(answer.meta.headers))
            known["x-elastic-product"] = "Elasticsearch"
            answer.meta.headers = known
        return answer


@contextmanager
def asking() -> Iterator[None]:
    """Whatever the cluster or the network say no with is EngineDown; so is an answer of another shape."""
    try:
        yield
    except (ApiError, TransportError, LookupError, AttributeError) as error:
        raise EngineDown(f"{type(error).__name__}: {error}"[:500]) from error


def plain(answer: Any) -> Mapping[str, Any]:
    """The body of an answer."""
    body: Mapping[str, Any] = answer.body
    return body
