"""The tagger's architecture on a public set: trained on SciER's training part alone, scored on its development part.

    python benchmarks/scier.py SCIER_TRAIN.jsonl SCIER_DEV.jsonl

Each line has ``text`` and ``entities`` with ``start``, ``end`` and ``type`` (Method, Task or Dataset). Printed are
precision, recall and F1 of exact spans with their type. What the shipped tagger has learnt is not used, but for the
word table, which comes from unlabelled text, and the catalogue. The set is for comparison: its licence lets no shipped
weights be trained on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from extractors.candidates import find_ruled
from extractors.document import Document, read_document
from extractors.tagger.features import mark, to_strings
from extractors.tagger.model import Tagger, Tagging, tag
from extractors.tagger.tokens import find_tokens, to_tags
from extractors.tagger.words import shipped_words
from extractors.training import crf
from extractors.types import Kind, Paper, Span

KINDS = {"Method": Kind.METHOD, "Task": Kind.TASK, "Dataset": Kind.DATASET}


def read(path: Path) -> Iterator[tuple[Document, set[tuple[int, int, str]]]]:
    """Each text as a document without a title, and its entities; a title's line feed moves offsets by one."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entities = {(e["start"] + 1, e["end"] + 1, KINDS[e["type"]].value) for e in row["entities"]}
        yield read_document(Paper(str(row["id"]), "", row["text"])), entities


def prepared(document: Document, entities: set[tuple[int, int, str]]) -> crf.Tagged:
    """A text for training."""
    words, tokens = shipped_words(), find_tokens(document)
    features = to_strings(tokens, mark(document, tokens, find_ruled(document), words), words)
    return crf.Tagged(tokens, features, to_tags(tokens, ((Span(s, e), kind) for s, e, kind in sorted(entities))))


def spans(tagging: Tagging) -> Iterator[tuple[int, int, str]]:
    """The spans of the likeliest tags; an inside tag without a beginning begins one."""
    open_: tuple[int, int, str] | None = None
    for token, best in zip(tagging.tokens, np.argmax(tagging.marginals, axis=1), strict=True):
        place, _, kind = tagging.tags[best].partition("-")
        if open_ and place == "I" and kind == open_[2]:
            open_ = (open_[0], token.end, kind)
            continue
        if open_:
            yield open_
        open_ = None if place == "O" else (token.start, token.end, kind)
    if open_:
        yield open_


def main() -> None:
    """Train, tag, score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    arguments = parser.parse_args()
    tagger = Tagger(crf.fit_tagged(prepared(*pair) for pair in read(arguments.train)), shipped_words())
    right = found = given = 0
    for document, entities in read(arguments.dev):
        said = set(spans(tag(document, find_ruled(document), tagger)))
        right, found, given = right + len(said & entities), found + len(said), given + len(entities)
    precision, recall = right / found, right / given
    f1 = 2 * precision * recall / (precision + recall)
    print(f"exact spans with type: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f} ({given} annotated)")


if __name__ == "__main__":
    main()
