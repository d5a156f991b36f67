"""Evidence in a block of the page's tables: each sentence once, as a place in a paper's text where it is found there.

Offsets are half-open and count UTF-16 code units, as JavaScript does: a sentence's in title + line feed + abstract,
a piece of evidence's within its sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exports.embedding import Json
from exports.explorer.reading import Reading
from kg.facts import Evidence, Node


class Sentences:
    """Collects the sentences of one block: ``[paper, start, end]``, or ``[paper, text]``; paper is a row, -1 for none.

    ``held`` says whether the text of a paper is in the block; a sentence of another is written out.
    """

    def __init__(self, reading: Reading, rule_row: Mapping[str, int], held: Callable[[int], bool]) -> None:
        self.rows: list[Json] = []
        self._seen: dict[tuple[str, str, int], tuple[int, int]] = {}
        self._reading, self._rule_row, self._held = reading, rule_row, held

    def row(self, piece: Evidence) -> list[Json]:
        """A piece of evidence as ``[sentence, start, end, rule, score]``; sentence -1 for a rule that needs no text."""
        rule = self._rule_row[piece.rule]
        if not piece.sentence:
            return [-1, 0, 0, rule, piece.score]
        number, begin = self._place(piece)
        start, end = max(piece.start - begin, 0), min(piece.end - begin, len(piece.sentence))
        if begin < 0 or start >= end:
            start, end = 0, 0
        return [number, _units(piece.sentence[:start]), _units(piece.sentence[:end]), rule, piece.score]

    def _place(self, piece: Evidence) -> tuple[int, int]:
        """The sentence's row, and where the paper's text has it; -1 where it has not."""
        text = self._text(piece.paper)
        begin = text.find(piece.sentence, max(piece.end - len(piece.sentence), 0))
        if begin < 0 or begin > piece.start:
            begin = text.find(piece.sentence)
        key = (piece.paper, piece.sentence, begin)
        if key not in self._seen:
            self._seen[key] = (len(self.rows), begin)
            self.rows.append(self._sentence(piece, text, begin))
        return self._seen[key]

    def _sentence(self, piece: Evidence, text: str, begin: int) -> Json:
        paper = self._reading.row_of.get(piece.paper, -1)
        if begin < 0 or not self._held(paper):
            return [paper, piece.sentence]
        start = _units(text[:begin])
        return [paper, start, start + _units(piece.sentence)]

    def _text(self, paper: str) -> str:
        row = self._reading.row_of.get(paper)
        return "" if row is None else _text(self._reading.nodes[row])


def _text(paper: Node) -> str:
    return f"{paper.attributes.get('title', paper.label)}\n{paper.attributes.get('abstract', '')}"


def _units(text: str) -> int:
    """The length of a text in UTF-16 code units.

    >>> _units("a\\N{MATHEMATICAL BOLD SMALL A}")
    3
    """
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
