"""Papers read over several processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from paper_readers import read_or_die, read_or_fail, read_slowly, read_unevenly

from extractors.errors import KGError, ReadingError
from extractors.parallel import AHEAD, WORTHWHILE, extract_many, sensible_workers
from extractors.pipeline import extract
from extractors.types import Extraction, Paper

PAPERS = [
    Paper(str(number), f"Fold{number}Net: folding", f"We use LoRA on GLUE and gain {number}.5% accuracy.")
    for number in range(11)
]
BAD = [Paper("good", "A", "b"), Paper("bad", "C", "d"), Paper("late", "E", "f")]


@pytest.fixture(scope="module")
def alone() -> list[Extraction]:
    return [extract(paper) for paper in PAPERS]


@pytest.mark.parametrize(("workers", "batch"), [(1, 32), (2, 3), (3, 1)])
def test_any_number_of_processes_gives_the_same_in_the_same_order(
    alone: list[Extraction], workers: int, batch: int
) -> None:
    assert list(extract_many(PAPERS, workers=workers, batch=batch)) == alone


def test_a_slow_paper_holds_up_those_after_it_and_none_gets_lost() -> None:
    found = extract_many(PAPERS, workers=2, batch=1, read=read_unevenly)
    assert [extraction.paper.id for extraction in found] == [paper.id for paper in PAPERS]


def test_papers_are_taken_in_no_faster_than_they_are_handed_on() -> None:
    taken = []

    def papers() -> Iterator[Paper]:
        for number in range(1_000):
            taken.append(number)
            yield Paper(str(number), "T", "")

    found = extract_many(papers(), workers=2, batch=1, read=read_or_fail)
    next(found)
    assert len(taken) <= 2 * AHEAD + 2
    found.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_paper_that_cannot_be_read_is_named(workers: int) -> None:
    found = extract_many(BAD, workers=workers, batch=1, read=read_or_fail)
    with pytest.raises(
        ReadingError, match=r"^paper bad: reading failed with ValueError: no such fold; expected"
    ) as met:
        list(found)
    assert isinstance(met.value, KGError)
    assert met.value.paper == "bad"
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("batch", [1, 3])
def test_a_process_that_dies_names_the_paper_it_died_on(batch: int) -> None:
    with pytest.raises(ReadingError, match=r"^paper bad: the process that read it was ended by SIGKILL; "):
        list(extract_many(BAD, workers=2, batch=batch, read=read_or_die))
    assert multiprocessing.active_children() == []


def test_no_process_outlives_the_iteration() -> None:
    found = extract_many([Paper("quick", "A", ""), *PAPERS], workers=2, batch=1, read=read_slowly)
    assert next(found).paper.id == "quick"
    assert len(multiprocessing.active_children()) == 2
    found.close()
    assert multiprocessing.active_children() == []


def test_nothing_to_read_starts_no_process() -> None:
    assert list(extract_many([], workers=4)) == []


@pytest.mark.parametrize("options", [{"workers": 0}, {"batch": 0}])
def test_a_number_of_none_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected one or more"):
        extract_many(PAPERS, **options)


def test_a_script_without_a_guard_may_ask_for_processes(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from extractors.parallel import extract_many\nfrom extractors.types import Paper\n"
        "print(len(list(extract_many([Paper(str(n), 'T', '') for n in range(3)], workers=2, batch=1))))\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, str(script)], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("3\n", "")


def test_an_interrupt_leaves_no_process_and_no_complaint_of_theirs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing\nfrom extractors.parallel import extract_many\nfrom extractors.types import Paper\n"
        "from paper_readers import read_slowly\npapers = [Paper(each, 'T', '') for each in ('quick', 'slow', 'slow')]\n"
        "found = extract_many(papers, workers=2, batch=1, read=read_slowly)\nnext(found)\ntry:\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    next(found)\nexcept KeyboardInterrupt:\n    print('interrupted')\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    children = [int(pid) for pid in process.stdout.readline().split()]
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    output, complaints = process.communicate(timeout=60)
    assert (output, complaints) == ("interrupted\n", "")
    assert len(children) == 2
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@pytest.mark.parametrize(("papers", "most"), [(0, 1), (WORTHWHILE, 1), (2 * WORTHWHILE, 2)])
def test_few_papers_are_not_worth_a_process(papers: int, most: int) -> None:
    assert 1 <= sensible_workers(papers) <= most
