"""What a user decides of names outlives every build."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from extractors.errors import InputError
from extractors.types import Extraction
from kg.builder import build
from kg.decisions import Action, Decision, parse_decisions, read_decisions, render_decisions
from kg.graph import Graph
from kg.resolve import Resolution, resolve

Reader: TypeAlias = Callable[..., list[Extraction]]

HEADER = "decision\tone\tother\tnote\n"
TWO = ("We propose VortexNet, a network.", "We propose SwirlFormer and compare with VortexNet.", "SwirlFormer is slow.")
JOIN = Decision(Action.JOIN, "VortexNet", "SwirlFormer", "renamed")


def aliases(resolution: Resolution) -> dict[str, tuple[str, ...]]:
    return {concept.id: concept.aliases for concept in resolution.concepts.values()}


def test_joined_names_are_one_concept_called_as_the_first(read: Reader) -> None:
    resolution = resolve(read(*TWO), decisions=[JOIN])
    assert aliases(resolution)["model:vortexnet"] == ("SwirlFormer", "VortexNet")
    assert "model:swirlformer" not in resolution.concepts


def test_a_join_is_the_reason_for_its_merges(read: Reader) -> None:
    reasons = {merge.reason for merge in resolve(read(*TWO), decisions=[JOIN]).merges if merge.surface == "SwirlFormer"}
    assert reasons == {"joined with VortexNet by decision: renamed"}


def test_ids_join_as_names_do_and_a_catalogued_concept_stays_catalogued(read: Reader) -> None:
    papers = read("We tune with LoRA.", "We propose SwirlFormer.")
    joined = resolve(papers, decisions=[Decision(Action.JOIN, "method:lora", "model:swirlformer")])
    assert aliases(joined)["method:lora"] == ("LoRA", "SwirlFormer")


def test_joins_chain(read: Reader) -> None:
    papers = read("We use FooNet, BarNet and BazNet.")
    chain = [Decision(Action.JOIN, "FooNet", "BarNet"), Decision(Action.JOIN, "BazNet", "FooNet")]
    assert aliases(resolve(papers, decisions=chain))["model:baznet"] == ("BarNet", "BazNet", "FooNet")


def test_a_separated_spelling_is_a_concept_of_its_own(read: Reader) -> None:
    papers = read("We propose VortexNet.", "We compare with VORTEXNet.")
    assert len(resolve(papers).concepts) == 1
    apart = resolve(papers, decisions=[Decision(Action.SEPARATE, "VORTEXNet", "VortexNet")])
    assert sorted(aliases(apart).values()) == [("VORTEXNet",), ("VortexNet",)]


def test_a_spelling_is_taken_out_of_what_the_catalogue_says(read: Reader) -> None:
    papers = read("We train on CIFAR10.", "We train on CIFAR-10.")
    apart = resolve(papers, decisions=[Decision(Action.SEPARATE, "CIFAR10", "dataset:cifar-10")])
    assert aliases(apart)["dataset:cifar-10"] == ("CIFAR-10",)


def test_a_decision_on_what_no_paper_names_changes_nothing(read: Reader) -> None:
    papers = read(*TWO)
    waiting = [Decision(Action.JOIN, "method:unheard", "Of"), Decision(Action.SEPARATE, "Un", "heard")]
    assert resolve(papers, decisions=waiting) == resolve(papers)


def test_decisions_do_not_depend_on_the_order_of_papers(read: Reader) -> None:
    papers = read(*TWO)
    assert resolve(papers[::-1], decisions=[JOIN]) == resolve(papers, decisions=[JOIN])


def test_the_table_is_read_as_it_is_written() -> None:
    decisions = (JOIN, Decision(Action.SEPARATE, "SNIP", "dataset:snips"))
    assert parse_decisions(render_decisions(decisions), "x.tsv") == decisions
    assert parse_decisions("", "x.tsv") == parse_decisions(HEADER, "x.tsv") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\tother\n", "x.tsv:1: columns one, other; expected the columns decision, one, other, note, tab-separated"),
        (HEADER + "merge\ta\tb\t\n", "x.tsv:2: decision 'merge'; expected join or separate"),
        (HEADER + "\njoin\ta\n", "x.tsv:3: 2 columns; expected decision, one, other and, if you like, a note"),
        (HEADER + "join\ta\t--\t\n", "x.tsv:2: name '--'; expected a name or id with a letter or digit"),
        (HEADER + "join\ta\ta\t\n", "x.tsv:2: 'a' twice; expected two different names"),
    ],
)
def test_an_error_names_the_line_and_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_decisions(text, "x.tsv")
    assert str(caught.value) == message


def test_a_file_that_is_none_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="give a readable UTF-8 file of decisions"):
        read_decisions(tmp_path / "missing.tsv")


def test_later_builds_keep_to_decisions_until_they_are_given_others(tmp_path: Path) -> None:
    rows = [{"id": f"p{n}", "title": "A paper", "abstract": text} for n, text in enumerate(TWO)]
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "mine.tsv").write_text(render_decisions([JOIN]), encoding="utf-8")
    (tmp_path / "none.tsv").write_text(HEADER, encoding="utf-8")

    def built(decisions: str = "") -> Graph:
        return build(
            [str(tmp_path / "papers.jsonl")], tmp_path / "kept", decisions=tmp_path / decisions if decisions else None
        ).graph

    assert "model:swirlformer" in built().nx
    assert "model:swirlformer" not in built("mine.tsv").nx
    assert "model:swirlformer" not in built().nx
    assert "model:swirlformer" in built("none.tsv").nx


def told_by(folder: Path, *rows: str) -> list[str]:
    """What a build says of these rows of decisions, which stand from line 2 on."""
    told: list[str] = []
    papers = [{"id": f"p{n}", "title": "A paper", "abstract": text} for n, text in enumerate(TWO)]
    (folder / "papers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in papers), encoding="utf-8")
    (folder / "mine.tsv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    build([str(folder / "papers.jsonl")], folder / "kept", decisions=folder / "mine.tsv", told=told.append)
    build([str(folder / "papers.jsonl")], folder / "kept", told=told.append)
    return [line.removeprefix(f"{folder}{os.sep}") for line in told]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "join\tVortexNett\tQqqq",
            "mine.tsv:2: join waits; no paper names 'VortexNett' (nearest: VortexNet) or 'Qqqq'",
        ),
        ("join\tVortexNet\tmodel:qqqq", "mine.tsv:2: join waits; no paper names 'model:qqqq'"),
        ("separate\tQqqq\tVortexNet\tno", "mine.tsv:2: separate waits; no paper names 'Qqqq'"),
        (
            "separate\tSwirlFormer\tVortexNet",
            "mine.tsv:2: separate waits; no paper spells 'VortexNet' as 'SwirlFormer'",
        ),
    ],
)
def test_a_row_that_meets_nothing_is_told_once_with_its_line_and_the_nearest_names(
    tmp_path: Path, row: str, said: str
) -> None:
    assert told_by(tmp_path, row) == [said]


def test_rows_that_meet_something_are_not_told_of(tmp_path: Path) -> None:
    met = ("join\tVortexNet\tSwirlFormer", "separate\tSwirlFormer\tVortexNet", "join\tSwirlFormer\tmodel:vortexnet")
    assert told_by(tmp_path, *met) == []
