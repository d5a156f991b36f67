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
    ],
)
def test_the_answer_is_that_of_the_whole_graph(small_graph: Graph, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    part = small_graph.cypher(query)
    monkeypatch.setattr(cypher, "scope_of", lambda _: ALL)
    assert part == small_graph.cypher(query)
    assert part.rows
