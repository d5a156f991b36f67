"""What Papers with Code and the Computer Science Ontology left, made a table of entries; all rows here are invented."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from extractors.catalogue import Entry, parse_catalogue, render_catalogue
from extractors.dumps.read import import_dumps
from extractors.errors import InputError
from extractors.own_catalogue import find_faults
from extractors.types import Kind

PAGE = "https://paperswithcode.com/paper/brick"
METHODS = [
    {
        "name": "BrickFold",
        "full_name": "Brick  Folding",
        "introduced_year": 2021,
        "source_url": "https://arxiv.org/abs/2101.00009v2",
        "paper": {"title": "BrickFold", "url": PAGE},
        "description": "A long text.",
        "collections": [{"collection": "Sequence Modules", "area": "General"}],
    },
    {
        "name": "TileNet",
        "full_name": None,
        "introduced_year": 2000,
        "source_url": None,
        "paper": {"title": "Tiles", "url": PAGE},
        "collections": [{"collection": "Convolutional Neural Networks", "area": "Computer Vision"}],
    },
    {"name": "Adam", "full_name": "Adam", "introduced_year": 2014, "paper": None, "collections": []},
]
DATASETS = [
    {
        "name": "WallBench",
        "full_name": "Wall | Benchmark",
        "homepage": "https://example.org/walls",
        "introduced_date": "2022-03-01",
        "paper": None,
        "modalities": ["Images"],
        "tasks": [{"task": "Wall Counting", "url": "u"}, {"task": "3D Wall Detection", "url": "u"}],
    }
]
LINKS = [
    {"paper_url": PAGE, "paper_arxiv_id": "2105.00001v1", "repo_url": "https://github.com/a/b", "is_official": True}
]


def triple(head: str, relation: str, tail: str) -> str:
    """A line of the ontology's CSV."""
    topic, schema = "<https://cso.kmi.open.ac.uk/topics/", "<http://cso.kmi.open.ac.uk/schema/cso#"
    return f'"{topic}{head}>","{schema}{relation}>","{topic}{tail}>"\n'


CSO = (
    triple("artificial_intelligence", "superTopicOf", "brick_networks")
    + triple("brick_networks", "superTopicOf", "folded_brick_networks")
    + triple("brick_nets", "preferentialEquivalent", "brick_networks")
    + triple("databases", "superTopicOf", "brick_storage")
    + '"<https://cso.kmi.open.ac.uk/topics/brick_networks>","<http://www.w3.org/2000/01/rdf-schema#label>","x"@en .\n'
)


def dump(folder: Path, name: str, rows: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def by_name(*paths: Path) -> dict[str, Entry]:
    return {entry.name: entry for entry in import_dumps(paths).entries}


def test_a_method_has_its_long_name_year_and_arxiv_id(tmp_path: Path) -> None:
    found = by_name(dump(tmp_path, "methods.json", METHODS))
    assert found["BrickFold"] == Entry(Kind.METHOD, "BrickFold", ("Brick Folding",), (), 2021, "arxiv:2101.00009")


def test_a_member_of_a_collection_of_networks_is_a_model_and_the_year_2000_stands_for_none(tmp_path: Path) -> None:
    tile = by_name(dump(tmp_path, "methods.json", METHODS))["TileNet"]
    assert (tile.kind, tile.year, tile.link) == (Kind.MODEL, None, "")


def test_links_give_a_paper_its_arxiv_id(tmp_path: Path) -> None:
    found = by_name(dump(tmp_path, "links.json", LINKS), dump(tmp_path, "methods.json", METHODS))
    assert found["TileNet"].link == "arxiv:2105.00001"


def test_links_give_a_paper_without_an_arxiv_id_its_own_code(tmp_path: Path) -> None:
    links = dump(tmp_path, "links.json", [{**LINKS[0], "paper_arxiv_id": None}])
    assert by_name(links, dump(tmp_path, "methods.json", METHODS))["TileNet"].link == "https://github.com/a/b"


def test_a_data_set_comes_with_its_tasks(tmp_path: Path) -> None:
    found = by_name(dump(tmp_path, "datasets.json", DATASETS))
    assert found["WallBench"] == Entry(
        Kind.DATASET, "WallBench", ("Wall Benchmark",), (), 2022, "https://example.org/walls"
    )
    assert found["wall counting"].kind is found["3D Wall Detection"].kind is Kind.TASK


def test_what_the_shipped_catalogue_has_is_left_out_and_counted(tmp_path: Path) -> None:
    made = import_dumps([dump(tmp_path, "methods.json", METHODS)])
    assert "Adam" not in [entry.name for entry in made.entries]
    assert made.left_out == {"known": 1}


def test_topics_below_artificial_intelligence_are_read_in_the_singular(tmp_path: Path) -> None:
    (tmp_path / "CSO.csv").write_text(CSO, encoding="utf-8")
    found = by_name(tmp_path / "CSO.csv")
    assert found == {
        "brick network": Entry(Kind.MODEL, "brick network", ("brick net",)),
        "folded brick network": Entry(Kind.MODEL, "folded brick network", (), ((Kind.MODEL, "brick network"),)),
    }


def test_packed_files_and_several_together_make_one_sound_table_in_any_order(tmp_path: Path) -> None:
    packed = tmp_path / "datasets.json.gz"
    packed.write_bytes(gzip.compress(json.dumps(DATASETS).encode()))
    (tmp_path / "CSO.csv").write_text(CSO, encoding="utf-8")
    paths = [dump(tmp_path, "methods.json", METHODS), packed, tmp_path / "CSO.csv"]
    made = import_dumps(paths)
    assert import_dumps(paths[::-1]) == made
    assert tuple(parse_catalogue(render_catalogue(made.entries).splitlines(), "t.tsv")) == made.entries
    assert list(find_faults([("t.tsv", entry) for entry in made.entries])) == []


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', '[{"name": "x"}]', "a,b\n"])
def test_what_is_no_dump_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json: .*; expected a JSON list of methods"):
        import_dumps([path])
