"""Silver papers: their file, and what the classifiers learn of them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from extractors.candidates import find_ruled
from extractors.document import read_document
from extractors.errors import InputError
from extractors.gathering import gather
from extractors.pairs import BONDS, label_of
from extractors.pipeline import extract
from extractors.relating import UNRELATED
from extractors.tagger.model import Tagger, shipped_tagger, tag
from extractors.training.silver import SilverPaper, read_silver, to_line
from extractors.training.taught import learn_relations, learn_roles, learn_tags
from extractors.types import Kind, Mention, Paper, RelationType, Role

TAGS = {0: {"O": 0.25, "B-task": 0.75}, 1: {"I-task": 1.0}}
"""On folding, the title, is held a task; of LoRA nothing is said."""

TEXT = "We propose FoldNet, a way of pruning. On GLUE, FoldNet outperforms LoRA."


def silver_paper(number: int = 0) -> SilverPaper:
    """A paper of which a teacher says: LoRA is compared, and all else used; FoldNet is compared with LoRA."""
    paper = Paper(f"p{number}", "On folding", TEXT)
    concepts = tuple(gather(read_document(paper), extract(paper).mentions).values())
    names = [found[0].text for found in concepts]
    roles = tuple({Role.COMPARED: 0.9, Role.USED: 0.1} if name == "LoRA" else {Role.USED: 1.0} for name in names)
    both = names.index("FoldNet"), names.index("LoRA")
    return SilverPaper(paper, concepts, roles, {both: {RelationType.COMPARED_WITH: 0.8}}, TAGS)


def write(path: Path, lines: list[str]) -> Path:
    path.write_bytes(gzip.compress("".join(lines).encode()))
    return path


def test_a_silver_paper_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    papers = [silver_paper(0), silver_paper(1)]
    file = write(tmp_path / "silver.jsonl.gz", [to_line(paper) for paper in papers])
    read = list(read_silver(file))
    assert [paper.paper for paper in read] == [paper.paper for paper in papers]
    assert [paper.relations for paper in read] == [paper.relations for paper in papers]
    assert [paper.tags for paper in read] == [paper.tags for paper in papers]
    assert [paper.roles for paper in read] == [paper.roles for paper in papers]
    assert [m.span for m in read[0].mentions] == [m.span for m in papers[0].mentions]


def test_a_line_that_is_no_silver_paper_is_named(tmp_path: Path) -> None:
    file = write(tmp_path / "silver.jsonl.gz", [to_line(silver_paper()), '{"id": "q"}\n'])
    with pytest.raises(InputError, match=r"silver.jsonl.gz:2: KeyError"):
        list(read_silver(file))


def test_roles_and_relations_are_learnt_from_the_teacher_alone() -> None:
    papers = [silver_paper(number) for number in range(12)]
    roles = learn_roles(papers)
    assert roles.labels == tuple(sorted(Role))
    compared = roles.labels.index("compared")
    assert roles.weights[roles.index["body -1 outperforms"], compared] > 0
    relations = learn_relations(papers, roles)
    column = relations.labels.index("compared_with>")
    assert set(relations.labels) == {*map(label_of, BONDS), UNRELATED}
    assert any(
        "outperforms" in feature for feature, row in relations.index.items() if relations.weights[row, column] > 0
    )


def test_a_pair_is_labelled_by_what_the_teacher_says_of_either_way() -> None:
    papers = [silver_paper(number) for number in range(12)]
    relations = learn_relations(papers, learn_roles(papers))
    scores = dict(zip(relations.labels, relations.bias, strict=True))
    assert scores["compared_with>"] > scores["compared_with<"]


def test_two_mentions_that_begin_together_belong_to_their_own_concepts() -> None:
    long, short = (Mention(0, end, TEXT[:end], Kind.METHOD, "test", 0.9) for end in (7, 2))
    paper = SilverPaper(Paper("p", "On folding", TEXT), ((long,), (short,)), ({}, {}), {}, {})
    assert paper.number_of == {long.span: 0, short.span: 1}


def test_tags_are_learnt_from_what_the_teacher_and_a_first_tagger_hold_likely_together() -> None:
    papers = [silver_paper(number) for number in range(36)]
    first = shipped_tagger()
    learnt = Tagger(learn_tags(papers, first), first.words)
    document = read_document(papers[0].paper)
    ruled = find_ruled(document)
    before, after = (tag(document, ruled, tagger) for tagger in (first, learnt))
    title, lora = after.tags.index("B-task"), next(i for i, t in enumerate(after.tokens) if t.text == "LoRA")
    assert after.marginals[0, title] > before.marginals[0, title]
    outside = after.tags.index("O")
    assert after.marginals[lora, outside] > before.marginals[lora, outside], "for the teacher says it is none"
