"""What a query names of ours that is not there."""

from __future__ import annotations

import pytest

from exports.iris import BASE
from exports.query_names import unknown_names
from exports.vocabulary import NAMESPACE
from kg.graph import Graph

LORA = [("method:loraa", ("method:lora", "method:lora-pro"))]


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("SELECT ?c { ?c skos:broader method:loraa }", LORA),
        (f"SELECT ?c {{ ?c skos:broader <{BASE}method/loraa> }}", LORA),
        (f"PREFIX m: <{BASE}method/> ASK {{ ?c ?p m:loraa, m:loraa }}", LORA),
        ("SELECT ?c { ?c a model:gpt\\-3, model:gpt-%33, dataset:xyzzy }", [("dataset:xyzzy", ())]),
        ("SELECT ?c { ?c pk:variant_of ?d }", [("pk:variant_of", ("pk:variantOf",))]),
        (f"SELECT ?c {{ ?c a <{NAMESPACE}Methd> }}", [("pk:Methd", ("pk:Method",))]),
    ],
)
def test_it_is_named_once_with_the_nearest(
    small_graph: Graph, query: str, unknown: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = unknown_names(small_graph, query)
    assert [name for name, _ in found] == [name for name, _ in unknown]
    for (_, nearest), (_, wanted) in zip(found, unknown, strict=True):
        assert nearest[: len(wanted)] == wanted


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX pk: <https://w3id.org/paperkg/ns#> SELECT ?c { ?c pk:introduces method:lora }",
        "PREFIX method: <https://example.org/> SELECT ?c { ?c pk:introduces method:loraa }",
        "SELECT ?c { ?c rdfs:label 'method:loraa' } # pk:usess",
        "SELECT ?c { ?c a skos:Nothing, <https://example.org/method/x>, paper:none, pk: }",
    ],
)
def test_what_is_there_and_what_is_not_ours_is_not_named(small_graph: Graph, query: str) -> None:
    assert unknown_names(small_graph, query) == ()
