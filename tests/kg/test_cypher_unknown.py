"""What a Cypher query names that is not there is told, with the nearest that is."""

from __future__ import annotations

import pytest

from extractors.errors import QueryError, UnknownNameError
from kg.graph import Graph


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (p:papr) RETURN p.name", r"the label :papr, which there is not; did you mean :paper\?"),
        ("MATCH (p:paper|methd) RETURN p.name", r"the label :methd, which there is not; did you mean :method\?"),
        ("MATCH (p:PAPER) RETURN count(p)", r"the label :PAPER, which there is not; did you mean :paper\?"),
        ("MATCH (p:xyzzy) RETURN p", r"the label :xyzzy, .*; the labels are :paper, :method, .*:result$"),
        ("MATCH (p)-[:usess]->(m) RETURN m.name", r"the type :usess, which there is not; did you mean :uses"),
        ("MATCH (p)-[r:Uses*1..2]->(m) RETURN m.name", r"the type :Uses, which there is not; did you mean :uses"),
        ("MATCH (p)-[:xyzzy]->(m) RETURN m.name", r"the types are :introduces, :uses, .*:over_baseline$"),
        ("MATCH (p:papr) WHERE EXISTS { MATCH (p)-[:uses]->(m) } RETURN p.name", r"the label :papr"),
    ],
)  # fmt: skip
def test_a_label_or_type_that_there_is_not_is_refused(small_graph: Graph, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        small_graph.cypher(query)


@pytest.mark.parametrize(
    ("query", "name", "nearest"),
    [
        ('MATCH (p)-[:uses]->(m:method {name: "LORA"}) RETURN p.name', "LORA", ("LoRA",)),
        ('MATCH (m:method) WHERE m.name = "LoRA-Prp" RETURN m.id', "LoRA-Prp", ("LoRA-Pro", "LoRA")),
        ('MATCH (m {name: "Low-Rank Adaptation"}) RETURN m.id', "Low-Rank Adaptation", ("LoRA",)),
        ('MATCH (d:dataset {name: "LORA"}) RETURN count(d)', "LORA", ()),
        ('MATCH (m {id: "method:lora-prp"}) RETURN m.id', "method:lora-prp", ("method:lora-pro", "method:lora")),
        ('MATCH (p:paper) WHERE p.id = "paper:arxiv:1" AND p.year > 2000 RETURN p', "paper:arxiv:1", ()),
    ],
)
def test_a_name_that_no_node_has_is_answered_with_the_nearest(
    small_graph: Graph, query: str, name: str, nearest: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        small_graph.cypher(query)
    assert (caught.value.name, caught.value.nearest) == (name, nearest)


@pytest.mark.parametrize(
    "query",
    [
        'MATCH (m:dataset {name: "LoRA"}) RETURN m.id',
        'MATCH (p:paper)-[:studies]->(m {id: "method:lora"}) RETURN p.name',
        'MATCH (m) WHERE m.name = "xyzzy" OR m.name = "zzyzx" RETURN m.id',
        "MATCH (a:Task)-[:PART_OF]->(b:task) RETURN a.name // (a:papr)-[:usess]->(b) as they're not written",
    ],
)
def test_nothing_fits_what_is_there_by_name(small_graph: Graph, query: str) -> None:
    assert small_graph.cypher(query).rows == ()


def test_what_cannot_be_read_is_told_first(small_graph: Graph) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        small_graph.cypher('MATCH (p:papr {name: "LORA"}) RETURN p.name(')
