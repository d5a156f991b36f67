"""Names and terms of the catalogue, found in text whatever their case, plural, hyphen or space.

Runs of words are folded into one key and looked up, longest first; a key that names two concepts of different kinds is
settled by the words around it (``extractors.contexts``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import TypeAlias

from extractors.catalogue import Entry, shipped_catalogue
from extractors.collecting import uncollected
from extractors.contexts import kind_around
from extractors.document import Document
from extractors.keeping import Kept
from extractors.spelling import american, spelling_key
from extractors.text import Word, fold, fold_joined, fold_word, texts_of
from extractors.types import Kind, Mention, Span
from extractors.wordlists import read_lines

LONG_NAME = 9
"""A name of this many letters tells which of several concepts a short one stands for."""

GUESSED = "catalogue, kind guessed"
"""The rule of a mention that several concepts go by, where the words around it do not tell their kinds apart."""

_BETWEEN = re.compile(r"[\s\-/_.'\"]{0,3}")
"""What may stand between the words of one name, unless it holds a ``_STOP``."""

_STOP = re.compile(r"\.\s|\n")


@dataclass(frozen=True, slots=True)
class Name:
    """One of an entry's names."""

    entry: Entry
    written: str


@dataclass(frozen=True, slots=True, eq=False)  # equal when the same, so that what is asked of it can be kept
class Lexicon:
    """Names by key, and every folded beginning of a name, so that a run of words that leads nowhere is left early."""

    names: Mapping[str, tuple[Name, ...]]
    beginnings: frozenset[str]
    longest: int
    """How many words the longest name has."""

    @classmethod
    def of(cls, entries: Iterable[Entry], generic: frozenset[str] = frozenset()) -> Lexicon:
        """Index entries by the keys of their names; keys in ``generic`` say too little and are left out."""
        names: dict[str, list[Name]] = defaultdict(list)
        beginnings: set[str] = set()
        for entry in entries:
            for written in entry.names:
                key = spelling_key(written)
                if key and key not in generic:
                    names[key].append(Name(entry, written))
                    beginnings.update(accumulate(key))
        longest = max((len(texts_of(name.written)) for found in names.values() for name in found), default=0)
        return cls({key: tuple(found) for key, found in names.items()}, frozenset(beginnings), longest)


@cache
@uncollected()
def shipped_lexicon() -> Lexicon:
    """The lexicon of the shipped catalogue."""
    return Lexicon.of(shipped_catalogue(), read_generic())


@cache
def read_generic() -> frozenset[str]:
    """Folded terms that are too generic to be concepts of a paper (``data/generic.txt``)."""
    return frozenset(filter(None, map(fold, read_lines("generic.txt"))))


def find_known(document: Document, lexicon: Lexicon | None = None) -> Iterator[Mention]:
    """Every longest run of words that the catalogue names; names written with capitals must be met with capitals."""
    known = lexicon or shipped_lexicon()
    words, free = document.words, 0
    forms = list(map(_forms(known).__getitem__, document.word_texts))
    opening = [index for index, (_, _, names, goes_on) in enumerate(forms) if goes_on or names]
    for index in opening:
        if index < free:
            continue
        _, _, alone, goes_on = forms[index]
        longer = _longer(document.view, words, forms, index, known) if goes_on else None
        length, names = longer or (1, alone)
        if names:
            span = Span(words[index].start, words[index + length - 1].end)
            if not _is_another(document, span, names):
                yield _sized(document, span, names) or _mention(document, span, names)
            free = index + length


def _is_another(document: Document, span: Span, names: tuple[Name, ...]) -> bool:
    """Whether capitals that no name here has and the words around tell of another thing: the data set STAR, no STaR."""
    surface = document.text_of(span)
    if not is_acronym(surface) or any(name.written in (surface, surface.removesuffix("s")) for name in names):
        return False
    return kind_around(document, span) not in {None, *(name.entry.kind for name in names)}


SIZE = re.compile(r"[ -](?:\d+(?:\.\d+)?[BM]|x{1,2}large|X{1,2}L)\b(?!-)")
"""What says how large a model is, after its name."""


