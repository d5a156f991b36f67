from __future__ import annotations

import json
from collections.abc import Callable

from extractors.types import Extraction, Kind, LinkKind, RelationType, Role
from extractors.untyped import Why
from kg.extracted import records
from kg.resolve import resolve


def test_one_record_a_paper_in_the_order_of_ids(examples: list[Extraction]) -> None:
    read = list(records(reversed(examples), resolve(examples)))
    assert [record["id"] for record in read] == sorted(extraction.paper.id for extraction in examples)
    assert json.loads(json.dumps(read)) == read


def test_a_record_has_the_promised_parts(examples: list[Extraction]) -> None:
    resolution = resolve(examples)
    for extraction, record in zip(examples, records(examples, resolution), strict=True):
        text = extraction.paper.text
        assert list(record) == ["id", "title", "concepts", "repos", "links", "relations", "results"]
        for concept in record["concepts"]:
            assert concept["type"] in set(Kind)
            assert concept["role"] in set(Role)
            assert 0 < concept["score"] < 1
            assert {text[start:end] for start, end in concept["spans"]} == set(concept["surfaces"])
        assert all(link["kind"] in set(LinkKind) for link in record["links"])
        names = {concept["name"] for concept in record["concepts"]}
        for relation in record["relations"]:
            assert {relation["head"], relation["tail"]} <= names
            assert relation["type"] in set(RelationType)
            assert relation["evidence"] is None or relation["evidence"] in " ".join(text.split())
        for result in record["results"]:
            assert result["value"] in result["evidence"]
            assert {result[end] for end in ("method", "dataset", "metric", "baseline")} - {None} <= names


def test_a_concept_stands_once_however_it_is_spelled(read: Callable[..., list[Extraction]]) -> None:
    papers = read("We propose Low-Rank Adaptation (LoRA). LoRA uses low-rank adapters.")
    (record,) = records(papers, resolve(papers))
    (lora,) = (concept for concept in record["concepts"] if concept["id"] == "method:lora")
    assert lora["surfaces"] == ["LoRA", "Low-Rank Adaptation", "low-rank adapters"]
    assert lora["role"] == "introduced"


def test_repositories_are_told_from_other_links(read: Callable[..., list[Extraction]]) -> None:
    papers = read("Code is available at https://github.com/a/b. The page is https://a.github.io/b.")
    (record,) = records(papers, resolve(papers))
    assert record["repos"] == [{"url": "https://github.com/a/b", "own": True}]
    assert [link["url"] for link in record["links"]] == ["https://a.github.io/b"]


def test_a_family_that_name_shape_gives_is_a_relation_without_sentence(read: Callable[..., list[Extraction]]) -> None:
    papers = read("We propose ZedLoRA for tuning. ZedLoRA is faster than LoRA on GLUE.")
    (record,) = records(papers, resolve(papers))
    found = [relation for relation in record["relations"] if relation["type"] == "variant_of"]
    assert [(relation["head"], relation["tail"], relation["evidence"]) for relation in found] == [
        ("ZedLoRA", "LoRA", None)
    ]


def test_what_was_seen_and_not_typed_is_listed_where_asked(read: Callable[..., list[Extraction]]) -> None:
    papers = read("We use LoRA, a gift of Foldwise.")
    (plain,) = records(papers, resolve(papers))
    (record,) = records(papers, resolve(papers), untyped=True)
    assert "untyped" not in plain
    ((seen,), text) = record["untyped"], papers[0].paper.text
    assert seen["text"] == "Foldwise"
    assert [text[start:end] for start, end in seen["spans"]] == ["Foldwise"]
    assert seen["why"] in set(Why)
