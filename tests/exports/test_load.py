"""Loading into triple stores: small servers that refuse, stall, lose and die; test_load_stores has the real ones."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_store import Store, serving
from triple_stores import free_ports

from exports import load as loading
from exports import store_client
from exports.load import GRAPH, load
from exports.profiles import Profile
from exports.rdf import triples
from exports.serialise import render_ntriples
from exports.store_auth import PASSWORD_VARIABLE, USER_VARIABLE
from exports.store_endpoints import Protocol, find_endpoint
from extractors.errors import StoreError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

InChunksOf: TypeAlias = Callable[[int], None]

SECRET = "s3cret-w0rd"

pytestmark = pytest.mark.usefixtures("nobody")


def assert_plain(error: StoreError) -> None:
    assert SECRET not in str(error)
    assert "\n" not in str(error)


def test_an_open_store_is_put_to_first_and_posted_to_then(small_graph: Graph, in_chunks_of: InChunksOf) -> None:
    in_chunks_of(100)
    with serving(Store()) as store:
        loaded = load(small_graph, store.address, graph_iri="http://example.org/g")
    assert [method for method, _ in store.requests] == ["PUT", *["POST"] * ((loaded.triples - 1) // 100)]
    assert store.graphs == {"http://example.org/g": set(triples(small_graph))}
    assert loaded.triples == len(store.graphs["http://example.org/g"])


def test_the_query_of_an_address_is_kept(small_graph: Graph) -> None:
    with serving(Store()) as store:
        load(small_graph, store.address + "?graph-store=1&graph=http://x.example/", graph_iri="http://example.org/g")
    assert set(store.graphs) == {"http://example.org/g"}


def test_basic_authentication_is_used_where_asked_for_and_not_before(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store"')) as store:
        load(small_graph, store.address, user="me", password=SECRET)
    token = base64.b64encode(f"me:{SECRET}".encode()).decode()
    assert [header for _, header in store.requests] == ["", f"Basic {token}"]


def test_digest_is_preferred_to_basic(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store", Digest realm="store", nonce="n", qop="auth"')) as store:
        load(small_graph, store.address, user="me", password=SECRET)
    assert [header.split(" ")[0] for _, header in store.requests] == ["", "Digest"]


@pytest.mark.parametrize("source", ["url", "environment", "netrc"])
def test_credentials_come_from_url_environment_or_netrc(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    with serving(Store(asks='Basic realm="store"')) as store:
        address = store.address
        if source == "url":
            address = address.replace("http://", "http://me:pass%20word@")
        elif source == "environment":
            monkeypatch.setenv(USER_VARIABLE, "me")
            monkeypatch.setenv(PASSWORD_VARIABLE, "pass word")
        else:
            (tmp_path / "netrc").write_text('machine 127.0.0.1 login me password "pass word"\n', encoding="utf-8")
            (tmp_path / "netrc").chmod(0o600)
            monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        load(small_graph, address)
    assert store.requests[-1][1] == "Basic " + base64.b64encode(b"me:pass word").decode()


def test_a_faulty_netrc_is_told_without_quoting_it(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1\nlogin me passwort {SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with pytest.raises(StoreError, match=r"netrc, line \d+: not in the netrc format") as caught:
        load(small_graph, "http://127.0.0.1:9/")
    assert_plain(caught.value)


def test_a_store_that_asks_for_a_user_says_how_to_give_one(small_graph: Graph) -> None:
    with serving(Store(asks='Basic realm="store"')) as store, pytest.raises(StoreError, match="set PAPERKG_STORE_USER"):
        load(small_graph, store.address)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (500, "answered 500 .*: No, never & not now$"),
        (404, "answered 404 .*; give the address that takes triples, such as /sparql"),
        (307, "has moved to http://example.org/elsewhere; give that address"),
    ],
)
def test_a_refusal_is_one_line(small_graph: Graph, code: int, said: str) -> None:
    with serving(Store(answers={1: code})) as store, pytest.raises(StoreError, match=said) as caught:
        load(small_graph, store.address.replace("http://", f"http://me:{SECRET}@"))
    assert_plain(caught.value)


@pytest.mark.parametrize("code", [0, 503])
def test_a_store_that_dies_midway_is_told_and_a_second_run_completes(
    small_graph: Graph, in_chunks_of: InChunksOf, code: int
) -> None:
    in_chunks_of(100)
    with serving(Store(answers=dict.fromkeys(range(3, 6), code))) as store:
        with pytest.raises(StoreError, match="after 200 triples; run again to complete") as caught:
            load(small_graph, store.address)
        load(small_graph, store.address)
    assert_plain(caught.value)
    assert store.graphs[GRAPH] == set(triples(small_graph))


@pytest.mark.parametrize("code", [0, 429, 502, 503, 504])
def test_a_fault_that_passes_is_waited_for(small_graph: Graph, in_chunks_of: InChunksOf, code: int) -> None:
    in_chunks_of(100)
    with serving(Store(answers={3: code, 4: code})) as store:
        loaded = load(small_graph, store.address)
    assert loaded.held == len(store.graphs[GRAPH]) == len(set(triples(small_graph)))


def test_a_fault_that_stays_is_not_tried_again(small_graph: Graph) -> None:
    with serving(Store(answers={1: 500})) as store, pytest.raises(StoreError, match="answered 500"):
        load(small_graph, store.address)
    assert len(store.requests) == 1


def test_a_chunk_too_large_for_the_store_goes_in_halves(small_graph: Graph) -> None:
    with serving(Store(largest=5000)) as store:
        load(small_graph, store.address)
    assert store.graphs[GRAPH] == set(triples(small_graph))
    assert len(store.requests) > 10


@pytest.mark.parametrize("answers_queries", [True, False])
def test_a_store_that_loses_triples_is_told(
    small_graph: Graph, in_chunks_of: InChunksOf, answers_queries: bool
) -> None:
    in_chunks_of(100)
    with (
        serving(Store(loses=1, answers_queries=answers_queries)) as store,
        pytest.raises(StoreError, match=r"holds \d+ triples in <.*>, not \d+; run again"),
    ):
        load(small_graph, store.address)


def test_a_store_that_cannot_be_asked_is_loaded_all_the_same_and_the_reason_told(small_graph: Graph) -> None:
    with serving(Store(gives_out=False)) as store:
        loaded = load(small_graph, store.address)
    assert store.graphs[GRAPH] == set(triples(small_graph))
    assert loaded.held is None
    assert "answered 404" in loaded.uncounted


def test_evidence_may_stay_at_home(small_graph: Graph) -> None:
    with serving(Store()) as store:
        load(small_graph, store.address, profile=Profile.PLAIN)
    assert store.graphs[GRAPH] == set(triples(small_graph, profile=Profile.PLAIN)) < set(triples(small_graph))


def test_an_empty_graph_to_add_to_holds_nothing_before(small_graph: Graph) -> None:
    with serving(Store(answers_queries=True)) as store:
        loaded = load(small_graph, store.address, replace=False)
    assert loaded.held == loaded.triples


@pytest.mark.parametrize(
    ("url", "protocol", "query"),
    [
        ("http://h:8890/sparql-graph-crud-auth", "graph-store", "http://h:8890/sparql-auth"),
        ("http://h:8890/sparql-auth", "update", "http://h:8890/sparql-auth"),
        ("http://h:7878/store", "graph-store", "http://h:7878/query"),
        ("http://h:7878/update", "update", "http://h:7878/query"),
        ("http://h/papers/data/", "graph-store", "http://h/papers/query"),
        ("http://h/repositories/p/rdf-graphs/service", "graph-store", "http://h/repositories/p"),
        ("http://h/repositories/p/statements", "update", "http://h/repositories/p"),
        ("http://h/namespace/kb/sparql", "update", "http://h/namespace/kb/sparql"),
        ("http://u:p@h/update?access-token=t", "update", "http://h/query?access-token=t"),
        ("http://h/elsewhere", "graph-store", None),
    ],
)
def test_the_address_tells_how_to_load_and_where_to_ask(url: str, protocol: str, query: str | None) -> None:
    found = find_endpoint(url, protocol=None, query_url=None)
    assert (found.protocol, found.query and str(found.query)) == (protocol, query)


def test_how_to_load_and_where_to_ask_can_be_said() -> None:
    found = find_endpoint("http://h/x", protocol=Protocol.UPDATE, query_url="http://h/y")
    assert (found.protocol, str(found.query)) == ("update", "http://h/y")


def test_a_token_in_an_address_is_not_printed(small_graph: Graph) -> None:
    for code in (307, 500):
        with serving(Store(answers={1: code})) as store, pytest.raises(StoreError) as caught:
            load(small_graph, f"{store.address}?access-token={SECRET}")
        assert_plain(caught.value)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=30), st.integers(1, 7))
def test_chunks_are_whole_lines_and_lose_nothing(titles: list[str], size: int) -> None:
    nodes = [Node(f"paper:{place}", NodeKind.PAPER, text, {"title": text}) for place, text in enumerate(titles)]
    graph = Graph.from_facts(nodes, [])
    chunks = list(loading._chunks(render_ntriples(graph), size))
    assert b"".join(chunks) == b"".join(render_ntriples(graph))
    assert all(chunk.endswith(b"\n") for chunk in chunks)
    assert {chunk.count(b"\n") for chunk in chunks[:-1]} <= {size}


def test_a_dead_server_is_told_without_the_password(small_graph: Graph) -> None:
    (port,) = free_ports(1)
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        load(small_graph, f"http://me:{SECRET}@127.0.0.1:{port}/data")
    assert_plain(caught.value)


def test_a_silent_server_is_given_up(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_client, "PATIENCE", httpx.Timeout(0.3))
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(StoreError, match="did not answer in time"),
    ):
        load(small_graph, f"http://127.0.0.1:{server.getsockname()[1]}/data")


@pytest.mark.parametrize("url", [f"dba:{SECRET}@localhost:8890", f"http://me:{SECRET}/x", "ftp://x/", "", "http://"])
def test_what_is_no_address_of_a_store_is_refused(small_graph: Graph, url: str) -> None:
    with pytest.raises(StoreError, match="give http://HOST:PORT/PATH") as caught:
        load(small_graph, url)
    assert_plain(caught.value)


def test_a_graph_must_be_named_by_an_iri(small_graph: Graph) -> None:
    with pytest.raises(StoreError, match="give an absolute IRI"):
        load(small_graph, "http://127.0.0.1:9/", graph_iri="my graph")


def test_a_user_takes_the_password_that_netrc_has_for_that_user_alone(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text('machine 127.0.0.1 login me password "pass word"\n', encoding="utf-8")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with serving(Store(asks='Basic realm="store"')) as store:
        load(small_graph, store.address, user="me")
        load(small_graph, store.address, user="you")
    sent = [header for _, header in store.requests if header]
    assert sent == [f"Basic {base64.b64encode(who).decode()}" for who in (b"me:pass word", b"you:")]
