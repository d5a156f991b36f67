"""A folder to publish: complete, sorted, counted, and never half there."""

from __future__ import annotations

import gzip
import json
import os
import re
from configparser import ConfigParser
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse
from rdf_readers import named, node, said_of

import exports.publication
from exports.iris import BASE, Iris
from exports.ontology import VERSION, ontology
from exports.profiles import Profile
from exports.publication import OURS, Published, publish
from exports.rdf import quads, triples
from exports.sorting import sorted_texts
from exports.vocabulary import NAMESPACE, PROPERTIES
from extractors.errors import InputError, OutputError
from kg.graph import Graph

STORES = ["Oxigraph", "Apache Jena (TDB2 and Fuseki)", "QLever", "GraphDB", "Virtuoso", "Blazegraph", "Stardog"]
DATASET = NamedNode(Iris().dataset())


@pytest.fixture
def folder(small_graph: Graph, tmp_path: Path) -> Path:
    publish(small_graph, tmp_path / "out")
    return tmp_path / "out"


def turtle(path: Path) -> set[object]:
    return {quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)}


def lines(folder: Path, pattern: str) -> list[bytes]:
    return b"".join(gzip.decompress(path.read_bytes()) for path in sorted(folder.glob(pattern))).splitlines()


def message(graph: Graph, folder: Path) -> str:
    with pytest.raises(OutputError) as caught:
        publish(graph, folder)
    return str(caught.value)


def test_the_folder_has_everything(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md", "alignment.ttl", "context.jsonld", "data-001.nt.gz", "ontology.ttl", "quads-001.nq.gz",
        "shapes.ttl", "void.ttl"]  # fmt: skip
    assert all(OURS.fullmatch(path.name) for path in folder.iterdir())


@pytest.mark.parametrize("profile", [Profile.PLAIN, Profile.EVIDENCE, Profile.RDF12])
def test_ontology_and_data_are_what_a_single_file_says(small_graph: Graph, tmp_path: Path, profile: Profile) -> None:
    folder = tmp_path / "out"
    publish(small_graph, folder, profile=profile)
    data = {quad.triple for quad in parse(b"\n".join(lines(folder, "data-*")), format=RdfFormat.N_TRIPLES)}
    assert data | turtle(folder / "ontology.ttl") == set(triples(small_graph, profile=profile))
    assert data.isdisjoint(turtle(folder / "ontology.ttl"))
    placed = set(parse(b"\n".join(lines(folder, "quads-*")), format=RdfFormat.N_QUADS))
    assert {quad.triple for quad in placed} == data
    assert placed <= set(quads(small_graph, profile=profile))


