"""Which mentions name the same concept, over the whole input; the outcome does not depend on the order of papers.

Each mention is settled by ``kg.identity``; mentions settled to the same are one concept, named by ``kg.naming``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extractors.catalogue import Entry
from extractors.text import fold
from extractors.types import Extraction, Kind, Mention
from kg.aliases import AliasTable, shipped_aliases
from kg.concepts import Concept, Merge
from kg.identity import Identity, PaperForms, find_refusals, identify
from kg.naming import Spellings, name_concept
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


@dataclass(slots=True)
class Group:
    """All mentions of one concept, while they are collected."""

    entry: Entry | None
    spellings: Spellings
    kinds: Counter[Kind] = field(default_factory=Counter)
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    refusals: dict[tuple[str, str], str] = field(default_factory=dict)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)

    def add(self, paper: str, mention: Mention, identity: Identity, *, is_short: bool) -> None:
        """Count one mention; of several reasons for a surface the first by spelling stays."""
        self.mentions.append((paper, mention))
        self.spellings.add(mention.text, identity.long, is_short=is_short)
        self.kinds[identity.entry.kind if identity.entry else mention.kind] += 1
        reason = (identity.reason, identity.source or paper)
        self.reasons[mention.text] = min(self.reasons.get(mention.text, reason), reason)

    def refuse(self, paper: str, surface: str, reasons: Iterable[str]) -> None:
        """Note what a surface does not stand for; of several papers the first by id stays."""
        for reason in reasons:
            self.refusals[surface, reason] = min(self.refusals.get((surface, reason), paper), paper)

    def merges(self, concept: str) -> Iterable[Merge]:
        """Why each surface stands for the concept, and why for no other."""
        for surface, (reason, paper) in self.reasons.items():
            yield Merge(concept, surface, reason, paper)
        for (surface, reason), paper in self.refusals.items():
            yield Merge(concept, surface, reason, paper, kept_apart=True)


def resolve(extractions: Iterable[Extraction], aliases: AliasTable | None = None) -> Resolution:
    """Settle every mention of every paper; the same for any order of papers."""
    known = aliases or shipped_aliases()
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    senses = Senses.of(papers)
    groups: dict[tuple[str, str], Group] = {}
    for extraction in papers:
        paper, forms = extraction.paper.id, PaperForms.of(extraction)
        for mention in extraction.mentions:
            identity = identify(mention, forms, senses, known)
            group = groups.setdefault(identity.group, Group(identity.entry, Spellings(identity.key)))
            group.add(paper, mention, identity, is_short=fold(mention.text) in forms.long_of)
            group.refuse(paper, mention.text, find_refusals(mention, identity, forms, senses, known))
    return _concluded(groups, known.ids)


def _concluded(groups: Mapping[tuple[str, str], Group], reserved: frozenset[str]) -> Resolution:
    concepts: dict[str, Concept] = {}
    assigned: dict[tuple[str, Mention], str] = {}
    merges: list[Merge] = []
    for _, group in sorted(groups.items(), key=lambda keyed: (keyed[1].entry is None, keyed[0])):
        concept = name_concept(group.entry, group.spellings, group.kinds, taken=(concepts, reserved))
        concepts[concept.id] = concept
        assigned.update(dict.fromkeys(group.mentions, concept.id))
        merges.extend(group.merges(concept.id))
    return Resolution(concepts, assigned, tuple(sorted(merges)))
