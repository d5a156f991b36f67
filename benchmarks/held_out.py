"""What the trained parts say of annotated papers that they have not seen: where their thresholds come from.

    PYTHONHASHSEED=0 python benchmarks/held_out.py TRAIN.jsonl [MORE.jsonl ...] [--silver SILVER.jsonl.gz]

Everything is trained as ``paperkg train`` trains it, each paper read by models fitted to the other folds. Printed are:
how often candidates are concepts, by the probability that the judge gives them, and what each threshold makes of
precision and recall; how many roles are right; precision, recall and F1 of relations at ``extractors.relating.LEAST``
and at the best threshold of each type; and how often the annotation has what a rule proposes, from which ``STATED`` is
taken. Only papers of the first file count, and with silver papers only those that their teacher has not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractors.judging import NONE
from extractors.relating import LEAST
from extractors.tagger.words import shipped_words
from extractors.training.gold import left_out, read_gold
from extractors.training.silver import read_silver
from extractors.training.train import Unseen, train
from extractors.types import RelationType

THRESHOLDS = [step / 100 for step in range(6, 71, 2)]


def calibration(papers: Sequence[Unseen]) -> Iterator[str]:
    """Candidates by tenths of the judge's probability; optional concepts are left out."""
    judged = [(p, label != NONE) for paper in papers for p, label in paper.candidates if label is not None]
    for tenth in range(10):
        own = [right for p, right in judged if min(9, int(10 * p)) == tenth]
        if own:
            share = sum(own) / len(own)
            yield f"judge {tenth / 10:.1f}-{(tenth + 1) / 10:.1f}: {len(own):5d} candidates, {share:.3f} right"


def concepts(papers: Sequence[Unseen]) -> Iterator[str]:
    """What each threshold of the judge would make of concepts, whatever their kind."""
    given = sum(concept.required for paper in papers for concept in paper.case.gold.concepts)
    judged = [(p, label != NONE) for paper in papers for p, label in paper.candidates if label is not None]
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        kept = [right for p, right in judged if p >= least]
        yield f"concepts from {least:.2f}: {rates(sum(kept), len(kept), given)}"


def roles(papers: Sequence[Unseen]) -> str:
    """Of the concepts found, how many have the annotated role."""
    right = found = 0
    for paper in papers:
        met = {paper.case.gold.named(mention.form): mention.role for mention in reversed(paper.mentions)}
        said = [role is concept.role for concept, role in met.items() if concept is not None and concept.required]
        right, found = right + sum(said), found + len(said)
    return f"roles: {right / found:.4f} of {found} right"


def relations(papers: Sequence[Unseen]) -> Iterator[str]:
    """Each type at its threshold and at its best one, and all types at theirs."""
    given = Counter(type_ for paper in papers for _, type_, _ in paper.case.gold.relations)
    kept, best = Counter[str](), Counter[str]()
    for type_ in RelationType:
        said = [(p, right) for paper in papers for own, p, right in paper.pairs if own is type_]
        now = counts(said, LEAST[type_])
        least = max(THRESHOLDS, key=lambda t: f1(*counts(said, t), given[type_]))
        kept.update(right=now[0], found=now[1])
        best.update(right=counts(said, least)[0], found=counts(said, least)[1])
        met = sum(right for _, right in said)
        yield f"{type_:14} from {LEAST[type_]:.2f}: {rates(*now, given[type_])}; {met} of {given[type_]} are candidates"
        yield f"{'':14} best {least:.2f}: {rates(*counts(said, least), given[type_])}"
    yield f"all kept: {rates(kept['right'], kept['found'], given.total())}"
    yield f"all best: {rates(best['right'], best['found'], given.total())}"


def rules(papers: Sequence[Unseen]) -> Iterator[str]:
    """How often the annotation has what a rule proposes."""
    proposed = Counter(rule for paper in papers for rule, _ in paper.proposed)
    right = Counter(rule for paper in papers for rule, true in paper.proposed if true)
    for rule, times in proposed.most_common():
        yield f"rule {rule!r}: {right[rule] / times:.2f} of {times} right"


def counts(said: Iterable[tuple[float, bool]], least: float) -> tuple[int, int]:
    """How many are right and how many are kept."""
    kept = [right for p, right in said if p >= least]
    return sum(kept), len(kept)


def f1(right: int, found: int, given: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (found + given) if found + given else 0.0


def rates(right: int, found: int, given: int) -> str:
    """Precision, recall and F1, in hundredths."""
    precision, recall = right / max(1, found), right / max(1, given)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1(right, found, given):.1f}"


def report(papers: Sequence[Unseen]) -> Iterator[str]:
    """All lines."""
    yield f"{len(papers)} papers"
    yield from calibration(papers)
    yield from concepts(papers)
    yield roles(papers)
    yield from relations(papers)
    yield from rules(papers)


def main() -> None:
    """Train, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, nargs="+")
    parser.add_argument("--silver", type=Path)
    parser.add_argument("--leave-out", type=int, default=5, help="as the teacher was told")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    groups = [list(read_gold(path)) for path in arguments.train]
    silver = list(read_silver(arguments.silver)) if arguments.silver else []
    unseen = {paper.paper.id for paper in (left_out(groups[0], arguments.leave_out) if silver else groups[0])}
    trained = train(groups, shipped_words(), arguments.seed, lambda line: print(line, file=sys.stderr), silver)
    for line in report([paper for paper in trained.unseen if paper.case.gold.paper.id in unseen]):
        print(line)


if __name__ == "__main__":
    main()
