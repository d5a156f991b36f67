"""The command line as a person uses it, each command on a small input."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS

EXAMPLES = Path(__file__).parents[2] / "examples" / "papers.jsonl"

PAPERS = [
    {
        "id": "arXiv:2106.09685",
        "title": "LoRA: Low-Rank Adaptation of Large Language Models",
        "abstract": "We propose low-rank adaptation (LoRA), a parameter-efficient fine-tuning method. "
        "LoRA reaches 87.2% accuracy on GLUE. Code is at https://github.com/microsoft/LoRA.",
        "year": 2021,
    },
    {
        "id": "arXiv:2407.18242",
        "title": "LoRA-Pro: Are Low-Rank Adapters Properly Optimized?",
        "abstract": "This paper introduces LoRA-Pro, which extends LoRA. LoRA-Pro outperforms LoRA on GLUE. "
        "Code: https://github.com/mrflogs/LoRA-Pro.",
        "year": 2024,
    },
    {
        "title": "On the Width of Networks",
        "abstract": "We study the limit of infinite width. Nothing is measured here.",
    },
]


def paperkg(*arguments: str, cwd: Path, stdin: str = "", status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; its exit status must be the expected one."""
    environment = {**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == status, done.stderr or done.stdout
    return done


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers.jsonl and the graph built from it in ``graph``."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "papers.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    paperkg("build", "papers.jsonl", "-o", "graph", cwd=folder)
    return folder


def test_help_of_every_command_has_an_example(tmp_path: Path) -> None:
    assert "Example:" in paperkg("--help", cwd=tmp_path).stdout
    for command in COMMANDS:
        assert f"Example: paperkg {command.__name__}" in " ".join(
            paperkg(command.__name__, "--help", cwd=tmp_path).stdout.split()
        ).replace("Example: PAPERKG_STORE_PASSWORD=dba ", "Example: ")


def test_version_is_the_distribution_s(tmp_path: Path) -> None:
    from importlib.metadata import version

    assert paperkg("--version", cwd=tmp_path).stdout == f"paperkg {version('paperkg')}\n"


def test_build_says_what_was_read_and_what_to_do_next(place: Path, tmp_path: Path) -> None:
    (tmp_path / "again.jsonl").write_bytes((place / "papers.jsonl").read_bytes())
    done = paperkg("build", "papers.jsonl", str(tmp_path / "again.jsonl"), "-o", str(tmp_path / "graph"), cwd=place)
    for words in (
        "3 papers in",
        "6 entries read from 2 files, 3 repeats joined",
        "2 repositories",
        "Most shared concepts",
        "Largest families",
        "paperkg show",
    ):
        assert words in done.stdout
    assert done.stderr == "", "no progress bar when piped"


def test_build_lists_what_it_skips_and_keeps_the_rest(tmp_path: Path) -> None:
    rows = [json.dumps(PAPERS[0]), "{broken", json.dumps({"title": "No abstract"})]
    (tmp_path / "mixed.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = paperkg("build", "mixed.jsonl", "-o", "graph", "--skips", "skips.tsv", cwd=tmp_path)
    assert "1 paper in" in done.stdout
    assert "Skipped: 2" in done.stdout
    assert "mixed.jsonl:2" in done.stdout
    assert (tmp_path / "skips.tsv").read_text(encoding="utf-8").count("\n") == 2


def test_a_folder_is_built_again_though_it_holds_the_graph(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, PAPERS)), encoding="utf-8")
    first = paperkg("build", ".", "-o", "graph", cwd=tmp_path)
    assert "Skipped" not in first.stdout
    again = paperkg("build", ".", "-o", "graph", cwd=tmp_path)
    assert "3 papers in" in again.stdout
    assert "Skipped: 1" in again.stdout
    assert "graph: a folder that keeps a graph, of which no file is read as papers" in again.stdout


