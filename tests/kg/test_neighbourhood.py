"""What lies around a node: ring after ring, the nearest first, and a graph of its own."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from conftest import evidence

import kg
from kg.facts import Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate


@pytest.fixture
def chain() -> Graph:
    """A method, its variant, a paper that names both, a far paper that names the variant, and many that name a hub."""
    nodes = [Node(f"method:{name}", NodeKind.METHOD, name) for name in ("head", "variant", "hub")]
    nodes += [Node(f"paper:{number:02}", NodeKind.PAPER, f"P{number}", {"abstract": "A."}) for number in range(20)]
    facts = [Fact("method:variant", Predicate.VARIANT_OF, "method:head", (evidence("paper:00", "A.", 3),))]
    named = {("paper:00", "method:head"), ("paper:01", "method:variant")}
    named |= {(f"paper:{number:02}", "method:hub") for number in range(20)}
    facts += [Fact(paper, Predicate.USES, name, (evidence(paper, "A.", 3),)) for paper, name in sorted(named)]
    return Graph.from_facts(nodes, facts)


def test_depth_is_how_many_steps_away(chain: Graph) -> None:
    assert set(chain.focus("head", depth=1).graph.nx) == {"method:head", "method:variant", "paper:00"}
    assert set(chain.focus("head", depth=2).graph.nx) == {
        "method:head", "method:variant", "method:hub", "paper:00", "paper:01",
    }  # fmt: skip


def test_what_does_not_fit_is_counted_and_the_nearest_stay(chain: Graph) -> None:
    around = chain.focus("head", depth=2, limit=4)
    assert set(around.graph.nx) == {"method:head", "method:variant", "paper:00", "paper:01"}
    assert around.left_out == 1


def test_every_node_is_joined_to_one_that_is_kept(small_graph: Graph) -> None:
    for limit in range(2, 9):
        around = small_graph.focus("GLUE", depth=3, limit=limit)
        assert networkx.is_weakly_connected(around.graph.nx)
        assert around.graph.nx.number_of_nodes() == limit


def test_a_neighbourhood_is_a_graph_with_all_that_holds_between_its_nodes(small_graph: Graph) -> None:
    around = small_graph.focus("LoRA-Pro", depth=1)
    kept = set(around.graph.nx)
    assert list(around.graph.facts()) == [fact for fact in small_graph.facts() if {fact.head, fact.tail} <= kept]
    assert around.graph.find("GLUE").id == "dataset:glue"


def test_results_are_passed_over(small_graph: Graph) -> None:
    assert not list(small_graph.focus("LoRA", depth=4).graph.nodes(NodeKind.RESULT))


def test_a_name_that_is_not_there_is_told_with_the_nearest(small_graph: Graph) -> None:
    with pytest.raises(kg.UnknownNameError, match="LoRA"):
        small_graph.focus("LoRAa")


def test_a_notebook_shows_it(small_graph: Graph) -> None:
    shown = small_graph.focus("LoRA")._repr_html_()
    assert shown.startswith('<iframe title="Around LoRA" sandbox=')
    assert "<script" not in shown


@pytest.mark.parametrize("seed", ["1", "77"])
def test_no_hash_seed_changes_what_is_near(seed: str, chain: Graph, tmp_path: Path) -> None:
    script = (
        "import pickle, sys; print(list(pickle.load(open(sys.argv[1], 'rb')).focus('head', limit=4).graph.nx.edges))"
    )
    kept = tmp_path / "graph.pickle"
    kept.write_bytes(pickle.dumps(chain))
    env = {**os.environ, "PYTHONHASHSEED": seed}
    said = subprocess.run(
        [sys.executable, "-c", script, str(kept)], env=env, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(list(chain.focus("head", limit=4).graph.nx.edges))
