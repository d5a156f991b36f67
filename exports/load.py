"""The graph into a running triple store, over the SPARQL 1.1 Graph Store HTTP Protocol.

Sent as N-Triples in chunks, under the media type of Turtle, of which they are a part: every store takes that one,
Virtuoso among them. Give the address that speaks the protocol: ``/sparql-graph-crud-auth`` (Virtuoso),
``/DATASET/data`` (Fuseki), ``/store`` (Oxigraph), ``/repositories/NAME/rdf-graphs/service`` (GraphDB).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from exports.iris import BASE
from exports.rdf import triples
from exports.serialise import batches
from exports.store_auth import PASSWORD_VARIABLE, USER_VARIABLE, Credentials, StoreAuth, find_credentials
from extractors.errors import StoreError
from kg.graph import Graph

GRAPH = f"{BASE}graph"
"""The named graph that is written to when a caller names none."""

CHUNK = 10_000
"""Triples a request: some 1.5 MB."""

PATIENCE = httpx.Timeout(120.0, connect=10.0)
"""Seconds to wait for a store: a chunk may be long in being indexed, a connection is there or not."""


_REFUSED = "refused the user or the password"
_NO_PASSWORD = f"no password is known: ${PASSWORD_VARIABLE} (or ~/.netrc) is not set"
_ENDPOINTS = "/sparql-graph-crud-auth (Virtuoso), /DATASET/data (Fuseki) or /store (Oxigraph)"

SHORT_PATIENCE = httpx.Timeout(10.0)
"""The same for a SPARQL endpoint, which is no place to load into: Virtuoso's leaves a PUT without any answer."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was sent, and into which named graph."""

    triples: int
    graph: str


@dataclass(frozen=True, slots=True)
class _Store:
    """Where to send, and as whom."""

    client: httpx.Client
    address: httpx.URL
    credentials: Credentials


def load(
    graph: Graph,
    url: str,
    *,
    graph_iri: str | None = None,
    user: str | None = None,
    password: str | None = None,
    replace: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Send every triple to the Graph Store at ``url``; what was there is replaced, or else added to.

    User and password come from the arguments, the URL, the environment (``PAPERKG_STORE_USER`` and
    ``PAPERKG_STORE_PASSWORD``) or netrc, in that order. ``progress`` is called with the triples sent and the number
    of all. A store that refuses, fails or is silent is a StoreError; then the named graph may hold a part, which a
    second run completes, for sending the same triple twice changes nothing.
    """
    target = _endpoint(url)
    place = _graph_name(graph_iri)
    credentials = find_credentials(target, user, password)
    address = target.copy_with(username=None, password=None, fragment=None)
    total = sum(1 for _ in triples(graph)) if progress else 0
    sent = 0
    patience = SHORT_PATIENCE if _is_sparql(address) else PATIENCE
    with httpx.Client(auth=StoreAuth(credentials), timeout=patience) as client:
        store = _Store(client, address, credentials)
        for number, batch in enumerate(batches(triples(graph), CHUNK)):
            method = "PUT" if replace and number == 0 else "POST"
            _send(store, method, place, batch, sent)
            sent += len(batch)
            if progress:
                progress(sent, total)
    return Loaded(sent, place)


def _endpoint(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL:  # which quotes what it takes for a port, and that may be a password
        raise StoreError("the store's address is not a URL; give http://HOST:PORT/PATH") from None
    if target.scheme not in {"http", "https"} or not target.host:
        raise StoreError("the store's address does not begin with http:// or https://; give http://HOST:PORT/PATH")
    return target


def _graph_name(graph_iri: str | None) -> str:
    try:
        return NamedNode(graph_iri or GRAPH).value
    except ValueError as error:
        raise StoreError(f"graph {graph_iri!r}: {error}; give an absolute IRI such as {GRAPH}") from error


def _send(store: _Store, method: str, place: str, batch: list[Triple], sent: int) -> None:
    address = store.address
    content = serialize(batch, format=RdfFormat.N_TRIPLES)
    try:
        response = store.client.request(
            method,
            address.copy_merge_params({"graph": place}),
            content=content,
            headers={"Content-Type": "text/turtle; charset=utf-8"},
        )
    except httpx.TimeoutException as error:
        raise StoreError(_unfinished(address, f"did not answer in time{_sparql_hint(address)}", sent)) from error
    except httpx.TransportError as error:
        raise StoreError(_unfinished(address, f"cannot be reached ({_one_line(str(error))})", sent)) from error
    except (NotImplementedError, KeyError) as error:
        raise StoreError(f"{address}: asks for a kind of digest authentication that is not known: {error}") from error
    if not response.is_success:
        raise StoreError(_unfinished(address, _refusal(response, store.credentials), sent))


def _unfinished(address: httpx.URL, what: str, sent: int) -> str:
    done = f" after {sent} triples; run again to complete" if sent else ""
    return f"{address}: the store {what}{done}"


def _refusal(response: httpx.Response, credentials: Credentials) -> str:
    code = response.status_code
    if code == httpx.codes.UNAUTHORIZED:
        if not credentials.user:
            return f"asks for a user; set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or name both in ~/.netrc"
        return f"refused the user {credentials.user!r}; {_NO_PASSWORD}" if not credentials.password else _REFUSED
    if response.is_redirect:
        return f"has moved to {response.headers.get('location', 'elsewhere')}; give that address"
    said = _one_line(_reason(response.text))
    return f"answered {code} {response.reason_phrase}{': ' + said if said else ''}{_hint(response, credentials)}"


def _hint(response: httpx.Response, credentials: Credentials) -> str:
    """What to do about a refusal, where that can be guessed."""
    if _is_sparql(response.request.url):
        return _sparql_hint(response.request.url)
    if response.status_code in {404, 405}:
        return f"; give its Graph Store address, such as {_ENDPOINTS}"
    return f"; {_NO_PASSWORD}" if response.status_code == httpx.codes.FORBIDDEN and not credentials.password else ""


def _is_sparql(address: httpx.URL) -> bool:
    return address.path.rstrip("/").endswith("/sparql")


def _sparql_hint(address: httpx.URL) -> str:
    what = f"this looks like a SPARQL endpoint: give the store's Graph Store endpoint, such as {_ENDPOINTS}"
    return f"; {what}" if _is_sparql(address) else ""


def _reason(page: str) -> str:
    """What a person would read of an error page: Virtuoso has it in ``xmp``, others in plain text."""
    found = re.search(r"<xmp>(.*?)</xmp>", page, re.DOTALL | re.IGNORECASE)
    return html.unescape(found[1] if found else re.sub(r"<[^>]*>", " ", page[:5000]))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:240]
