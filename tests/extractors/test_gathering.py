"""The mentions of one text that are one thing."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, read_document
from extractors.gathering import gather
from extractors.types import Kind, Mention, Paper


def mention(document: Document, text: str, name: str = "") -> Mention:
    start = document.paper.text.index(text)
    return Mention(start, start + len(text), text, Kind.METHOD, "test", 0.9, name=name)


def test_spellings_and_both_forms_of_an_abbreviation_are_one() -> None:
    document = read_document(Paper("p", "On folds", "Sparse Fold Search (SFS) is fast. We like SFSs and Fold-Nets."))
    found = [mention(document, text) for text in ("Sparse Fold Search", "SFS", "Fold-Nets")]
    gathered = gather(document, [*found, replace(found[2], text="fold nets")])
    assert [tuple(m.text for m in group) for group in gathered.values()] == [
        ("Sparse Fold Search", "SFS"),
        ("Fold-Nets", "fold nets"),
    ]


def test_a_name_in_full_counts_where_the_text_has_but_its_end() -> None:
    document = read_document(Paper("p", "On CIFAR-10/100", ""))
    assert list(gather(document, [mention(document, "100", "CIFAR-100")])) == ["cifar100"]
