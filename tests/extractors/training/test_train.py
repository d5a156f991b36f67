"""Training, from annotated papers to files, on papers made up by a pattern."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.candidates import find_ruled
from extractors.document import read_document
from extractors.errors import InputError
from extractors.gathering import gather
from extractors.linear import from_bytes
from extractors.overlaps import in_order, nests_of
from extractors.pipeline import extract
from extractors.roles import find_casts
from extractors.tagger.model import Tagger, tag
from extractors.tagger.spans import find_tagged
from extractors.tagger.words import shipped_words
from extractors.training.files import TrainingError, train_into
from extractors.training.gold import GoldConcept, GoldPaper, read_gold
from extractors.training.silver import SilverPaper, to_line
from extractors.training.train import Case, _label
from extractors.types import Kind, Mention, Paper, Role

NAMES = (
    "FoldNet",
    "CreaseFormer",
    "PleatGAN",
    "OriBERT",
    "TuckLoRA",
    "KiriNet",
    "PaperMix",
    "FlapFlow",
    "BendDiff",
    "ValleyRL",
)
DATA = ("CraneBench", "GLUE", "ImageNet", "FoldEval")
ABSTRACT = (
    "We propose {name}, a way of pruning. We use attention. On {data}, {name} outperforms LoRA in accuracy. "
    "Thanks go to GPT-4."
)


def annotated(number: int) -> dict[str, object]:
    name, data = NAMES[number % len(NAMES)], DATA[number % len(DATA)]

    def concept(text: str, kind: str, role: str, level: str = "named") -> dict[str, object]:
        return {"name": text, "type": kind, "alt_types": [], "surfaces": [text], "level": level, "role": role}

    return {
        "id": f"p{number}",
        "title": f"{name}: pruning made simple",
        "abstract": ABSTRACT.format(name=name, data=data),
        "concepts": [
            concept(name, "method", "introduced"),
            concept("pruning", "task" if number % 2 else "method", "studied", "term"),
            concept("attention", "method", "used", "optional"),
            concept(data, "dataset", "evaluated_on"),
            concept("LoRA", "method", "compared"),
            concept("accuracy", "metric", "evaluated_on", "term"),
        ],
        "relations": [
            {"head": name, "type": "evaluated_on", "tail": data},
            {"head": name, "type": "compared_with", "tail": "LoRA"},
            {"head": name, "type": "variant_of", "tail": "pruning"},
        ],
    }


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    file.write_text("".join(json.dumps(annotated(number)) + "\n" for number in range(20)))
    return file


@pytest.fixture(scope="module")
def trained(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    train_into((gold,), folder, (), 1, lambda _: None)
    return folder


def test_four_models_are_written_with_the_labels_of_the_annotation(trained: Path) -> None:
    models = {file.stem: from_bytes(file.read_bytes()) for file in sorted(trained.iterdir())}
    assert set(models) == {"judge", "relations", "roles", "tagger"}
    assert set(models["roles"].labels) <= set(Role)
    assert set(models["judge"].labels) - set(Kind) == {"none"}
    assert {"none", "evaluated_on", "compared_with"} <= {label.rstrip("<>") for label in models["relations"].labels}


def test_what_the_pattern_always_says_is_learnt(trained: Path) -> None:
    roles = from_bytes((trained / "roles.npz").read_bytes())
    compared = roles.labels.index("compared")
    assert roles.weights[roles.index["body -1 outperforms"], compared] > 0
    tagger = Tagger(from_bytes((trained / "tagger.npz").read_bytes()), shipped_words())
    document = read_document(Paper("p", "On folding", "We propose ZigFold, a way of pruning."))
    assert "ZigFold" in {m.text for m in find_tagged(document, tag(document, find_ruled(document), tagger))}


def test_the_same_papers_and_seed_give_the_same_bytes(gold: Path, trained: Path, tmp_path: Path) -> None:
    train_into((gold,), tmp_path, (), 1, lambda _: None)
    for file in trained.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_what_only_silver_papers_teach_is_learnt_too(gold: Path, trained: Path, tmp_path: Path) -> None:
    paper = Paper("s", "On folding", "We fold paper. Here we pit FoldNet against LoRA.")
    concepts = tuple(gather(read_document(paper), extract(paper).mentions).values())
    roles = tuple({Role.COMPARED if found[0].text == "LoRA" else Role.MENTIONED: 1.0} for found in concepts)
    lines = [to_line(SilverPaper(replace(paper, id=f"s{number}"), concepts, roles, {}, {})) for number in range(200)]
    (tmp_path / "silver.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    train_into((gold,), tmp_path / "out", (), 1, lambda _: None, silver=tmp_path / "silver.jsonl.gz")
    (cast,) = (c for c in find_casts(read_document(paper), extract(paper).mentions) if c.mentions[0].text == "LoRA")
    before, after = (from_bytes((folder / "roles.npz").read_bytes()) for folder in (trained, tmp_path / "out"))
    compared = after.labels.index("compared")
    assert after.probabilities([cast.features])[0, compared] > 0.6
    assert before.probabilities([cast.features])[0, compared] < 0.5


def test_a_corpus_gives_the_word_table_and_asks_for_a_fixed_hash(gold: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "train", str(gold), "--corpus", "examples/papers.jsonl", "-o", str(tmp_path)]
    loose = {key: value for key, value in os.environ.items() if key != "PYTHONHASHSEED"}
    refused = subprocess.run(command, env=loose, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "PYTHONHASHSEED=0" in refused.stderr
    done = subprocess.run(command, env={**loose, "PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"words.tsv.gz", "long_forms.txt.gz", "tagger.npz"} <= {file.name for file in tmp_path.iterdir()}


def test_gold_that_is_none_is_named_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(annotated(0)) + "\n" + json.dumps({**annotated(1), "concepts": [{"name": "x"}]}) + "\n")
    with pytest.raises(InputError, match=r"gold.jsonl:2: KeyError"):
        read_gold(file)


def test_what_training_needs_is_named_where_it_is_missing(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(TrainingError, match=r"paperkg\[train\]"):
        train_into((gold,), tmp_path, (), 1, lambda _: None)


def test_of_a_name_with_its_abbreviation_behind_it_the_parts_are_looked_for() -> None:
    both = GoldConcept(
        "FoldNet", Kind.MODEL, Role.INTRODUCED, "named", ("folding network (FoldNet)", "folding network", "FoldNet")
    )
    alone = GoldConcept("CN", Kind.MODEL, Role.USED, "named", ("crease net (CN)",))
    paper = Paper("p", "A", "We join a folding network (FoldNet) to a crease net (CN).")
    spans = GoldPaper(paper, (both, alone), ()).spans()
    texts = {paper.text[span.start : span.end] for span, _ in spans}
    assert texts == {"folding network", "FoldNet", "crease net (CN)"}, "of the latter there are no parts"


def test_more_words_for_what_a_name_stands_for_teach_that_they_are_no_concept() -> None:
    def concept(name: str, *surfaces: str) -> GoldConcept:
        return GoldConcept(name, Kind.METHOD, Role.USED, "term", surfaces)

    paper = Paper("p", "Folds", "We run standard fold search and deep crease search here.")
    concepts = (
        concept("fold search", "fold search", "standard fold search"),
        concept("deep crease search", "deep crease search"),
    )
    case = Case.of(0, GoldPaper(paper, concepts, ()))

    def found(text: str, rule: str) -> Mention:
        start = paper.text.index(text)
        return Mention(start, start + len(text), text, Kind.METHOD, rule, 0.5)

    outer, inner = found("standard fold search", "tagger"), found("fold search", "catalogue")
    deep, part = found("deep crease search", "tagger"), found("crease search", "catalogue")
    nests = nests_of(in_order([outer, inner, deep, part]))
    labels = [_label(case, (each,), nests) for each in (outer, inner, deep, part)]
    assert labels == ["none", "method", "method", "none"]
