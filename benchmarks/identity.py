"""Whether one concept is one node, by annotated papers.

    python benchmarks/identity.py GOLD.jsonl... [--with PAPERS...] [--worst 20]

Each GOLD file has one JSON object a paper with ``id``, ``title``, ``abstract`` and ``concepts``, each with ``name``,
``type`` and ``surfaces``. The texts, and those of PAPERS, are read and resolved together. Two figures are printed,
each with its worst cases:

- of the annotated names that several papers have, the share whose mentions are one node, for proper names and for
  all. A name counts where at least two papers have a mention at one of its surfaces; beside it stands the share of
  papers whose node is the commonest one of its name;
- the pairs of different annotated concepts that share a node: their names and surfaces have no key in common in any
  paper, directly or through other annotations.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from extractors.spelling import spelling_key
from kg.builder import extract_inputs

Row = dict[str, Any]


def read_gold(paths: Iterable[Path]) -> list[Row]:
    """The annotated papers; their ids are made unlike those of other input."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [{**row, "id": f"gold-{number}"} for number, row in enumerate(rows)]


def nodes_by_name(rows: list[Row], others: list[str]) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Per annotated name the node it has in each paper that mentions it, and the surfaces annotated for it."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers.jsonl"
        lines = (json.dumps({key: row[key] for key in ("title", "abstract")} | {"id": row["id"]}) for row in rows)
        papers.write_text("\n".join(lines) + "\n", encoding="utf-8")
        extractions, resolution, _ = extract_inputs([str(papers), *others])
    found: dict[str, dict[str, str]] = {
        extraction.paper.title: {
            mention.text: resolution.concept_of(extraction.paper.id, mention) for mention in extraction.mentions
        }
        for extraction in extractions
    }
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    surfaces: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        in_paper = found.get(row["title"], {})
        for concept in row["concepts"]:
            name = concept["name"]
            surfaces[name].update(concept["surfaces"])
            met = Counter(in_paper[surface] for surface in concept["surfaces"] if surface in in_paper)
            if met:
                nodes[name][row["id"]] = met.most_common(1)[0][0]
    return nodes, surfaces


def same_concepts(surfaces: dict[str, set[str]]) -> dict[str, str]:
    """One name for each set of names that are linked by a common surface or name key."""
    leader = {name: name for name in surfaces}

    def lead(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    owner: dict[str, str] = {}
    for name in sorted(surfaces):
        for key in map(spelling_key, (name, *sorted(surfaces[name]))):
            first = owner.setdefault(key, name)
            leader[lead(name)] = lead(first)
    return {name: lead(name) for name in surfaces}


def print_shares(what: str, shared: dict[str, Counter[str]]) -> None:
    """How many names are one node, and how many papers agree with the commonest node of their name."""
    one = sum(len(counts) == 1 for counts in shared.values())
    agreeing = sum(max(counts.values()) for counts in shared.values())
    papers = sum(counts.total() for counts in shared.values())
    print(
        f"{what}: {len(shared)}; one node: {one} ({100 * one / max(len(shared), 1):.1f} %);"
        f" papers that agree: {100 * agreeing / max(papers, 1):.1f} %"
    )


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--with", dest="others", nargs="*", default=[], metavar="PAPERS")
    parser.add_argument("--worst", type=int, default=20)
    arguments = parser.parse_args()
    rows = read_gold(arguments.gold)
    nodes, surfaces = nodes_by_name(rows, arguments.others)

    proper = {concept["name"] for row in rows for concept in row["concepts"] if concept.get("level") == "named"}
    shared = {name: Counter(found.values()) for name, found in nodes.items() if len(found) > 1}
    print_shares("proper names in several papers", {name: shared[name] for name in shared if name in proper})
    print_shares("all names in several papers", shared)
    split = sorted(
        (item for item in shared.items() if len(item[1]) > 1), key=lambda i: (i[0] not in proper, -i[1].total(), i[0])
    )
    for name, counts in split[: arguments.worst]:
        print(f"  {name}: {', '.join(f'{node} ({count})' for node, count in counts.most_common())}")

    groups = same_concepts(surfaces)
    holders: dict[str, set[str]] = defaultdict(set)
    for name, found in nodes.items():
        for node in found.values():
            holders[node].add(name)
    pairs = [
        (node, one, other)
        for node, names in sorted(holders.items())
        for one, other in combinations(sorted(names), 2)
        if groups[one] != groups[other]
    ]
    pairs.sort(key=lambda pair: (not {*pair[1:]} <= proper, pair))
    named = sum({*pair[1:]} <= proper for pair in pairs)
    print(f"pairs of different names that share a node: {len(pairs)}, of proper names: {named}")
    for node, first, second in pairs[: arguments.worst]:
        print(f"  {node}: {first} | {second}")


if __name__ == "__main__":
    main()
