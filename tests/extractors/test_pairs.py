"""Which two concepts of a paper are worth a look, and which of them is the left one."""

from __future__ import annotations

from extractors.document import read_document
from extractors.pairs import RELATABLE, find_pairs
from extractors.pipeline import extract
from extractors.types import Kind, Mention, Paper, Role

PAPER = Paper(
    "p", "FoldNet: folding networks", "We propose FoldNet, which extends LoRA. On GLUE, FoldNet outperforms BitFit."
)


def test_the_left_one_of_a_pair_comes_first_where_they_are_closest() -> None:
    pairs = list(find_pairs(read_document(PAPER), extract(PAPER).mentions))
    assert pairs
    for pair in pairs:
        assert (pair.meeting is None) == pair.left.sentences.isdisjoint(pair.right.sentences)
        if pair.meeting is not None:
            assert pair.meeting.left in pair.left.mentions
            assert pair.meeting.right in pair.right.mentions
            assert pair.meeting.left.start <= pair.meeting.right.start


def test_two_concepts_are_looked_at_once() -> None:
    pairs = [frozenset((p.left.key, p.right.key)) for p in find_pairs(read_document(PAPER), extract(PAPER).mentions)]
    assert len(pairs) == len(set(pairs)) > 0


def test_every_candidate_is_of_kinds_that_some_relation_joins() -> None:
    pairs = list(find_pairs(read_document(PAPER), extract(PAPER).mentions))
    assert pairs
    assert all((pair.left.mentions[0].kind, pair.right.mentions[0].kind) in RELATABLE for pair in pairs)
    assert (Kind.DATASET, Kind.METRIC) not in RELATABLE


def test_a_name_that_ends_in_another_is_a_candidate_with_it_wherever_they_stand() -> None:
    text = "Papers", "Folding is old. Some prefer knots. Deep folding is new. Others tie ropes."
    mentions = [
        Mention(start, start + len(word), word, Kind.METHOD, "shape", 0.9, Role.STUDIED)
        for word in ("Folding", "knots", "Deep folding", "ropes")
        for start in ["\n".join(text).index(word)]
    ]
    pairs = find_pairs(read_document(Paper("p", *text)), tuple(mentions))
    joined = {frozenset((pair.left.mentions[0].text, pair.right.mentions[0].text)) for pair in pairs}
    assert joined == {frozenset(("Folding", "Deep folding"))}


def joined(*written: str, kind: Kind = Kind.METHOD) -> set[tuple[str, str]]:
    """Which of these names are candidates where each has a sentence of its own."""
    text = " ".join(f"{name} is old." for name in written)
    starts = [text.index(f"{name} is") + len("Papers\n") for name in written]
    mentions = [
        Mention(start, start + len(name), name, kind, "shape", 0.9, Role.USED)
        for start, name in zip(starts, written, strict=True)
    ]
    pairs = find_pairs(read_document(Paper("p", "Papers", text)), tuple(mentions))
    return {(pair.left.mentions[0].text, pair.right.mentions[0].text) for pair in pairs}


def test_a_name_built_on_another_is_a_candidate_with_it_wherever_they_stand() -> None:
    assert joined("FoldNet-XL", "KnotNet", "FoldNet") == {("FoldNet-XL", "FoldNet")}


def test_so_is_what_the_catalogue_has_as_the_parent_of_another() -> None:
    assert joined("LoRA", "KnotNet", "parameter-efficient fine-tuning") == {("LoRA", "parameter-efficient fine-tuning")}


def test_a_name_of_signs_alone_is_in_no_pair() -> None:
    assert joined("++", "FoldNet-XL", "FoldNet") == {("FoldNet-XL", "FoldNet")}
