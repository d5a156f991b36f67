"""Triples over HTTP: what is sent to replace a named graph, to add to it, and to count what it holds.

N-Triples go under the media type of Turtle, of which they are a part: every store takes that one, Virtuoso among them.
"""

from __future__ import annotations

import httpx

from exports.store_client import RejectedError, StoreClient
from exports.store_endpoints import Endpoint, Protocol, shown
from extractors.errors import StoreError

CHUNK = {Protocol.GRAPH_STORE: 10_000, Protocol.UPDATE: 4_000}
"""Triples a request: some 1.7 MB, and 700 kB for an update, of which Virtuoso parses no more than 5,000 lines."""

_TOO_LONG = "memory exhausted"
"""How Virtuoso's parser says so, with status 400."""

_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
_JSON = {"Accept": "application/sparql-results+json"}


def empty(client: StoreClient, endpoint: Endpoint, place: str) -> None:
    """Leave nothing in the named graph."""
    if endpoint.protocol is Protocol.UPDATE:
        client.send("POST", endpoint.address, headers=_UPDATE, content=f"CLEAR SILENT GRAPH <{place}>".encode())
    else:
        client.send("PUT", _graph_at(endpoint, place), headers=_TURTLE, content=b"")


def put(client: StoreClient, endpoint: Endpoint, place: str, ntriples: bytes) -> None:
    """Let the named graph hold these triples and no other."""
    if endpoint.protocol is Protocol.UPDATE:
        empty(client, endpoint, place)
        add(client, endpoint, place, ntriples)
        return
    try:
        client.send("PUT", _graph_at(endpoint, place), headers=_TURTLE, content=ntriples)
    except RejectedError as error:
        first, second = _halves(ntriples, error)
        put(client, endpoint, place, first)
        add(client, endpoint, place, second)


def add(client: StoreClient, endpoint: Endpoint, place: str, ntriples: bytes) -> None:
    """Let the named graph hold these triples besides; a chunk too large for the store goes in halves."""
    try:
        _post(client, endpoint, place, ntriples)
    except RejectedError as error:
        for half in _halves(ntriples, error):
            add(client, endpoint, place, half)


def count(client: StoreClient, endpoint: Endpoint, place: str) -> int:
    """The triples that the store says the named graph holds; where it answers no query, the lines it gives out."""
    if endpoint.query is not None:
        try:
            return _asked(client, endpoint.query, place)
        except StoreError:
            if endpoint.protocol is Protocol.UPDATE:
                raise
    if endpoint.protocol is Protocol.UPDATE:
        raise StoreError(f"{endpoint.shown()}: where the store answers queries is not known; give it by --query-url")
    return _fetched(client, endpoint, place)


def _post(client: StoreClient, endpoint: Endpoint, place: str, ntriples: bytes) -> None:
    if endpoint.protocol is Protocol.UPDATE:
        update = b"INSERT DATA { GRAPH <%b> {\n%b} }" % (place.encode(), ntriples)
        client.send("POST", endpoint.address, headers=_UPDATE, content=update)
    else:
        client.send("POST", _graph_at(endpoint, place), headers=_TURTLE, content=ntriples)


def _halves(ntriples: bytes, error: RejectedError) -> tuple[bytes, bytes]:
    """Two parts of whole lines; the error again where it is not about size, or one line is left."""
    lines = ntriples.splitlines(keepends=True)
    too_large = error.status == httpx.codes.REQUEST_ENTITY_TOO_LARGE or _TOO_LONG in str(error)
    if not too_large or len(lines) < 2:
        raise error
    middle = len(lines) // 2
    return b"".join(lines[:middle]), b"".join(lines[middle:])


def _graph_at(endpoint: Endpoint, place: str) -> httpx.URL:
    return endpoint.address.copy_merge_params({"graph": place})


def _asked(client: StoreClient, query: httpx.URL, place: str) -> int:
    sparql = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{place}> {{ ?s ?p ?o }} }}"
    answer = client.send("POST", query, headers=_JSON, form={"query": sparql})
    try:
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])
    except (ValueError, LookupError, TypeError) as error:
        raise StoreError(f"{shown(query)}: the store's answer is no SPARQL-JSON with a count") from error


def _fetched(client: StoreClient, endpoint: Endpoint, place: str) -> int:
    answer = client.send("GET", _graph_at(endpoint, place), headers={"Accept": "application/n-triples"})
    media = answer.headers.get("content-type", "").partition(";")[0]
    if media not in {"application/n-triples", "text/plain"}:
        raise StoreError(
            f"{endpoint.shown()}: the store gives {media or 'no media type'}, where N-Triples were asked for"
        )
    return sum(1 for line in answer.content.splitlines() if line.strip() and not line.lstrip().startswith(b"#"))
