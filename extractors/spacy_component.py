"""The extraction as a spaCy component: ``nlp.add_pipe("paperkg")`` in any pipeline, found by its entry point.

A text's first line is its title where it has several lines. Mentions become spans of ``doc.spans["paperkg"]``, whose
label is the kind and whose ``kb_id_`` is the id that the concept has where this text alone is read; all else that was
read is in ``doc._.paperkg``, an ``Extraction`` whose offsets count in its own paper's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from extractors.types import Extraction, Mention, Paper

# spaCy imports this module wherever it makes a pipeline, ours in it or not, so what is heavy is imported at first use.

NAME = "paperkg"

Alignment: TypeAlias = Literal["strict", "contract", "expand"]


@lru_cache(maxsize=64)
def read_text(text: str) -> Extraction:
    """What a text says; kept for the texts met last, so that a document and its attribute read it but once."""
    from extractors.pipeline import extract

    title, line, abstract = text.partition("\n")
    return extract(Paper("", title, abstract) if line else Paper("", "", text))


def concept_key(mention: Mention) -> str:
    """The id of the catalogue's entry of that kind and name, else one made of the mention's own words.

    >>> from extractors.types import Kind
    >>> concept_key(Mention(0, 26, "large language models", Kind.MODEL, "catalogue", 0.9))
    'model:large-language-model'
    """
    from extractors.lexicon import shipped_lexicon
    from extractors.spelling import spelling_key
    from extractors.text import slug

    names = shipped_lexicon().names.get(spelling_key(mention.form), ())
    entries = [name.entry.name for name in names if name.entry.kind is mention.kind]
    return f"{mention.kind}:{slug(entries[0] if entries else mention.form)}"


class Component:
    """Sets the spans of a document, and with ``set_ents`` its entities, those that it has first.

    ``alignment_mode`` is that of ``Doc.char_span``: where a mention ends inside a token, expand takes in the whole
    token, contract and strict leave the mention out.
    """

    def __init__(self, *, set_ents: bool, spans_key: str, alignment_mode: Alignment) -> None:
        self.set_ents, self.spans_key, self.alignment_mode = set_ents, spans_key, alignment_mode

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        spans = list(self._spans(doc, read_text(doc.text)))
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=spans)
        if self.set_ents:
            free = [span for span in spans if not any(token.ent_type for token in span)]
            doc.ents = sorted([*doc.ents, *filter_spans(free)])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:  # noqa: ARG002 - spaCy passes it
        """Read documents as they come."""
        return map(self, docs)

    def _spans(self, doc: Doc, extraction: Extraction) -> Iterator[Span]:
        shift = len(extraction.paper.text) - len(doc.text)  # of a text without a title, the line end before it
        for mention in extraction.mentions:
            span = doc.char_span(
                mention.start - shift,
                mention.end - shift,
                label=mention.kind,
                kb_id=concept_key(mention),
                alignment_mode=self.alignment_mode,
            )
            if span is not None:
                yield span


@Language.factory(
    NAME,
    assigns=["doc.spans", "doc._.paperkg"],
    default_config={"set_ents": False, "spans_key": NAME, "alignment_mode": "expand"},
)
def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy names its arguments
    name: str,  # noqa: ARG001
    set_ents: bool,
    spans_key: str,
    alignment_mode: Alignment,
) -> Component:
    """The component; spaCy calls this for ``nlp.add_pipe("paperkg", config={...})``."""
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, getter=lambda doc: read_text(doc.text))
    return Component(set_ents=set_ents, spans_key=spans_key, alignment_mode=alignment_mode)
