"""Each rule for relations fires on the sentence it is for and on no near miss."""

from __future__ import annotations

import pytest

from extractors.document import read_document
from extractors.overlaps import in_order
from extractors.pipeline import extract
from extractors.relations import RULES, propose
from extractors.types import Kind, Mention, Paper, Relation, Role

FIRES = {
    "X, a Y": ("FoldPro, a post-training quantization method, is fast.", "FoldPro", "post-training quantization"),
    "a Y called X": ("We present a quantization scheme called FoldPro.", "FoldPro", "quantization"),
    "X extends Y": ("We propose FoldPro, which extends LoRA.", "FoldPro", "LoRA"),
    "Y such as X": ("We use quantization such as GPTQ and AWQ.", "AWQ", "quantization"),
    "X: … Y in the title": ("It is fast.", "FoldPro", "Quantization"),
    "longer term ends in the shorter": (
        "We run deep reinforcement learning. Plain reinforcement learning fails.",
        "deep reinforcement learning",
        "reinforcement learning",
    ),
    "long form ends in Y": (
        "We run Folded Evolving Reinforcement Learning (FERL) here.",
        "FERL",
        "Reinforcement Learning",
    ),
    "introduced, evaluated on": ("We propose FoldPro. We evaluate it on GLUE.", "FoldPro", "GLUE"),
    "introduced, compared with": ("We propose FoldPro. It outperforms LoRA.", "FoldPro", "LoRA"),
    "introduced, for the task": (
        "We propose FoldPro. Results on image classification improve.",
        "FoldPro",
        "image classification",
    ),
    "X uses Y": ("We propose FoldPro, which combines pruning with quantization.", "pruning", "FoldPro"),
    "introduced, applied to": ("We propose FoldPro, a fold. It is applied to LLaMA-2.", "FoldPro", "LLaMA-2"),
    "X trained on Y": ("We use BERT trained on Wikipedia.", "BERT", "Wikipedia"),
}
TITLES = {"X: … Y in the title": "FoldPro: Fast Quantization"}
NEAR_MISSES = {
    "X, a Y": "FoldPro, a quantization error estimator, is fast. FoldPro is a transformer-based estimator.",
    "a Y called X": "We present a quantization scheme beside FoldPro.",
    "X extends Y": "We propose FoldPro, which runs beside LoRA.",
    "Y such as X": "We use quantization, then GPTQ and AWQ.",
    "X: … Y in the title": "It is fast.",
    "longer term ends in the shorter": "We run deep reinforcement learning. Plain supervised learning fails.",
    "long form ends in Y": "We run Folded Evolving Reinforcement Learning for Robots (FERLR) here.",
    "introduced, evaluated on": "We study folding. We evaluate it on GLUE.",
    "introduced, compared with": "We propose FoldPro. It uses LoRA.",
    "introduced, for the task": "We study folds. Results on image classification improve.",
    "X uses Y": "We propose FoldPro. Others like pruning.",
    "introduced, applied to": "We study folding. It is applied to LLaMA-2.",
    "X trained on Y": "We use BERT, and look at Wikipedia.",
}
NEAR_TITLES = {"X: … Y in the title": "FoldPro: Folds for Quantization"}


def found(rule: str, abstract: str, title: str | None) -> list[Relation]:
    paper = Paper("p", title or "On folding", abstract)
    document = read_document(paper)
    proposed = propose(document, extract(paper).mentions)
    return [relation for relation in proposed if relation.rule == rule]


@pytest.mark.parametrize("rule", FIRES)
def test_a_rule_fires_on_its_sentence(rule: str) -> None:
    abstract, head, tail = FIRES[rule]
    relations = found(rule, abstract, TITLES.get(rule))
    assert (head, tail) in [(relation.head.text, relation.tail.text) for relation in relations]


@pytest.mark.parametrize("rule", NEAR_MISSES)
def test_a_rule_stays_silent_on_a_near_miss(rule: str) -> None:
    assert found(rule, NEAR_MISSES[rule], NEAR_TITLES.get(rule)) == []


def test_every_rule_has_its_sentence_and_its_near_miss() -> None:
    assert len(FIRES) == len(NEAR_MISSES) == len(RULES)


@pytest.mark.parametrize("rule", FIRES)
def test_evidence_holds_the_tail_or_its_sentence(rule: str) -> None:
    for relation in found(rule, FIRES[rule][0], TITLES.get(rule)):
        assert 0 <= relation.evidence.start < relation.evidence.end


@pytest.mark.parametrize(
    "abstract",
    ["We run Folded Reinforcement Learning (FRL) here.", "We run FRL (Folded Reinforcement Learning) here."],
)
def test_evidence_of_a_definition_spans_both_forms_in_either_order(abstract: str) -> None:
    (relation,) = found("long form ends in Y", abstract, None)
    text = f"On folding\n{abstract}"[relation.evidence.start : relation.evidence.end]
    assert "FRL" in text
    assert "Folded Reinforcement Learning" in text


def test_nothing_is_related_to_itself() -> None:
    assert extract(Paper("p", "LoRA", "LoRA extends LoRA. We propose LoRA, a LoRA.")).relations == ()


def variants(title: str, abstract: str, *names: str) -> set[tuple[str, str, str]]:
    """What is proposed where these methods are the mentions, each once, the first introduced."""
    document = read_document(Paper("p", title, abstract))
    places = [(document.paper.text.index(name), name) for name in names]
    mentions = in_order(
        Mention(start, start + len(name), name, Kind.METHOD, "r", 0.9, Role.USED if number else Role.INTRODUCED)
        for number, (start, name) in enumerate(places)
    )
    return {(r.head.text, r.rule, r.tail.text) for r in propose(document, mentions) if r.type == "variant_of"}


def test_neighbours_are_names_that_lie_in_no_other() -> None:
    said = variants(
        "Folds", "We use FoldPro. GPT-style decoders such as Falcon.", "FoldPro", "GPT-style decoders", "GPT", "Falcon"
    )
    assert ("Falcon", "Y such as X", "GPT-style decoders") in said
    assert not any(tail == "GPT" for _, rule, tail in said if rule == "Y such as X")
    said = variants(
        "Folds", "FoldPro search, a quantization method, is fast.", "FoldPro search", "FoldPro", "quantization"
    )
    assert ("FoldPro search", "X, a Y", "quantization") in said


def test_a_title_that_names_a_thing_inside_its_own_name_says_nothing_of_the_two() -> None:
    said = variants("Crease Adaptation with Folds", "It is fast.", "Crease Adaptation with Folds", "Folds")
    assert not any(rule == "X: … Y in the title" for _, rule, _ in said)
