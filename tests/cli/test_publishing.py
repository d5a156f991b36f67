"""``paperkg export`` of RDF: folders to publish, profiles and bases, and a store that takes the folder in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractors.errors import KGError
from kg.cli import app

ROOT = Path(__file__).parents[2]
OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publishing") / "graph"
    papers = tmp_path_factory.mktemp("papers") / "papers.jsonl"
    lines = (ROOT / "examples" / "papers.jsonl").read_text("utf-8").splitlines(keepends=True)
    papers.write_text("".join(lines[:20]), encoding="utf-8")
    paperkg("build", str(papers), "-o", str(folder))
    return folder


def paperkg(*arguments: str) -> str:
    """What the command prints."""
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_folder_is_filled_and_what_is_in_it_told(graph: Path, tmp_path: Path) -> None:
    said = paperkg("export", str(graph), str(tmp_path / "out"), "--rdf")
    assert re.search(r"out: \d+ triples, and \d+ of the ontology", said)
    assert {path.name for path in (tmp_path / "out").iterdir()} <= set(said.split())


def test_base_and_profile_are_in_what_is_written(graph: Path, tmp_path: Path) -> None:
    paperkg("export", str(graph), str(tmp_path / "g.nt"), "--base", "http://example.org/", "--profile", "plain")
    text = (tmp_path / "g.nt").read_text("utf-8")
    assert "<http://example.org/method/" in text
    assert "rdf-syntax-ns#Statement" not in text


def test_a_folder_may_have_them_too(graph: Path, tmp_path: Path) -> None:
    said = paperkg(
        "export", str(graph), str(tmp_path / "out"), "--rdf", "--profile", "plain", "--base", "http://a.org/"
    )
    assert "<http://a.org/graph>" in (tmp_path / "out" / "void.ttl").read_text("utf-8")
    full = paperkg("export", str(graph), str(tmp_path / "full"), "--rdf")
    assert int(re.findall(r"(\d+) triples", said)[0]) < int(re.findall(r"(\d+) triples", full)[0]) / 2


def test_nothing_is_written_when_one_of_the_files_cannot_have_what_is_asked(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(KGError, match="has no named graphs"):
        paperkg("export", str(graph), str(tmp_path / "g.nq"), str(tmp_path / "g.nt"), "--profile", "quads")
    assert list(tmp_path.iterdir()) == []


def test_a_licence_is_stated_in_a_folder_and_refused_elsewhere(graph: Path, tmp_path: Path) -> None:
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    paperkg("export", str(graph), str(tmp_path / "out"), "--rdf", "--licence", licence)
    assert f"dcterms:license <{licence}>" in (tmp_path / "out" / "void.ttl").read_text("utf-8")
    with pytest.raises(KGError, match="add --rdf"):
        paperkg("export", str(graph), str(tmp_path / "g.nt"), "--licence", licence)
    assert not (tmp_path / "g.nt").exists()


@pytest.mark.skipif(
    not OXIGRAPH.exists() and "PAPERKG_REQUIRE_TOOLS" not in os.environ, reason="oxigraph is not installed"
)
def test_the_readme_s_commands_load_it_into_oxigraph(graph: Path, tmp_path: Path) -> None:
    paperkg("export", str(graph), str(tmp_path / "out"), "--rdf")
    guide = (tmp_path / "out" / "README.md").read_text("utf-8")
    (commands,) = re.findall(r"## Oxigraph\n\n```sh\n(.*?)```", guide, flags=re.DOTALL)
    query = re.findall(r"```sparql\n(.*?)```", guide, flags=re.DOTALL)[0]
    load, serve = commands.splitlines()
    store, place = tmp_path / "out" / "paperkg.oxigraph", {"cwd": tmp_path / "out", "capture_output": True}
    environment = {**os.environ, "PATH": f"{OXIGRAPH.parent}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(["sh", "-c", load], env=environment, check=True, **place)  # type: ignore[call-overload]
    ask = [OXIGRAPH, "query", "--location", store, "--results-format", "csv", "--query", query]
    answer = subprocess.run(ask, check=True, text=True, **place).stdout  # type: ignore[call-overload]
    assert re.findall(r"gives (\d+),", guide) == [answer.split()[1]]
    options = subprocess.run([OXIGRAPH, serve.split()[1], "--help"], check=True, text=True, **place).stdout  # type: ignore[call-overload]
    assert all(option in options for option in re.findall(r"--\w+", serve))
