"""The description of the data as a whole, in the terms of VoID: what is in it, how much, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from exports.iris import Iris
from exports.provenance import describe_run, version_of
from exports.resources import Pair, Resource
from exports.tokens import english_token, text_token, typed_token
from exports.vocabulary import NAMESPACES, term
from kg.graph import Graph
from kg.schema import NodeKind

_NT = "<http://www.w3.org/ns/formats/N-Triples>"
_NQ = "<http://www.w3.org/ns/formats/N-Quads>"
_TYPE = term("rdf:type")


@dataclass(slots=True)
class Tally:
    """What was counted while resources went by: the only description that costs no second reading."""

    subjects: int = 0
    triples: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def counted(self, resources: Iterable[Resource]) -> Iterator[Resource]:
        """The resources as they are, each counted."""
        for resource in resources:
            self.subjects += 1
            self.triples += len(resource.pairs)
            self.properties.update([name for name, _ in resource.pairs])
            self.classes.update([value for name, value in resource.pairs if name == _TYPE])
            yield resource


def describe_dataset(
    graph: Graph, iris: Iris, tally: Tally, files: Sequence[str], *, licence: str | None = None
) -> Iterator[Resource]:
    """The description itself, the dataset, its part for each class and each property, and the run that made it.

    ``files`` are named as if they were published in the folder that the dataset's own IRI names. ``licence`` is an
    IRI; None where its publisher states none, for it holds words of papers' authors.
    """
    dataset = iris.dataset()
    classes = [(f"<{_part(dataset, name)}>", name, count) for name, count in sorted(tally.classes.items())]
    properties = [(f"<{_part(dataset, name)}>", name, count) for name, count in sorted(tally.properties.items())]
    yield Resource(
        f"<{dataset}/void.ttl>",
        [(_TYPE, term("void:DatasetDescription")), (term("foaf:primaryTopic"), f"<{dataset}>")],
    )
    yield Resource(
        f"<{dataset}>",
        [
            *_about(graph, iris),
            *([(term("dcterms:license"), f"<{licence}>")] if licence else []),
            (term("void:triples"), _count(tally.triples)),
            (term("void:distinctSubjects"), _count(tally.subjects)),
            (term("void:classes"), _count(len(classes))),
            (term("void:properties"), _count(len(properties))),
            *((term("void:vocabulary"), f"<{namespace}>") for namespace in _vocabularies(tally)),
            *((term("void:exampleResource"), f"<{iris.node(name)}>") for name in _examples(graph)),
            *((term("void:dataDump"), f"<{dataset}/{file}>") for file in files),
            *((term("void:classPartition"), part) for part, _, _ in classes),
            *((term("void:propertyPartition"), part) for part, _, _ in properties),
        ],
    )
    for part, name, count in classes:
        yield Resource(part, [(term("void:class"), name), (term("void:entities"), _count(count))])
    for part, name, count in properties:
        yield Resource(part, [(term("void:property"), name), (term("void:triples"), _count(count))])
    yield from describe_run(graph, iris)


def _about(graph: Graph, iris: Iris) -> list[Pair]:
    papers = sum(1 for _ in graph.nodes(NodeKind.PAPER))
    said = f"What {papers} papers say of methods, models, data sets, tasks and metrics, and where they say it."
    return [
        (_TYPE, term("void:Dataset")),
        (term("dcterms:title"), english_token("Concepts, code and results of AI papers")),
        (term("dcterms:description"), english_token(said)),
        (term("dcterms:conformsTo"), "<https://w3id.org/paperkg/shapes>"),
        (term("prov:wasGeneratedBy"), f"<{iris.run(version_of(graph))}>"),
        (term("void:uriSpace"), text_token(iris.base)),
        (term("void:feature"), _NT),
        (term("void:feature"), _NQ),
    ]


def _vocabularies(tally: Tally) -> list[str]:
    used = {*tally.properties, *tally.classes}
    return sorted(space for space in NAMESPACES.values() if any(name.startswith(f"<{space}") for name in used))


def _examples(graph: Graph) -> list[str]:
    """The node of each kind that has most facts; of equals, the first by id."""
    best: dict[str, tuple[int, str]] = {}
    degrees = dict(graph.nx.degree())
    for name, kind in sorted(graph.nx.nodes(data="kind")):
        if degrees[name] > best.get(kind, (-1, ""))[0]:
            best[kind] = (degrees[name], name)
    return [best[kind][1] for kind in sorted(best)]


def _part(dataset: str, name: str) -> str:
    iri = name[1:-1]
    prefix = next(prefix for prefix, space in NAMESPACES.items() if iri.startswith(space))
    return f"{dataset}/{prefix}/{iri.removeprefix(NAMESPACES[prefix])}"


def _count(number: int) -> str:
    return typed_token(str(number), "integer")
