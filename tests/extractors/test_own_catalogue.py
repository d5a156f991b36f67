"""A user's own table of concepts: read, checked, joined with the shipped one, and used when papers are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.catalogue import COLUMNS, Entry, parse_catalogue, render_catalogue, shipped_catalogue
from extractors.errors import InputError
from extractors.knowing import extract_knowing
from extractors.own_catalogue import (
    checked_rows,
    find_faults,
    find_remarks,
    joined,
    joined_with,
    read_own_catalogue,
    read_rows,
)
from extractors.pipeline import extract
from extractors.types import Kind, Paper

HEADER = "\t".join(COLUMNS)


def table(folder: Path, *rows: str) -> Path:
    path = folder / "own.tsv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return path


def test_its_rows_are_entries_like_the_shipped_ones(tmp_path: Path) -> None:
    path = table(tmp_path, "method\tbrick folding\tBF\tpruning|model:GPT-2\t2024\tarxiv:2401.00001", "")
    parents = ((Kind.METHOD, "pruning"), (Kind.MODEL, "GPT-2"))
    assert read_own_catalogue(path) == (
        Entry(Kind.METHOD, "brick folding", ("BF",), parents, 2024, "arxiv:2401.00001"),
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["method\tbrick folding\t\t\t\t", "method\tbrick folding\t\t\t\t"], r"own.tsv:3: method brick folding again"),
        (["method\tbrick folding\t\t\t\tsomewhere"], r"own.tsv:2: link 'somewhere'; expected arxiv:ID"),
        (["method\tbrick folding\t\tno such thing\t\t"], r"own.tsv:2: family 'no such thing', which no method"),
        (
            ["method\tbrick\t\ttile\t\t", "method\ttile\t\tbrick\t\t"],
            r"own.tsv:[23]: .*; expected families without a circle",
        ),
        (["method\tbrick folding"], r"own.tsv:2: 2 columns"),
        (["method\tis\t\t\t\t"], r"own.tsv:2: name 'is', a word of every paper; expected a name of its own"),
        (["method\tbrick folding\tBF|The\t\t\t"], r"own.tsv:2: name 'The', a word of every paper"),
    ],
)
def test_the_first_wrong_line_is_named(tmp_path: Path, rows: list[str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_own_catalogue(table(tmp_path, *rows))


def test_every_fault_is_found(tmp_path: Path) -> None:
    rows = read_rows(table(tmp_path, "method\ta1\t\tno such\t\tx", "method\ta1\t\t\t\t"))
    assert len(list(find_faults(rows))) == 3


def test_all_lines_that_are_wrong_are_found_in_their_order(tmp_path: Path) -> None:
    lines = ("thing\tb1\t\t\t\t", "method\tc1\t\tno such\t\t", "method\td1\t\tb1\tlately\t", "method\te1", "x\ty")
    rows, faults = checked_rows(table(tmp_path, *lines, "method\tf1\t\td1\t\t"))
    assert [fault.place.rpartition(":")[2] for fault in faults] == ["2", "3", "4", "5", "6"]
    assert [entry.name for _, entry in rows] == ["c1", "f1"]


def test_of_a_table_of_other_columns_only_these_are_wrong(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("name\tkind\nLoRA\tmethod\n", encoding="utf-8")
    rows, faults = checked_rows(tmp_path / "own.tsv")
    assert (rows, [fault.place for fault in faults]) == ([], [f"{tmp_path / 'own.tsv'}:1"])


@pytest.mark.parametrize("name", ["data", "model", "learning", "Methods", "novel"])
def test_a_word_that_is_no_name_is_remarked_on(tmp_path: Path, name: str) -> None:
    (remark,) = find_remarks(read_rows(table(tmp_path, f"method\t{name}\t\t\t\t")))
    assert remark.endswith(
        f"own.tsv:2: {name} is a word that papers have whatever they are about; it joins what is unlike"
    )


def test_what_is_refused_is_not_remarked_on_too(tmp_path: Path) -> None:
    rows, faults = checked_rows(table(tmp_path, "method\tis\t\t\t\t"))
    assert (len(faults), list(find_remarks(rows))) == (1, [])


def test_a_name_in_capitals_is_a_name_though_a_word_has_its_letters(tmp_path: Path) -> None:
    rows, faults = checked_rows(table(tmp_path, "metric\tbrick score\tIS|HaS|MODEL\t\t\t"))
    assert (len(rows), faults, list(find_remarks(rows))) == (1, [], [])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"kind\tname\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "own.tsv").write_bytes(content)
    with pytest.raises(InputError, match=r"own\.tsv"):
        read_own_catalogue(tmp_path / "own.tsv")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_own_catalogue(tmp_path / "none.tsv")


def test_homographs_replacements_and_idle_names_are_remarked_on(tmp_path: Path) -> None:
    lines = ("method\tsurface to air\tSAM\t\t\t", "method\tLoRA\t\t\t\t", "method\toptimization\t\t\t\t")
    rows = read_rows(table(tmp_path, *lines))
    remarks = "\n".join(find_remarks(rows))
    assert "own.tsv:2: SAM is also the method sharpness-aware minimization" in remarks
    assert "own.tsv:3: replaces the shipped method LoRA" in remarks
    assert "own.tsv:4: optimization is too general" in remarks


def test_a_row_replaces_the_shipped_one_of_its_name() -> None:
    own = Entry(Kind.METHOD, "LoRA", ("my adapter",))
    together = {(entry.kind, entry.name): entry for entry in joined([own])}
    assert together[Kind.METHOD, "LoRA"] == own
    assert len(together) == len({(e.kind, e.name) for e in shipped_catalogue()})


def test_without_a_table_it_is_the_shipped_catalogue() -> None:
    assert set(joined_with("")) == set(shipped_catalogue())


NAMES = st.text("abcXYZ0 -", min_size=1, max_size=8).map(lambda text: f"n{text.strip()}")
ENTRIES = st.builds(
    Entry,
    st.sampled_from(Kind),
    NAMES,
    st.lists(NAMES, max_size=2).map(tuple),
    st.lists(st.tuples(st.sampled_from(Kind), NAMES), max_size=2).map(tuple),
    st.none() | st.integers(1700, 2030),
    st.sampled_from(["", "arxiv:2401.00001", "https://example.org/x"]),
)


@given(st.lists(ENTRIES, max_size=4))
def test_a_table_is_read_as_it_was_written(entries: list[Entry]) -> None:
    assert list(parse_catalogue(render_catalogue(entries).splitlines(), "t.tsv")) == entries


def test_papers_read_with_it_have_its_concepts() -> None:
    paper = Paper("p", "A paper", "We compare brick folding with pruning.")
    own = render_catalogue([Entry(Kind.METHOD, "brick folding")])
    assert "brick folding" not in [mention.text for mention in extract(paper).mentions]
    assert [m.text for m in extract_knowing(own, paper).mentions] == ["brick folding", "pruning"]
