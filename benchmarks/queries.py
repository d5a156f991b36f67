"""A kept graph loaded into Oxigraph, and asked every question of the cookbook.

    python benchmarks/queries.py DIR [--queries examples/queries] [--runs 3] [--seconds 300]

Prints how long the filling of the store takes, and for each question its rows, the evaluation alone (first and best
run, in one process) and the whole of one ``paperkg query``, process start included. The store is filled in a temporary
folder; DIR stays as it is. Evaluation is timed by the processor's clock, the command by the wall's. Beside it a fixed
loop of plain Python is timed, so that figures from a busy machine can be told from a slow program.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pace import plain_loop
from pyoxigraph import QuerySolutions, Store

from exports.iris import prefixes
from exports.kept_store import open_place
from exports.serialise import render_ntriples
from kg.schema import NodeKind
from kg.store import read_graph
from kg.tables.manifest import FILE
from kg.tables.manifest import FOLDER as TABLES


def fill(folder: Path) -> Path:
    """Fill the store beside the graph that ``folder`` links to; tell what that took."""
    start = time.perf_counter()
    graph = read_graph(folder)
    read = time.perf_counter() - start
    papers = sum(1 for _ in graph.nodes(NodeKind.PAPER))
    start, busy = time.perf_counter(), time.process_time()
    store = open_place(folder / FILE, lambda: render_ntriples(graph))
    filled, busy = time.perf_counter() - start, time.process_time() - busy
    if store is None:
        sys.exit(f"{folder}: cannot be written")
    triples = len(Store.read_only(str(store)))
    size = sum(file.stat().st_size for file in store.iterdir()) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{papers} papers, {triples} triples, {size:.0f} MB of store, peak memory {peak:.0f} MB")
    print(f"graph read in {read:.1f} s; store filled in {filled:.1f} s, {busy:.1f} s of them on a processor:")
    print(f"{triples / filled:,.0f} triples a second of the clock, {triples / busy:,.0f} of a processor", flush=True)
    return store


def rows_of(store: Store, asked: str) -> int:
    """How many rows the answer has, all of them read."""
    answer = store.query(asked, prefixes=prefixes())
    return sum(1 for _ in answer) if isinstance(answer, QuerySolutions) else 1


def whole(folder: Path, file: Path, seconds: float) -> float | None:
    """Seconds of one ``paperkg query``; None where it does not answer in time."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kg", "query", str(folder), f"@{file}", "--seconds", str(seconds)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start if done.returncode == 0 else None


def ask(store: Store, folder: Path, file: Path, runs: int, seconds: float) -> None:
    """One line of the table; the whole command comes first, for it alone has a time limit."""
    command = whole(folder, file, seconds)
    if command is None:
        print(f"{file.stem:<36}{'no answer within ' + str(seconds) + ' s':>40}")
        return
    times = []
    rows = 0
    for _ in range(runs):
        start = time.process_time()
        rows = rows_of(store, file.read_text(encoding="utf-8"))
        times.append((time.process_time() - start) * 1000)
    print(f"{file.stem:<36}{rows:>8}{times[0]:>12.1f}{min(times):>12.1f}{command:>12.2f}", flush=True)


def main() -> None:
    """Fill, then ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--queries", type=Path, default=Path(__file__).parents[1] / "examples" / "queries")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=300.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / FILE).symlink_to((arguments.folder / FILE).absolute())
        (folder / TABLES).symlink_to((arguments.folder / TABLES).absolute())
        store = Store.read_only(str(fill(folder)))
        print(f"\n{'question':<36}{'rows':>8}{'first ms':>12}{'best ms':>12}{'command s':>12}")
        for file in sorted(arguments.queries.glob("*.rq")):
            ask(store, folder, file, arguments.runs, arguments.seconds)
        print(f"{'plain loop':<36}{'':>8}{'':>12}{'':>12}{plain_loop():>12.2f}")


if __name__ == "__main__":
    main()
