"""Where sentences begin: spaCy's rules for English tokens and its Sentencizer, asked only where a sentence may end.

spaCy cuts every run between blanks into tokens on its own, so a run without a full stop or the like, none of which
ends a sentence, need not be cut at all. That is nine runs in ten, and most of the work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from spacy.lang.en import English
from spacy.pipeline import Sentencizer
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import create_vocab

from extractors.types import Span

# Bounds that no writer meets and odd text does: they keep the work per character the same for a text of any shape.
LONGEST_RUN = 200
LONGEST_SENTENCE = 2_000

_ABBREVIATED = re.compile(r"\b(?:et al|e\.g|i\.e|cf|vs|resp|approx|Fig|Eq|Sec)\.\s*,?\s*$")
"""A full stop that ends no sentence."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")
_RUN = re.compile(r"\S+")

_ENDS = frozenset(Sentencizer.default_punct_chars)
"""The signs that end a sentence: spaCy's own list of all scripts' full stops."""

_END = re.compile(f"[{re.escape(''.join(sorted(_ENDS)))}]")
_END_IN_ASCII = re.compile(f"[{re.escape(''.join(filter(str.isascii, sorted(_ENDS))))}]")
"""The few of them that most texts can have, which are found twenty times as fast."""

_PLAIN_END = re.compile(r"[A-Za-z]?[a-z]{2,}\.")
_OWN_RULES = frozenset(English.Defaults.tokenizer_exceptions)
"""What spaCy has a rule of its own for: abbreviations, and words of several tokens."""

Token: TypeAlias = tuple[int, bool, bool]
"""Where it starts in its run, whether it ends a sentence, whether it is punctuation."""


@cache
def tokenizer() -> Callable[[str], Doc]:
    """The tokenizer of spaCy's blank English, made without the rest of a pipeline, which takes as long again."""
    rules = English.Defaults
    made: Callable[[str], Doc] = Tokenizer(
        create_vocab(English.lang, rules),
        rules=rules.tokenizer_exceptions,
        prefix_search=compile_prefix_regex(rules.prefixes or ()).search,
        suffix_search=compile_suffix_regex(rules.suffixes or ()).search,
        infix_finditer=compile_infix_regex(rules.infixes or ()).finditer,
        token_match=rules.token_match,
        url_match=rules.url_match,
    )
    return made


def cut_runs(view: str) -> str:
    """The view for spaCy, character for character: a run without blanks is cut at each ``LONGEST_RUN``."""
    if max(map(len, view.split()), default=0) < LONGEST_RUN:
        return view
    return _LONG_RUN.sub(lambda run: run[0][:-1] + " ", view)


def find_sentences(view: str, title_end: int) -> tuple[Span, ...]:
    """Sentence spans that leave nothing out; the title is one of its own whatever punctuation it holds."""
    starts = [
        start
        for start in _starts(cut_runs(view))
        if start > title_end + 1 and not _ABBREVIATED.search(view, max(0, start - 12), start)
    ]
    bounds = [0, title_end + 1, *starts, len(view)]
    whole = [Span(start, end) for start, end in pairwise(bounds) if end > start]
    return tuple(piece for sentence in whole for piece in _pieces(view, sentence))


def _starts(text: str) -> Iterator[int]:
    """Where a token that is no punctuation follows one that ends a sentence; spare blanks are such a token to spaCy."""
    ended, last = False, 0
    end = _END_IN_ASCII if text.isascii() else _END
    while run := _RUN.search(text, last) if ended else _ending_run(text, last, end):
        start = run.start()
        if ended and (spare := last + text.startswith(" ", last)) < start:
            yield spare
            ended = False
        for offset, ends, is_punctuation in _tokens(run[0]):
            if ends:
                ended = True
            elif ended and not is_punctuation:
                yield start + offset
                ended = False
        last = run.end()
    if ended and last + text.startswith(" ", last) < len(text):
        yield last + text.startswith(" ", last)


def _ending_run(text: str, start: int, end: re.Pattern[str]) -> re.Match[str] | None:
    """The next run with a sign that may end a sentence."""
    if (sign := end.search(text, start)) is None:
        return None
    return _RUN.match(text, sign.end() - len(text[start : sign.end()].rsplit(None, 1)[-1]))


@lru_cache(maxsize=65536)
def _tokens(chunk: str) -> tuple[Token, ...]:
    """The tokens of a run without blanks, as far as they tell where sentences start.

    Of a plain word and a full stop there are two, unless spaCy knows better; of what only begins with a letter or digit
    the first token is no punctuation, however it goes on.
    """
    if chunk[0].isalnum() and _ENDS.isdisjoint(chunk):
        return ((0, False, False),)
    if _PLAIN_END.fullmatch(chunk) and _OWN_RULES.isdisjoint((chunk, chunk[:-1])):
        return (0, False, False), (len(chunk) - 1, True, True)
    return tuple((token.idx, token.text in _ENDS, token.is_punct) for token in tokenizer()(chunk))


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut at blanks, where there are any, into stretches of at most ``LONGEST_SENTENCE``."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        limit = start + LONGEST_SENTENCE
        cut = text.rfind(" ", start, limit) + 1 or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)
