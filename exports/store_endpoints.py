"""Where a triple store takes triples and where it answers questions, told from the address that a user gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import httpx

from extractors.errors import StoreError


class Protocol(StrEnum):
    """How triples are handed over (SPARQL 1.1 Graph Store HTTP Protocol; SPARQL 1.1 Protocol, update operation)."""

    GRAPH_STORE = "graph-store"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``address`` takes triples; ``query`` answers SPARQL, and is None where it cannot be guessed."""

    address: httpx.URL
    protocol: Protocol
    query: httpx.URL | None

    def shown(self) -> str:
        """The address without what may be secret in it."""
        return shown(self.address)


class _Known(NamedTuple):
    ending: str
    protocol: Protocol
    query: str
    """What takes the place of the ending."""


_KNOWN = (
    _Known("/sparql-graph-crud-auth", Protocol.GRAPH_STORE, "/sparql-auth"),  # Virtuoso
    _Known("/sparql-graph-crud", Protocol.GRAPH_STORE, "/sparql"),  # Virtuoso, for what anybody may do
    _Known("/sparql-auth", Protocol.UPDATE, "/sparql-auth"),  # Virtuoso
    _Known("/rdf-graphs/service", Protocol.GRAPH_STORE, ""),  # RDF4J and GraphDB
    _Known("/statements", Protocol.UPDATE, ""),  # RDF4J and GraphDB
    _Known("/data", Protocol.GRAPH_STORE, "/query"),  # Fuseki
    _Known("/store", Protocol.GRAPH_STORE, "/query"),  # Oxigraph
    _Known("/update", Protocol.UPDATE, "/query"),  # Oxigraph, Fuseki and Stardog
    _Known("/sparql", Protocol.UPDATE, "/sparql"),  # Blazegraph, and Virtuoso where anybody may write
)

EXAMPLES = "/sparql-graph-crud-auth or /sparql-auth (Virtuoso), /store (Oxigraph) or /DATASET/data (Fuseki)"


def find_endpoint(url: str, *, protocol: Protocol | None, query_url: str | None) -> Endpoint:
    """By the end of the path; the Graph Store protocol where that is not known. A StoreError for what is no URL."""
    address = _plain(_parsed(url))
    known = next((each for each in _KNOWN if address.path.rstrip("/").endswith(each.ending)), None)
    if query_url:
        query: httpx.URL | None = _plain(_parsed(query_url))
    else:
        query = address.copy_with(path=_swapped(address.path, known)) if known else None
    return Endpoint(address, protocol or (known.protocol if known else Protocol.GRAPH_STORE), query)


def user_of(url: str) -> httpx.URL:
    """The URL as given, with the user and the password that it may hold."""
    return _parsed(url)


def shown(address: httpx.URL) -> str:
    """An address to print: without a query, where some stores take a token."""
    return str(address.copy_with(query=None, fragment=None))


def _swapped(path: str, known: _Known) -> str:
    return path.rstrip("/").removesuffix(known.ending) + known.query


def _plain(url: httpx.URL) -> httpx.URL:
    return url.copy_with(username=None, password=None, fragment=None)


def _parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL:  # which quotes what it takes for a port, and that may be a password
        raise StoreError("the store's address is not a URL; give http://HOST:PORT/PATH") from None
    if target.scheme not in {"http", "https"} or not target.host:
        raise StoreError("the store's address does not begin with http:// or https://; give http://HOST:PORT/PATH")
    return target
