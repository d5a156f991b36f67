"""How fast the graph becomes RDF, beside rdflib's writers of the same triples, and how much memory that takes.

    python benchmarks/rdf.py DIR [--runs 3] [--no-rdflib] [--queries FOLDER]

DIR keeps a graph (``paperkg build``). Each writer runs in a process of its own and is timed by the processor's clock,
so that a busy machine slows all alike; only the ratio between two writers of one run says something. Memory is what
the process holds at its peak beyond what it held with the graph read. With ``--queries`` the published folder is
loaded into an Oxigraph store, and each ``.rq`` file in FOLDER is asked of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store

from exports import serialise
from exports.iris import prefixes
from exports.publication import publish
from kg.graph import Graph
from kg.store import read_graph

WRITERS = ("ntriples", "turtle", "nquads", "trig", "jsonld")
BESIDE = {"rdflib-nt": "nt", "rdflib-turtle": "turtle"}


def peak() -> float:
    """Megabytes that this process held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work_of(name: str, graph: Graph) -> Callable[[], object]:
    """What is to be timed; whatever it needs is made before."""
    if name in BESIDE:
        made = rdflib.Graph().parse(data=b"".join(serialise.render_ntriples(graph)), format="nt")
        return lambda: made.serialize(format=BESIDE[name])
    if name == "published":
        return lambda: publish(graph, Path(tempfile.mkdtemp()) / "out")
    render = getattr(serialise, f"render_{name}")
    return lambda: sum(map(len, render(graph)))


def measure(name: str, folder: Path) -> None:
    """In a process of its own: print seconds and megabytes as JSON."""
    work, before = work_of(name, read_graph(folder)), peak()
    start = time.process_time()
    work()
    print(json.dumps([time.process_time() - start, peak() - before]))


def measured(name: str, folder: Path) -> tuple[float, float]:
    """What ``measure`` prints, from a new process."""
    command = [sys.executable, __file__, str(folder), "--measure", name]
    seconds, megabytes = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, megabytes


def ask(folder: Path, queries: Path) -> None:
    """Publish, load into Oxigraph on disk, and ask."""
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        written = publish(read_graph(folder), Path(name) / "out")
        packed = sum(written.files.values()) / 1e6
        print(f"\npublished: {written.triples} triples, {packed:.0f} MB, {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        store = Store(f"{name}/store")
        for part in sorted((Path(name) / "out").glob("data-*.nt.gz")):
            with gzip.open(part) as file:
                store.bulk_load(file, RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
        print(f"loaded into Oxigraph: {len(store)} triples, {time.perf_counter() - start:.1f} s")
        for query in sorted(queries.glob("*.rq")):
            start = time.perf_counter()
            found = sum(1 for _ in store.query(query.read_text("utf-8"), prefixes=prefixes()))  # type: ignore[arg-type,union-attr]
            print(f"{query.stem:<50}{found:>9} rows{time.perf_counter() - start:>9.3f} s")


def main() -> None:
    """Measure every writer ``--runs`` times and print the best of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--queries", type=Path, metavar="FOLDER")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        return measure(arguments.measure, arguments.folder)
    graph = read_graph(arguments.folder)
    triples = sum(chunk.count(b"\n") for chunk in serialise.render_ntriples(graph))
    print(f"{triples} triples\n{'':<16}{'triples/s':>12}{'x rdflib':>10}{'memory':>12}")
    rates: dict[str, float] = {}
    for name in (*(() if arguments.no_rdflib else BESIDE), *WRITERS, "published"):
        runs = [measured(name, arguments.folder) for _ in range(arguments.runs)]
        rates[name] = triples / min(seconds for seconds, _ in runs)
        beside = rates.get({"ntriples": "rdflib-nt", "turtle": "rdflib-turtle"}.get(name, ""))
        ratio = f"{rates[name] / beside:.1f}" if beside else ""
        print(f"{name:<16}{rates[name]:>12,.0f}{ratio:>10}{max(held for _, held in runs):>9.0f} MB")
    if arguments.queries:
        ask(arguments.folder, arguments.queries)
    return None


if __name__ == "__main__":
    main()
