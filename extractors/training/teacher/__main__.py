"""``python -m extractors.training.teacher``: fit the teacher to annotated papers, and let it label unlabelled ones."""

from __future__ import annotations

import argparse
import gzip
import sys
from itertools import chain
from pathlib import Path

from extractors.sources.read import read_papers
from extractors.training.gold import left_out, read_gold, shuffled
from extractors.training.silver import to_line
from extractors.training.teacher.pieces import to_lesson
from extractors.types import Intake


def main() -> None:
    """Learn, label, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="annotated papers, one JSON object a line")
    parser.add_argument("--corpus", required=True, help="unlabelled papers, in any format that paperkg reads")
    parser.add_argument("--base", type=Path, required=True, help="the folder of a pretrained encoder")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the silver file, gzipped JSON lines")
    parser.add_argument("--papers", type=int, default=24_000, help="how many papers to label")
    parser.add_argument(
        "--leave-out", type=int, default=5, help="of the first file the teacher sees all but one in so many papers"
    )
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    try:
        _write(arguments)
    except ImportError as error:
        sys.exit(f"{error.name} is not installed: pip install 'paperkg[teacher]'")


def _write(arguments: argparse.Namespace) -> None:
    from transformers import AutoTokenizer  # type: ignore[import-not-found,unused-ignore]

    from extractors.training.teacher.labelling import draw, label
    from extractors.training.teacher.learning import learn

    first, *more = map(read_gold, arguments.gold)
    gold, tokenizer = list(chain(first, *more)), AutoTokenizer.from_pretrained(arguments.base)
    hidden = {paper.paper.id for paper in left_out(first, arguments.leave_out)}
    lessons = [to_lesson(paper, tokenizer) for paper in shuffled(gold) if paper.paper.id not in hidden]
    network = learn(lessons, arguments.base, arguments.seed, _tell)
    papers = draw(read_papers([arguments.corpus], Intake()), gold, arguments.papers, arguments.seed)
    with gzip.GzipFile(arguments.output, "wb", mtime=0) as target:
        for silver in label(papers, network, tokenizer):
            target.write(to_line(silver).encode())


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
