"""Cypher over the graph, by a library that need not be there."""

from __future__ import annotations

import sys

import pytest

from extractors.errors import MissingLibraryError, QueryError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


def test_labels_are_kinds_and_types_are_predicates_in_either_case(small_graph: Graph) -> None:
    plain = small_graph.cypher('MATCH (v:method)-[:variant_of]->(b:method {name: "LoRA"}) RETURN v.name, b.id')
    usual = small_graph.cypher('MATCH (v:Method)-[:VARIANT_OF]->(b:Method {name: "LoRA"}) RETURN v.name, b.id')
    assert plain == usual
    assert (plain.columns, plain.rows) == (("v.name", "b.id"), (("LoRA-Pro", "method:lora"),))


def test_it_finds_what_the_graph_has(example_graph: Graph) -> None:
    answer = example_graph.cypher("MATCH (v)-[r:variant_of]->(b) RETURN v.id, b.id")
    pairs = {(fact.head, fact.tail) for fact in example_graph.facts(Predicate.VARIANT_OF)}
    assert set(answer.rows) == pairs


def test_paths_of_several_steps_and_conditions_and_order(small_graph: Graph) -> None:
    answer = small_graph.cypher(
        "MATCH (p:paper)-[:uses]->(m:method) MATCH (p)-[:evaluated_on]->(d:dataset) WHERE p.year > 2020 "
        "RETURN p.name, m.name, d.name ORDER BY p.name LIMIT 5"
    )
    assert answer.rows == (("LoRA-Pro", "LoRA", "GLUE"),)


@pytest.mark.parametrize(
    ("asked", "column"),
    [
        ("count(p)", "count(p)"),
        ("Count (p)", "Count(p)"),
        ("collect(p.name)", "collect(p.name)"),
        ("max(p.year)", "max(p.year)"),
    ],
)
def test_functions_may_be_in_any_case(small_graph: Graph, asked: str, column: str) -> None:
    match = "MATCH (p:paper)-[:evaluated_on]->(d:dataset) RETURN d.name, "
    answer = small_graph.cypher(match + asked)
    assert answer.columns == ("d.name", column)
    name, bracket, rest = asked.partition("(")
    assert answer.rows == small_graph.cypher(match + name.upper() + bracket + rest).rows
    assert answer.rows


def test_order_and_existence_may_be_in_any_case(small_graph: Graph) -> None:
    query = "MATCH (p:paper)-[:evaluated_on]->(d) RETURN d.name, count(p) AS n ORDER BY count(p) DESC"
    assert small_graph.cypher(query).rows == (("GLUE", 2), ("accuracy", 1))
    query = "MATCH (p:paper) WHERE exists { MATCH (p)-[:has_code]->(r) } RETURN distinct p.name"
    assert small_graph.cypher(query).rows == (("LoRA-Pro",),)


def test_what_looks_like_a_function_in_a_text_stays() -> None:
    graph = Graph.from_facts([Node("method:a", NodeKind.METHOD, "a count(x)")], [])
    assert graph.cypher('MATCH (m {name: "a count(x)"}) RETURN m.id, count(m)').rows == (("method:a", 1),)


def test_nodes_and_edges_are_objects_without_the_librarys_labels(small_graph: Graph) -> None:
    ((node, edge),) = small_graph.cypher("MATCH (v:method)-[r:variant_of]->(b) RETURN v, r").rows
    assert node == {"id": "method:lora-pro", "kind": "method", "name": "LoRA-Pro"}
    assert edge == {"kind": "variant_of", "score": 0.8, "sentence": "LoRA-Pro extends LoRA."}


def test_nothing_fits() -> None:
    from kg.cypher import CypherAnswer

    answer = Graph.from_facts([], []).cypher("MATCH (a)-[]->(b) RETURN a.name, b.name")
    assert answer == CypherAnswer(("a.name", "b.name"), ())
    assert answer.to_records() == []


@pytest.mark.parametrize("query", ["", "MATCH (a RETURN a", "CREATE (n:method)", "MATCH (a) DELETE a", "SELECT ?x {}"])
def test_what_is_no_query_is_refused_in_one_line(small_graph: Graph, query: str) -> None:
    with pytest.raises(QueryError, match="the Cypher cannot be read: ") as caught:
        small_graph.cypher(query)
    assert "\n" not in str(caught.value)


def test_the_graph_itself_stays_as_it_is(small_graph: Graph) -> None:
    before = {node: dict(attributes) for node, attributes in small_graph.nx.nodes(data=True)}
    small_graph.cypher("MATCH (a) RETURN a.name")
    assert dict(small_graph.nx.nodes(data=True)) == before


def test_without_the_library_it_says_how_to_install_it(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "grandcypher", None)
    with pytest.raises(MissingLibraryError, match=r"Cypher needs grand-cypher.*paperkg\[cypher\]"):
        small_graph.cypher("MATCH (a) RETURN a")
