"""Every question of docs/questions.md to a kept graph: the first after opening it, and the same once more.

    python benchmarks/questions.py DIR [--earlier DIR] [--only WORD] [--runs 3] [--processes 3]

Each question is asked in processes of its own that start from the opened graph, so that none finds made what another
needed. ``first`` is the first answer after opening, ``again`` the best of the runs after it, both of the process that
was quickest; ``of it`` is the time a processor worked on it, which is what counts on a busy machine. ``imports`` are
the libraries that the first answer had to import, and ``without`` is what it takes where they were imported before.
``--earlier`` is a second graph for ``compare``. In the end the memory of the process that opened, of the largest that
asked, and a fixed loop of plain Python, so that figures from a busy machine can be told from a slow program.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pace import plain_loop

import kg
from kg.cli.cards import concept_card, paper_card, source_card
from kg.schema import NodeKind
from kg.summary import summarise

Question: TypeAlias = Callable[[kg.Graph], object]


_HEADINGS = ("first ms", "of it", "again ms", "of it", "peak MB", "without", "imports")
_HEAVY = ("grandcypher", "lark", "networkx", "pandas", "scipy", "spacy")
"""Libraries that take tens of milliseconds to import."""


def _unknown(graph: kg.Graph) -> object:
    with suppress(kg.UnknownNameError):
        return graph.find("Low-Rnak Adaptatoin")
    return None


def questions(graph: kg.Graph, earlier: kg.Graph | None) -> Mapping[str, Question]:
    """All of them by name; what they ask of is taken from the graph."""
    paper = next(iter(graph.papers(uses="LoRA"))).id
    code = next(graph.nodes(NodeKind.REPOSITORY)).id
    asked: dict[str, Question] = {
        "find by id": lambda g: g.find("method:lora"),
        "find by label": lambda g: g.find("LoRA"),
        "find by alias": lambda g: g.find("low rank adaptations"),
        "find an unknown name": _unknown,
        "papers uses": lambda g: g.papers(uses="LoRA"),
        "papers uses, on, with code": lambda g: g.papers(uses="LoRA", evaluated_on="GLUE", with_code=True),
        "papers with variants": lambda g: g.papers(uses="LoRA", variants=True),
        "papers of a hub": lambda g: g.papers(evaluated_on="ImageNet"),
        "papers of a hub, as JSON": lambda g: g.papers(evaluated_on="ImageNet").to_json(),
        "papers of a year, with code": lambda g: g.papers(uses="LoRA", year=2024, with_code=True),
        "family": lambda g: g.family("LoRA"),
        "family of a hub": lambda g: g.family("neural network"),
        "family of a hub, evidence": lambda g: [each.evidence for each in g.family("neural network").walk()],
        "siblings": lambda g: g.siblings("LoRA"),
        "related": lambda g: g.related(paper),
        "together": lambda g: g.together("LoRA"),
        "together of a hub": lambda g: g.together("ImageNet"),
        "path": lambda g: g.path("LoRA", "GLUE"),
        "path far": lambda g: g.path("k-means", "BLEU"),
        "timeline": lambda g: g.timeline("LoRA"),
        "timelines": lambda g: g.timelines(),
        "beats": lambda g: g.beats(),
        "beats on a data set": lambda g: g.beats(dataset="GLUE"),
        "code": lambda g: g.code("LoRA"),
        "focus": lambda g: g.focus("LoRA").graph.nx,
        "show a concept": lambda g: concept_card(g, g.find("LoRA"), [], limit=8),
        "show a hub": lambda g: concept_card(g, g.find("ImageNet"), [], limit=8),
        "show a hub in full, as JSON": lambda g: json.dumps(concept_card(g, g.find("ImageNet"), []).to_json()),
        "show a paper": lambda g: paper_card(g, g.node(paper), limit=8),
        "show a repository": lambda g: source_card(g, g.node(code)),
        "cypher one family": lambda g: g.cypher(
            'MATCH (v:method)-[:variant_of]->(b:method {name: "LoRA"}) RETURN v.name'
        ),
        "cypher two roles": lambda g: g.cypher(
            'MATCH (p:paper)-[:uses]->(m:method {name: "LoRA"}) MATCH (p)-[:evaluated_on]->(d:dataset {name: "GLUE"}) '
            "RETURN p.name, m.name"
        ),
        "cypher of a hub": lambda g: g.cypher(
            'MATCH (p:paper)-[:uses]->(m:method) MATCH (p)-[:evaluated_on]->(d:dataset {name: "GLUE"}) '
            "RETURN p.name, m.name"
        ),
        "summary of a build": summarise,
    }
    if earlier is not None:
        asked["compare"] = lambda g: kg.compare(earlier, g)
    return asked


class Told(NamedTuple):
    """Milliseconds of the first answer, those of a processor, the same of the best later, the peak in MB, and what was
    imported.
    """

    first: float
    of_first: float
    again: float
    of_again: float
    peak: float
    imports: str


def ask(graph: kg.Graph, question: Question, runs: int, imported_before: Iterable[str] = ()) -> Told:
    """What a child tells that begins as this process is now, but for what it imports before it is asked."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        for name in imported_before:
            import_module(name)
        times: list[tuple[float, float]] = []
        imported: list[str] = []
        known = set(sys.modules)
        for _ in range(1 + runs):
            start, busy = time.perf_counter(), time.process_time()
            question(graph)
            times.append(((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000))
            imported = imported if len(times) > 1 else [each for each in _HEAVY if each in sys.modules.keys() - known]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = min(times[1:], key=lambda pair: pair[1])
        os.write(writable, json.dumps((*times[0], *again, peak, " ".join(imported))).encode())
        os._exit(0)
    os.close(writable)
    with os.fdopen(readable) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return Told(*json.loads(told))


def main() -> None:
    """Open, then ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--earlier", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--processes", type=int, default=3)
    arguments = parser.parse_args()
    start, busy = time.perf_counter(), time.process_time()
    graph = kg.open(arguments.folder)
    opened, busy = time.perf_counter() - start, time.process_time() - busy
    asked = questions(kg.open(arguments.folder), kg.open(arguments.earlier) if arguments.earlier else None)
    print(f"opened in {opened * 1000:.0f} ms, {busy * 1000:.0f} of a processor, the graph's modules imported with it\n")
    print("{:<30}{:>10}{:>8}{:>10}{:>8}{:>9}{:>9}  {}".format("question", *_HEADINGS), flush=True)
    for name, question in asked.items():
        if arguments.only in name:
            told = min(ask(graph, question, arguments.runs) for _ in range(arguments.processes))
            before = told.imports.split()
            without = min(ask(graph, question, 1, before) for _ in range(arguments.processes)) if before else told
            shown = "{:>10.0f}{:>8.0f}{:>10.1f}{:>8.1f}{:>9.0f}".format(*told[:-1])
            print(f"{name:<30}{shown}{without.first:>9.0f}  {told.imports}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak of the process that opened {peak:.0f} MB; plain loop {plain_loop():.2f} s")


if __name__ == "__main__":
    main()