def _sized(document: Document, span: Span, names: tuple[Name, ...]) -> Mention | None:
    """A model of a size, as in "Llama 2 7B" and "ALBERT xxlarge", which the catalogue need not list."""
    size = SIZE.match(document.view, span.end)
    if size is None or not any(n.entry.kind is Kind.MODEL and any(map(str.isupper, n.written)) for n in names):
        return None
    surface = document.paper.text[span.start : size.end()]
    return Mention(span.start, size.end(), surface, Kind.MODEL, "catalogue and size", 0.85)


def _longer(
    view: str, words: tuple[Word, ...], forms: Sequence[Form], index: int, lexicon: Lexicon
) -> tuple[int, tuple[Name, ...]] | None:
    """The longest run of two or more words from here that has names, by how many words it has."""
    best: tuple[int, tuple[Name, ...]] | None = None
    grown, plain, *_ = forms[index]
    for length in range(2, min(lexicon.longest, len(words) - index) + 1):
        key, is_plain, *_ = forms[index + length - 1]
        begun, grown = grown, grown + key
        if grown[:-3] not in lexicon.beginnings and len(grown) > 3:
            break
        start, last = words[index].start, words[index + length - 1]
        between = view[words[index + length - 2].end : last.start]
        if not _JOINS[between]:
            break
        plain = plain and between in _PLAINLY and is_plain
        # What is written plainly has the key of its words: most runs are left here without being cut into words again.
        if not plain or fold_joined(begun, american(last.text)) in lexicon.names:
            fitting = _fittings(lexicon)[view[start : last.end]]
            best = (length, fitting) if fitting else best
        if grown not in lexicon.beginnings:
            break  # only the plural of the last word may differ from the beginning of a name
    return best


Form: TypeAlias = tuple[str, bool, tuple[Name, ...], bool]
"""A word as a lexicon sees it: its key, whether it is made of letters and digits of ASCII, the names of the word alone,
and whether longer names begin with it. Most have no names; a plain tuple of theirs is nothing to the collector of
garbage, which goes through all named ones again and again."""


@lru_cache(maxsize=8)
def _forms(lexicon: Lexicon) -> Kept[str, Form]:
    return Kept(partial(_form, lexicon))


def _form(lexicon: Lexicon, word: str) -> Form:
    key, plain = fold_word(american(word)), word.isascii() and word.isalnum()
    if word.lower() in FUNCTION_WORDS and word.lower() not in _first_words(lexicon):
        return key, plain, (), False  # "we", which is no part of WeNet
    leads, goes_on = len(key) <= 3 or key[:-3] in lexicon.beginnings, key in lexicon.beginnings
    return key, plain, _fitting(lexicon, word) if leads else (), goes_on


FUNCTION_WORDS = frozenset(
    """a an and are as at be been but by can could do does for from had has have how if in into is it its many may more
    most not of on only or other our over show shown shows some such than that the their them then these they this those
    to under use used using was we were what when where which while will with""".split()  # noqa: SIM905 - reads better
)
"""Words of the language that every paper has, in lower case."""


@lru_cache(maxsize=8)
def _first_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        re.split(r"[\s-]", name.written.lower(), maxsplit=1)[0] for names in lexicon.names.values() for name in names
    )


@lru_cache(maxsize=8)
def _fittings(lexicon: Lexicon) -> Kept[str, tuple[Name, ...]]:
    """The names that a run of words may stand for as it is written."""
    return Kept(partial(_fitting, lexicon))


def _fitting(lexicon: Lexicon, surface: str) -> tuple[Name, ...]:
    names = lexicon.names.get(spelling_key(surface), ())
    return tuple(n for n in names if fits_case(n.written, surface) and not _by_accident(n.written, surface))


def _by_accident(written: str, surface: str) -> bool:
    """Whether words that fold to a name are none: "a LoRA" is not ALoRA, and the symbols "M S A" are not MSA."""
    first, *rest = surface.lower().split()
    if not rest:
        return False
    swallowed = first in _ARTICLES and not written.lower().startswith((f"{first} ", f"{first}-"))
    return swallowed or all(len(word) == 1 for word in (first, *rest))


