"""The graph into a running triple store, over the Graph Store protocol or by SPARQL updates."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode

from exports import store_client
from exports.chunk_reader import ChunkReader
from exports.iris import BASE
from exports.profiles import Profile
from exports.serialise import render_ntriples
from exports.store_auth import find_credentials
from exports.store_client import RejectedError, StoreClient
from exports.store_endpoints import Endpoint, Protocol, find_endpoint, user_of
from exports.store_sending import CHUNK, add, count, empty, put
from extractors.errors import StoreError
from kg.graph import Graph

GRAPH = f"{BASE}graph"
"""The named graph that is written to when a caller names none."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was sent, into which named graph, and how many triples that holds now.

    ``held`` is None where the store would not tell; ``uncounted`` says why.
    """

    triples: int
    graph: str
    held: int | None
    uncounted: str = ""


def load(
    graph: Graph,
    url: str,
    *,
    graph_iri: str | None = None,
    user: str | None = None,
    password: str | None = None,
    replace: bool = True,
    protocol: Protocol | None = None,
    query_url: str | None = None,
    profile: Profile = Profile.EVIDENCE,
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Send every triple to the store at ``url``; what the named graph held is replaced, or else added to.

    ``protocol`` and ``query_url``, where the store is asked how many triples it holds, are told from the address where
    they are not given. ``profile`` says whether evidence goes along. User and password come from the arguments, the
    URL, the environment (``PAPERKG_STORE_USER`` and ``PAPERKG_STORE_PASSWORD``) or netrc, in that order. ``progress``
    is called with the triples sent and the number of all.

    A store that refuses, fails, is silent or holds another number of triples in the end is a StoreError; then the
    named graph may hold a part, which a second run completes, for sending the same triple twice changes nothing.
    """
    endpoint = find_endpoint(url, protocol=protocol, query_url=query_url)
    place = _graph_name(graph_iri)
    total = sum(chunk.count(b"\n") for chunk in render_ntriples(graph, profile=profile)) if progress else 0
    with StoreClient(find_credentials(user_of(url), user, password)) as client:
        before = 0 if replace else _count_or_none(client, endpoint, place)[0]
        chunks = _chunks(render_ntriples(graph, profile=profile), CHUNK[endpoint.protocol])
        sent = _send(client, endpoint, place, chunks, replace, lambda done: progress and progress(done, total))
        held, why = _counted(client, endpoint, place, sent, before)
    return Loaded(sent, place, held, why)


def _graph_name(graph_iri: str | None) -> str:
    try:
        return NamedNode(graph_iri or GRAPH).value
    except ValueError as error:
        raise StoreError(f"graph {graph_iri!r}: {error}; give an absolute IRI such as {GRAPH}") from error


def _send(
    client: StoreClient,
    endpoint: Endpoint,
    place: str,
    chunks: Iterable[bytes],
    replace: bool,
    report: Callable[[int], object],
) -> int:
    sent = 0
    try:
        for chunk in chunks:
            (put if replace and sent == 0 else add)(client, endpoint, place, chunk)
            sent += chunk.count(b"\n")
            report(sent)
        if replace and sent == 0:
            empty(client, endpoint, place)
    except StoreError as error:
        raise StoreError(f"{error} after {sent} triples; run again to complete" if sent else str(error)) from error
    return sent


def _chunks(ntriples: Iterable[bytes], size: int) -> Iterator[bytes]:
    lines = io.BufferedReader(ChunkReader(ntriples), buffer_size=1 << 20)
    while chunk := b"".join(islice(lines, size)):
        yield chunk


def _counted(
    client: StoreClient, endpoint: Endpoint, place: str, sent: int, before: int | None
) -> tuple[int | None, str]:
    """What the store holds; a StoreError where that cannot be what it held and was sent.

    A store that indexes after it answered is asked again.
    """
    for pause in (*store_client.PAUSES[:3], None):
        held, why = _count_or_none(client, endpoint, place)
        if held is None or before is None or max(sent, before) <= held <= sent + before:
            return held, why
        if pause is not None:
            time.sleep(pause)
    bound = f"{sent}" if not before else f"{max(sent, before)} to {sent + before}"
    raise StoreError(f"{endpoint.shown()}: the store holds {held} triples in <{place}>, not {bound}; run again")


def _count_or_none(client: StoreClient, endpoint: Endpoint, place: str) -> tuple[int | None, str]:
    try:
        return count(client, endpoint, place), ""
    except RejectedError as error:
        return (0, "") if error.status == 404 and endpoint.query is None else (None, str(error))
    except StoreError as error:
        return None, str(error)
