"""``paperkg together``, ``path``, ``timeline``, ``beats``, ``code`` and ``diff`` on the example papers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractors.errors import UnknownNameError
from kg.builder import build
from kg.cli import app

PAPERS = Path(__file__).parents[2] / "examples" / "papers.jsonl"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples' graph in ``demo`` and that of most of them in ``before``."""
    folder = tmp_path_factory.mktemp("questions")
    lines = PAPERS.read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "most.jsonl").write_text("".join(lines[:-5]), encoding="utf-8")
    build([str(PAPERS)], folder / "demo")
    build([str(folder / "most.jsonl")], folder / "before")
    return folder


def printed(place: Path, *arguments: str) -> str:
    """What a command prints, its white space folded as a table may break lines anywhere."""
    done = CliRunner().invoke(app, [str(place / each) if each in ("demo", "before") else each for each in arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def answered(place: Path, *arguments: str) -> Any:
    return json.loads(printed(place, *arguments, "--json"))


def test_together_lists_lift_counts_and_names(place: Path) -> None:
    shown = printed(place, "together", "demo", "LoRA", "--limit", "5")
    assert shown.startswith("lift papers expected of kind concept")
    found = answered(place, "together", "demo", "LoRA", "--limit", "5")
    assert [each["lift"] for each in found] == sorted((each["lift"] for each in found), reverse=True)
    assert all(each["name"] in shown for each in found)


def test_together_says_when_there_is_nothing(place: Path) -> None:
    assert printed(place, "together", "demo", "LoRA", "--at-least", "500") == (
        "No concept shares 500 papers with it more often than by chance."
    )


def test_path_tells_each_step_with_its_sentence(place: Path) -> None:
    steps = answered(place, "path", "demo", "GPTQ", "LoRA")["steps"]
    assert (steps[0]["start"], steps[-1]["end"]) == ("method:gptq", "method:lora")
    shown = printed(place, "path", "demo", "GPTQ", "LoRA")
    for step in steps:
        assert step["says"] in shown
        assert " ".join((step["sentence"] or step["rule"]).split()) in shown


def test_path_from_a_thing_to_itself_has_no_steps(place: Path) -> None:
    assert printed(place, "path", "demo", "LoRA", "low-rank adaptation") == "They are one and the same."


def test_timeline_tells_the_first_year_and_the_use_per_year(place: Path) -> None:
    shown = printed(place, "timeline", "demo", "LoRA")
    assert re.search(r"2021 LoRA method \d+ \d+ 2021: 1 of \d+, 2022: ", shown)
    (found,) = answered(place, "timeline", "demo", "LoRA")
    assert found["first_year"] == found["years"][0]["year"] == 2021


def test_timeline_of_all_has_the_newest_first(place: Path) -> None:
    found = answered(place, "timeline", "demo", "--limit", "5")
    assert len(found) == 5
    assert len({each["first_year"] for each in found}) == 1
    assert printed(place, "timeline", "demo", "--limit", "5").count(str(found[0]["first_year"])) >= 5


def test_beats_gives_each_win_its_sentence_and_paper(place: Path) -> None:
    found = answered(place, "beats", "demo", "--method", "DPO", "--dataset", "AlpacaEval 2")
    assert [(win["winner_name"], win["loser_name"], win["margin"]) for win in found] == [
        ("SimPO", "DPO", "up to 6.4 points")
    ]
    shown = printed(place, "beats", "demo", "--method", "DPO", "--dataset", "AlpacaEval 2")
    assert "SimPO" in shown
    assert "arxiv:2405.14734" in shown


def test_beats_gives_the_sentence_the_room_and_tells_the_rest_under_it(place: Path) -> None:
    done = CliRunner().invoke(app, ["beats", str(place / "demo"), "--method", "DPO", "--dataset", "AlpacaEval 2"])
    header, *rows = done.stdout.splitlines()
    assert header.split() == ["winner", "over", "sentence", "paper"]
    assert header.index("paper") - header.index("sentence") > 80
    assert rows[-1].strip().startswith("on AlpacaEval 2")
    assert rows[-1].strip().endswith("by up to 6.4 points")


def test_beats_says_when_no_sentence_does(place: Path) -> None:
    assert printed(place, "beats", "demo", "--method", "DPO", "--dataset", "ImageNet") == "No sentence says so."


def test_code_lists_the_introducer_s_repository_first(place: Path) -> None:
    found = answered(place, "code", "demo", "GPTQ")
    assert (found[0]["name"], found[0]["role"]) == ("IST-DASLab/gptq", "introduces")
    assert "https://github.com/IST-DASLab/gptq" in printed(place, "code", "demo", "GPTQ")


def test_diff_counts_and_names_what_is_new(place: Path) -> None:
    shown = printed(place, "diff", "before", "demo", "--limit", "2")
    assert "gained lost papers 5 0 concepts" in shown
    assert "New papers (5)" in shown
    assert "… and 3 more (--limit)" in shown
    found = answered(place, "diff", "before", "demo")
    assert len(found["gained"]["papers"]) == 5
    assert all(len(fact) == 3 for fact in found["gained"]["facts"])


@pytest.mark.parametrize(
    "question",
    [
        ("together", "demo", "LoRAA"),
        ("path", "demo", "LoRAA", "GPTQ"),
        ("timeline", "demo", "LoRAA"),
        ("beats", "demo", "--method", "LoRAA"),
        ("code", "demo", "LoRAA"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_names(place: Path, question: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError, match="did you mean LoRA"):
        CliRunner().invoke(
            app, [str(place / each) if each == "demo" else each for each in question], catch_exceptions=False
        )
