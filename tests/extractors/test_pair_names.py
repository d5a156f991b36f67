"""What the names of two concepts tell of how they are related."""

from __future__ import annotations

from extractors.document import read_document
from extractors.pair_names import names
from extractors.pairs import find_pairs
from extractors.types import Kind, Mention, Paper, Role


def told(left: str, right: str) -> set[str]:
    """The features of two methods that one sentence names."""
    paper = Paper("p", "Papers", f"{left} or {right}.")
    mentions = [
        Mention(start, start + len(name), name, Kind.METHOD, "test", 0.9, Role.USED)
        for name in (left, right)
        for start in [paper.text.index(name)]
    ]
    (pair,) = find_pairs(read_document(paper), tuple(mentions))
    return set(names(pair, "meth>meth", "used>used"))


def test_a_name_that_ends_in_the_other_tells_which_way() -> None:
    assert {"ends in>", "ends in> meth>meth", "same last1 used>used"} <= told("deep folding", "folding")
    assert {"ends in<", "ends in< meth>meth"} <= told("folding", "deep folding")
    assert {"holds>", "same last0 meth>meth"} <= told("folding networks", "folding")
    assert not any(feature.startswith(("ends", "holds")) for feature in told("folding", "knots"))


def test_signs_and_numbers_behind_a_name_are_not_its_last_word() -> None:
    assert "same last0 meth>meth" in told("KnotNet-4", "FoldNet-4")
    assert {"same last1 meth>meth", "left word foldnet meth"} <= told("FoldNet+", "FoldNet-4")


def test_the_catalogue_tells_what_is_of_whose_family() -> None:
    assert {"of its family>", "left known1 meth>meth", "right known1 meth>meth"} <= told("QLoRA", "LoRA")
    assert "of its family<" in told("LoRA", "QLoRA")
    assert {"kin>1", "kin> meth>meth"} <= told("QLoRA", "LoRA")
    assert "left known0 meth>meth" in told("FoldNet", "LoRA")


def test_a_name_built_on_the_other_tells_where_it_stands_in_it() -> None:
    assert {"built> back", "built> back used>used"} <= told("Knot-BitFold", "BitFold")
    assert "built< front" in told("BitFold", "BitFold-Knot")


def test_what_each_is_called_is_told_by_the_kind_of_the_other_and_by_both_roles() -> None:
    found = told("deep layer", "paper knot")
    assert {"left key deeplayer meth", "right key paperknot used>used", "left word layer meth"} <= found
    assert sum(feature.startswith("both like ") for feature in found) == 2
