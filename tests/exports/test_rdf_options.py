"""Base and profile: given to the formats that know them, refused for the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.files import write_graph
from exports.formats import FORMATS
from exports.profiles import Profile
from exports.rdf_options import RdfOptions
from exports.serialise import render_nquads, render_turtle
from extractors.errors import InputError, OutputError
from kg.graph import Graph

RDF = [".ttl", ".nt", ".nq", ".trig", ".jsonld"]


def refusal(graph: Graph, path: Path, options: RdfOptions) -> str:
    with pytest.raises(OutputError) as caught:
        write_graph(graph, path, rdf=options)
    assert not path.exists()
    return str(caught.value)


def test_a_file_is_written_with_what_is_asked_for(small_graph: Graph, tmp_path: Path) -> None:
    options = RdfOptions("http://example.org/", Profile.PLAIN)
    write_graph(small_graph, tmp_path / "g.ttl", rdf=options)
    meant = b"".join(render_turtle(small_graph, base="http://example.org/", profile=Profile.PLAIN))
    assert (tmp_path / "g.ttl").read_bytes() == meant


def test_nothing_asked_for_leaves_each_format_as_it_is(small_graph: Graph, tmp_path: Path) -> None:
    write_graph(small_graph, tmp_path / "g.nq", rdf=RdfOptions())
    assert (tmp_path / "g.nq").read_bytes() == b"".join(render_nquads(small_graph))


@pytest.mark.parametrize("suffix", [known.suffix for known in FORMATS if known.suffix not in RDF])
def test_what_is_no_rdf_has_neither_base_nor_profile(suffix: str, small_graph: Graph, tmp_path: Path) -> None:
    said = refusal(small_graph, tmp_path / f"g{suffix}", RdfOptions("http://example.org/", Profile.PLAIN))
    assert said.endswith("is no RDF and has no --base and --profile; give .ttl .nt .nq .trig .jsonld")


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld"])
def test_named_graphs_need_a_format_that_has_them(suffix: str, small_graph: Graph, tmp_path: Path) -> None:
    said = refusal(small_graph, tmp_path / f"g{suffix}", RdfOptions(profile=Profile.QUADS))
    assert said.endswith("has no named graphs; for quads give .nq or .trig")


def test_json_ld_has_no_triples_of_triples(small_graph: Graph, tmp_path: Path) -> None:
    said = refusal(small_graph, tmp_path / "g.jsonld", RdfOptions(profile=Profile.RDF12))
    assert said.endswith("JSON-LD cannot say a triple of a triple; for rdf12 give .ttl .nt .nq .trig")


@pytest.mark.parametrize("suffix", RDF)
@pytest.mark.parametrize("profile", [Profile.PLAIN, Profile.EVIDENCE])
def test_every_rdf_format_has_the_plain_and_the_evidence_profile(
    suffix: str, profile: Profile, small_graph: Graph, tmp_path: Path
) -> None:
    assert write_graph(small_graph, tmp_path / f"g{suffix}", rdf=RdfOptions(profile=profile))


def test_a_base_that_is_none_is_refused(small_graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="base IRI 'papers'"):
        write_graph(small_graph, tmp_path / "g.ttl", rdf=RdfOptions("papers"))
    assert list(tmp_path.iterdir()) == []
