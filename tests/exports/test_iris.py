"""IRIs: readable, stable, lower-case, distinct, and legal whatever the text they are made from."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from exports.iris import BASE, Iris, prefixes, web_iri
from extractors.errors import InputError
from kg.facts import Evidence
from kg.schema import NodeKind

IRIS = Iris()
LEGAL = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=._~%-]+")
"""What RFC 3986 lets stand in a URI."""

NAMES = st.text(st.characters(codec=None), max_size=30)
IDS = st.builds(lambda kind, key: f"{kind}:{key}", st.sampled_from([kind.value for kind in NodeKind]), NAMES)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("method:lora", "method/lora"),
        ("paper:arxiv:2106.09685", "paper/arxiv:2106.09685"),
        ("paper:arXiv:2106.09685", "paper/arxiv:2106.09685"),
        ("paper:doi:10.1145/ABC", "paper/doi:10.1145/abc"),
        ("repository:github.com/mrflogs/lora-pro", "repository/github.com/mrflogs/lora-pro"),
        ("method:c++", "method/c%2B%2B"),
        ("method:λ-net", "method/%CE%BB-net"),
        ("page:example.org/x?a=<1>", "page/example.org/x%3Fa%3D%3C1%3E"),
        ("page:example.org/../x", "page/example.org%2F..%2Fx"),
        ("page:bit.ly/AbC", "page/bit.ly/abc~c75550ca"),
    ],
)
def test_the_iri_of_a_node_reads_as_its_id_does(name: str, path: str) -> None:
    assert IRIS.node(name) == BASE + path


def test_a_base_of_ones_own_stands_before_every_resource() -> None:
    assert Iris("http://example.org/kg#").node("task:ner") == "http://example.org/kg#task/ner"


@pytest.mark.parametrize("base", ["", "id/", "http://exa mple.org/", "http://example.org/id"])
def test_a_base_that_names_cannot_follow_is_refused_in_one_line(base: str) -> None:
    with pytest.raises(InputError, match="base IRI"):
        Iris(base)


@given(IDS)
def test_an_iri_is_legal_and_lower_case_whatever_the_id(name: str) -> None:
    iri = IRIS.node(name)
    assert LEGAL.fullmatch(iri)
    unescaped = re.sub(r"%[0-9A-F]{2}", "", iri)
    assert unescaped == unescaped.lower()


@given(IDS)
def test_an_iri_survives_being_resolved(name: str) -> None:
    iri = IRIS.node(name)
    assert str(rdflib.URIRef(iri, base="http://example.org/a/b")) == iri


@given(IDS, IDS)
def test_two_ids_never_share_an_iri(one: str, other: str) -> None:
    caseless = re.compile(r"paper:(?:arxiv:|doi:|10\.\d)", re.IGNORECASE)
    same = one.lower() == other.lower() if caseless.match(one) else one == other
    assert (IRIS.node(one) == IRIS.node(other)) == same


@given(st.text(st.sampled_from("aA~%/.:"), max_size=8), st.text(st.sampled_from("aA~%/.:"), max_size=8))
def test_nothing_that_escaping_writes_can_be_spelt_by_another_id(one: str, other: str) -> None:
    assert (IRIS.node(f"page:{one}") == IRIS.node(f"page:{other}")) == (one == other)


def test_evidence_is_named_by_what_it_says_where_and_by_which_rule() -> None:
    piece = Evidence("paper:a", 0, 4, "LoRA", "cue", 0.5)
    fact = ("paper:a", "uses", "method:lora")
    name = IRIS.evidence(*fact, piece)
    assert name == f"{BASE}evidence/0a4536e8a3e8bf24c5fc3c10634de290"
    assert IRIS.evidence(*fact, Evidence("paper:a", 0, 4, "LoRA", "cue", 0.9)) == name
    assert IRIS.evidence(*fact, Evidence("paper:a", 0, 5, "LoRA", "cue", 0.5)) != name
    assert IRIS.evidence(*fact, Evidence("paper:a", 0, 4, "LoRA", "shape", 0.5)) != name


@given(NAMES, NAMES, NAMES, NAMES)
def test_the_hash_is_of_a_json_array_that_any_program_can_make(head: str, tail: str, paper: str, rule: str) -> None:
    array = json.dumps([head, "uses", tail, paper, 3, 14, rule])
    piece = Evidence(paper, 3, 14, "", rule, 0.5)
    made = f"{BASE}evidence/{hashlib.sha256(array.encode()).hexdigest()[:32]}"
    assert IRIS.evidence(head, "uses", tail, piece) == made


def test_with_the_prefixes_a_name_reads_as_the_id_does() -> None:
    known = prefixes()
    assert known["method"] + "lora" == IRIS.node("method:lora")
    assert {kind.value for kind in NodeKind} <= set(known)


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://example.org/lora?a=1&b=<2>", "https://example.org/lora?a=1&b=%3C2%3E"),
        ("https://example.org/50%", "https://example.org/50%25"),
        ("https://example.org/a%20b#c#d", "https://example.org/a%20b#c%23d"),
        ("https://example.org/é{x}|y\\z^", "https://example.org/%C3%A9%7Bx%7D%7Cy%5Cz%5E"),
    ],
)
def test_a_url_is_escaped_where_an_iri_must_be(url: str, iri: str) -> None:
    assert web_iri(url) == iri


@pytest.mark.parametrize("url", ["", "example.org", "javascript:alert(1)", "data:text/html,x", "http://[::1"])
def test_what_is_no_web_address_gives_no_iri(url: str) -> None:
    assert web_iri(url) is None


@given(st.text(st.characters(codec=None)).map("http://example.org/".__add__))
def test_every_url_gives_a_legal_iri_or_none(url: str) -> None:
    iri = web_iri(url)
    assert iri is not None
    assert LEGAL.fullmatch(iri)
