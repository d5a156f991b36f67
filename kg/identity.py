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
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractors.catalogue import Entry
from extractors.contexts import kind_of_head
from extractors.lexicon import GUESSED
from extractors.spelling import spelling_key
from extractors.types import Extraction, Kind, Mention
from kg.aliases import AliasTable, keys_of
from kg.hints import SURE, Meant, find_meant
from kg.senses import Senses, find_classes

GroupKey: TypeAlias = tuple[str, str, str]
"""Kind and name of an entry, or nothing and a spelling's key; then what keeps it apart."""


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

    apart: str = ""
    """Keeps it from others of the same key that are not kept apart alike."""

    kind: Kind | None = None
    """Its kind, where that is not the mention's."""

    @property
    def group(self) -> GroupKey:
        """Equal for all mentions of one concept."""
        return (self.entry.kind, self.entry.name, "") if self.entry else ("", self.key, self.apart)


@dataclass(frozen=True, slots=True)
class PaperForms:
    """The abbreviations one paper defines, and what its other doubtful names stand for."""

    long_of: Mapping[str, str]
    """Long form by short key."""
    short_of: Mapping[str, str]
    """Short form by long key."""
    meant: Mapping[str, Meant]
    """By surface."""
    classes: Mapping[str, str]
    """The class of kinds that a short name has in this paper, by key; see ``kg.senses.find_classes``."""

    @classmethod
    def of(cls, extraction: Extraction, known: AliasTable) -> PaperForms:
        """What one paper says of its names."""
        pairs = extraction.abbreviations
        long_of = {spelling_key(pair.short): pair.long for pair in pairs}
        short_of = {spelling_key(pair.long): pair.short for pair in pairs}
        return cls(long_of, short_of, find_meant(extraction, long_of, known), find_classes(extraction))

    def pair_of(self, surface: str) -> tuple[str, str]:
        """Short and long form of a surface that is either; both empty for any other."""
        key = spelling_key(surface)
        if key in self.long_of:
            return surface, self.long_of[key]
        return (self.short_of[key], surface) if key in self.short_of else ("", "")


def identify(mention: Mention, forms: PaperForms, senses: Senses, known: AliasTable) -> Identity:
    """Settle one mention by the rules at the top of this module."""
    key = spelling_key(mention.text) or mention.text
    if meant := forms.meant.get(mention.text):
        apart = "" if meant.entry else meant.apart or f"undecided {mention.text}"
        return Identity(key, meant.entry, meant.reason, apart=apart, kind=meant.kind)
    short, long = forms.pair_of(mention.text)
    entry = known.entry_for(short or mention.text, mention.kind, long)
    entry = entry or known.entry_for(mention.text, mention.kind, long)
    if entry is None and not long and mention.rule != GUESSED and mention.score < SURE:
        entry = known.sole(mention.text)
    if entry is None and not long:
        entry = known.sole_term(mention.text)
    if entry is not None:
        return Identity(key, entry, _catalogued(entry, key, long))
    if short:
        defined = _defined(senses, short, long, f"the paper defines {short} as {long}")
        kind = _kind_of_long(long) if _contradicted(mention, long, known) else None
        return replace(defined, apart=senses.apart(defined.key, forms.classes), kind=kind)
    if definition := senses.defined(key):
        reason = f"defined as {definition.short} in another paper"
        return _defined(senses, definition.short, mention.text, reason, definition.paper)
    if len(senses.of_short.get(key, ())) > 1:
        return Identity(key, None, "the paper does not say which of several senses it means")
    if key in senses.of_short and known.named(mention.text):
        return Identity(
            key, None, "neither the catalogue's meaning nor another paper's is said to be meant", apart="undecided"
        )
    apart = senses.apart(key, forms.classes)
    reason = (
        f"spelled the same, and {apart} too" if apart else "spelled the same but for case, plural, hyphen and space"
    )
    return Identity(key, None, reason, apart=apart)


def _contradicted(mention: Mention, long: str, known: AliasTable) -> bool:
    """Whether a mention has its kind from the catalogue, which means something else by the name."""
    return mention.rule.startswith("catalogue") and mention.text != long and not known.named(long)


def _kind_of_long(long: str) -> Kind:
    """The kind that a long form's last noun gives, else method: "Markov score climbing"."""
    return kind_of_head(long) or Kind.METHOD


def _catalogued(entry: Entry, key: str, long: str) -> str:
    if spelling_key(entry.name) == key:
        return "the catalogue's name"
    if key in keys_of(entry):
        return f"the catalogue has it as an alias of {entry.name}"
    return f"the paper spells it out as {long}, in the catalogue {entry.name}"


def _defined(senses: Senses, short: str, long: str, reason: str, source: str = "") -> Identity:
    """By the sense's long form where the short form has several senses, else by the short form."""
    sense = senses.sense_of(short, long)
    return Identity(spelling_key(sense) or spelling_key(short), None, reason, source, sense or long)


def find_refusals(
    mention: Mention, identity: Identity, forms: PaperForms, senses: Senses, known: AliasTable
) -> Iterator[str]:
    """Why a mention names none of the other concepts that go by the same name."""
    _, long = forms.pair_of(mention.text)
    rivals = [entry for entry in known.named(mention.text) if entry != identity.entry]
    for entry in rivals:
        yield f"not {entry.name} ({entry.kind}): {_refused(mention, identity, entry, forms)}"
    if identity.entry is None:
        for sense in senses.others(mention.text, long):
            if not any(known.entry_for(sense, entry.kind) == entry for entry in rivals):
                yield f"not {sense}: {_spelled_out(long)}"


def _refused(mention: Mention, identity: Identity, entry: Entry, forms: PaperForms) -> str:
    _, long = forms.pair_of(mention.text)
    if mention.text in forms.meant:
        return identity.reason
    if long or mention.kind is entry.kind:
        return _spelled_out(long)
    return f"a {mention.kind} is meant here"


def _spelled_out(long: str) -> str:
    return f"the paper spells it out as {long}" if long else "the paper does not say which is meant"
