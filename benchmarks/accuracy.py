"""Extraction scored against annotated papers, by the scorer that comes with the annotation.

    python benchmarks/accuracy.py GOLD.jsonl SCORER.py [--errors 30]

GOLD has one JSON object a paper with ``id``, ``title``, ``abstract`` and the annotation; only title and
abstract are shown to the extraction. SCORER is called as ``SCORER GOLD PREDICTED --errors N`` and its output
is printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def blinded(gold: Path, target: Path) -> None:
    """Write the papers without their annotation."""
    rows = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip())
    lines = (json.dumps({key: row[key] for key in ("id", "title", "abstract")}) for row in rows)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Extract, then score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        papers, found = Path(name) / "papers.jsonl", Path(name) / "found.jsonl"
        blinded(arguments.gold, papers)
        subprocess.run([sys.executable, "-m", "kg", "extract", str(papers), "-o", str(found)], check=True)
        subprocess.run(
            [sys.executable, str(arguments.scorer), str(arguments.gold), str(found), "--errors", str(arguments.errors)],
            check=True,
        )


if __name__ == "__main__":
    main()
