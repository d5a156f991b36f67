"""What a query wants matched is told from its text, or not at all."""

from __future__ import annotations

import pytest

from kg.cypher_pattern import EdgePattern, NodePattern, pattern_of


def test_nodes_edges_and_values() -> None:
    found = pattern_of('MATCH (v:Method)<-[:VARIANT_OF]-(b {name: "a (b)-[:x]->(c)"})-[e]->() RETURN v.name')
    assert found is not None
    nameless = next(name for name in found.nodes if name.startswith("("))
    assert found.nodes == {
        "v": NodePattern(frozenset({"method"})),
        "b": NodePattern(None, {("name", "a (b)-[:x]->(c)")}),
        nameless: NodePattern(),
    }
    assert found.edges == [
        EdgePattern("b", "v", frozenset({"variant_of"})),
        EdgePattern("b", nameless, None),
    ]


def test_a_node_named_twice_is_one() -> None:
    found = pattern_of(
        'MATCH (p:paper)-[:uses|studies]->(m:method) MATCH (p {id: "x"})-[:evaluated_on]-(d) RETURN p.name, d.name'
    )
    assert found is not None
    assert found.nodes["p"] == NodePattern(frozenset({"paper"}), {("id", "x")})
    assert found.edges[0].types == {"uses", "studies"}
    assert found.edges[1].either


def test_conditions_that_must_all_hold_count() -> None:
    found = pattern_of(
        'MATCH (p)-[:uses]->(m) WHERE m.name = "x and y" AND p.year > 2020 and p.id == "z" RETURN p.name'
    )
    assert found is not None
    assert (found.nodes["m"].values, found.nodes["p"].values) == ({("name", "x and y")}, {("id", "z")})


@pytest.mark.parametrize(
    "where",
    [
        'm.name = "x" OR p.name = "y"',
        'NOT m.name = "x"',
        '(m.name = "x" AND p.name = "y")',
        'm.name <> "x"',
        "m.name = p.name",
    ],
)
def test_conditions_that_need_not_hold_do_not(where: str) -> None:
    found = pattern_of(f"MATCH (p)-[:uses]->(m) WHERE {where} RETURN p.name")
    assert found is not None
    assert not any(node.values for node in found.nodes.values())


def test_several_edges_on_end() -> None:
    found = pattern_of("MATCH (a)-[:variant_of*1..3]->(b)-[:part_of*2]->(c) RETURN a.name")
    assert found is not None
    assert [edge.hops for edge in found.edges] == [3, 2]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "RETURN 1",
        "MATCH (a)-[:uses]->(b)",
        "MATCH (a)-[:uses]->(b RETURN a",
        "MATCH (a) WHERE EXISTS { MATCH (a)-[:uses]->(b) } RETURN a",
        "MATCH (a) // where\nRETURN a",
        "OPTIONAL MATCH (a) RETURN a",
        "MATCH (a)-[:uses {score: 1}]->(b) RETURN a",
    ],
)
def test_what_is_not_understood_has_no_pattern(query: str) -> None:
    assert pattern_of(query) is None


def test_values_that_are_no_plain_text_are_left_to_the_library() -> None:
    found = pattern_of('MATCH (a {year: 2020, name: "x\\"y", link: null}) RETURN a')
    assert found is not None
    assert not found.nodes["a"].values