def test_the_quads_profile_is_that_of_evidence(folder: Path, small_graph: Graph, tmp_path: Path) -> None:
    publish(small_graph, tmp_path / "quads", profile=Profile.QUADS)
    assert {path.name: path.read_bytes() for path in (tmp_path / "quads").iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


@pytest.mark.parametrize("budget", [1000, 1 << 20])
def test_the_lines_of_the_data_are_sorted_and_distinct(
    small_graph: Graph, tmp_path: Path, budget: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports.publication, "sorted_texts", partial(sorted_texts, budget=budget))
    publish(small_graph, tmp_path / "out")
    found = lines(tmp_path / "out", "data-*")
    assert found == sorted(set(found))


def test_a_store_takes_in_the_files_as_they_are(folder: Path, small_graph: Graph) -> None:
    store = Store()
    for path in (folder / "ontology.ttl", *folder.glob("data-*.nt.gz")):
        opened = gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # noqa: SIM115
        with opened as file:
            store.load(file, RdfFormat.N_TRIPLES if path.suffix == ".gz" else RdfFormat.TURTLE)
    assert len(store) == len(set(triples(small_graph)))


def test_what_is_reported_is_what_is_there(small_graph: Graph, tmp_path: Path) -> None:
    written = publish(small_graph, tmp_path / "out")
    assert written.triples == len(lines(tmp_path / "out", "data-*"))
    assert written.ontology == sum(len(resource.pairs) for resource in ontology())
    assert written.files == {path.name: path.stat().st_size for path in (tmp_path / "out").iterdir()}


def test_void_counts_what_is_there(folder: Path) -> None:
    data = {quad.triple for quad in parse(b"\n".join(lines(folder, "data-*")), format=RdfFormat.N_TRIPLES)}
    void = turtle(folder / "void.ttl")
    about = said_of(void, DATASET)  # type: ignore[arg-type]

    def number(count: int) -> set[Literal]:
        return {Literal(str(count), datatype=named("xsd:integer"))}

    assert about[named("void:triples")] == number(len(data))
    assert about[named("void:distinctSubjects")] == number(len({t.subject for t in data}))
    assert about[named("void:properties")] == number(len({t.predicate for t in data}))
    assert about[named("void:dataDump")] == {
        NamedNode(f"{DATASET.value}/{name}") for name in ("data-001.nt.gz", "quads-001.nq.gz")
    }
    for part in about[named("void:classPartition")]:
        said = said_of(void, part)  # type: ignore[arg-type]
        (kind,) = said[named("void:class")]
        found = sum((t.predicate, t.object) == (named("rdf:type"), kind) for t in data)
        assert said[named("void:entities")] == number(found)
    for part in about[named("void:propertyPartition")]:
        said = said_of(void, part)  # type: ignore[arg-type]
        (name,) = said[named("void:property")]
        assert said[named("void:triples")] == number(sum(t.predicate == name for t in data))


def test_the_description_is_of_the_dataset_and_tells_who_made_it_in_every_profile(
    small_graph: Graph, tmp_path: Path
) -> None:
    publish(small_graph, tmp_path / "out", profile=Profile.PLAIN)
    void = turtle(tmp_path / "out" / "void.ttl")
    itself = said_of(void, NamedNode(f"{DATASET.value}/void.ttl"))  # type: ignore[arg-type]
    assert itself[named("foaf:primaryTopic")] == {DATASET}
    (run,) = said_of(void, DATASET)[named("prov:wasGeneratedBy")]  # type: ignore[arg-type]
    (software,) = said_of(void, run)[named("prov:wasAssociatedWith")]  # type: ignore[arg-type]
    assert said_of(void, software)[named("rdfs:label")] == {Literal("paperkg 0.1.0")}  # type: ignore[arg-type]


def test_the_examples_are_what_most_is_said_of(folder: Path) -> None:
    examples = said_of(turtle(folder / "void.ttl"), DATASET)[named("void:exampleResource")]  # type: ignore[arg-type]
    assert {node("method:lora"), node("dataset:glue")} <= examples
    assert node("method:lora-pro") not in examples


def test_a_licence_is_stated_where_one_is_given_and_nowhere_else(small_graph: Graph, tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    publish(small_graph, tmp_path / "with", licence=licence)
    publish(small_graph, tmp_path / "without")
    stated, missing = (turtle(tmp_path / name / "void.ttl") for name in ("with", "without"))
    assert said_of(stated, DATASET)[named("dcterms:license")] == {NamedNode(licence)}  # type: ignore[arg-type]
    assert named("dcterms:license") not in said_of(missing, DATASET)  # type: ignore[arg-type]
    assert f"<{licence}>" in (tmp_path / "with" / "README.md").read_text(encoding="utf-8")
    assert "No licence of the data is stated" in (tmp_path / "without" / "README.md").read_text(encoding="utf-8")


def test_a_licence_is_an_address(small_graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^licence 'CC BY': no address of the web; give an address such as https://"):
        publish(small_graph, tmp_path / "out", licence="CC BY")
    assert list(tmp_path.iterdir()) == []


def test_the_ontology_tells_its_version_and_its_licence(folder: Path) -> None:
    about = said_of(turtle(folder / "ontology.ttl"), NamedNode(NAMESPACE))  # type: ignore[arg-type]
    assert about[named("owl:versionIRI")] == {NamedNode(f"{NAMESPACE.rstrip('#')}/{VERSION}")}
    assert about[named("owl:versionInfo")] == {Literal(VERSION)}
    assert about[named("vann:preferredNamespacePrefix")] == {Literal("pk")}
    assert about[named("dcterms:license")]


def test_the_ontology_declares_every_property_of_our_own(folder: Path) -> None:
    subjects = {t.subject for t in turtle(folder / "ontology.ttl")}  # type: ignore[attr-defined]
    assert {named(f"pk:{local}") for local in PROPERTIES} <= subjects


def test_the_readme_has_a_command_for_each_store_and_names_every_file(folder: Path) -> None:
    guide = (folder / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", guide, flags=re.MULTILINE) == [*STORES, "Check it"]
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", guide, flags=re.MULTILINE | re.DOTALL))
    for store in STORES:
        assert "```sh" in sections[store]
        assert "ontology.ttl" in sections[store]
        assert "data-*.nt.gz" in sections[store]
    for path in folder.iterdir():
        assert path.name == "README.md" or re.sub(r"-\d+", "-*", path.name) in guide
    assert "{{" not in guide


def test_the_file_for_qlever_has_all_that_its_commands_require(folder: Path) -> None:
    guide = (folder / "README.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^cat > Qleverfile <<'END'\n(.*?)^END$", guide, flags=re.MULTILINE | re.DOTALL)
    found = ConfigParser(interpolation=None)
    found.read_string(text)
    assert {"name", "description", "format"} <= set(found["data"])
    assert {"input_files", "cat_input_files", "settings_json"} <= set(found["index"])
    assert {"port", "access_token"} <= set(found["server"])
    assert {"system", "image"} <= set(found["runtime"])
    assert json.loads(found["index"]["settings_json"])


def test_the_readme_tells_how_many_triples_a_store_then_holds(folder: Path, small_graph: Graph) -> None:
    assert f"gives {len(set(triples(small_graph)))}," in (folder / "README.md").read_text(encoding="utf-8")


def test_a_base_of_ones_own_is_in_every_file(small_graph: Graph, tmp_path: Path) -> None:
    publish(small_graph, tmp_path / "out", base="http://example.org/kg/")
    for path in sorted((tmp_path / "out").iterdir()):
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        assert BASE.encode() not in text, path.name


def test_a_folder_of_before_is_replaced_as_a_whole(folder: Path, small_graph: Graph) -> None:
    (folder / "data-002.nt.gz").write_bytes(b"an older part")
    (folder / "ontology.ttl").write_text("old")
    publish(small_graph, folder)
    assert not (folder / "data-002.nt.gz").exists()
    assert (folder / "ontology.ttl").read_text().startswith("@prefix")


def test_the_working_folder_itself_can_be_filled(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    publish(small_graph, Path())
    assert (tmp_path / "out" / "README.md").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_is_followed_and_kept(small_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "place")
    publish(small_graph, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "place" / "README.md").exists()


def test_a_folder_that_holds_something_else_is_left_alone(small_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious")
    assert message(small_graph, tmp_path) == (
        f"{tmp_path}: holds thesis.tex, which is no part of such a folder; choose a new one"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_in_the_place_of_the_folder_is_named(small_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")
    assert message(small_graph, tmp_path / "out") == f"{tmp_path / 'out'}: is no folder; choose another name"


def test_a_missing_folder_around_it_is_named(small_graph: Graph, tmp_path: Path) -> None:
    assert "there is no folder" in message(small_graph, tmp_path / "missing" / "out")


def test_what_was_there_survives_a_failure(folder: Path, small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(exports.publication, "write_parts", full)
    said = message(small_graph, folder)
    assert said == f"{folder}: cannot be written: No space left on device; choose another place"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(folder.parent.iterdir()) == [folder]


def test_progress_is_told_of_resources(small_graph: Graph, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    written: Published = publish(small_graph, tmp_path / "out", progress=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert len(told) <= written.triples
