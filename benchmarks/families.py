"""Whether families are found, by annotated papers.

    python benchmarks/families.py GOLD.jsonl... [--with PAPERS...] [--worst 20]

GOLD files are as for ``identity.py``, and have ``relations`` with ``head``, ``type`` and ``tail``. All texts are read
and joined together. Of the annotated pairs "head variant_of tail" whose head has a proper name are printed:

- for how many both ends were found as concepts at all, which bounds the next figure;
- for how many the head is a variant of the tail in the graph, directly or through others.

Of the edges of the graph between two concepts that one annotated paper names, the head by a proper name, are printed
how many are annotated there, directly or through others: for those that a sentence of that very paper says, and for
those known from elsewhere (catalogue, shape of the name, another paper), which an annotator who goes by the text alone
need not have put down.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import networkx
from annotated import Read, Row, read_gold, read_together

from kg.facts import Fact
from kg.plan.keeping import graph_from
from kg.schema import Predicate


@dataclass(slots=True)
class Tally:
    """What was found and missed, said and not."""

    pairs: int = 0
    both: int = 0
    found: int = 0
    edges: Counter[tuple[str, bool]] = field(default_factory=Counter)
    rules: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def reaches(graph: networkx.DiGraph[str], head: str, tail: str) -> bool:
    """Whether a path leads from head to tail."""
    return head != tail and head in graph and tail in graph and networkx.has_path(graph, head, tail)


def add_pairs(tally: Tally, row: Row, nodes: dict[str, set[str]], graph: networkx.DiGraph[str]) -> None:
    """Count the annotated pairs of one paper."""
    levels = {concept["name"]: concept["level"] for concept in row["concepts"]}
    for relation in row["relations"]:
        if relation["type"] != "variant_of" or levels.get(relation["head"]) != "named":
            continue
        tally.pairs += 1
        ends = [(h, t) for h in nodes.get(relation["head"], ()) for t in nodes.get(relation["tail"], ())]
        tally.both += bool(ends)
        if any(reaches(graph, *pair) for pair in ends):
            tally.found += 1
        elif ends:
            tally.missed.append(f"{relation['head']} | {relation['tail']} | {relation['evidence'][:120]}")


def annotated_pairs(row: Row, nodes: dict[str, set[str]]) -> networkx.DiGraph[str]:
    """The pairs of one paper, between nodes."""
    return networkx.DiGraph(
        (h, t)
        for relation in row["relations"]
        if relation["type"] == "variant_of"
        for h in nodes.get(relation["head"], ())
        for t in nodes.get(relation["tail"], ())
    )


def add_edges(tally: Tally, row: Row, nodes: dict[str, set[str]], facts: dict[str, list[Fact]]) -> None:
    """Count the edges of the graph between concepts of one paper."""
    named = {c["name"] for c in row["concepts"] if c["level"] == "named"}
    heads = {node for name in named for node in nodes.get(name, ())}
    present = {node for found in nodes.values() for node in found}
    said = annotated_pairs(row, nodes)
    for head in sorted(heads):
        for fact in facts.get(head, ()):
            if fact.tail in present and fact.tail != head:
                own = [piece for piece in fact.evidence if piece.paper == f"paper:{row['id']}"]
                right = reaches(said, head, fact.tail)
                tally.edges["its own sentence" if own else "elsewhere", right] += 1
                for rule in {piece.rule.partition(":")[0] for piece in own}:
                    tally.rules[rule][right] += 1
                if own and not right:
                    tally.wrong.append(f"{head} | {fact.tail} | {own[0].rule} | {own[0].sentence[:120]}")


def nodes_of(row: Row, read: Read) -> dict[str, set[str]]:
    """The nodes of each annotated name of one paper."""
    met = read.nodes[row["id"]]
    return {c["name"]: {met[surface] for surface in c["surfaces"] if surface in met} for c in row["concepts"]}


def percent(part: int, whole: int) -> str:
    """A share as it is printed."""
    return f"{part} of {whole} ({100 * part / max(whole, 1):.1f} %)"


def lines(tally: Tally, worst: int) -> Iterator[str]:
    """What is printed."""
    yield f"annotated pairs whose head has a proper name: both ends found {percent(tally.both, tally.pairs)}"
    yield f"  variant_of in the graph {percent(tally.found, tally.pairs)}"
    for source in ("its own sentence", "elsewhere"):
        right, wrong = tally.edges[source, True], tally.edges[source, False]
        yield f"edges known from {source} that are annotated: {percent(right, right + wrong)}"
    for rule, counts in sorted(tally.rules.items(), key=lambda item: (-item[1].total(), item[0])):
        yield f"  {rule}: {percent(counts[True], counts.total())}"
    yield from (f"  missed: {missed}" for missed in tally.missed[:worst])
    yield from (f"  not annotated: {wrong}" for wrong in tally.wrong[:worst])


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--with", dest="others", nargs="*", default=[], metavar="PAPERS")
    parser.add_argument("--worst", type=int, default=20)
    arguments = parser.parse_args()
    read = read_together(read_gold(arguments.gold), arguments.others)
    facts = graph_from(read.extractions).facts(Predicate.VARIANT_OF)
    families: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        families[fact.head].append(fact)
    graph: networkx.DiGraph[str] = networkx.DiGraph((f.head, f.tail) for found in families.values() for f in found)
    tally = Tally()
    for row in read.rows:
        nodes = nodes_of(row, read)
        add_pairs(tally, row, nodes, graph)
        add_edges(tally, row, nodes, families)
    print("\n".join(lines(tally, arguments.worst)))


if __name__ == "__main__":
    main()
