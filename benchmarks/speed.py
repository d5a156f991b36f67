"""Time and memory of a build and of every export, each in a process of its own.

    python benchmarks/speed.py INPUT... [--runs 3]

Prints seconds (minimum, median, maximum) and the peak memory of the largest run. Beside each run a fixed loop of plain
Python is timed, so that figures from a busy machine can be told from a slow program.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pace import plain_loop

from exports.formats import FORMATS

SUFFIXES = tuple(known.suffix for known in FORMATS)


def timed(arguments: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one ``paperkg`` process; its failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "kg", *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"paperkg {' '.join(arguments)}: exit status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def report(name: str, runs: list[tuple[float, float]]) -> None:
    """One line of the table."""
    seconds = [run[0] for run in runs]
    peak = max(run[1] for run in runs)
    print(f"{name:<14}{min(seconds):>8.2f}{statistics.median(seconds):>8.2f}{max(seconds):>8.2f}{peak:>9.0f} MB")


def main() -> None:
    """Build into a temporary folder, then export, ``--runs`` times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    builds, exports, loops = [], [], []
    singles: dict[str, list[tuple[float, float]]] = {suffix: [] for suffix in SUFFIXES}
    with tempfile.TemporaryDirectory() as name:
        for run in range(arguments.runs):
            loops.append((plain_loop(), 0.0))
            folder = Path(name) / f"graph-{run}"
            builds.append(timed(["build", *arguments.inputs, "-o", str(folder)]))
            exports.append(timed(["export", str(folder), *(f"{name}/graph{suffix}" for suffix in SUFFIXES)]))
            for suffix in SUFFIXES:
                singles[suffix].append(timed(["export", str(folder), f"{name}/graph{suffix}"]))
    print(f"{'':<14}{'min s':>8}{'median':>8}{'max':>8}{'peak':>12}")
    report("build", builds)
    report("all exports", exports)
    for suffix, runs in singles.items():
        report(suffix, runs)
    report("plain loop", loops)


if __name__ == "__main__":
    main()
