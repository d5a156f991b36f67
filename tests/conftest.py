"""Values shared by the tests: a small graph that holds every kind of node and hostile text."""

from __future__ import annotations

import pytest

from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

HOSTILE = "<script>alert('x')</script> ]]> \"quoted\" & =SUM(A1) \u202eright to left\u202c {{7*7}} </script>"
"""A title that tries to break out of HTML, JavaScript, XML, Turtle, a template and a spreadsheet cell."""


def evidence(paper: str, sentence: str, start: int = 0, rule: str = "test", score: float = 0.8) -> Evidence:
    return Evidence(paper, start, start + len(sentence), sentence, rule, score)


def paper_and_method(text: str = "LoRA", **attributes: object) -> Graph:
    """A paper with this text, joined to a method by two parallel edges (readers differ in what they make of these)."""
    evidence = (Evidence("paper:p", 0, len(text), text, "test", 0.5),)
    nodes = [Node("paper:p", NodeKind.PAPER, text, attributes), Node("method:lora", NodeKind.METHOD, text)]
    predicates = (Predicate.INTRODUCES, Predicate.STUDIES)
    return Graph.from_facts(nodes, [Fact("paper:p", each, "method:lora", evidence) for each in predicates])


@pytest.fixture
def small_graph() -> Graph:
    """Three papers, six concepts, a repository, a page and a result; one paper is hostile."""
    pro, base, bad = "paper:arxiv:2407.18242", "paper:arxiv:2106.09685", "paper:t-hostile"
    nodes = [
        Node(
            pro,
            NodeKind.PAPER,
            "LoRA-Pro",
            {
                "title": "LoRA-Pro",
                "abstract": "LoRA-Pro extends LoRA. It gains 5.69% on GLUE.",
                "year": 2024,
                "url": "https://arxiv.org/abs/2407.18242",
                "authors": ("Z. Wang", "J. Liang"),
                "sources": ("papers.jsonl:1",),
            },
        ),
        Node(
            base,
            NodeKind.PAPER,
            "LoRA",
            {
                "title": "LoRA",
                "abstract": "LoRA adapts GPT-3. It is evaluated on GLUE by accuracy.",
                "year": 2021,
                "venue": "ICLR 2022",
                "sources": ("papers.jsonl:2",),
            },
        ),
        Node(
            bad,
            NodeKind.PAPER,
            HOSTILE,
            {"title": HOSTILE, "abstract": HOSTILE + " LoRA.", "sources": ("papers.jsonl:3",)},
        ),
        Node(
            "method:lora",
            NodeKind.METHOD,
            "LoRA",
            {"aliases": ("LoRA", "Low-Rank Adaptation"), "year": 2021, "link": "arxiv:2106.09685"},
        ),
        Node("method:lora-pro", NodeKind.METHOD, "LoRA-Pro", {"aliases": ("LoRA-Pro",)}),
        Node("model:gpt-3", NodeKind.MODEL, "GPT-3", {"aliases": ("GPT-3",)}),
        Node("dataset:glue", NodeKind.DATASET, "GLUE", {"aliases": ("GLUE",)}),
        Node("task:fine-tuning", NodeKind.TASK, "fine-tuning", {"aliases": ("fine-tuning",)}),
        Node("metric:accuracy", NodeKind.METRIC, "accuracy", {"aliases": ("accuracy",)}),
        Node(
            "repository:github.com/mrflogs/lora-pro",
            NodeKind.REPOSITORY,
            "mrflogs/LoRA-Pro",
            {"url": "https://github.com/mrflogs/LoRA-Pro"},
        ),
        Node(
            "page:example.org/lora?a=1&b=<2>",
            NodeKind.PAGE,
            "example.org/lora",
            {"url": "https://example.org/lora?a=1&b=<2>", "page_kind": "project_page"},
        ),
        Node(
            "result:2407-1",
            NodeKind.RESULT,
            "5.69%",
            {"value": "5.69%", "number": 5.69, "unit": "%", "sentence": "It gains 5.69% on GLUE."},
        ),
    ]
    gains = evidence(pro, "It gains 5.69% on GLUE.", 32)
    extends = evidence(pro, "LoRA-Pro extends LoRA.", 9)
    rows = [
        (pro, Predicate.INTRODUCES, "method:lora-pro", extends),
        (pro, Predicate.USES, "method:lora", extends),
        (pro, Predicate.EVALUATED_ON, "dataset:glue", gains),
        (base, Predicate.INTRODUCES, "method:lora", evidence(base, "LoRA adapts GPT-3.", 5)),
        (base, Predicate.USES, "model:gpt-3", evidence(base, "LoRA adapts GPT-3.", 5)),
        (base, Predicate.EVALUATED_ON, "dataset:glue", evidence(base, "It is evaluated on GLUE by accuracy.", 24)),
        (base, Predicate.EVALUATED_ON, "metric:accuracy", evidence(base, "It is evaluated on GLUE by accuracy.", 24)),
        (base, Predicate.STUDIES, "task:fine-tuning", evidence(base, "LoRA", 0)),
        (bad, Predicate.MENTIONS, "method:lora", evidence(bad, HOSTILE + " LoRA.", len(HOSTILE) + 1)),
        ("method:lora-pro", Predicate.VARIANT_OF, "method:lora", extends),
        ("method:lora-pro", Predicate.EVALUATED_ON, "dataset:glue", gains),
        (pro, Predicate.HAS_CODE, "repository:github.com/mrflogs/lora-pro", evidence(pro, "LoRA-Pro", 0)),
        (pro, Predicate.HAS_PAGE, "page:example.org/lora?a=1&b=<2>", evidence(pro, "LoRA-Pro", 0)),
        (pro, Predicate.REPORTS, "result:2407-1", gains),
        ("result:2407-1", Predicate.OF_METHOD, "method:lora-pro", gains),
        ("result:2407-1", Predicate.ON_DATASET, "dataset:glue", gains),
        ("result:2407-1", Predicate.BY_METRIC, "metric:accuracy", gains),
        ("result:2407-1", Predicate.OVER_BASELINE, "method:lora", gains),
    ]
    facts = [Fact(head, predicate, tail, (piece,)) for head, predicate, tail, piece in rows]
    return Graph.from_facts(nodes, facts, {"papers": 3, "version": "0.1.0"})
