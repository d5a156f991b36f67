"""Names the catalogue does not know, by their shape: LoRA-GA, PTQ1.61, NeuralStagger, GSM8K, X-Y."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extractors.contexts import kind_around, kind_of_head
from extractors.coordination import find_conjuncts
from extractors.cues import alternatives, cue
from extractors.document import Document
from extractors.lexicon import SIZE
from extractors.text import fold
from extractors.types import Kind, Mention, Span
from extractors.wordlists import read_lines

_TOKEN = re.compile(
    r"(?<![\w/@.])[A-Za-zΑ-ω0-9][^\W_]*"
    r"(?:(?:-|\.(?=\d)|/(?=[A-Z])|&)[^\W_]+)*"  # LoRA-GA, PTQ1.61, TCP/IP, Q&A
    r"(?:(?: ?\^ ?[\w+]{1,3} {1,2}(?=[A-Z])|\^[\w+]+)[^\W_]*)?"  # S^2FT, and S^{2}FT and S$^2$FT as the view has them
    r"(?:[+#*]{1,2}(?![\w]))?(?:@\d+)?"  # PFGM++, pass@1
)
_CAMEL = re.compile(r"[a-zα-ω][A-Z]|[A-Z]{2}|[A-Z]\d|\d[A-Z]")
_JOINTS = re.compile(r"[-/&]")
_ORDINARY_PART = re.compile(r"[A-Z]?[a-z]+|\d+|[A-Z]")
_COUNTED = re.compile(r"\d+(?:\.\d+)?[A-Za-z]{1,2}(?:-\w+)?")
_NAMED_NET = re.compile(r"(?!(?:Neural|Deep|Sub|Super|Sentence|Text|Image)-)[A-Z][a-z]+-(?:Net|Former|Bench)")
_JOINED_TO_NAME = re.compile(
    "-"
    + alternatives(
        """based | style | like | driven | guided | aware | enhanced | tuned | trained | free | level | specific | wise
        | type | only | inspired | powered | generated | agnostic | equipped | optimized | compatible | [a-z]+ed | to"""
    )
    + "(?:-.*)?$",
    re.IGNORECASE,
)


@cache
def no_names() -> frozenset[str]:
    """Folded tokens that look like names and name no concept: GPU, API, SOTA (``data/no_names.txt``)."""
    return frozenset(filter(None, map(fold, read_lines("no_names.txt"))))


@lru_cache(maxsize=65536)
def has_name_shape(token: str) -> bool:
    """Whether a token is written as names are: a capital inside, or capitals and digits together.

    >>> [has_name_shape(t) for t in ("LoRA-GA", "NeuralStagger", "GSM8K", "PTQ1.61", "word2vec")]
    [True, True, True, True, False]
    >>> [has_name_shape(t) for t in ("Low-Rank", "Introduction", "A", "2023", "3D", "Pre-Trained", "X-ray", "86.9K")]
    [False, False, False, False, False, False, False, False]
    """
    if len(token) < 2 or not any(map(str.isupper, token)) or not (_is_shaped(token) or _NAMED_NET.fullmatch(token)):
        return False
    return _COUNTED.fullmatch(token) is None and fold(token) not in no_names()


def _is_shaped(token: str) -> bool:
    parts = filter(None, _JOINTS.split(token))
    return _CAMEL.search(token) is not None and not all(map(_ORDINARY_PART.fullmatch, parts))


def find_shaped(document: Document) -> Iterator[Mention]:
    """Every token written as a name, with the kind its surroundings or its long form give it, else method."""
    long_forms = {pair.short: pair.long for pair in document.abbreviations}
    shouted = document.paper.title.isupper()
    for span in find_tokens(document.view):
        token, written = document.view[span.start : span.end], document.paper.text[span.start : span.end]
        if "^" in token:  # a name's exponent, or a formula's, which has blanks
            token = "" if " " in written else token.replace(" ", "").replace("^", "")
        if not has_name_shape(token) or document.in_link(span.start):
            continue
        if shouted and span.end <= document.title.end:
            continue
        if size := SIZE.match(document.view, span.end):
            span, token = Span(span.start, size.end()), document.view[span.start : size.end()]
        long = long_forms.get(token) or long_forms.get(token.removesuffix("s"))
        kind, score = kind_of_name(document, span, token, long)
        yield Mention(span.start, span.end, document.paper.text[span.start : span.end], kind, "name shape", score)


def find_tokens(view: str) -> Iterator[Span]:
    """Every token with a capital; names with a slash between them each for itself, "SARAH/SPIDER" and "DeiT-Ti/S"."""
    for match in _TOKEN.finditer(view):
        if match[0].islower() or match[0].isdecimal():
            continue
        span = _trimmed(match)
        first, slash, rest = view[span.start : span.end].partition("/")
        if not slash or span.end - span.start == len(first):
            yield span
        elif any(find_conjuncts(view, Span(span.start, span.start + len(first)))):
            yield Span(span.start, span.start + len(first))
        elif all(len(part) >= _SHORTEST_OF_TWO and has_name_shape(part) for part in (first, *rest.split("/"))):
            yield from _parts(span.start, (first, *rest.split("/")))
        else:
            yield span


_SHORTEST_OF_TWO = 3
"""Letters that each of two names needs so as not to be taken for one, as TCP/IP and MOEA/D are."""


def _parts(start: int, parts: tuple[str, ...]) -> Iterator[Span]:
    for part in parts:
        yield Span(start, start + len(part))
        start += len(part) + 1


def _trimmed(match: re.Match[str]) -> Span:
    """The token without what is joined to a name by a hyphen and is no part of it: "GPT-4-based", "LoRA-style"."""
    cut = _JOINED_TO_NAME.search(match[0]) if "-" in match[0] else None
    return Span(match.start(), match.end() - (len(cut[0]) if cut else 0))


_LIKE_DATASET = re.compile(r"(?:Bench|Eval|Set|QA|Data|Corpus|Arena)(?:-?\d\w*)?$|Bench|\dK$")
_LIKE_MODEL = re.compile(
    r"(?:^|[-\d. ])\d+(?:\.\d+)?[BM]\b"  # a number of parameters
    r"|GPT|BERT|LLaMA|Llama|Net\b|Net-?\d|Former|former|ViT|LLM|VLM|GAN\b|VAE\b|Diffusion"
)


def kind_of_name(document: Document, span: Span, token: str, long: str | None = None) -> tuple[Kind, float]:
    """The kind of a name by its long form, the title, the words around it and its shape; and how sure that is."""
    if long and (kind := kind_of_head(long)):
        return kind, 0.85
    if kind := _kind_of_title(document, token):
        return kind, 0.85
    if kind := kind_around(document, span):
        return kind, 0.75
    if _LIKE_DATASET.search(token):
        return Kind.DATASET, 0.75
    if _LIKE_MODEL.search(token):
        return Kind.MODEL, 0.75
    return Kind.METHOD, 0.6


_PREPOSITION = cue("for | of | in | via | with | by | to | on | from | through | using | towards? | under")
_TITLE_KIND = (
    (cue("(?:benchmark|data ?set|corpus|suite|environment|testbed|collection|database)s?"), Kind.DATASET),
    (
        cue(
            """model | models | network | networks | transformer | transformers | gan | autoencoder | llm
            | architecture""",
            after=r"\b(?!.*\b(?:for|of|in|via)\b.*\b(?:models?|networks?)\b)",
        ),
        Kind.MODEL,
    ),
    (cue("(?:metric|score)s?"), Kind.METRIC),
)


def _kind_of_title(document: Document, token: str) -> Kind | None:
    """What "NAME: A Large Benchmark for X" says that NAME is, by the noun phrase before the first preposition."""
    name, colon, rest = document.paper.title.partition(":")
    if not colon or token not in name.split():
        return None
    phrase = _PREPOSITION.split(rest, maxsplit=1)[0]
    return next((kind for pattern, kind in _TITLE_KIND if pattern.search(phrase)), None)
