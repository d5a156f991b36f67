"""A card as text on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from kg.cli.cards import Card, Group, aliases_of
from kg.family import Variant

LONGEST_SENTENCE = 220
"""Characters of a sentence that are shown."""
_KIN = 12
"""Places of a family that are shown for each node of a heading."""


def print_card(out: Console, card: Card, limit: int, least: float = 0.0) -> None:
    """Print for a person; at most ``limit`` nodes a heading, and of a family ``_KIN`` times as many, no less sure than
    ``least``.
    """
    out.print(Text.assemble((card.node.label, "bold"), ("  " + card.node.kind.value, "cyan")))
    for name, value in card.lines(least):
        out.print(Text.assemble((f"  {name}: ", "dim"), value))
    if card.family is not None and card.family.variants:
        _print_heading(out, "Family")
        out.print(_tree(card.family, limit * _KIN, least))
    names = (card.node.label, *aliases_of(card.node))
    for group in card.groups:
        _print_group(out, group, names, limit)
    if card.met:
        _print_heading(out, "Often together with")
        out.print(Text("  " + ", ".join(f"{name} ({papers})" for name, _, papers in card.met[: 2 * limit])))
    _print_near(out, card, limit)
    _print_merges(out, card)


def _print_heading(out: Console, heading: str) -> None:
    out.print(Text(f"\n{heading}", style="bold"))


def _print_group(out: Console, group: Group, names: Sequence[str], limit: int) -> None:
    _print_heading(out, f"{group.heading} ({group.total})")
    for said in group.said[:limit]:
        out.print(Text.assemble(("  • ", "dim"), said.label))
        if said.evidence.sentence and said.evidence.sentence != said.label:
            out.print(Text(f"    “{_cut(said.evidence.sentence, *names)}”", style="dim"))
    if group.total > limit:
        out.print(Text(f"  … and {group.total - limit} more (--limit)", style="dim"))


def _print_near(out: Console, card: Card, limit: int) -> None:
    if card.near:
        _print_heading(out, "Nearest papers")
    for each in card.near[:limit]:
        shared = ", ".join(concept.name for concept in each.shared[:4])
        out.print(Text.assemble(f"  {each.score:.2f}  {each.title}  ", (shared, "dim")))


def _print_merges(out: Console, card: Card) -> None:
    if card.merges:
        _print_heading(out, "Why these spellings")
    for merge in card.merges:
        why = f"{merge.reason} [{merge.paper}]" if merge.paper else merge.reason
        out.print(Text.assemble(f"  {merge.surface}: ", (why, "dim")))


def _tree(family: Variant, most: int, least: float) -> Tree:
    """As many of its places as that, of those below what is shown always the one that matters most next: that most
    papers name, if it is sure to belong here. What is below a concept of several places is shown at one of them, and
    what is less sure than ``least`` is counted.
    """
    tree, numbers, opened, doubtful = Tree(Text(family.name)), count(), set[str](), Counter[Tree]()
    ahead: list[tuple[float, int, Variant, float, Tree]] = []

    def look_below(variant: Variant, sure: float, shown: Tree) -> None:
        opened.add(variant.id)
        doubtful[shown] += sum(each.score < least for each in variant.variants)
        for each in (each for each in variant.variants if each.score >= least):
            heappush(ahead, (-each.papers * each.score * sure, next(numbers), each, each.score * sure, shown))

    look_below(family, 1.0, tree)
    while ahead and most:
        most -= 1
        _, _, variant, sure, above = heappop(ahead)
        here = above.add(_kin(variant))
        if variant.id not in opened:
            look_below(variant, sure, here)
        elif variant.variants:
            here.add(Text("… as elsewhere in this tree", style="dim"))
    for shown, left in Counter(shown for *_, shown in ahead).items():
        shown.add(Text(f"… and {left} more (--limit)", style="dim"))
    for shown, left in doubtful.items():
        if left:
            shown.add(Text(f"… and {left} less sure than {least} (--min-score)", style="dim"))
    return tree


def _kin(variant: Variant) -> Text:
    best = variant.telling
    why = "" if best is None else f"“{_cut(best.sentence, variant.name)}”" if best.sentence else best.rule
    return Text.assemble(variant.name, (f"  {variant.score:.2f}  {why}", "dim"))


def _cut(sentence: str, *names: str) -> str:
    """A sentence, or as much of it as is shown, with the first of these names that it has."""
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    lower = sentence.casefold()
    place = next((at for name in names if (at := lower.find(name.casefold())) >= 0), 0)
    if place < LONGEST_SENTENCE * 3 // 4:
        return sentence[: LONGEST_SENTENCE - 1].rstrip() + "…"
    start = sentence.find(" ", place - LONGEST_SENTENCE // 2)
    rest = sentence[start:].strip()
    return "…" + (rest if len(rest) < LONGEST_SENTENCE else rest[: LONGEST_SENTENCE - 2].rstrip() + "…")
