"""What a name is built on, by its shape: QLoRA, LoRA-GA and "quantized LoRA" on LoRA, ResNet-101 on ResNet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.types import ARTEFACTS

if TYPE_CHECKING:
    from extractors.parties import Party

SHORTEST_BASE = 3
"""A base name has at least this many letters: of "T5" and "AB" nothing can be read."""

_SIZE = re.compile(
    r"[-_ ]?(?:[0-9]+(?:\.[0-9]+)?[bkm]?|xx?[sl]|[bhlst]|ti|tiny|small|base|medium|large|huge|giant)", re.IGNORECASE
)
"""What behind a model's name is its size."""


def find_built(parties: Iterable[Party]) -> dict[tuple[str, str], str]:
    """Which methods and models of a paper have names of one word built on another's of their kind, by their keys; and
    where it stands: at the ``front``, at the ``back``, ``inside``, or in front of a ``size``.
    """
    known = {(party.kind, m.form): party.key for party in parties for m in party.mentions if is_base(m.form)}
    found: dict[tuple[str, str], str] = {}
    for party in parties if known else ():
        names = {mention.form for mention in party.mentions} if party.mentions[0].kind in ARTEFACTS else ()
        for name in sorted(name for name in names if " " not in name):
            for base in bases_of(name):
                tail = known.get((party.kind, base), party.key)
                if tail != party.key:
                    found.setdefault((party.key, tail), _place(name, base))
                    break
    return found


def _place(name: str, base: str) -> str:
    if name.startswith(base):
        return "size" if _SIZE.fullmatch(name, len(base)) else "front"
    return "back" if name.endswith(base) else "inside"


@lru_cache(maxsize=4096)
def bases_of(name: str) -> tuple[str, ...]:
    """All that ``bases_in`` gives, kept."""
    return tuple(bases_in(name))


def is_base(name: str) -> bool:
    """Whether a name is one word written as a name, long enough for others to be built on it."""
    if " " in name or name.islower():
        return False
    return sum(map(str.isalpha, name)) >= SHORTEST_BASE and sum(map(str.isupper, name)) >= 2


def bases_in(name: str) -> Iterator[str]:
    """The parts of a name that may be the name it is built on, longest first.

    A part begins and ends at a hyphen, a digit or a change from small letters to capitals: "Explora" has no "LoRA".

    >>> [base for base in bases_in("VB-LoRA") if base == "LoRA"], [base for base in bases_in("QLoRA") if base == "LoRA"]
    (['LoRA'], ['LoRA'])
    >>> [base for base in bases_in("Explora") if base.casefold() == "lora"]
    []

    A part that is glued to the rest is a name by chance when it is short, and some words joined by a hyphen make
    nothing new:

    >>> list(bases_in("HiPPO")), list(bases_in("multi-GPU"))
    ([], [])

    Of several words the last may be it, where no other joins it to them:

    >>> list(bases_in("Natural GaLore")), list(bases_in("pruning for GaLore"))
    (['GaLore'], [])
    """
    *before, last = name.split(" ")
    if before:
        if is_base(last) and last[0].isalnum() and not any(map(_joins, before)):
            yield last
        return
    spans = (
        (start, end) for start in _starts(name) for end in _ends(name) if end > start and (start, end) != (0, len(name))
    )
    found = {name[start:end] for start, end in spans if _stands_out(name, start, end)}
    yield from sorted(filter(is_base, found), key=lambda part: (-len(part), part))


SHORTEST_GLUED = 4
_NOTHING_NEW = frozenset(
    {"non", "multi", "friendly", "architecture", "series", "based", "style", "like", "free", "type"}
)
_JOINING = _NOTHING_NEW.union(
    """a an and as at between beyond by for from in into no not of on or over per plus than the to under using versus
    via vs with without""".split()  # noqa: SIM905 - reads better
)
"""Words before a name that make of both no kind of what has that name: "beyond LoRA"."""


def _joins(word: str) -> bool:
    """Whether a word before a name is one of ``_JOINING`` or, like "+", has no letter."""
    return word.casefold().strip(".,") in _JOINING or not any(map(str.isalpha, word))


def _stands_out(name: str, start: int, end: int) -> bool:
    """Whether a part is set off by hyphens, signs and digits, or long enough to be told without."""
    before, after = name[:start], name[end:]
    if {before.strip("-").lower(), after.strip("-").lower()} & _NOTHING_NEW:
        return False
    glued = before[-1:].isalpha() or after[:1].isalpha()
    return not glued or sum(c.isalpha() for c in name[start:end]) >= SHORTEST_GLUED


_START = re.compile(r"(?<=[-+\d])[A-Za-z]|(?<=[a-z])[A-Z]|(?<=^[A-Z])[A-Z](?=[A-Za-z]{2})")
_END = re.compile(r"[-+#*]|(?<=[A-Za-z])\d|(?<=[A-Z])[A-Z](?=[a-z])|(?<=[a-z])[A-Z]")


def _starts(name: str) -> list[int]:
    """Where a part may start: at the front, after a hyphen or digit, and at each capital that a letter may precede."""
    return [0, *(match.start() for match in _START.finditer(name))]


def _ends(name: str) -> list[int]:
    """Where a part may end: at the end, before a hyphen, sign or digit, and where a capital starts a new word."""
    return [len(name), *(match.start() for match in _END.finditer(name))]
