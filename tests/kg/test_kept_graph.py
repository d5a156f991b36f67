"""A kept graph read piece by piece is the graph that was joined in memory, to networkx and to every question."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import networkx
import pytest
from by_hand import Kept, write_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import RULES, NodeKind, Predicate
from kg.store import read_graph
from kg.summary import summarise
from kg.tables.evidence import LazyEvidence
from kg.tables.lazy_graph import KeptDiGraph
from kg.tables.numbers import columns_of
from kg.tables.rows import KeptRows
from kg.tables.schema import ATTRIBUTES, TABLE_OF


@pytest.fixture(scope="module")
def folder(example_kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("kept") / "graph"
    write_graph(made, example_kept)
    return made


@pytest.fixture
def kept(folder: Path) -> Graph:
    return read_graph(folder)


@pytest.fixture(scope="module")
def joined(example_kept: Kept) -> Graph:
    return Graph.from_facts(example_kept.nodes, example_kept.facts, example_kept.about)


def made(graph: Graph) -> int:
    """How many nodes' attributes and edges have been made so far."""
    return sum(len(each._made) for each in (graph.nx._node, graph.nx._succ, graph.nx._pred))


def test_opening_reads_nothing_and_a_question_what_it_needs(kept: Graph) -> None:
    assert made(kept) == 0
    assert kept.find("LoRA").id == "method:lora"
    assert list(kept.facts_of("method:qlora"))
    assert made(kept) == 2
    assert isinstance(kept.nx, networkx.MultiDiGraph)


def test_it_counts_without_reading(kept: Graph, joined: Graph) -> None:
    assert len(kept.nx) == kept.nx.number_of_nodes() == kept.nx.order() == len(joined.nx)
    assert kept.nx.number_of_edges() == joined.nx.number_of_edges()
    assert made(kept) == 0
    assert kept.nx.size() == joined.nx.size()
    pair = ("method:qlora", "method:lora")
    assert kept.nx.number_of_edges(*pair) == joined.nx.number_of_edges(*pair)


