"""Where two concepts stand and what surrounds them, as the classifier of relations is told."""

from __future__ import annotations

from extractors.document import Document, read_document
from extractors.pair_contexts import apart, around, places
from extractors.pairs import Lore, Pair
from extractors.parties import Party, side_by_side
from extractors.types import Kind, Mention, Paper

PAPER = Paper("p", "FoldNet", "We propose FoldNet, which extends LoRA. On GLUE it is fast.")


def party(document: Document, text: str) -> Party:
    places = [start for start in range(len(PAPER.text)) if PAPER.text.startswith(text, start)]
    found = tuple(Mention(start, start + len(text), text, Kind.METHOD, "test", 0.9) for start in places)
    return Party.of(document, text.lower(), found)


def test_two_in_one_sentence_have_the_words_around_both() -> None:
    document = read_document(PAPER)
    _, _, meeting = side_by_side(party(document, "FoldNet"), party(document, "LoRA"))
    assert meeting is not None
    features = set(around(document, meeting, "meth>meth"))
    assert {
        "run which extends",
        "word before propose",
        "meth>meth sentence1",
        "meth>meth opening we",
    } <= features


def pair(left: str, right: str, main: str) -> Pair:
    document = read_document(PAPER)
    return Pair(party(document, left), party(document, right), None, (), Lore(main, (), {}, {}, {}))


def test_two_that_never_meet_have_the_words_around_each() -> None:
    features = set(apart(pair("LoRA", "GLUE", main="lora"), "meth>meth"))
    assert {"right apart on meth>meth 1", "left apart extends meth>meth 0"} <= features


def test_where_each_stands_first_is_told_in_the_paper_and_in_its_abstract() -> None:
    features = set(places(pair("FoldNet", "GLUE", main="foldnet"), "meth>meth", "ment>ment"))
    assert {"firsts0,2 meth>meth", "firsts in body1,2 meth>meth", "step2 meth>meth 10"} <= features


def test_of_two_that_begin_together_the_longer_is_the_left_one() -> None:
    document = read_document(PAPER)
    start = PAPER.text.index("LoRA")
    long, short = (
        Party.of(document, text.lower(), (Mention(start, start + len(text), text, Kind.METHOD, "test", 0.9),))
        for text in ("LoRA", "Lo")
    )
    assert side_by_side(long, short)[:2] == side_by_side(short, long)[:2] == (long, short)
