"""The catalogue as resolution asks it: which concept a surface names, given what the paper says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from extractors.catalogue import Entry, shipped_catalogue
from extractors.text import find_words, fold, fold_word
from extractors.types import Kind

_THIN = frozenset("a an the of for and in on with by to from via".split())


@dataclass(frozen=True, slots=True)
class AliasTable:
    """Entries by the key of each of their names."""

    entries: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> AliasTable:
        """Index entries; a key may name several."""
        table: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for key in sorted(entry.keys):
                table[key].append(entry)
        return cls({key: tuple(found) for key, found in table.items()})

    def entry_for(self, surface: str, kind: Kind, long_form: str = "") -> Entry | None:
        """The one entry a surface names in a paper, or None when none or several might be meant.

        A long form that the paper gives decides: it must agree with one of the entry's own names.
        """
        candidates = self.entries.get(fold(surface), ())
        if long_form:
            known = self.entries.get(fold(long_form), ())
            if known:
                return _only([entry for entry in known if entry.kind is kind] or list(known))
            return _only([entry for entry in candidates if _agrees(entry, long_form)])
        same_kind = [entry for entry in candidates if entry.kind is kind]
        exact = [entry for entry in same_kind if surface in entry.names]
        return _only(exact) or _only(same_kind)


def _only(entries: list[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


def _agrees(entry: Entry, long_form: str) -> bool:
    return any(long_forms_agree(name, long_form) for name in entry.names)


def long_forms_agree(one: str, other: str) -> bool:
    """Whether two long forms say the same: more than half of their words begin alike.

    >>> long_forms_agree("low-rank adaptation", "Low-Rank Adapters")
    True
    >>> long_forms_agree("segment anything model", "sharpness-aware minimization")
    False
    """
    left, right = _stems(one), _stems(other)
    return bool(left and right) and 2 * len(left & right) > max(len(left), len(right))


def _stems(phrase: str) -> frozenset[str]:
    folded = (fold_word(word.text) for word in find_words(phrase))
    return frozenset(word[:5] for word in folded if word and word not in _THIN)


@cache
def shipped_aliases() -> AliasTable:
    """The alias table of the shipped catalogue."""
    return AliasTable.of(shipped_catalogue())
