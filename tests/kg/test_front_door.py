from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from by_hand import Kept, write_graph

import kg
from kg.builder import build
from kg.graph import Graph

ROOT = Path(__file__).parents[2]


def loaded_by(program: str) -> set[str]:
    """The modules a fresh interpreter has after running a program."""
    command = [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_front_door_brings_nothing_heavy() -> None:
    assert not {"spacy", "networkx", "rdflib", "numpy", "extractors"} & loaded_by("import kg")


def test_to_open_a_graph_takes_no_spacy() -> None:
    loaded = loaded_by("import kg\ntry: kg.open('/nonexistent')\nexcept kg.GraphError: pass")
    assert "pyarrow" in loaded
    assert not {"spacy", "networkx", "rdflib", "pyvis"} & loaded


def test_to_ask_it_takes_no_networkx_until_that_is_wanted(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    opened = f"import kg\ngraph = kg.open({str(tmp_path)!r})\n"
    asked = "graph.family('LoRA'), graph.papers(uses='LoRA'), graph.siblings('LoRA'), graph.path('LoRA', 'GLUE')"
    assert "networkx" not in loaded_by(f"{opened}assert all(({asked}, graph.timeline('LoRA'), graph.beats()))")
    assert "networkx" in loaded_by(f"{opened}assert graph.nx.has_node('method:lora')")


def test_no_answer_takes_pandas_though_it_is_installed(example_kept: Kept, tmp_path: Path) -> None:
    write_graph(tmp_path, example_kept)
    asked = "find('LoRA'), papers(uses='LoRA')[0].attributes['abstract'], family('LoRA'), related('QLoRA'), beats()"
    asked += ", cypher('MATCH (b:method {name: \"LoRA\"}) RETURN b.name').rows"
    program = f"import kg\ngraph = kg.open({str(tmp_path)!r})\nassert all((graph.{asked.replace(', ', ', graph.')}))"
    assert "grandcypher" in (loaded := loaded_by(program))
    assert not {"pandas", "numpy.ma", "scipy"} & loaded


@pytest.mark.parametrize("name", kg.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(kg, name)
    assert name in dir(kg)


def test_any_other_name_is_not() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nonesuch'"):
        _ = kg.nonesuch


@pytest.mark.parametrize("several", [False, True])
def test_build_takes_one_input_or_several_and_gives_the_graph(
    example_file: Path, tmp_path: Path, several: bool
) -> None:
    graph = kg.build([example_file] if several else str(example_file), into=tmp_path)
    assert isinstance(graph, Graph)
    assert list(graph.facts()) == list(build([str(example_file)]).graph.facts()) == list(kg.open(tmp_path).facts())


def test_every_error_is_a_kg_error(tmp_path: Path) -> None:
    for wrong in (lambda: kg.open(tmp_path), lambda: kg.build(tmp_path / "none.txt")):
        with pytest.raises(kg.KGError):
            wrong()


def test_the_example_of_the_front_door_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line[4:] for line in (kg.__doc__ or "").splitlines() if line.startswith((">>> ", "... "))]
    monkeypatch.chdir(ROOT)
    exec("\n".join(lines), {})
    printed = capsys.readouterr().out
    assert "QLoRA (method" in printed
    assert "AdaLoRA: Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning" in printed
