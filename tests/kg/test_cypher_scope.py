"""A query is answered from the part of the graph that it can be about, as it would be from all of it."""

from __future__ import annotations

import pytest

from kg import cypher
from kg.cypher_scope import Scope, scope_of
from kg.graph import Graph

ALL = Scope(None, None, True, None, True)


@pytest.mark.parametrize(
    ("query", "labels", "types", "alone"),
    [
        ("MATCH (v:Method)-[:VARIANT_OF]->(b:method) RETURN v.name", {"method"}, {"variant_of"}, False),
        ("MATCH (p:paper)-[:uses|studies]->(m:model) RETURN p.name", {"paper", "model"}, {"uses", "studies"}, False),
        ("MATCH (p:paper)-[:uses]->(m) RETURN m.name", None, {"uses"}, False),
        ("MATCH (p:paper)-[:uses]->(m:task) MATCH (p)-->(d:task) RETURN m.name", {"paper", "task"}, None, False),
        ("MATCH (p:paper)-[]->(m:task) RETURN m.name", {"paper", "task"}, None, False),
        ("MATCH (t:task) RETURN count(t)", {"task"}, set(), True),
        ("MATCH (t:task) MATCH (a:model)-[:used_for]->(b:task) RETURN a.name", {"task", "model"}, {"used_for"}, True),
        ('MATCH (a:task {name: "(x)-[:uses]->(y)"})-[:part_of]->(b:task) RETURN a.name', {"task"}, {"part_of"}, False),
    ],
)  # fmt: skip
def test_labels_and_types_that_it_names(
    query: str, labels: set[str] | None, types: set[str] | None, alone: bool
) -> None:
    scope = scope_of(query)
    assert (scope.labels, scope.types, scope.alone) == (labels, types, alone)


def test_what_is_asked_of_nodes_and_edges() -> None:
    plain = scope_of("MATCH (p:paper)-[:uses]->(m:model) WHERE p.year > 2020 RETURN p.venue")
    assert plain.attributes is not None
    assert {"year", "venue"} <= plain.attributes
    assert not plain.said
    assert scope_of("MATCH (p:paper)-[:uses]->(m:model) RETURN m").attributes is None
    assert scope_of("MATCH (p:paper)-[r:uses]->(m:model) RETURN r.sentence").said


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (v:method)-[r:variant_of]->(b) RETURN v.name, b.id, r.sentence",
        "MATCH (p:paper)-[:uses]->(m) RETURN p.title, m.name",
        "MATCH (p:paper) RETURN p",
        "MATCH (p:paper)-[:introduces|uses]->(m:method) RETURN p.year, m",
        "MATCH (r:result)-[:on_dataset]->(d:dataset) RETURN r.value, d.name",
        "MATCH (t:task) RETURN t.name",
        "MATCH (a)-[]->(b:repository) RETURN a.id, b.url",
        'MATCH (p:paper)-[:uses]->(m:method {name: "LoRA"}) MATCH (p)-[:evaluated_on]->(d:dataset) RETURN p.name, d.id',
        'MATCH (v)-[:variant_of*0..2]->(b {name: "LoRA"}) RETURN v.name',
        'MATCH (p:paper)-[:uses]->(m)<-[:variant_of]-(v {id: "method:lora-pro"}) RETURN p.name, m.name',
        'MATCH (p:paper|dataset)-[e]->(m) WHERE p.name = "LoRA-Pro" AND p.year > 2000 RETURN p.name, e.score, m.id',
        'MATCH (a {name: "LoRA"}) MATCH (b:dataset) RETURN a.id, b.id',
        "MATCH (p:paper) WHERE EXISTS { MATCH (p)-[:has_code]->(r:repository) } RETURN p.name",
    ],
)
def test_the_answer_is_that_of_the_whole_graph(small_graph: Graph, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part = small_graph.cypher(query)
    monkeypatch.setattr(cypher, "scope_of", lambda _: ALL)
    assert part == small_graph.cypher(query)
    assert part.rows


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ('MATCH (v)-[:variant_of]->(b {name: "LoRA"}) RETURN v.name, b.id', 2),
        ('MATCH (v)-[:variant_of*1..3]->(b {name: "LoRA"}) RETURN v.name', 2),
        ('MATCH (p:paper)-[:uses]->(m:method {name: "LoRA"}) MATCH (p)-[:evaluated_on]->(d) RETURN p.id, d.name', 3),
        ('MATCH (p:paper)-[:compares_with]->(m)-[:variant_of]->(b) WHERE b.name = "LoRA" RETURN p.id, m.id', 1),
        ("MATCH (r:result)<-[:reports]-(p:paper)-[:introduces]->(m:method) RETURN r.value, p.id, m.name", 3),
    ],
)
def test_so_it_is_in_a_graph_of_many(
    example_graph: Graph, query: str, some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = example_graph.cypher(query)
    monkeypatch.setattr(cypher, "scope_of", lambda _: ALL)
    assert part == example_graph.cypher(query)
    assert len(part.rows) >= some


def test_no_more_is_handed_over_than_can_fit(example_graph: Graph) -> None:
    query = 'MATCH (v:method)-[:variant_of]->(b:method {name: "LoRA"}) RETURN v.name'
    part = cypher.labelled(example_graph.nx, scope_of(query))
    assert {tail for _, tail in part.edges()} == {"method:lora"}
    assert set(part) == {end for edge in part.edges() for end in edge}


def test_labels_of_what_lies_between_do_not_count() -> None:
    assert scope_of("MATCH (a:task)-[:part_of*1..2]->(b:task) RETURN a.name").labels is None
    assert scope_of("MATCH (a:task|model)-[:part_of]->(b:task) RETURN a.name").labels == {"task", "model"}
