"""What the teacher is shown of a paper: word pieces and labels. Its network is tested where torch is installed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractors.document import read_document
from extractors.tagger.tokens import find_tokens
from extractors.training.gold import GoldConcept, GoldPaper, left_out
from extractors.training.teacher.pieces import IGNORED, ROLES, TAGS, TYPES, Lesson, Pieces, tags_of, to_lesson, to_scene
from extractors.types import Kind, Paper, RelationType, Role, Span


def tokenizer(text: str, **_: Any) -> Mapping[str, Any]:
    """Words of three letters at most, between two pieces that stand for no text."""
    offsets = [(0, 0), *(match.span() for match in re.finditer(r"\w{1,3}|[^\w\s]", text)), (0, 0)]
    return {"input_ids": list(range(len(offsets))), "offset_mapping": offsets}


def concept(name: str, kind: Kind, role: Role, level: str = "named") -> GoldConcept:
    return GoldConcept(name, kind, role, level, (name,))


@pytest.fixture
def lesson() -> Lesson:
    paper = Paper("p", "Fold", "FoldNet extends Fold on GLUE with care.")
    concepts = (
        concept("FoldNet", Kind.MODEL, Role.INTRODUCED),
        concept("Fold", Kind.METHOD, Role.USED),
        concept("care", Kind.METHOD, Role.USED, "optional"),
        concept("absent", Kind.TASK, Role.STUDIED),
    )
    relations = (("FoldNet", RelationType.VARIANT_OF, "Fold"), ("FoldNet", RelationType.USED_FOR, "absent"))
    return to_lesson(GoldPaper(paper, concepts, relations), tokenizer)


def test_each_piece_has_the_tag_of_its_concept(lesson: Lesson) -> None:
    tags = [TAGS[tag] if tag != IGNORED else "" for tag in lesson.tags]
    fold = ["B-method", "I-method"]
    net = ["B-model", "I-model", "I-model"]
    assert tags == ["", *fold, *net, "O", "O", "O", *fold, "O", "O", "O", "O", "O", "", "", "O", ""]


def test_concepts_that_are_met_have_roles_and_optional_ones_none(lesson: Lesson) -> None:
    assert [ROLES[role] if role != IGNORED else None for role in lesson.roles] == [Role.INTRODUCED, Role.USED, None]
    assert [len(spans) for spans in lesson.scene.spans] == [1, 2, 1]


def test_pairs_are_labelled_from_head_to_tail(lesson: Lesson) -> None:
    assert TYPES[lesson.relations[0, 1]] is RelationType.VARIANT_OF
    assert TYPES[lesson.relations[1, 0]] is None
    assert np.diag(lesson.relations).tolist() == [IGNORED] * 3


def test_a_pair_meets_where_its_mentions_are_closest() -> None:
    spans = [(Kind.METHOD, [Span(0, 3), Span(20, 23)]), (Kind.METHOD, [Span(16, 19)])]
    scene = to_scene("abc def ghi jkl mno pqr", spans, tokenizer)
    meetings = list(scene.meetings())
    assert meetings[1] == ((6, 7), 0), "mno before pqr: the head comes behind, one piece off"
    assert meetings[2] == ((6, 7), 6), "and before, where the pair is turned round"


def test_a_token_is_tagged_as_its_first_piece_is() -> None:
    tokens = find_tokens(read_document(Paper("p", "Folding", "LoRA helps.")))
    pieces = Pieces.of("Folding\nLoRA helps.", tokenizer)
    shares = np.zeros((len(pieces.numbers), len(TAGS)), np.float32)
    shares[:, 0] = 1.0
    shares[4] = np.eye(len(TAGS))[TAGS.index("B-method")] * 0.9 + np.eye(len(TAGS))[0] * 0.1
    shares[5, :2] = 0.0, 1.0
    assert [token.text for token in tokens] == ["Folding", "LoRA", "helps", "."]
    assert tags_of(tokens, pieces, shares) == {1: {"O": 0.1, "B-method": 0.9}}, "the second piece of LoRA says nothing"


def test_what_is_cut_off_is_put_at_the_first_piece() -> None:
    pieces = Pieces.of("abc def", tokenizer)
    assert pieces.covering(4, 7) == (2, 3)
    assert pieces.covering(9, 12) is None
    assert to_scene("abc def", [(Kind.TASK, [Span(9, 12)])], tokenizer).spans == (((0, 1),),)


def test_the_same_papers_are_left_out_each_time() -> None:
    papers = [GoldPaper(Paper(str(number), "", ""), (), ()) for number in range(10)]
    assert left_out(papers, 5) == left_out(papers, 5)
    assert len(left_out(papers, 5)) == 2


def test_a_network_learns_from_lessons_and_labels_papers(lesson: Lesson, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    from extractors.training.teacher.labelling import label
    from extractors.training.teacher.learning import learn

    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    transformers.BertModel(transformers.BertConfig(vocab_size=64, **small)).save_pretrained(tmp_path)
    told: list[str] = []
    network = learn([lesson] * 8, tmp_path, 0, told.append)
    losses = [float(line.split()[-1]) for line in told]
    assert losses[-1] < losses[0]
    (silver,) = label([Paper("q", "FoldNet", "FoldNet outperforms LoRA.")], network, tokenizer)
    assert {m.text for m in silver.mentions} >= {"FoldNet", "LoRA"}
    tokens = find_tokens(read_document(silver.paper))
    assert all(token < len(tokens) and sum(tags.values()) <= 1.01 for token, tags in silver.tags.items())
    assert all(sum(roles.values()) == pytest.approx(1.0, abs=0.05) for roles in silver.roles)
