"""Short and long forms against the acronym set of the SDU workshop at AAAI-21, by the convention of its scorer.

    python benchmarks/abbreviations.py DEV.jsonl [--misses 20]

DEV has one JSON object a sentence: ``text`` and ``entities`` of type short and long, each with its offsets. The set
marks every place of a short form, whether or not the sentence defines it, and long forms wherever the short form is
there too. An entity is found when both its offsets are. Precision and recall are those of short and of long forms,
averaged, as the workshop's official figures are; its rule baseline reaches F1 85.5 on this split.

Three rows: what the text defines; every further place of a form it defines; and every word written as short forms are.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from extractors.abbreviations import find_abbreviations, is_short_form
from extractors.text import matching_view

Entity: TypeAlias = tuple[str, int, int]
"""short or long, start, end."""

_TOKEN = re.compile(r"[^\W_][\w.+*#/&-]*[^\W_]|[^\W_]")


def find_defined(view: str) -> Iterator[Entity]:
    """Both forms where a text defines one by the other."""
    for pair in find_abbreviations(view):
        yield "short", pair.short_span.start, pair.short_span.end
        yield "long", pair.long_span.start, pair.long_span.end


def find_repeated(view: str) -> Iterator[Entity]:
    """And every other place of a form that it defines."""
    yield from find_defined(view)
    for pair in find_abbreviations(view):
        for kind, form in (("short", pair.short), ("long", pair.long)):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", view):
                yield kind, match.start(), match.end()


def find_written(view: str) -> Iterator[Entity]:
    """And every word of which most letters are capitals."""
    yield from find_repeated(view)
    for match in _TOKEN.finditer(view):
        letters = [c for c in match[0] if c.isalpha()]
        if is_short_form(match[0]) and 2 * sum(c.isupper() for c in letters) > len(match[0]):
            yield "short", match.start(), match.end()


WAYS: tuple[Callable[[str], Iterator[Entity]], ...] = (find_defined, find_repeated, find_written)


def scored(gold: dict[str, set[Entity]], found: dict[str, set[Entity]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in per cent of short forms, of long forms, and averaged."""
    rows = {}
    for kind in ("short", "long"):
        right = sum(len({e for e in gold[i] & found[i] if e[0] == kind}) for i in gold)
        there = sum(e[0] == kind for each in gold.values() for e in each)
        claimed = sum(e[0] == kind for each in found.values() for e in each)
        rows[kind] = (100 * right / max(claimed, 1), 100 * right / max(there, 1))
    rows["both"] = tuple(sum(pair) / 2 for pair in zip(rows["short"], rows["long"], strict=True))
    return {kind: (p, r, 2 * p * r / (p + r) if p + r else 0.0) for kind, (p, r) in rows.items()}


def main() -> None:
    """Score the three ways, and list what the second misses and finds wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    gold = {row["id"]: {(e["type"], e["start"], e["end"]) for e in row["entities"]} for row in rows}
    print(f"{'':<16}{'':<7}{'P':>7}{'R':>7}{'F1':>7}")
    for way in WAYS:
        found = {row["id"]: set(way(matching_view(row["text"]))) for row in rows}
        for kind, figures in scored(gold, found).items():
            print(f"{way.__name__:<16}{kind:<7}" + "".join(f"{figure:>7.1f}" for figure in figures))
    listed(rows, gold, {row["id"]: set(find_defined(matching_view(row["text"]))) for row in rows}, arguments.misses)


def listed(rows: list[dict], gold: dict[str, set[Entity]], found: dict[str, set[Entity]], count: int) -> None:
    """Long forms that were missed, and those that are wrong, by what they overlap."""
    classes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        text = row["text"]
        for claim, others, name in ((gold, found, "missed"), (found, gold, "wrong")):
            for kind, start, end in sorted(claim[row["id"]] - others[row["id"]]):
                near = any(k == kind and s < end and start < e for k, s, e in others[row["id"]])
                if kind == "long":
                    place = f"{text[max(0, start - 20) : start]}[{text[start:end]}]{text[end : end + 25]}"
                    classes[f"{name}, {'cut otherwise' if near else 'not at all'}"].append(place)
    for name, places in sorted(classes.items()):
        print(f"{name}: {len(places)}")
        for place in places[:count]:
            print(f"    {place}")


if __name__ == "__main__":
    main()
