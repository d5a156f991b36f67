"""Which mentions name the same concept, over the whole input; the outcome does not depend on the order of papers.

Each mention is settled by ``kg.identity``; mentions settled to the same are one concept, named by ``kg.naming``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.spelling import spelling_key
from extractors.types import Extraction, Kind, Mention
from kg.aliases import AliasTable, shipped_aliases
from kg.concepts import Concept, Merge
from kg.decisions import Decision, decider
from kg.identity import GroupKey, Identity, PaperForms, find_refusals, identify
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

    identity: Identity
    """Of one of them."""
    spellings: Spellings
    kinds: Counter[Kind] = field(default_factory=Counter)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    refusals: dict[tuple[str, str], str] = field(default_factory=dict)
    mentions: list[tuple[str, Mention]] = field(default_factory=list)

    def add(self, paper: str, mention: Mention, identity: Identity, *, is_short: bool) -> None:
        """Count one mention; of several papers with one reason for a surface the first by id stays."""
        self.mentions.append((paper, mention))
        self.spellings.add(mention.form, identity.long, is_short=is_short)
        self.kinds[identity.entry.kind if identity.entry else identity.kind or mention.kind] += 1
        reason, source = (mention.form, identity.reason), identity.source or paper
        self.reasons[reason] = min(self.reasons.get(reason, source), source)

    def refuse(self, paper: str, surface: str, reasons: Iterable[str]) -> None:
        """Note what a surface does not stand for; of several papers the first by id stays."""
        for reason in reasons:
            self.refusals[surface, reason] = min(self.refusals.get((surface, reason), paper), paper)

    def merges(self, concept: str) -> Iterable[Merge]:
        """Why each surface stands for the concept, and why for no other."""
        for (surface, reason), paper in self.reasons.items():
            yield Merge(concept, surface, reason, paper)
        for (surface, reason), paper in self.refusals.items():
            yield Merge(concept, surface, reason, paper, kept_apart=True)


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention of a paper with what it was settled to, and why to nothing else."""

    paper: str
    mention: Mention
    identity: Identity
    is_short: bool
    refusals: tuple[str, ...]

    def decided(self, identity: Identity) -> Settled:
        """The same mention as a decision has it; what was refused before it no longer matters where it differs."""
        return self if identity == self.identity else replace(self, identity=identity, refusals=())


def resolve(
    extractions: Iterable[Extraction], aliases: AliasTable | None = None, decisions: Sequence[Decision] = ()
) -> Resolution:
    """Settle every mention of every paper, then do as the decisions say; the same for any order of papers."""
    known = aliases or shipped_aliases()
    settled = list(_settled(extractions, known))
    groups = _grouped(settled)
    concepts = _named(groups, known.ids)
    if decisions:
        decide = decider(decisions, {group: (concepts[group], groups[group].identity) for group in groups})
        settled = [each.decided(decide(each.mention.form, each.identity)) for each in settled]
        groups = _grouped(settled)
        concepts = _named(groups, known.ids)
    return _concluded(groups, concepts)


def _settled(extractions: Iterable[Extraction], known: AliasTable) -> Iterator[Settled]:
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    senses = Senses.of(papers)
    for extraction in papers:
        forms = PaperForms.of(extraction, known)
        for mention in extraction.mentions:
            named = replace(mention, text=mention.form) if mention.name else mention
            identity = identify(named, forms, senses, known)
            refusals = tuple(find_refusals(named, identity, forms, senses, known))
            is_short = spelling_key(mention.form) in forms.long_of
            yield Settled(extraction.paper.id, mention, identity, is_short, refusals)


def _grouped(settled: Iterable[Settled]) -> dict[GroupKey, Group]:
    groups: dict[GroupKey, Group] = {}
    for each in settled:
        identity = each.identity
        group = groups.get(identity.group)
        if group is None:
            group = groups[identity.group] = Group(identity, Spellings(identity.key, apart=identity.apart))
        group.add(each.paper, each.mention, identity, is_short=each.is_short)
        group.refuse(each.paper, each.mention.form, each.refusals)
    return groups


def _named(groups: Mapping[GroupKey, Group], reserved: frozenset[str]) -> dict[GroupKey, Concept]:
    named: dict[GroupKey, Concept] = {}
    ids: set[str] = set()
    for key, group in sorted(groups.items(), key=lambda keyed: (keyed[1].identity.entry is None, keyed[0])):
        named[key] = name_concept(group.identity.entry, group.spellings, group.kinds, taken=(ids, reserved))
        ids.add(named[key].id)
    return named


def _concluded(groups: Mapping[GroupKey, Group], named: Mapping[GroupKey, Concept]) -> Resolution:
    assigned: dict[tuple[str, Mention], str] = {}
    merges: list[Merge] = []
    for key, concept in named.items():
        assigned.update(dict.fromkeys(groups[key].mentions, concept.id))
        merges.extend(groups[key].merges(concept.id))
    return Resolution({concept.id: concept for concept in named.values()}, assigned, tuple(sorted(merges)))
