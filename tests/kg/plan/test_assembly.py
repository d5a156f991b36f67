"""A graph that was extended, or of which papers were taken out, is the graph of the papers that it has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.pipeline import extract
from extractors.types import Extraction, Paper
from kg.decisions import Action, Decision
from kg.plan.assembly import ALONE, NOTHING, OF_DECISIONS, Given, Tables, made_of, make
from kg.plan.engine import Engine
from kg.plan.papers import Papers, papers_of
from kg.plan.readings import readings_table

ABSTRACTS = (
    "We propose zonal quantum mixing (ZQM). ZQM is a variant of LoRA and is evaluated on GLUE.",
    "ZQM helps on GLUE. We use zonal quantum mixing with BERT and release https://github.com/zed/zqm.",
    "We study zoo query matching (ZQM), which outperforms BERT by 2.1% accuracy on SQuAD.",
    "The ZQM model reaches 81.5% accuracy on ImageNet. Code: https://github.com/Zed/ZQM.",
    "QLoRA extends LoRA. We compare QLoRA with ZQM and with DoRA, another variant of LoRA.",
    "The Segment Anything Model (SAM) finds organs. SAM is trained on SA-1B.",
    "SAM finds flat minima; sharpness-aware minimization costs two passes.",
    "We tune SAM for polyp segmentation on Kvasir.",
    "LoRA is a variant of QLoRA, or so it is said here; both run on LLaMA-7B and LLaMA-13B.",
    "Our VortexNet, also called Vortex Network, beats ResNet-50 on CIFAR10 and CIFAR-100.",
)
PAPERS = [extract(Paper(f"p{number}", f"Paper {number}", text)) for number, text in enumerate(ABSTRACTS)]
DECISIONS = (
    Decision(Action.JOIN, "VortexNet", "Vortex Network"),
    Decision(Action.SEPARATE, "ZQM", "zonal quantum mixing"),
    Decision(Action.JOIN, "LoRA", "DoRA"),
)


def extended(before: Tables, papers: Sequence[Extraction], given: Given, *, decided: bool = False) -> Tables:
    """The tables of papers, made of those of others, read in pieces; ``decided`` where either have decisions."""
    was = list(papers_of(before["papers"]))
    now = Papers.after(before["papers"], was, [extraction.paper for extraction in papers])
    readings = readings_table(sorted(papers, key=lambda extraction: extraction.paper.id))
    kept = {name: NOTHING[name] if decided and name in OF_DECISIONS else in_pieces(before[name]) for name in NOTHING}
    return make(now, readings, given, Engine(), kept)


def in_pieces(table: pa.Table) -> pa.Table:
    """The table as it comes from a file with three rows to a group."""
    return pa.concat_tables([table.slice(start, 3) for start in range(0, max(1, len(table)), 3)])


def differing(one: Tables, other: Tables) -> list[str]:
    assert one.keys() == other.keys() == NOTHING.keys()
    return [name for name, table in one.items() if not table.equals(other[name])]


@pytest.mark.parametrize("given_", [ALONE, Given(decisions=DECISIONS)])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.sets(st.sampled_from(range(10))), then=st.sets(st.sampled_from(range(10)), min_size=1))
def test_from_any_papers_to_any_others(given_: Given, first: set[int], then: set[int]) -> None:
    before = made_of([PAPERS[number] for number in first], given_)
    papers = [PAPERS[number] for number in then]
    decided = bool(given_.decisions)
    assert differing(extended(before, papers, given_, decided=decided), made_of(papers, given_)) == []


def test_a_paper_whose_year_has_become_known() -> None:
    title = "Genie: Lamps That Dim Themselves"
    old = extract(Paper("p1", title, "We propose Genie, which dims lamps at dusk.", year=2024))
    new = extract(Paper("p1", title, "We propose Genie, which dims lamps at dusk.", year=2011))
    assert differing(extended(made_of([old]), [new], ALONE), made_of([new])) == []


def test_decisions_that_were_not_there_before() -> None:
    given_ = Given(decisions=DECISIONS)
    assert differing(extended(made_of(PAPERS), PAPERS, given_, decided=True), made_of(PAPERS, given_)) == []
    assert differing(extended(made_of(PAPERS, given_), PAPERS, ALONE, decided=True), made_of(PAPERS)) == []


def test_only_what_changes_is_settled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.plan import settling

    settled: list[str] = []
    real = settling.settle
    monkeypatch.setattr(settling, "settle", lambda e, *rest: settled.append(e.paper.id) or real(e, *rest))
    before = made_of(PAPERS[:9])
    settled.clear()
    extended(before, PAPERS, ALONE)
    assert settled == ["p9"]
    extended(made_of(PAPERS[:2]), PAPERS[:3], ALONE)  # p2 gives ZQM another sense than p0
    assert {"p0", "p1", "p2"} <= set(settled)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_papers_does_not_matter(order: tuple[int, ...]) -> None:
    assert differing(made_of([PAPERS[number] for number in order]), made_of(PAPERS[:3])) == []


def test_no_papers_make_an_empty_graph() -> None:
    assert {name for name, table in made_of([]).items() if len(table)} == set()
