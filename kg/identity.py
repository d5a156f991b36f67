"""What one mention names, why, and what of the same name it does not name.

A mention is settled by the first of these that applies, and the reason is kept:

1. the catalogue names its surface, and the long form the paper gives, if any, agrees;
2. the paper defines it as an abbreviation: long and short form are one concept;
3. another paper defines it as an abbreviation, in one sense only;
4. its own spelling, folded.

A short form that papers define in different senses is kept apart by sense, and where a paper gives none it stays a
concept of its own: a missed merge shows, a wrong one hides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.catalogue import Entry
from extractors.text import fold
from extractors.types import Extraction, Kind, Mention
from kg.aliases import AliasTable
from kg.senses import Senses


@dataclass(frozen=True, slots=True)
class Identity:
    """What a mention was settled to: a catalogue entry, or the folded key of a spelling, and why."""

    key: str
    entry: Entry | None
    reason: str
    source: str = ""
    """The other paper that the reason rests on, if any."""
    long: str = ""
    """What the key stands for, where a paper spells it out."""

    @property
    def group(self) -> tuple[str, str]:
        """Equal for all mentions of one concept."""
        return (self.entry.kind, self.entry.name) if self.entry else ("", self.key)


@dataclass(frozen=True, slots=True)
class PaperForms:
    """The abbreviations one paper defines: long form by short key, short form by long key."""

    long_of: Mapping[str, str]
    short_of: Mapping[str, str]

    @classmethod
    def of(cls, extraction: Extraction) -> PaperForms:
        """The paper's own definitions."""
        pairs = extraction.abbreviations
        return cls({fold(p.short): p.long for p in pairs}, {fold(p.long): p.short for p in pairs})

    def pair_of(self, surface: str) -> tuple[str, str]:
        """Short and long form of a surface that is either; both empty for any other."""
        key = fold(surface)
        if key in self.long_of:
            return surface, self.long_of[key]
        return (self.short_of[key], surface) if key in self.short_of else ("", "")


def identify(mention: Mention, forms: PaperForms, senses: Senses, known: AliasTable) -> Identity:
    """Settle one mention by the rules at the top of this module."""
    key = fold(mention.text) or mention.text
    short, long = forms.pair_of(mention.text)
    entry = known.entry_for(short or mention.text, mention.kind, long)
    entry = entry or known.entry_for(mention.text, mention.kind, long)
    if entry is not None:
        return Identity(key, entry, _catalogued(entry, key, long))
    if short:
        return _defined(senses, short, long, f"the paper defines {short} as {long}")
    if definition := senses.defined(key):
        reason = f"defined as {definition.short} in another paper"
        return _defined(senses, definition.short, mention.text, reason, definition.paper)
    if len(senses.of_short.get(key, ())) > 1:
        return Identity(key, None, "the paper does not say which of several senses it means")
    return Identity(key, None, "spelled the same but for case, plural, hyphen and space")


def _catalogued(entry: Entry, key: str, long: str) -> str:
    if fold(entry.name) == key:
        return "the catalogue's name"
    if key in entry.keys:
        return f"the catalogue has it as an alias of {entry.name}"
    return f"the paper spells it out as {long}, in the catalogue {entry.name}"


def _defined(senses: Senses, short: str, long: str, reason: str, source: str = "") -> Identity:
    """By the sense's long form where the short form has several senses, else by the short form."""
    sense = senses.sense_of(short, long)
    return Identity(fold(sense) or fold(short), None, reason, source, sense or long)


def find_refusals(
    mention: Mention, identity: Identity, forms: PaperForms, senses: Senses, known: AliasTable
) -> Iterator[str]:
    """Why a mention names none of the other concepts that go by the same name."""
    _, long = forms.pair_of(mention.text)
    rivals = [entry for entry in known.named(mention.text) if entry != identity.entry]
    for entry in rivals:
        yield f"not {entry.name} ({entry.kind}): {_refused(mention.kind, entry, long)}"
    if identity.entry is None:
        for sense in senses.others(mention.text, long):
            if not any(known.entry_for(sense, entry.kind) == entry for entry in rivals):
                yield f"not {sense}: {_spelled_out(long)}"


def _refused(kind: Kind, entry: Entry, long: str) -> str:
    if long or kind is entry.kind:
        return _spelled_out(long)
    return f"a {kind} is meant here"


def _spelled_out(long: str) -> str:
    return f"the paper spells it out as {long}" if long else "the paper does not say which is meant"
