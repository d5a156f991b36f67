"""Which mentions name the same concept, over the whole input.

A mention is settled by the first of these that applies, and the reason is kept:

1. the catalogue names its surface, and the long form the paper gives, if any, agrees;
2. the paper defines it as an abbreviation: long and short form are one concept;
3. another paper defines it as an abbreviation, in one sense only;
4. its own spelling, folded.

A short form that papers define in different senses is kept apart by sense, and where a paper gives none it stays a
concept of its own: a missed merge shows, a wrong one hides. The outcome does not depend on the order of papers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractors.catalogue import Entry
from extractors.text import fold
from extractors.types import Extraction, Kind, Mention
from kg.aliases import AliasTable, shipped_aliases
from kg.concepts import Concept, Merge
from kg.naming import name_concept
from kg.senses import Senses


@dataclass(frozen=True, slots=True)
class Resolution:
    """``concepts`` by id, the concept each mention of a paper stands for, and the reason for every surface."""

    concepts: Mapping[str, Concept]
    assigned: Mapping[tuple[str, Mention], str]
    """From (paper id, mention) to concept id."""
    merges: tuple[Merge, ...]

    def concept_of(self, paper: str, mention: Mention) -> str:
        """The id of the concept that a paper's mention stands for."""
        return self.assigned[paper, mention]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a mention was settled to: a catalogue entry, or the folded key of a spelling, and why."""

    key: str
    entry: Entry | None
    reason: str
    source: str = ""
    """The other paper that the reason rests on, if any."""

    @property
    def group(self) -> tuple[str, str]:
        """Equal for all mentions of one concept."""
        return (self.entry.kind, self.entry.name) if self.entry else ("", self.key)


@dataclass(slots=True)
class Group:
    """All mentions of one concept, while they are collected."""

    entry: Entry | None
    key: str
    surfaces: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)

    def add(self, paper: str, mention: Mention, identity: Identity, *, is_short: bool) -> None:
        """Count one mention; of several reasons for a surface the first by spelling stays."""
        self.mentions.append((paper, mention))
        self.surfaces[mention.text] += 1
        self.kinds[identity.entry.kind if identity.entry else mention.kind] += 1
        if is_short:
            self.shorts[mention.text] += 1
        reason = (identity.reason, identity.source or paper)
        self.reasons[mention.text] = min(self.reasons.get(mention.text, reason), reason)


def resolve(extractions: Iterable[Extraction], aliases: AliasTable | None = None) -> Resolution:
    """Settle every mention of every paper; the same for any order of papers."""
    known = aliases or shipped_aliases()
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    senses = Senses.of(papers)
    groups: dict[tuple[str, str], Group] = {}
    for extraction in papers:
        pairs = PaperForms.of(extraction)
        for mention in extraction.mentions:
            identity = identify(mention, pairs, senses, known)
            group = groups.setdefault(identity.group, Group(identity.entry, identity.key))
            group.add(extraction.paper.id, mention, identity, is_short=fold(mention.text) in pairs.long_of)
    return _concluded(groups)


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


def identify(mention: Mention, forms: PaperForms, senses: Senses, known: AliasTable) -> Identity:
    """Settle one mention by the rules at the top of this module."""
    key = fold(mention.text)
    short = mention.text if key in forms.long_of else forms.short_of.get(key, "")
    long = forms.long_of.get(key) or (mention.text if short else "")
    entry = known.entry_for(short or mention.text, mention.kind, long) or known.entry_for(mention.text, mention.kind, long)
    if entry is not None:
        own_name = fold(entry.name) == key
        return Identity(key, entry, "the catalogue's name" if own_name else f"the catalogue has it as an alias of {entry.name}")
    if short:
        return Identity(senses.key_of(short, long), None, f"the paper defines {short} as {long}")
    if defined := senses.defined(key):
        return Identity(senses.key_of(defined.short, mention.text), None, f"defined as {defined.short} in another paper", defined.paper)
    if len(senses.of_short.get(key, ())) > 1:
        return Identity(key, None, "several senses are known and the paper gives none: kept apart")
    return Identity(key, None, "spelled the same but for case, plural, hyphen and space")


def _concluded(groups: Mapping[tuple[str, str], Group]) -> Resolution:
    concepts: dict[str, Concept] = {}
    assigned: dict[tuple[str, Mention], str] = {}
    merges: list[Merge] = []
    for _, group in sorted(groups.items(), key=lambda item: (item[1].entry is None, item[0])):
        concept = name_concept(group.entry, group.key, group.surfaces, group.shorts, group.kinds, taken=concepts)
        concepts[concept.id] = concept
        assigned.update(dict.fromkeys(group.mentions, concept.id))
        merges.extend(Merge(concept.id, surface, *reason) for surface, reason in group.reasons.items())
    return Resolution(concepts, assigned, tuple(sorted(merges)))
