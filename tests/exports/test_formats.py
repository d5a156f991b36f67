"""The table of formats: complete, documented, light to import, and the same bytes from run to run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import exports
from exports.formats import FORMATS, REFUSED, Format, Renderer, format_of
from exports.gexf import render_gexf
from exports.graphml import render_graphml
from exports.nodelink import render_nodelink
from extractors.errors import OutputError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

ROOT = Path(__file__).parents[2]

DIGESTS = """
import hashlib
from exports.formats import FORMATS
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

shuffled = {"abstract": "LoRA is new.", "title": "LoRA", "venue": "ICLR", "authors": ("A", "B"), "year": 2021}
paper = Node("paper:p", NodeKind.PAPER, "LoRA", {name: shuffled[name] for name in set(shuffled)})
methods = {Node(f"method:{name}", NodeKind.METHOD, name, ()) for name in "abcdef"}
methods = [Node(method.id, method.kind, method.label, {"aliases": (method.label,)}) for method in methods]
evidence = (Evidence("paper:p", 0, 4, "LoRA", "test", 0.5),)
facts = {Fact("paper:p", predicate, method.id, evidence) for method in methods
         for predicate in (Predicate.USES, Predicate.STUDIES)}
graph = Graph.from_facts([paper, *methods], facts, {"papers": 1, "version": "1"})
for known in FORMATS:
    print(known.suffix, hashlib.sha256(b"".join(known.renderer()(graph))).hexdigest())
"""


def python(code: str, seed: str = "0") -> str:
    """What a fresh interpreter prints for this code under this hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    return run.stdout


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.suffix)
def test_every_format_renders_bytes(known: Format, small_graph: Graph) -> None:
    chunks = list(known.renderer()(small_graph))
    assert b"".join(chunks)
    assert {type(chunk) for chunk in chunks} == {bytes}


def test_every_format_gives_the_same_bytes_under_every_hash_seed() -> None:
    one, other = (python(DIGESTS, seed).splitlines() for seed in ("1", "2"))
    assert one == other
    assert len(one) == len(FORMATS)


@pytest.mark.parametrize("render", [render_graphml, render_gexf, render_nodelink], ids=lambda render: render.__name__)
def test_the_order_in_which_attributes_were_given_does_not_show(render: Renderer) -> None:
    def given(names: list[str]) -> bytes:
        node = Node("paper:p", NodeKind.PAPER, "P", dict.fromkeys(names, "x"))
        return b"".join(render(Graph.from_facts([node], [], dict.fromkeys(names, 1))))

    assert given(["title", "abstract", "venue"]) == given(["venue", "title", "abstract"])


def test_the_suffixes_are_those_promised() -> None:
    promised = ".ttl .nt .nq .trig .jsonld .html .graphml .gexf .json .csv .parquet"
    assert " ".join(known.suffix for known in FORMATS) == promised


def test_a_suffix_names_its_format_in_any_case() -> None:
    assert format_of(Path("out/graph.v2.GraphML")).name == "GraphML"


@pytest.mark.parametrize("suffix", REFUSED)
def test_rdf_xml_is_refused_with_the_reason(suffix: str) -> None:
    with pytest.raises(OutputError, match=rf"^out/graph\{suffix}: RDF/XML is not written, for .+; use \.ttl"):
        format_of(Path(f"out/graph{suffix}"))


@pytest.mark.parametrize(
    ("name", "found"), [("g.docx", "the suffix .docx names no format"), ("g", "no suffix, so no format")]
)
def test_an_unknown_suffix_is_refused_with_those_known(name: str, found: str) -> None:
    with pytest.raises(OutputError) as caught:
        format_of(Path(name))
    known = ".ttl .nt .nq .trig .jsonld .html .graphml .gexf .json .csv .parquet"
    assert str(caught.value) == f"{name}: {found}; known are {known}"


def test_the_table_loads_no_library_before_a_format_is_asked_for() -> None:
    heavy = ("networkx", "numpy", "pyarrow", "pyoxigraph", "pyvis", "rdflib", "spacy")
    code = "import sys, exports; exports.FORMATS; exports.write_graph; print(*sys.modules)"
    assert not set(heavy) & set(python(code).split())


def test_the_front_door_offers_what_it_names() -> None:
    assert dir(exports) == sorted(exports.__all__)
    assert all(getattr(exports, name) is not None for name in exports.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'write_word'"):
        _ = exports.write_word


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.suffix)
def test_every_format_is_documented_with_what_it_loses(known: Format) -> None:
    rows = [line.strip("| ").split(" | ") for line in (ROOT / "docs/formats.md").read_text("utf-8").splitlines()]
    (row,) = (row for row in rows if row[0] == f"`{known.suffix}`")
    assert (row[1], row[-1]) == (known.name, known.loses)
