"""Where a mention stands, how its sentence opens and what else it says, as the classifier of roles is told."""

from __future__ import annotations

from extractors.document import read_document
from extractors.role_contexts import contexts
from extractors.types import Kind, Mention, Paper

PAPER = Paper(
    "p", "FoldNet", "However, folding is slow. We propose FoldNet, which uses LoRA in every single fold and crease."
)


def mention(text: str, last: bool = False) -> Mention:
    start = PAPER.text.rindex(text) if last else PAPER.text.index(text)
    return Mention(start, start + len(text), text, Kind.METHOD, "test", 0.9)


def told(of: Mention, *telling: Mention) -> set[str]:
    return set(contexts(read_document(PAPER), (of,), frozenset(telling)))


def test_the_sentence_is_counted_from_the_start_and_from_what_is_new() -> None:
    new = mention("FoldNet", last=True)
    assert {"sentence2|method", "fifth3|method", "from new 0|method"} <= told(mention("LoRA"), new)
    assert {"sentence0|method", "from new title|method"} <= told(mention("FoldNet"), new)
    assert "from new none|method" in told(mention("LoRA"))


def test_the_opening_of_the_sentence_is_told_but_for_titles() -> None:
    assert {"opens we", "opens we propose", "opens we propose foldnet|method"} <= told(mention("LoRA"))
    assert not any(feature.startswith("opens") for feature in told(mention("FoldNet")))


def test_words_out_of_the_reach_of_other_features_are_told_to_the_end_of_the_sentence() -> None:
    features = told(mention("LoRA"))
    assert {"body far after crease", "body between uses in", "body run before , which"} <= features
    assert "body far after however" not in features


def test_words_are_told_by_their_cluster_too() -> None:
    assert any(feature.startswith("body -1 c0=") for feature in told(mention("LoRA")))
