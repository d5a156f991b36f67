"""Whether one concept is one node, by annotated papers.

    python benchmarks/identity.py GOLD.jsonl... [--with PAPERS...] [--same FILE] [--worst 20]

Each GOLD file has one JSON object a paper with ``id``, ``title``, ``abstract`` and ``concepts``, each with ``name``,
``type``, ``alt_types`` and ``surfaces``. The texts, and those of PAPERS, are read and resolved together. Printed are,
each with its worst cases:

- of the annotated names that several papers have, the share that are one node, for proper names and for all: once
  where the paper spells the name itself, and once by any surface that the annotation gives it;
- the pairs of different names, each spelled out in several papers, that share a node. ``one_concept.tsv`` beside this
  file holds pairs that were looked at and do name one thing ("COCO" and "MS COCO"); they are not counted.

A proper name of two kinds, neither an alternative of the other, is two concepts: HSIC the measure and HSIC a method.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

from annotated import Read, Row, node_of, read_gold, read_together

from extractors.spelling import spelling_key

Nodes: TypeAlias = dict[str, Counter[str]]
"""How many papers have a name at each node."""


def names_of(rows: list[Row]) -> dict[tuple[str, str], str]:
    """What each annotated (name, kind) is counted as: the name, with its kind where that tells homographs apart."""
    kinds: dict[str, set[str]] = defaultdict(set)
    joined: dict[str, set[str]] = defaultdict(set)
    proper = {concept["name"] for row in rows for concept in row["concepts"] if concept.get("level") == "named"}
    for row in rows:
        for concept in row["concepts"]:
            kinds[concept["name"]].add(concept["type"])
            joined[concept["name"]].update(concept.get("alt_types", ()))
    homographs = {name for name in proper if len(kinds[name]) > 1 and not kinds[name] & joined[name]}
    annotated = [(name, kind) for name, found in kinds.items() for kind in found]
    return {(name, kind): f"{name} ({kind})" if name in homographs else name for name, kind in annotated}


def nodes_by_name(read: Read, names: Mapping[tuple[str, str], str], *, by_name: bool) -> Nodes:
    """Per annotated name the nodes it has in the papers that have it."""
    nodes: Nodes = defaultdict(Counter)
    for row in read.rows:
        for concept in row["concepts"]:
            if node := node_of(concept, read.nodes[row["id"]], by_name=by_name):
                nodes[names[concept["name"], concept["type"]]][node] += 1
    return {name: counts for name, counts in nodes.items() if counts.total() > 1}


def print_shares(what: str, nodes: Nodes) -> None:
    """How many names are one node, and how many papers agree with the commonest node of their name."""
    one = sum(len(counts) == 1 for counts in nodes.values())
    agreeing = sum(max(counts.values()) for counts in nodes.values())
    papers = sum(counts.total() for counts in nodes.values())
    print(
        f"{what}: {len(nodes)}; one node: {one} ({100 * one / max(len(nodes), 1):.1f} %);"
        f" papers that agree: {100 * agreeing / max(papers, 1):.1f} %"
    )


def print_split(nodes: Nodes, proper: set[str], worst: int) -> None:
    """The names that are several nodes, proper names first, then the commonest."""
    split = [(name, counts) for name, counts in nodes.items() if len(counts) > 1]
    split.sort(key=lambda item: (item[0] not in proper, -item[1].total(), item[0]))
    for name, counts in split[:worst]:
        print(f"  {name}: {', '.join(f'{node} ({count})' for node, count in counts.most_common())}")


def shared_nodes(nodes: Nodes, same: set[frozenset[str]]) -> list[tuple[str, str, str]]:
    """Each node with two names that are different and not known to be the same."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name, counts in nodes.items():
        for node in counts:
            holders[node].add(name)
    return [
        (node, one, other)
        for node, names in sorted(holders.items())
        for one, other in combinations(sorted(names), 2)
        if spelling_key(one) != spelling_key(other) and frozenset(map(spelling_key, (one, other))) not in same
    ]


def read_same(path: Path) -> set[frozenset[str]]:
    """The reviewed pairs, by spelling key; all names of a row are one concept."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {frozenset(map(spelling_key, pair)) for row in rows for pair in combinations(row, 2)}


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--with", dest="others", nargs="*", default=[], metavar="PAPERS")
    parser.add_argument("--same", type=Path, default=Path(__file__).with_name("one_concept.tsv"), metavar="FILE")
    parser.add_argument("--worst", type=int, default=20)
    arguments = parser.parse_args()
    rows = read_gold(arguments.gold)
    read = read_together(rows, arguments.others)
    names = names_of(rows)
    named = {(c["name"], c["type"]) for row in rows for c in row["concepts"] if c.get("level") == "named"}
    proper = {names[each] for each in named}

    for by_name, how in ((True, "spelled by their name"), (False, "by any surface")):
        nodes = nodes_by_name(read, names, by_name=by_name)
        print_shares(f"proper names in several papers, {how}", {name: nodes[name] for name in nodes if name in proper})
        print_shares(f"all names in several papers, {how}", nodes)
        print_split(nodes, proper, arguments.worst)

    pairs = shared_nodes(nodes_by_name(read, names, by_name=True), read_same(arguments.same))
    print(f"pairs of different names in several papers that share a node: {len(pairs)}")
    for node, first, second in pairs[: arguments.worst]:
        print(f"  {node}: {first} | {second}")


if __name__ == "__main__":
    main()