LOOKS: dict[str, Callable[[networkx.MultiDiGraph], object]] = {
    "nodes": lambda nx: list(nx.nodes(data=True)),
    "edges": lambda nx: list(nx.edges(keys=True, data=True)),
    "edges into": lambda nx: list(nx.in_edges(keys=True, data=True)),
    "degrees": lambda nx: [list(each) for each in (nx.degree(), nx.in_degree(), nx.out_degree(weight="score"))],
    "neighbours": lambda nx: {name: (list(nx.successors(name)), list(nx.predecessors(name))) for name in nx},
    "membership": lambda nx: ("method:lora" in nx, "method:none" in nx, 7 in nx, [] in nx, None in nx),
    "has_edge": lambda nx: (nx.has_edge("method:qlora", "method:lora", "variant_of"), nx.has_edge("a", "b")),
    "adjacency": lambda nx: [(name, sorted(joined)) for name, joined in nx.adjacency()],
    "edges of one": lambda nx: list(nx.edges("method:lora", keys=True)) + list(nx.in_edges("method:lora", keys=True)),
    "pagerank": networkx.pagerank,
    "path": lambda nx: networkx.shortest_path(nx.to_undirected(), "method:gptq", "dataset:glue"),
    "components": lambda nx: sorted(sorted(part) for part in networkx.weakly_connected_components(nx)),
    "copy": lambda nx: list(nx.copy().edges(keys=True, data=True)),
    "a part": lambda nx: list(nx.subgraph(sorted(nx)[::3]).edges(keys=True, data=True)),
    "some edges": lambda nx: list(nx.edge_subgraph(list(nx.edges(keys=True))[::5]).nodes(data=True)),
    "undirected": lambda nx: list(nx.to_undirected().edges(keys=True, data=True)),
    "reversed": lambda nx: list(nx.reverse().edges(keys=True, data=True)),
    "a reversed view": lambda nx: list(nx.reverse(copy=False).edges(keys=True)),
    "a plain graph": lambda nx: list(networkx.DiGraph(nx).edges),
    "pickled": lambda nx: list(pickle.loads(pickle.dumps(nx)).edges(keys=True, data=True)),
    "copied deeply": lambda nx: list(copy.deepcopy(nx).nodes(data=True)),
    "frozen": lambda nx: networkx.is_frozen(networkx.freeze(nx.copy())),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_networkx_sees_no_difference(
    kept: Graph, joined: Graph, look: Callable[[networkx.MultiDiGraph], object]
) -> None:
    assert look(kept.nx) == look(joined.nx)


ASKED: dict[str, Callable[[Graph], object]] = {
    "nodes": lambda g: list(g.nodes()),
    "concepts": lambda g: list(g.concepts()),
    "facts": lambda g: list(g.facts()),
    "facts of a sort": lambda g: list(g.facts(Predicate.VARIANT_OF, Predicate.USES)),
    "facts of a node": lambda g: [*g.facts_of("method:lora"), *g.facts_about("method:lora", Predicate.USES)],
    "find": lambda g: [g.find(name).id for name in ("LoRA", "low rank adaptations", "arxiv:2305.14314", "QLoRA")],
    "family": lambda g: g.family("LoRA"),
    "siblings": lambda g: list(g.siblings("GPTQ")),
    "related": lambda g: list(g.related("arxiv:2305.14314")),
    "together": lambda g: list(g.together("LoRA")),
    "path": lambda g: g.path("GPTQ", "LoRA"),
    "timeline": lambda g: g.timeline("LoRA"),
    "timelines": lambda g: list(g.timelines()),
    "beats": lambda g: list(g.beats()),
    "beats on": lambda g: list(g.beats(dataset="GLUE")),
    "code": lambda g: list(g.code("LoRA")),
    "papers": lambda g: list(g.papers(uses="LoRA", variants=True, with_code=True)),
    "papers of a year": lambda g: list(g.papers(year=2024)),
    "focus": lambda g: list(g.focus("LoRA", limit=40).graph.facts()),
    "summary": summarise,
    "bibliography": lambda g: list(g.nx_with("authors", "years").edges(keys=True, data=True)),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_nor_does_any_question(kept: Graph, joined: Graph, ask: Callable[[Graph], object]) -> None:
    assert ask(kept) == ask(joined)


def test_an_unknown_name_has_the_same_nearest_names(kept: Graph, joined: Graph) -> None:
    told = []
    for graph in (kept, joined):
        with pytest.raises(kg.UnknownNameError) as error:
            graph.find("Low-Rnak Adaptatoin")
        told.append(str(error.value))
    assert told[0] == told[1]


def test_what_is_changed_in_place_stays_changed(kept: Graph) -> None:
    kept.nx.nodes["method:lora"]["community"] = 3
    for _, attributes in kept.nx.nodes(data=True):
        attributes["seen"] = True
    assert (kept.nx.nodes["method:lora"]["community"], kept.nx.nodes["dataset:glue"]["seen"]) == (3, True)
    kept.nx["method:qlora"]["method:lora"]["variant_of"]["weight"] = 2
    assert kept.nx.pred["method:lora"]["method:qlora"]["variant_of"]["weight"] == 2
    assert kept.node("method:lora").attributes["community"] == 3


CHANGES: dict[str, Callable[[networkx.MultiDiGraph], object]] = {
    "a node": lambda nx: nx.add_node("method:mine", kind="method", label="Mine"),
    "nodes": lambda nx: nx.add_nodes_from(["a", "b"], kind="method"),
    "an edge": lambda nx: nx.add_edge("method:lora", "method:mine", key="variant_of", score=0.5),
    "edges": lambda nx: nx.add_edges_from([("method:lora", "dataset:glue", "mine", {"score": 1.0})]),
    "weights": lambda nx: nx.add_weighted_edges_from([("method:lora", "dataset:glue", 2.0)]),
    "no node": lambda nx: nx.remove_node("method:lora"),
    "no nodes": lambda nx: nx.remove_nodes_from(["method:lora", "method:none"]),
    "no edge": lambda nx: nx.remove_edge("method:qlora", "method:lora"),
    "no edges": lambda nx: nx.remove_edges_from([("method:qlora", "method:lora")]),
    "no edges at all": lambda nx: nx.clear_edges(),
    "nothing": lambda nx: nx.clear(),
    "other names": lambda nx: networkx.relabel_nodes(nx, {"method:lora": "LoRA"}, copy=False),
    "attributes": lambda nx: networkx.set_node_attributes(nx, 1, "weight"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_can_be_changed_like_any_graph(
    kept: Graph, joined: Graph, change: Callable[[networkx.MultiDiGraph], object]
) -> None:
    other = joined.nx.copy()
    kept.nx.nodes["dataset:glue"]["mine"] = other.nodes["dataset:glue"]["mine"] = 1
    change(kept.nx)
    change(other)
    assert dict(kept.nx.nodes(data=True)) == dict(other.nodes(data=True))
    assert sorted(kept.nx.edges(keys=True), key=str) == sorted(other.edges(keys=True), key=str)
    assert sorted(kept.nx.in_edges(keys=True), key=str) == sorted(other.in_edges(keys=True), key=str)


def test_questions_see_what_was_added(kept: Graph) -> None:
    before = len(list(kept.concepts()))
    kept.nx.add_node("method:mine", kind="method", label="Mine of my own", aliases=())
    assert len(list(kept.concepts())) == before + 1
    assert kept.find("mine of my own").id == "method:mine"


def test_a_graph_can_be_copied_and_sent_elsewhere(kept: Graph, joined: Graph) -> None:
    for twin in (copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        assert list(twin.facts()) == list(joined.facts())
        assert twin.find("LoRA").id == "method:lora"


def test_evidence_is_read_when_it_is_looked_at_and_equals_a_tuple(kept: Graph, joined: Graph) -> None:
    lazy = kept.nx.edges["method:qlora", "method:lora", "variant_of"]["evidence"]
    real = joined.nx.edges["method:qlora", "method:lora", "variant_of"]["evidence"]
    assert isinstance(lazy, LazyEvidence)
    assert (lazy, hash(lazy), repr(lazy), len(lazy)) == (real, hash(real), repr(real), len(real))
    assert real == lazy
    assert lazy != real[1:]
    assert (lazy[0], lazy[:1], list(lazy), lazy + real[:1]) == (real[0], real[:1], list(real), real + real[:1])
    assert pickle.loads(pickle.dumps(lazy)) == copy.deepcopy(lazy) == real


def test_attributes_of_an_answer_are_read_when_they_are_looked_at_and_equal_a_dictionary(
    kept: Graph, joined: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[int] = []
    read = KeptRows.attributes
    monkeypatch.setattr(KeptRows, "attributes", lambda rows, some: readings.append(len(some)) or read(rows, some))
    lazy, real = kept.papers(mentions="LoRA"), joined.papers(mentions="LoRA")
    assert [(node.id, node.kind, node.label) for node in lazy] == [(node.id, node.kind, node.label) for node in real]
    assert [node.attributes["year"] for node in lazy] == [node.attributes["year"] for node in real]
    assert readings == []
    assert lazy == real
    assert sum(readings) == len(real) >= 8  # each once
    assert readings[:3] == [1, 2, 4]  # whoever looks at some looks at more
    one, other = lazy[0], real[0]
    assert (repr(one), len(one.attributes), [*one.attributes]) == (
        repr(other),
        len(other.attributes),
        [*other.attributes],
    )
    assert other == one == copy.deepcopy(one) == pickle.loads(pickle.dumps(one))
    assert type(asdict(one)["attributes"]) is dict
    with pytest.raises(KeyError):
        one.attributes["label"]


def test_the_evidence_of_a_family_is_read_when_it_is_looked_at(
    kept: Graph, joined: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as unread:
        unread.setattr(KeptRows, "evidence_of", lambda *_: pytest.fail("it was read"))
        lazy = kept.family("LoRA")
        assert str(lazy) == str(joined.family("LoRA"))
    real = joined.family("LoRA")
    assert asdict(lazy) == asdict(real)
    assert (lazy, hash(lazy), repr(lazy)) == (real, hash(real), repr(real))
    assert copy.deepcopy(lazy) == pickle.loads(pickle.dumps(lazy)) == real
    assert type(lazy.variants[0].evidence) is tuple


def test_the_facts_of_a_node_are_the_same_before_and_after_they_are_ordered_for_all(kept: Graph) -> None:
    columns = columns_of(kept.asked)
    rows = [columns.row(name) for name in ("method:lora", "dataset:glue", "method:qlora", "method:gptq")]
    first = [(columns.facts_from(row).tolist(), columns.facts_to(row).tolist()) for row in rows]
    assert not {"starts", "into"} & vars(columns).keys()
    assert columns.starts[-1] == columns.into[1][-1] == len(columns.facts.heads)
    assert [(columns.facts_from(row).tolist(), columns.facts_to(row).tolist()) for row in rows] == first


@pytest.mark.parametrize("suffix", [".json", ".graphml", ".gexf", ".csv", ".nt"])
def test_it_is_exported_to_the_same_bytes(kept: Graph, joined: Graph, tmp_path: Path, suffix: str) -> None:
    from exports.files import write_graph as write_file

    for name, graph in (("kept", kept), ("joined", joined)):
        write_file(graph, tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"kept{suffix}").read_bytes() == (tmp_path / f"joined{suffix}").read_bytes()


def test_what_lies_around_a_concept_is_a_graph_of_its_own(kept: Graph, joined: Graph) -> None:
    near = kept.subgraph(concept="QLoRA", depth=1)
    around = {"method:qlora", *joined.nx.successors("method:qlora"), *joined.nx.predecessors("method:qlora")}
    assert set(near.nx) == around
    assert type(near.nx) is networkx.MultiDiGraph
    assert networkx.utils.graphs_equal(near.nx, joined.nx.subgraph(sorted(around)).copy())
    assert len(kept.subgraph(concept="QLoRA", depth=2).nx) > len(near.nx)
    assert len(kept.subgraph(concept="QLoRA", paper="QLoRA", depth=1).nx) > len(near.nx)
    assert len(kept.subgraph(concept="LoRA", limit=20).nx) == 20
    with pytest.raises(ValueError, match="name one"):
        kept.subgraph()


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6)
SCORES = st.floats(0.01, 1.0)
VALUES = {
    "year": st.integers(1, 3000),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "sources": st.lists(NAMES, max_size=2).map(tuple),
    "aliases": st.lists(NAMES, max_size=2).map(tuple),
    "authors": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
    "origins": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
}


@st.composite
def nodes(draw: st.DrawFn) -> list[Node]:
    found = {}
    for kind, key in draw(st.lists(st.tuples(st.sampled_from(NodeKind), NAMES), max_size=12)):
        known = draw(st.sets(st.sampled_from(ATTRIBUTES[TABLE_OF[kind]])))
        attributes = {name: draw(VALUES.get(name, NAMES)) for name in sorted(known)}
        found[f"{kind}:{key}"] = Node(f"{kind}:{key}", kind, draw(NAMES), attributes)
    return list(found.values())


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Fact]]:
    some = draw(nodes())
    facts = {}
    allowed = [
        (head.id, predicate, tail.id)
        for head in some
        for tail in some
        for predicate, rule in RULES.items()
        if head.kind in rule.heads and tail.kind in rule.tails
    ]
    pieces = st.builds(Evidence, NAMES, st.integers(0, 99), st.integers(0, 99), NAMES, NAMES, SCORES)
    for key in draw(st.lists(st.sampled_from(allowed), max_size=12)) if allowed else []:
        facts[key] = Fact(*key, tuple(draw(st.lists(pieces, min_size=1, max_size=3))))
    return some, list(facts.values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graphs())
def test_any_graph_survives_being_kept(tmp_path: Path, drawn: tuple[list[Node], list[Fact]]) -> None:
    eager = Graph.from_facts(*drawn)
    write_graph(tmp_path, Kept((), tuple(drawn[0]), tuple(drawn[1]), (), {}))
    lazy = read_graph(tmp_path)
    assert isinstance(lazy.nx, KeptDiGraph)
    assert list(lazy.nodes()) == list(eager.nodes())
    assert list(lazy.facts()) == list(eager.facts())
    assert list(lazy.nx.edges(keys=True, data=True)) == list(eager.nx.edges(keys=True, data=True))
    assert list(lazy.nx.in_edges(keys=True)) == list(eager.nx.in_edges(keys=True))
    assert json.dumps(sorted(lazy.nx)) == json.dumps(sorted(eager.nx))