def test_building_again_extends_the_graph(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    for paper in PAPERS:
        done = paperkg("build", "-", "-o", str(folder), cwd=place, stdin=json.dumps(paper))
    assert "3 papers in" in done.stdout
    assert "1 entry read from 1 file, 2 papers kept from before, 0 repeats joined" in done.stdout
    assert (folder / "manifest.json").read_bytes() != b""
    whole = paperkg("export", "graph", str(tmp_path / "whole.nt"), cwd=place)
    steps = paperkg("export", str(folder), str(tmp_path / "steps.nt"), cwd=place)
    assert whole.returncode == steps.returncode == 0
    assert (tmp_path / "whole.nt").read_bytes() == (tmp_path / "steps.nt").read_bytes()


def test_extract_gives_the_same_by_any_number_of_processes_and_lists_what_is_untyped_where_asked(place: Path) -> None:
    one, two = (paperkg("extract", "papers.jsonl", "--untyped", "--workers", n, cwd=place).stdout for n in "12")
    assert one == two
    assert all("untyped" in json.loads(line) for line in one.splitlines())


def test_extract_writes_one_resolved_record_a_paper(place: Path) -> None:
    records = [json.loads(line) for line in paperkg("extract", "papers.jsonl", cwd=place).stdout.splitlines()]
    assert len(records) == len(PAPERS)
    by_title = {record["title"]: record for record in records}
    lora = by_title[PAPERS[0]["title"]]
    text = f"{PAPERS[0]['title']}\n{PAPERS[0]['abstract']}"
    for concept in lora["concepts"]:
        assert {text[start:end] for start, end in concept["spans"]} == set(concept["surfaces"])
    named = {concept["id"]: concept for concept in lora["concepts"]}
    assert named["method:lora"]["role"] == "introduced"
    assert named["dataset:glue"]["type"] == "dataset"
    assert lora["repos"] == [{"url": "https://github.com/microsoft/LoRA", "own": True}]
    pro = by_title[PAPERS[1]["title"]]
    assert ("LoRA-Pro", "variant_of", "LoRA") in {(r["head"], r["type"], r["tail"]) for r in pro["relations"]}


def test_show_tells_of_a_concept_its_family_papers_and_code(place: Path) -> None:
    shown = paperkg("show", "graph", "LoRA", "--why", cwd=place).stdout
    for words in (
        "method:lora",
        "LoRA-Pro",
        "Introduced by (1)",
        "Compared with by (1)",
        "microsoft/LoRA",
        "Why these spellings",
    ):
        assert words in shown


def test_show_tells_of_a_paper_and_of_a_repository(place: Path) -> None:
    paper = paperkg("show", "graph", "2106.09685", cwd=place).stdout
    assert "Code (1)" in paper
    assert "Nearest papers" in paper
    repository = paperkg("show", "graph", "https://github.com/mrflogs/LoRA-Pro", cwd=place).stdout
    assert PAPERS[1]["title"] in repository


def test_show_as_json_is_json(place: Path) -> None:
    card = json.loads(paperkg("show", "graph", "LoRA", "--json", cwd=place).stdout)
    assert card["id"] == "method:lora"
    assert [variant["name"] for variant in card["family"]["variants"]] == ["LoRA-Pro"]


def test_related_names_what_is_shared(place: Path) -> None:
    found = json.loads(paperkg("related", "graph", "2106.09685", "--json", cwd=place).stdout)
    assert found[0]["title"] == PAPERS[1]["title"]
    assert "LoRA" in {shared["name"] for shared in found[0]["shared"]}
    assert PAPERS[1]["title"] in paperkg("related", "graph", "2106.09685", cwd=place).stdout


QUERY = "SELECT ?name { ?c skos:broader method:lora ; skos:prefLabel ?name }"


def test_query_answers_as_table_csv_and_json(place: Path) -> None:
    assert "LoRA-Pro" in paperkg("query", "graph", QUERY, cwd=place).stdout
    rows = list(csv.reader(io.StringIO(paperkg("query", "graph", QUERY, "--format", "csv", cwd=place).stdout)))
    assert rows == [["name"], ["LoRA-Pro"]]
    answer = json.loads(paperkg("query", "graph", "-", "--format", "json", cwd=place, stdin=QUERY).stdout)
    assert answer["results"]["bindings"][0]["name"]["value"] == "LoRA-Pro"


def test_export_writes_every_format_in_one_call(place: Path, tmp_path: Path) -> None:
    from exports.formats import FORMATS

    files = [str(tmp_path / f"graph{known.suffix}") for known in FORMATS]
    done = paperkg("export", "graph", *files, cwd=place)
    assert all(Path(file).stat().st_size > 0 for file in files)
    assert len(done.stdout.splitlines()) == len(FORMATS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "missing.jsonl", "-o", "new"], "missing.jsonl"),
        (["show", "nowhere", "LoRA"], "paperkg build INPUT -o nowhere"),
        (["show", "graph", "LoRAA"], "did you mean LoRA"),
        (["related", "graph", "no such paper"], "no such paper"),
        (["export", "graph", "graph.xlsx"], ".xlsx"),
        (["export", "graph", "graph.rdf"], "RDF/XML"),
        (["export", "graph", "no/folder/graph.ttl"], "no/folder"),
        (["query", "graph", "SELECT nonsense"], "SPARQL"),
        (["query", "graph", "DELETE WHERE { ?s ?p ?o }"], "update"),
        (["query", "graph", "@missing.rq"], "missing.rq"),
        (["load", "graph", "http://127.0.0.1:9/nothing"], "127.0.0.1:9"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_status_1(place: Path, arguments: list[str], said: str) -> None:
    done = paperkg(*arguments, cwd=place, status=1)
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("paperkg: ")
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.jsonl", b"", "empty"),
        ("binary.bin", bytes(range(256)) * 40, "binary.bin"),
        (
            "latin.jsonl",
            '{"title": "Fran\u00e7ais", "abstract": "Un r\u00e9sum\u00e9."}'.encode("latin-1"),
            "latin.jsonl",
        ),
        ("notes.txt", b"Just some notes that are no feed.\n", "notes.txt"),
        ("none.jsonl", b'{"title": "A title alone"}\n', "none.jsonl"),
    ],
)
def test_a_file_that_holds_no_papers_ends_the_build_and_leaves_the_graph(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.jsonl").write_text(json.dumps(PAPERS[0]), encoding="utf-8")
    paperkg("build", "good.jsonl", "-o", "graph", cwd=tmp_path)
    before = (tmp_path / "graph" / "manifest.json").read_bytes()
    done = paperkg("build", name, "-o", "graph", cwd=tmp_path, status=1)
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert (tmp_path / "graph" / "manifest.json").read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "graph").iterdir()) == ["manifest.json", "tables"]


def test_an_output_that_cannot_be_a_folder_is_one_clear_line(place: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = paperkg("build", "papers.jsonl", "-o", str(tmp_path / "file" / "graph"), cwd=place, status=1)
    assert len(done.stderr.splitlines()) == 1
    assert "choose a folder that can be written" in done.stderr


def test_output_cut_short_by_its_reader_is_no_error_message() -> None:
    # All example papers: more than a pipe holds, so that writing to it does fail.
    command = f"{sys.executable} -m kg extract {EXAMPLES} | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")


def test_hostile_titles_come_through_unharmed(tmp_path: Path) -> None:
    title = "<script>alert(1)</script> [bold]x[/bold] =SUM(A1)"
    (tmp_path / "papers.jsonl").write_text(
        json.dumps({"title": title, "abstract": "We use LoRA and GPTQ on GLUE."}), encoding="utf-8"
    )
    paperkg("build", "papers.jsonl", "-o", "graph", cwd=tmp_path)
    assert title in paperkg("show", "graph", "GPTQ", cwd=tmp_path).stdout
    paperkg("export", "graph", "graph.html", cwd=tmp_path)
    assert "<script>alert(1)" not in (tmp_path / "graph.html").read_text(encoding="utf-8")
