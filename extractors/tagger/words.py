"""What a corpus of unlabelled abstracts tells of a word: its clusters, how it is spread; and what authors abbreviate.

``data/trained/words.tsv.gz`` has one line a word: the word in lower case, its cluster in each of the clusterings, the
coarsest first, and three small numbers: half the binary logarithm of the number of abstracts that have it, its
leaning to titles, and its share of capitals in running text. ``long_forms.txt.gz`` lists the keys of phrases that
several papers abbreviate, which makes them terms. ``extractors.training.words`` makes both.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import accumulate, compress
from operator import add
from sys import intern

from extractors.collecting import uncollected
from extractors.keeping import Kept
from extractors.tagger.tokens import Token
from extractors.text import fold_word, singular

OPENING = 6
"""Letters by which a long form may begin here at all."""

IN_PLURAL = 2
"""Letters at the end of a singular, as of "matrix" and "index", that its plural may lack."""

LONGEST = 6
"""Words of the longest long form that is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The word table and the long forms."""

    traits: Mapping[str, tuple[str, ...]]
    """By word in lower case: features such as ``c1=17``, ``df4``, ``tr2``, ``cp0``."""
    long_forms: frozenset[str]
    openings: Mapping[str, tuple[str, ...]]
    """The long forms without the letters in which a plural may differ, by their first ``OPENING`` letters: words that
    begin otherwise need not be put together and looked up."""

    @classmethod
    def of(cls, traits: Mapping[str, tuple[str, ...]], long_forms: Iterable[str]) -> Words:
        """The tables, and what follows from them."""
        keys = frozenset(long_forms)
        openings: dict[str, list[str]] = {}
        for key in sorted(keys):
            openings.setdefault(key[:OPENING], []).append(key[:-IN_PLURAL])
        return cls(traits, keys, {opening: tuple(stems) for opening, stems in openings.items()})

    def traits_of(self, word: str) -> tuple[str, ...]:
        """The features of a word, whatever its case; those of a rare word where it is not in the table."""
        return self.traits.get(word.lower(), RARE)


RARE = ("df0", "tr-1", "cp0")
"""What is said of a word that the table lacks."""


@cache
@uncollected()
def shipped_words() -> Words:
    """The table that ships."""
    return from_files(files("extractors") / "data" / "trained")


def from_files(folder: Traversable) -> Words:
    """The table and the long forms of a folder of trained files."""
    lines = gzip.decompress((folder / "words.tsv.gz").read_bytes()).decode().splitlines()
    keys = gzip.decompress((folder / "long_forms.txt.gz").read_bytes()).decode().split()
    return Words.of(dict(map(from_line, lines)), keys)


def from_line(line: str) -> tuple[str, tuple[str, ...]]:
    """A line of the table, read.

    >>> from_line("lora\\t3\\t41\\t502\\t3\\t2\\t1")
    ('lora', ('c0=3', 'c1=41', 'c2=502', 'df3', 'tr2', 'cp1'))
    """
    word, *clusters, frequency, titles, capitals = line.split("\t")
    told = (*clusters, frequency, titles, capitals)
    features = tuple(map(intern, map(add, _prefixes(len(clusters)), told)))
    return word, features if all(clusters) else tuple(compress(features, (*clusters, True, True, True)))


@cache
def _prefixes(clusterings: int) -> tuple[str, ...]:
    return (*(f"c{number}=" for number in range(clusterings)), "df", "tr", "cp")


_FOLDED: Kept[str, str] = Kept(fold_word)


def mark_long_forms(tokens: tuple[Token, ...], words: Words) -> list[str]:
    """``B`` where a phrase that authors abbreviate begins, ``I`` inside it, ``O`` elsewhere; the longest first."""
    keys = list(map(_FOLDED.__getitem__, [token.text for token in tokens]))
    marks = ["O"] * len(tokens)
    free = 0
    stems = [words.openings.get(pair[:OPENING]) for pair in map(add, keys, [*keys[1:], ""])]
    for index in compress(range(len(keys)), stems):
        following = keys[index : index + LONGEST]
        if index < free or not keys[index] or not "".join(following).startswith(stems[index] or ()):
            continue
        length = _length(following, words)
        if length > 1:
            marks[index : index + length] = ["B"] + ["I"] * (length - 1)
            free = index + length
    return marks


def _length(keys: list[str], words: Words) -> int:
    """How many of the next words are a long form; 1 where none begins here."""
    grown = list(accumulate(keys))
    for length in range(len(keys), 1, -1):
        last = keys[length - 1]
        if last and (grown[length - 1] in words.long_forms or grown[length - 2] + singular(last) in words.long_forms):
            return length
    return 1
