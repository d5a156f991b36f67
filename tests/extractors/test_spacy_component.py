"""The extraction as a component of spaCy pipelines."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors import spacy_component
from extractors.pipeline import extract
from extractors.types import Extraction, Kind, Mention, Paper

TEXT = "FoldNet: Fast Folding\nWe propose FoldNet, which extends LoRA, on GLUE and CIFAR-10/100."


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("en")
    language.add_pipe("paperkg")
    return language


def texts_of(doc: Doc) -> list[str]:
    return [span.text for span in doc.spans["paperkg"]]


def test_it_is_found_by_its_entry_point() -> None:
    (entry,) = entry_points(group="spacy_factories", name="paperkg")
    assert entry.value == "extractors.spacy_component:make_component"


def test_mentions_are_spans_with_kind_and_concept(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {(span.text, span.label_, span.kb_id_) for span in doc.spans["paperkg"]}
    assert {("LoRA", "method", "method:lora"), ("GLUE", "dataset", "dataset:glue")} <= found
    assert doc.ents == ()


def test_the_whole_extraction_is_an_attribute(nlp: Language) -> None:
    title, _, abstract = TEXT.partition("\n")
    assert nlp(TEXT)._.paperkg == extract(Paper("", title, abstract))


def test_a_text_of_one_line_has_no_title(nlp: Language) -> None:
    doc = nlp("We use LoRA on GLUE.")
    assert doc._.paperkg.paper.title == ""
    assert [span.text for span in doc.spans["paperkg"]] == ["LoRA", "GLUE"]


def test_many_texts_give_what_each_gives_alone(nlp: Language) -> None:
    texts = [TEXT, "We use LoRA.", ""]
    alone = [nlp(text) for text in texts]
    assert [texts_of(doc) for doc in nlp.pipe(texts)] == [texts_of(doc) for doc in alone]


def test_entities_are_set_where_asked_and_those_there_before_stay() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "GLUE"}])
    nlp.add_pipe("paperkg", config={"set_ents": True, "spans_key": "concepts"})
    doc = nlp("We use LoRA on GLUE.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("LoRA", "method"), ("GLUE", "ORG")]
    assert len(doc.spans["concepts"]) == 2


def test_of_mentions_in_one_another_the_longest_is_the_entity(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "We run fast fold search."
    both = tuple(
        Mention(start, end, text[start:end], Kind.METHOD, "r", 0.9, name="") for start, end in ((7, 23), (12, 23))
    )
    monkeypatch.setattr(spacy_component, "read_text", lambda _: Extraction(Paper("", "", text), mentions=both))
    nlp = spacy.blank("en")
    nlp.add_pipe("paperkg", config={"set_ents": True})
    doc = nlp(text)
    assert texts_of(doc) == ["fast fold search", "fold search"]
    assert [ent.text for ent in doc.ents] == ["fast fold search"]


@pytest.mark.parametrize(("mode", "found"), [("expand", ["CIFAR-10/100"] * 2), ("contract", []), ("strict", [])])
def test_a_mention_inside_a_token_is_taken_as_the_mode_says(mode: str, found: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("paperkg", config={"alignment_mode": mode})
    doc = nlp("On CIFAR-10/100 only.")
    assert texts_of(doc) == found


def test_a_pipeline_with_it_can_be_saved_and_its_documents_sent(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded.pipe_names == ["paperkg"]
    sent, kept = Doc(loaded.vocab).from_bytes(loaded(TEXT).to_bytes()), nlp(TEXT)
    assert texts_of(sent) == texts_of(kept)
    assert [span.kb_id_ for span in sent.spans["paperkg"]] == [span.kb_id_ for span in kept.spans["paperkg"]]


def test_a_pipeline_without_it_loads_nothing_of_ours_but_its_module() -> None:
    code = "import spacy, sys; spacy.blank('en'); print('extractors.pipeline' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False", done.stderr


def test_spacy_finds_it_without_any_import_of_ours(tmp_path: Path) -> None:
    code = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('paperkg'); doc = nlp('We use LoRA.'); print(doc.spans)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "[LoRA]" in done.stdout, done.stderr