_ARTICLES = frozenset(
    {"a", "an", "the", "in", "on", "of", "to", "is", "as", "at", "by", "or", "we", "it", "for", "and", "with"}
)


_PLAINLY = (" ", "-")


def _joins(between: str) -> bool:
    return _BETWEEN.fullmatch(between) is not None and not _STOP.search(between)


_JOINS: Kept[str, bool] = Kept(_joins)


def fits_case(written: str, surface: str) -> bool:
    """Whether a surface may stand for a name written so, as far as capitals go.

    A term in lower case fits any case. A name of several words likewise. A single word with capitals asks for
    capitals: an acronym for all of its own, a CamelCase name for two or a digit, a capitalised word for itself.

    >>> fits_case("knowledge distillation", "Knowledge Distillation"), fits_case("GAN", "GANs")
    (True, True)
    >>> fits_case("LoRA", "lora"), fits_case("MATH", "math"), fits_case("ResNet-50", "Resnet50")
    (False, False, True)
    """
    capitals = sum(map(str.isupper, written))
    if capitals == 0 or (" " in written and capitals < len(written) // 2):
        return True
    if surface.removesuffix("s") == written.removesuffix("s"):
        return True
    shown = sum(map(str.isupper, surface))
    letters = list(filter(str.isalpha, written))
    if all(map(str.isupper, letters)):
        return all(map(str.isupper, filter(str.isalpha, surface.removesuffix("s"))))
    if any(map(str.isdigit, written)):
        return shown >= 1
    return capitals >= 2 and (shown >= 2 or (shown == 1 and surface[0].isupper() and len(letters) >= 5))


def _mention(document: Document, span: Span, names: tuple[Name, ...]) -> Mention:
    surface = document.paper.text[span.start : span.end]
    exact = tuple(name for name in names if name.written in (surface, surface.removesuffix("s"))) or names
    if len({name.entry for name in exact}) > 1:
        exact = tuple(name for name in exact if _spelled_out(document, name.entry)) or exact
    kinds = sorted({name.entry.kind for name in exact}, key=_PREFERENCE.index)
    around = kinds[0] if len(kinds) == 1 else kind_around(document, span, tuple(kinds))
    kind = around or kinds[0]
    written = next(name.written for name in exact if name.entry.kind is kind)
    named = any(map(str.isupper, written))
    if around is None and is_acronym(surface):
        return Mention(span.start, span.end, surface, kind, GUESSED, 0.7)
    return Mention(span.start, span.end, surface, kind, "catalogue", 0.9 if named or " " in written else 0.75)


def is_acronym(surface: str) -> bool:
    """Whether a surface is two to five capitals, which say little of what they stand for.

    >>> is_acronym("SAM"), is_acronym("GANs"), is_acronym("LoRA"), is_acronym("IMAGENET")
    (True, True, False, False)
    """
    letters = surface.removesuffix("s")
    return 2 <= len(letters) <= 5 and letters.isalpha() and letters.isupper()


def _spelled_out(document: Document, entry: Entry) -> bool:
    """Whether the text also has a long name of the entry, as where SAM stands near "sharpness-aware minimization"."""
    return any(len(key) >= LONG_NAME and key in document.folded for key in entry.keys)


@lru_cache(maxsize=65536)
def is_name(surface: str) -> bool:
    """Whether what was found as a mention is a name rather than a term: a capital inside, or one capitalised word.

    A term of the catalogue stays one where a title or the start of a sentence gives it capitals.

    >>> is_name("LoRA-GA"), is_name("Adam"), is_name("pruning"), is_name("Pruning"), is_name("Model Merging")
    (True, True, False, False, False)
    """
    if not (any(map(str.isupper, surface[1:])) or (surface[:1].isupper() and " " not in surface)):
        return False
    known = shipped_lexicon().names.get(spelling_key(surface), ())
    return not known or any(any(map(str.isupper, name.written)) for name in known)


_PREFERENCE = (Kind.MODEL, Kind.METHOD, Kind.DATASET, Kind.TASK, Kind.METRIC)
"""Which kind a name of several kinds has where its surroundings don't say."""
