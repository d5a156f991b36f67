"""How resolving and joining grow with the number of papers, and how long questions take on the largest graph.

    python benchmarks/resolution.py PAPERS... [--sizes 1000 4000 16000] [--kept FOLDER] [--plot docs/resolution.svg]

Reading is not measured; with ``--kept`` what was read is kept in that folder and read again only when the reading has
changed since. Seconds are of processor time, and mean something beside each other only: the machine and what else it
does matter. Each question is asked twice: the first time it may derive something from the whole graph. The plot is
drawn on two logarithmic scales, where a straight line of slope one is linear growth; it is written by this program
itself, so that it needs no plotting library.
"""

from __future__ import annotations

import argparse
import gc
import pickle
import random
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path

from extractors.edition import edition
from extractors.errors import UnknownNameError
from extractors.types import Extraction
from kg.builder import extract_inputs
from kg.graph import Graph
from kg.joining import join
from kg.resolve import resolve


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of processor time for so many papers, and the most memory the process has had, in MB."""

    papers: int
    resolve: float
    join: float
    graph: float
    memory: int


def read_papers(inputs: Sequence[str], kept: Path | None) -> list[Extraction]:
    """What is read from the papers, in an order that does not depend on years or names."""
    cache = kept / f"{edition()}.pickle" if kept else None
    if cache and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    extractions, _, _ = extract_inputs(inputs, workers=None)
    random.Random(7).shuffle(extractions)
    if cache and kept:
        kept.mkdir(parents=True, exist_ok=True)
        cache.write_bytes(pickle.dumps(extractions))
    return extractions


def seconds_of(work: Callable[[], object]) -> tuple[float, object]:
    """Processor seconds, and what the work gave."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def measured(extractions: Sequence[Extraction]) -> tuple[Run, Graph]:
    """One run over these papers."""
    gc.collect()
    resolving, resolution = seconds_of(lambda: resolve(extractions))
    joining, made = seconds_of(lambda: join(extractions, resolution))  # type: ignore[arg-type]
    nodes, facts = made  # type: ignore[misc]
    building, graph = seconds_of(lambda: Graph.from_facts(nodes, facts))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Run(len(extractions), resolving, joining, building, memory), graph  # type: ignore[return-value]


def questions(graph: Graph, names: Iterable[str]) -> Iterable[tuple[str, Callable[[], object]]]:
    """What is asked of the largest graph."""
    papers = [node for node, kind in graph.nx.nodes(data="kind") if kind == "paper"]
    yield "related papers", lambda: graph.related(papers[len(papers) // 3])
    yield "path between papers", lambda: graph.path(papers[7], papers[-7])
    yield "timelines", graph.timelines
    yield "papers of a year", lambda: graph.papers(year=2020)
    yield "what beats what, anywhere", graph.beats
    yield "an unknown name", lambda: nearest(graph)
    for name in names:
        node = graph.find(name)
        yield f"family of {name}", lambda node=node: str(graph.family(node.id))  # type: ignore[misc]
        yield f"together with {name}", lambda node=node: graph.together(node.id)  # type: ignore[misc]
        yield f"siblings of {name}", lambda node=node: graph.siblings(node.id)  # type: ignore[misc]
        yield f"timeline of {name}", lambda node=node: graph.timeline(node.id)  # type: ignore[misc]
        yield f"code of {name}", lambda node=node: graph.code(node.id)  # type: ignore[misc]
        yield f"papers with {name}", lambda node=node: graph.papers(mentions=node.id, variants=True)  # type: ignore[misc]


def nearest(graph: Graph) -> tuple[str, ...]:
    """The nearest names to one that nothing goes by."""
    try:
        graph.find("Lorrra adapterz")
    except UnknownNameError as error:
        return error.nearest
    return ()


WIDTH, HEIGHT, MARGIN = 640, 400, 60
_SERIES = (("resolve", "#0b6e99"), ("join", "#c0562f"))


def plotted(runs: Sequence[Run]) -> str:
    """An SVG of seconds by papers, with a dashed line of linear growth through the first measurement."""
    papers = [run.papers for run in runs]
    values = [getattr(run, name) for run in runs for name, _ in _SERIES]
    left, right = log10(min(papers)) - 0.1, log10(max(papers)) + 0.1
    low, high = log10(min(values)) - 0.2, log10(max(values)) + 0.3

    def at(x: float, y: float) -> str:
        across = MARGIN + (log10(x) - left) / (right - left) * (WIDTH - 1.5 * MARGIN)
        up = HEIGHT - MARGIN - (log10(y) - low) / (high - low) * (HEIGHT - 1.5 * MARGIN)
        return f"{across:.1f},{up:.1f}"

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for run in runs:
        x, y = at(run.papers, 10**low).split(",")
        parts.append(f'<text x="{x}" y="{float(y) + 20}" text-anchor="middle">{run.papers:,}</text>')
    for power in range(round(low), round(high) + 1):
        if low <= power <= high:
            x, y = at(10**left, 10**power).split(",")
            parts.append(f'<text x="{float(x) - 8}" y="{float(y) + 4}" text-anchor="end">{10.0**power:g} s</text>')
            parts.append(f'<polyline points="{x},{y} {at(10**right, 10**power)}" stroke="#e3e3e3"/>')
    for name, colour in _SERIES:
        points = [(run.papers, getattr(run, name)) for run in runs]
        linear = points[0][1] * points[-1][0] / points[0][0]
        dashed = f"{at(*points[0])} {at(points[-1][0], linear)}"
        parts.append(
            f'<polyline points="{dashed}" fill="none" stroke="{colour}" stroke-dasharray="4 4" opacity="0.5"/>'
        )
        line = " ".join(at(*point) for point in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for point in points:
            x, y = at(*point).split(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>')
        x, y = at(*points[-1]).split(",")
        label = f"{name} {points[-1][1]:.0f} s"
        parts.append(f'<text x="{float(x) - 8}" y="{float(y) - 10}" text-anchor="end" fill="{colour}">{label}</text>')
    title = "papers (both scales logarithmic; dashed: linear growth)"
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">{title}</text>')
    body = "\n".join(parts)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    return f'{opening} font-size="13" fill="#333333">\n{body}\n</svg>\n'


def main() -> None:
    """Print the figures, and draw them if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="+")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 4000, 16000])
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--ask", nargs="*", default=["LoRA", "ImageNet", "transformer", "convolutional neural network"])
    arguments = parser.parse_args()
    extractions = read_papers(arguments.papers, arguments.kept)
    resolve(extractions[:1])  # reads the catalogue
    runs = []
    graph = Graph.from_facts([], [])
    for size in sorted({*(size for size in arguments.sizes if size < len(extractions)), len(extractions)}):
        run, graph = measured(extractions[:size])
        runs.append(run)
        print(
            f"{run.papers} papers: resolve {run.resolve:.1f} s ({1e3 * run.resolve / run.papers:.2f} ms a paper), "
            f"join {run.join:.1f} s, graph {run.graph:.1f} s, memory so far {run.memory} MB",
            flush=True,
        )
    if arguments.plot:
        arguments.plot.write_text(plotted(runs), encoding="utf-8")
    extractions.clear()
    gc.collect()
    for what, ask in questions(graph, arguments.ask):
        first, again = (1000 * seconds_of(ask)[0] for _ in range(2))
        print(f"  {what}: {first:.0f} ms, again {again:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
