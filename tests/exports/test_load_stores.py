"""Loading into two real triple stores, Virtuoso and Oxigraph, each by the Graph Store protocol and by updates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import pytest
from conftest import HOSTILE
from triple_stores import Running, oxigraph_running

from exports.iris import BASE
from exports.load import GRAPH, Loaded, load
from exports.rdf import triples
from extractors.errors import StoreError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

InChunksOf: TypeAlias = Callable[[int], None]
Way: TypeAlias = tuple[Running, str]

SECRET = "s3cret-w0rd"
TEXTS = (
    '"} } ; DROP ALL #',
    "a\\",
    "\\u0022 } } ; DROP ALL #",
    "line\r\nend",
    "\x01\x7f\u2028",
    "'''\"\"\"",
    "<a> {?x}",
)

pytestmark = pytest.mark.usefixtures("nobody")


@pytest.fixture(params=["virtuoso store", "virtuoso update", "oxigraph store", "oxigraph update"])
def way(request: pytest.FixtureRequest) -> Way:
    """A store, and one of its two addresses to load at."""
    name, protocol = request.param.split()
    store: Running = request.getfixturevalue(name)
    return store, store.address + (store.store if protocol == "store" else store.update)


def assert_plain(error: StoreError) -> None:
    assert SECRET not in str(error)
    assert "\n" not in str(error)


def test_it_holds_every_triple_afterwards_and_says_how_many(way: Way, small_graph: Graph) -> None:
    store, address = way
    number = len(set(triples(small_graph)))
    assert load(small_graph, address, user=store.user, password=store.user) == Loaded(number, GRAPH, held=number)
    assert store.count(GRAPH) == number


def test_many_chunks_add_up_and_a_second_run_changes_nothing(
    way: Way, small_graph: Graph, in_chunks_of: InChunksOf
) -> None:
    in_chunks_of(50)
    store, address = way
    place = f"http://example.org/chunks{urlsplit(address).path}"
    number = len(set(triples(small_graph)))
    runs: list[list[tuple[int, int]]] = []
    for _ in range(2):
        runs.append([])
        load(
            small_graph,
            address,
            graph_iri=place,
            user=store.user,
            password=store.user,
            progress=lambda sent, total: runs[-1].append((sent, total)),
        )
        assert store.count(place) == number
    assert runs[0] == runs[1]
    assert runs[0][0] == (50, number)
    assert runs[0][-1] == (number, number)


def test_replacing_removes_what_was_there_and_adding_keeps_it(way: Way, small_graph: Graph) -> None:
    store, address = way
    place = f"http://example.org/modes{urlsplit(address).path}"
    other = Graph.from_facts([Node("paper:q", NodeKind.PAPER, "Q", {"title": "Q"})], [])

    def run(graph: Graph, *, replace: bool) -> int | None:
        return load(graph, address, graph_iri=place, user=store.user, password=store.user, replace=replace).held

    together = len({*triples(small_graph), *triples(other)})
    assert run(small_graph, replace=True) == len(set(triples(small_graph)))
    assert run(other, replace=False) == store.count(place) == together
    assert run(other, replace=False) == together
    assert run(other, replace=True) == store.count(place) == len(set(triples(other)))


def test_hostile_text_comes_back_as_it_was(way: Way, small_graph: Graph) -> None:
    store, address = way
    load(small_graph, address, user=store.user, password=store.user)
    asked = f"SELECT ?t {{ GRAPH <{GRAPH}> {{ <{BASE}paper/t-hostile> <http://purl.org/dc/terms/title> ?t }} }}"
    assert [row["t"]["value"] for row in store.ask(asked)] == [HOSTILE]


def test_text_cannot_break_out_of_a_request(way: Way) -> None:
    store, address = way
    place = "http://example.org/break"
    nodes = [Node(f"paper:{number}", NodeKind.PAPER, text, {"title": text}) for number, text in enumerate(TEXTS)]
    load(Graph.from_facts(nodes, []), address, graph_iri=place, user=store.user, password=store.user)
    papers = "?p a <https://schema.org/ScholarlyArticle> ; <http://purl.org/dc/terms/title> ?t"
    rows = store.ask(f"SELECT ?t {{ GRAPH <{place}> {{ {papers} }} }}")
    assert sorted(row["t"]["value"] for row in rows) == sorted(TEXTS)


def test_an_update_too_long_for_virtuoso_goes_in_halves(virtuoso: Running, in_chunks_of: InChunksOf) -> None:
    in_chunks_of(20_000)
    titles = [f"Paper {number}" for number in range(3000)]
    nodes = [Node(f"paper:{number}", NodeKind.PAPER, title, {"title": title}) for number, title in enumerate(titles)]
    loaded = load(Graph.from_facts(nodes, []), virtuoso.address + virtuoso.update, user="dba", password="dba")
    assert loaded.held == loaded.triples > 5000


@pytest.mark.parametrize("protocol", ["store", "update"])
def test_a_server_killed_in_mid_load_is_told_and_a_second_run_completes(
    tmp_path: Path, small_graph: Graph, in_chunks_of: InChunksOf, protocol: str
) -> None:
    in_chunks_of(50)
    with oxigraph_running(tmp_path) as store:
        address = store.address + getattr(store, protocol)

        def kill(sent: int, _: int) -> None:
            if sent == 150:
                store.process.kill()
                store.process.wait()

        with pytest.raises(StoreError, match=r"cannot be reached \(.*\) after 150 triples; run again") as caught:
            load(small_graph, address, progress=kill)
        assert_plain(caught.value)
    with oxigraph_running(tmp_path, port=urlsplit(address).port) as store:
        assert store.count(GRAPH) <= 150
        assert load(small_graph, address).held == store.count(GRAPH) == len(set(triples(small_graph)))


@pytest.mark.parametrize("protocol", ["store", "update"])
def test_virtuoso_refuses_a_wrong_password_in_one_line_that_hides_it(
    virtuoso: Running, small_graph: Graph, protocol: str
) -> None:
    with pytest.raises(StoreError, match="refused the user or the password") as caught:
        load(small_graph, virtuoso.address + getattr(virtuoso, protocol), user="dba", password=SECRET)
    assert_plain(caught.value)


def test_virtuoso_says_why_it_forbids(virtuoso: Running, small_graph: Graph) -> None:
    missing = r"no password is known: \$PAPERKG_STORE_PASSWORD \(or ~/\.netrc\) is not set"
    with pytest.raises(StoreError, match=f"answered 403 Forbidden: .*Permission denied.*; {missing}") as caught:
        load(small_graph, f"{virtuoso.address}/sparql-graph-crud")
    assert_plain(caught.value)


def test_a_user_without_any_password_hears_where_it_would_be_looked_for(virtuoso: Running, small_graph: Graph) -> None:
    missing = r"no password is known: \$PAPERKG_STORE_PASSWORD \(or ~/\.netrc\) is not set"
    with pytest.raises(StoreError, match=f"refused the user 'dba'; {missing}"):
        load(small_graph, f"{virtuoso.address}/sparql-graph-crud-auth", user="dba")


def test_an_endpoint_that_takes_no_updates_is_told_and_where_to_go(virtuoso: Running, small_graph: Graph) -> None:
    with pytest.raises(StoreError, match=r"No permission.*another address, such as .*/sparql-auth") as caught:
        load(small_graph, f"{virtuoso.address}/sparql", user="dba", password="dba")
    assert_plain(caught.value)
