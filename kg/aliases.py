"""The catalogue as resolution asks it: which concept a surface names, given what the paper says of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.catalogue import Entry, shipped_catalogue
from extractors.own_catalogue import joined_with
from extractors.spelling import american, spelling_key
from extractors.text import find_words, fold_word, slug
from extractors.types import Kind
from kg.concepts import concept_id

_THIN = frozenset(("a", "an", "the", "of", "for", "and", "in", "on", "with", "by", "to", "from", "via"))


@dataclass(frozen=True, slots=True)
class AliasTable:
    """Entries by the key of each of their names; ``ids`` are theirs alone, whether or not the input names them."""

    entries: Mapping[str, tuple[Entry, ...]]
    ids: frozenset[str]
    families: Mapping[Entry, tuple[Entry, ...]]
    """The nearest parents of each entry that has any."""

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> AliasTable:
        """Index entries; a key may name several."""
        known = {(entry.kind, entry.name): entry for entry in entries}
        table: dict[str, list[Entry]] = defaultdict(list)
        for entry in known.values():
            for key in sorted(keys_of(entry)):
                table[key].append(entry)
        ids = frozenset(concept_id(kind, slug(name)) for kind, name in known)
        families = {entry: tuple(known[own] for own in entry.family if own in known) for entry in known.values()}
        return cls({key: tuple(found) for key, found in table.items()}, ids, families)

    def named(self, surface: str) -> tuple[Entry, ...]:
        """All entries that a surface may name."""
        return self.entries.get(spelling_key(surface), ())

    def sole(self, surface: str) -> Entry | None:
        """The one entry of whatever kind that goes by a name too particular to be met by chance: GSM8k, DeepLabV3."""
        particular = any(c.isdigit() for c in surface) or len(surface) > 6
        return _only(list(self.named(surface))) if particular else None

    def sole_term(self, surface: str) -> Entry | None:
        """The one entry that has a surface as a term, in small letters: clustering is one thing, method or task.

        A verb or adjective stands for its noun: "pruned" for pruning, "robust" for robustness.
        """
        for spelled in (surface, *_nouns_of(surface)):
            key, found = spelling_key(spelled), _only(list(self.named(spelled)))
            terms = (name for name in (found.names if found else ()) if name.islower() and spelling_key(name) == key)
            if any(" " in name or len(name) > 6 for name in terms):
                return found
        return None

    def entry_for(self, surface: str, kind: Kind, long_form: str = "") -> Entry | None:
        """The one entry a surface names in a paper, or None when none or several might be meant.

        A long form that the paper gives decides: it must agree with one of the entry's own names, or, as in
        "residual network (ResNet)", name what the entry is a variant of.
        """
        candidates = self.named(surface)
        if long_form:
            known = self.named(long_form)
            if known:
                variants = [e for e in candidates if surface == e.name and set(self.families.get(e, ())) & set(known)]
                own = (
                    []
                    if set(known) & set(candidates)
                    else [e for e in candidates if self._is_named(e, surface, long_form)]
                )
                return _only(variants) or _only(own) or _only([e for e in known if e.kind is kind] or list(known))
            return _only([entry for entry in candidates if self._agrees(entry, long_form)])
        same_kind = [entry for entry in candidates if entry.kind is kind]
        exact = [entry for entry in same_kind if {surface, surface.removesuffix("s")} & set(entry.names)]
        return _only(exact) or _only(same_kind)

    @staticmethod
    def _is_named(entry: Entry, surface: str, long_form: str) -> bool:
        """Whether an entry is called by the short form and known by a long form that says the same."""
        return surface == entry.name and any(long_forms_agree(name, long_form) for name in entry.names)

    def _agrees(self, entry: Entry, long_form: str) -> bool:
        """By one of its names; or, where it is known by short ones only, by those of what its name is built on.

        So "Low-Rank Adaptation with an eXtremely Small number of parameters" agrees with LoRA-XS.
        """
        if any(long_forms_agree(name, long_form) for name in entry.names):
            return True
        if any(" " in name for name in entry.names):
            return False
        bases = [base for base in self.families.get(entry, ()) if base.name.casefold() in entry.name.casefold()]
        return any(_holds(long_form, name) for base in bases for name in base.aliases)


@cache
def keys_of(entry: Entry) -> frozenset[str]:
    """The keys of an entry's names."""
    return frozenset(filter(None, map(spelling_key, entry.names)))


def _nouns_of(surface: str) -> tuple[str, ...]:
    """What a verb's or adjective's noun may be.

    >>> _nouns_of("pruned"), _nouns_of("fine-tune"), _nouns_of("robust"), _nouns_of("LoRA")
    (('pruning', 'prunedness'), ('fine-tuning', 'fine-tuneness'), ('robusting', 'robustness'), ())
    """
    plain = surface[:1].isalpha() and surface[1:].islower() and " " not in surface
    return (f"{_VERB_ENDING.sub('', surface)}ing", f"{surface}ness") if plain else ()


_VERB_ENDING = re.compile(r"(?:ed|e)$")


def _holds(long_form: str, name: str) -> bool:
    """Whether all words of a name, of which there are several, are in a long form."""
    stems = _stems(name)
    return len(stems) > 1 and stems <= _stems(long_form)


def _only(entries: list[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


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
    folded = (fold_word(word.text) for word in find_words(american(phrase)))
    return frozenset(word[:5] for word in folded if word and word not in _THIN)


@cache
def shipped_aliases() -> AliasTable:
    """The alias table of the shipped catalogue."""
    return AliasTable.of(shipped_catalogue())


@lru_cache(maxsize=2)
def aliases_with(table: str) -> AliasTable:
    """The alias table of the shipped catalogue and the text of a user's own; no text, the shipped one."""
    return AliasTable.of(joined_with(table)) if table else shipped_aliases()
