"""A knowledge graph of AI papers, from their titles and abstracts alone.

>>> import kg
>>> graph = kg.build("examples/papers.jsonl")  # or kg.open("DIR"), what ``paperkg build`` left there
>>> graph.nx.number_of_nodes()  # graph.nx is a networkx.MultiDiGraph
>>> print(graph.family("LoRA"))  # the variants, as a tree, with evidence
>>> for paper in graph.papers(uses="LoRA", evaluated_on="GLUE", with_code=True):
...     print(paper.label)
>>> for near in graph.related("QLoRA: Efficient Finetuning of Quantized LLMs", limit=3):
...     print(near.score, near.title, [shared.name for shared in near.shared])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.errors import GraphError, InputError, KGError, MissingLibraryError, OutputError, UnknownNameError
    from kg.answers import Answers
    from kg.builder import build_graph as build
    from kg.cypher import CypherAnswer
    from kg.differences import Difference, compare
    from kg.facts import Evidence, Fact, Node
    from kg.family import Kin, Variant
    from kg.graph import Graph
    from kg.implementations import Implementation
    from kg.nearest import Related, Shared
    from kg.neighbourhood import Neighbourhood
    from kg.paths import Step, Trail
    from kg.schema import NodeKind, Predicate
    from kg.siblings import Sibling
    from kg.store import read_graph as open
    from kg.timeline import Timeline, YearOfUse
    from kg.together import Together
    from kg.wins import Win

__all__ = [
    "Answers",
    "CypherAnswer",
    "Difference",
    "Evidence",
    "Fact",
    "Graph",
    "GraphError",
    "Implementation",
    "InputError",
    "KGError",
    "Kin",
    "MissingLibraryError",
    "Neighbourhood",
    "Node",
    "NodeKind",
    "OutputError",
    "Predicate",
    "Related",
    "Shared",
    "Sibling",
    "Step",
    "Timeline",
    "Together",
    "Trail",
    "UnknownNameError",
    "Variant",
    "Win",
    "YearOfUse",
    "build",
    "compare",
    "open",
]

_PLACES = {
    "Answers": ("kg.answers", "Answers"),
    "CypherAnswer": ("kg.cypher", "CypherAnswer"),
    "Difference": ("kg.differences", "Difference"),
    "Evidence": ("kg.facts", "Evidence"),
    "Fact": ("kg.facts", "Fact"),
    "Graph": ("kg.graph", "Graph"),
    "GraphError": ("extractors.errors", "GraphError"),
    "Implementation": ("kg.implementations", "Implementation"),
    "InputError": ("extractors.errors", "InputError"),
    "KGError": ("extractors.errors", "KGError"),
    "Kin": ("kg.family", "Kin"),
    "MissingLibraryError": ("extractors.errors", "MissingLibraryError"),
    "Neighbourhood": ("kg.neighbourhood", "Neighbourhood"),
    "Node": ("kg.facts", "Node"),
    "NodeKind": ("kg.schema", "NodeKind"),
    "OutputError": ("extractors.errors", "OutputError"),
    "Predicate": ("kg.schema", "Predicate"),
    "Related": ("kg.nearest", "Related"),
    "Shared": ("kg.nearest", "Shared"),
    "Sibling": ("kg.siblings", "Sibling"),
    "Step": ("kg.paths", "Step"),
    "Timeline": ("kg.timeline", "Timeline"),
    "Together": ("kg.together", "Together"),
    "Trail": ("kg.paths", "Trail"),
    "UnknownNameError": ("extractors.errors", "UnknownNameError"),
    "Variant": ("kg.family", "Variant"),
    "Win": ("kg.wins", "Win"),
    "YearOfUse": ("kg.timeline", "YearOfUse"),
    "build": ("kg.builder", "build_graph"),
    "compare": ("kg.differences", "compare"),
    "open": ("kg.store", "read_graph"),
}
"""What stands behind each name; fetched on first use, so that ``import kg`` brings neither spaCy nor NetworkX."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
