"""The LoRA family: every variant the papers name, with the best sentence for each, and where the code is."""

from __future__ import annotations

import sys
from pathlib import Path

import kg
from kg.schema import Predicate

graph = kg.build([str(Path(__file__).with_name("papers.jsonl"))] if len(sys.argv) == 1 else sys.argv[1:])

for variant in graph.family("LoRA").walk():
    print(f"{variant.name} ({variant.papers} papers)")
    if variant.telling is not None:
        print(f"    {variant.telling.sentence or variant.telling.rule}")
    for fact in graph.facts_about(variant.id, Predicate.INTRODUCES):
        for code in graph.facts_of(fact.head, Predicate.HAS_CODE):
            print(f"    {graph.node(code.tail).attributes['url']}")
