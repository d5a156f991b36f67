"""Names the catalogue does not know, by their shape: LoRA-GA, PTQ1.61, NeuralStagger, GSM8K, X-Y."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from extractors.contexts import kind_around, kind_of_head
from extractors.document import Document
from extractors.text import fold
from extractors.types import Kind, Mention, Span

_TOKEN = re.compile(r"(?<![\w/@.])[A-Za-zΑ-ω0-9][^\W_]*(?:(?:-|\.(?=\d)|/(?=[A-Z])|&)[^\W_]+)*(?:\^\{?[\w+]+\}?[^\W_]*)?(?:[+#*]{1,2}(?![\w]))?(?:@\d+)?")
_CAMEL = re.compile(r"[a-zα-ω][A-Z]|[A-Z]{2}|[A-Z]\d|\d[A-Z]")
_ORDINARY_PART = re.compile(r"[A-Z]?[a-z]+|\d+|[A-Z]")


@cache
def no_names() -> frozenset[str]:
    """Folded tokens that look like names and name no concept: GPU, API, SOTA (``data/no_names.txt``)."""
    text = (files("extractors") / "data" / "no_names.txt").read_text(encoding="utf-8")
    return frozenset(filter(None, (fold(line) for line in text.splitlines() if not line.startswith("#"))))


def has_name_shape(token: str) -> bool:
    """Whether a token is written as names are: a capital inside, or capitals and digits together.

    >>> [has_name_shape(t) for t in ("LoRA-GA", "NeuralStagger", "GSM8K", "PTQ1.61", "word2vec")]
    [True, True, True, True, False]
    >>> [has_name_shape(t) for t in ("Low-Rank", "Introduction", "A", "2023", "3D", "Pre-Trained", "X-ray", "10X")]
    [False, False, False, False, False, False, False, False]
    """
    if len(token) < 2 or not any(c.isupper() for c in token) or fold(token) in no_names():
        return False
    if re.fullmatch(r"\d+[A-Za-z]{1,2}(?:-\w+)?", token):
        return False
    parts = [part for part in re.split(r"[-/&]", token) if part]
    return not all(_ORDINARY_PART.fullmatch(part) for part in parts) and _CAMEL.search(token) is not None


def is_name(surface: str) -> bool:
    """Whether a surface found as a mention is a name rather than a term: a capital inside, or one capitalised word."""
    return any(c.isupper() for c in surface[1:]) or (surface[:1].isupper() and " " not in surface)


def find_shaped(document: Document) -> Iterator[Mention]:
    """Every token written as a name, with the kind its surroundings or its long form give it, else method."""
    long_forms = {pair.short: pair.long for pair in document.abbreviations}
    links = [link.span for link in document.links if link.span]
    shouted = document.paper.title.isupper()
    for match in _TOKEN.finditer(document.view):
        span = _trimmed(match)
        token = document.view[span.start : span.end]
        if any(link.start <= span.start < link.end for link in links) or not has_name_shape(token):
            continue
        if shouted and span.end <= document.title.end:
            continue
        kind, score = _kind(document, span, token, long_forms)
        yield Mention(span.start, span.end, document.paper.text[span.start : span.end], kind, "name shape", score)


def _trimmed(match: re.Match[str]) -> Span:
    """The token without what is joined to a name by a hyphen and is no part of it: "GPT-4-based", "LoRA-style"."""
    cut = re.search(r"-(?:based|style|like|driven|guided|aware|enhanced|tuned|trained|free|level|specific|wise|type|only|inspired|"
                    r"powered|generated|agnostic|equipped|optimized|compatible|[a-z]+ed|to)(?:-.*)?$", match[0])
    return Span(match.start(), match.end() - (len(cut[0]) if cut else 0))


def _kind(document: Document, span: Span, token: str, long_forms: dict[str, str]) -> tuple[Kind, float]:
    long = long_forms.get(token) or long_forms.get(token.removesuffix("s"))
    if long and (kind := kind_of_head(long)):
        return kind, 0.85
    if kind := _kind_of_title(document, token):
        return kind, 0.85
    if kind := kind_around(document, span):
        return kind, 0.75
    if re.search(r"(?:Bench|Eval|Set|QA|Data|Corpus|Arena)(?:-?\d\w*)?$", token) or re.search(r"Bench|\dK$", token):
        return Kind.DATASET, 0.75
    if re.search(r"(?:^|[-\d.])\d+(?:\.\d+)?[BM]\b|GPT|BERT|LLaMA|Llama|Net\b|Net-?\d|Former|former|ViT|LLM|VLM|GAN\b|VAE\b|Diffusion", token):
        return Kind.MODEL, 0.75
    return Kind.METHOD, 0.6


_TITLE_KIND = (
    (re.compile(r"\b(?:benchmark|data ?set|corpus|suite|environment|testbed|collection|database)s?\b", re.I), Kind.DATASET),
    (re.compile(r"\b(?:model|models|network|networks|transformer|transformers|gan|autoencoder|llm|architecture)\b(?!.*\b(?:for|of|in|via)\b.*\b(?:models?|networks?)\b)", re.I), Kind.MODEL),
    (re.compile(r"\b(?:metric|score)s?\b", re.I), Kind.METRIC),
)


def _kind_of_title(document: Document, token: str) -> Kind | None:
    """What "NAME: A Large Benchmark for X" says that NAME is: read from the noun phrase before the first preposition."""
    name, colon, rest = document.paper.title.partition(":")
    if not colon or token not in name.split():
        return None
    phrase = re.split(r"\b(?:for|of|in|via|with|by|to|on|from|through|using|towards?|under)\b", rest, maxsplit=1, flags=re.I)[0]
    return next((kind for pattern, kind in _TITLE_KIND if pattern.search(phrase)), None)
