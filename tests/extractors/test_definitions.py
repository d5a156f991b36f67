"""What a text says that a name is, and where it only seems to."""

from __future__ import annotations

import pytest

from extractors.definitions import kind_defined
from extractors.document import read_document
from extractors.types import Kind, Mention, Paper


def defined(title: str, abstract: str, name: str = "FoldNet") -> tuple[Kind | None, Kind | None]:
    paper = Paper("p", title, abstract)
    starts = [at for at in range(len(paper.text)) if paper.text.startswith(name, at)]
    mentions = [Mention(at, at + len(name), name, Kind.METHOD, "test", 0.9) for at in starts]
    return kind_defined(read_document(paper), mentions)


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("FoldNet is a novel reinforcement learning algorithm that folds.", Kind.METHOD),
        ("We present FoldNet (FN), a family of large language models for folding.", Kind.MODEL),
        ("We release a large corpus called FoldNet.", Kind.DATASET),
        ("FoldNet, which is one of the first benchmarks, is hard.", Kind.DATASET),
    ],
)
def test_an_abstract_says_what_a_name_is(abstract: str, kind: Kind) -> None:
    assert defined("On folding", abstract) == (kind, None)


@pytest.mark.parametrize(
    "abstract",
    [
        "FoldNet, our method is fast.",
        "FoldNet is fast for an algorithm.",
        "On FoldNet, models fold.",
        "FoldNet is a fold.",
        "We study a task called FoldNet.",
    ],
)
def test_other_words_behind_it_say_nothing(abstract: str) -> None:
    assert defined("On folding", abstract) == (None, None)


def test_a_title_says_it_behind_a_colon_unless_it_tells_what_is_done() -> None:
    assert defined("FoldNet: A Large-Scale Dataset for Folding", "We fold.") == (None, Kind.DATASET)
    assert defined("FoldNet: Folding Language Models", "We fold.") == (None, None)
    assert defined("FoldNet: Towards Better Networks", "We fold.") == (None, None)
