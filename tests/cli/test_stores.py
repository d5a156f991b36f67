"""``paperkg query`` and ``paperkg load`` on the example papers, and the commands of their pages."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
from small_store import Store, serving
from typer.testing import CliRunner

from exports import store_client
from exports.load import GRAPH
from extractors.errors import InputError, QueryError
from kg.builder import build
from kg.cli import app

ROOT = Path(__file__).parents[2]
ASKED = "SELECT ?c ?name { ?c skos:broader method:gptq ; skos:prefLabel ?name }"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of the example papers in ``demo``."""
    folder = tmp_path_factory.mktemp("stores")
    build([str(ROOT / "examples" / "papers.jsonl")], folder / "demo")
    return folder


def run(place: Path, *arguments: str) -> str:
    command, folder, *rest = arguments
    done = CliRunner().invoke(app, [command, str(place / folder), *rest])
    if done.exception is not None:
        raise done.exception
    return done.stdout


def test_a_table_has_prefixed_names_and_the_number_of_rows(place: Path) -> None:
    lines = run(place, "query", "demo", ASKED).splitlines()
    assert lines[0].split() == ["c", "name"]
    assert ["method:owq", "OWQ"] in [line.split() for line in lines]
    assert re.fullmatch(r"\d+ rows?", lines[-1].strip())


def test_every_format_has_the_same_row(place: Path) -> None:
    assert "https://w3id.org/paperkg/id/method/owq,OWQ\n" in run(place, "query", "demo", ASKED, "--format", "csv")
    assert '<https://w3id.org/paperkg/id/method/owq>\t"OWQ"\n' in run(place, "query", "demo", ASKED, "--format", "tsv")
    assert '"value": "OWQ"' in run(place, "query", "demo", ASKED, "--format", "json")


def test_a_table_without_rows_says_what_the_query_names_that_is_not_there(place: Path) -> None:
    asked = "SELECT ?c { ?c skos:broader method:gptqq ; pk:usess method:gptq }"
    *_, rows, unknown = run(place, "query", "demo", asked).splitlines()
    assert rows.strip() == "0 rows"
    assert unknown.startswith("Not in the graph: method:gptqq (nearest: method:gptq")
    assert "pk:usess (nearest: pk:uses" in unknown
    assert run(place, "query", "demo", asked, "--format", "csv") == "c\n"
    assert run(place, "query", "demo", asked, "--format", "tsv") == "?c\n"
    known = run(place, "query", "demo", "SELECT ?c { ?c skos:broader method:gptq ; pk:introduces ?c }")
    assert known.splitlines()[-1].strip() == "0 rows"


def test_a_query_is_read_from_a_file_by_either_way(place: Path) -> None:
    file = ROOT / "examples" / "queries" / "use-by-year.rq"
    rows = run(place, "query", "demo", "--file", str(file), "--format", "csv")
    assert rows.startswith("year,papers,with_code\n2021,")
    assert run(place, "query", "demo", f"@{file}", "--format", "csv") == rows


def test_the_first_query_leaves_a_store_that_the_second_one_opens(place: Path) -> None:
    run(place, "query", "demo", "ASK {}")
    record = (place / "demo" / "sparql" / "store.json").read_bytes()
    run(place, "query", "demo", ASKED)
    assert (place / "demo" / "sparql" / "store.json").read_bytes() == record


def test_one_query_is_asked_and_no_more(place: Path) -> None:
    for given in ([], [ASKED, "--file", "x.rq"]):
        with pytest.raises(QueryError, match="one query is asked: give it as SPARQL, @FILE or -, or else by --file"):
            run(place, "query", "demo", *given)
    with pytest.raises(InputError, match=r"nothing\.rq: No such file or directory; give a readable UTF-8 file"):
        run(place, "query", "demo", "--file", "nothing.rq")


def test_asking_brings_no_networkx_in_once_the_store_is_filled(place: Path) -> None:
    import subprocess

    run(place, "query", "demo", "ASK {}")
    code = (
        "import sys; from kg.cli import app; app(sys.argv[1:], standalone_mode=False);"
        "print(sorted({'networkx', 'spacy', 'rdflib', 'httpx'} & {*sys.modules}))"
    )
    arguments = [sys.executable, "-c", code, "query", str(place / "demo"), "ASK {}"]
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_load_tells_what_was_sent_and_what_is_held(place: Path) -> None:
    with serving(Store(answers_queries=True)) as store:
        told = " ".join(run(place, "load", "demo", store.address, "--profile", "plain").split())
    number = len(store.graphs[GRAPH])
    assert told == f"{number} triples loaded into <{GRAPH}> {number} held there now, by the store's own count"


def test_load_says_when_nothing_could_be_counted(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_client, "PAUSES", ())
    with serving(Store(gives_out=False)) as store:
        done = CliRunner().invoke(app, ["load", str(place / "demo"), store.address, "--profile", "plain"])
    assert done.exit_code == 0
    assert "did not say how many it holds" in done.stderr


def commands_of(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("command", commands_of("queries.md"))
def test_each_command_of_the_page_on_queries_answers(
    place: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    paperkg, *arguments = shlex.split(command)
    assert paperkg == "paperkg"
    assert len(run(place, *arguments).splitlines()) >= 3


def test_each_option_of_load_is_on_its_page() -> None:
    page = (ROOT / "docs" / "loading.md").read_text(encoding="utf-8")
    for option in ("--graph", "--user", "--append", "--profile", "--protocol", "--query-url"):
        assert option in page
        assert option in CliRunner().invoke(app, ["load", "--help"], env={"COLUMNS": "200"}).stdout


def test_the_python_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    exec("\n".join(re.findall(r"^```python\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)), {})
    assert "'QLoRA'" in capsys.readouterr().out
