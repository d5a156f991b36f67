"""Topics of the Computer Science Ontology (https://cso.kmi.open.ac.uk), from its CSV of triples, as entries.

A. A. Salatino et al., The Computer Science Ontology: a large-scale taxonomy of research areas, ISWC 2018. Only topics
below "artificial intelligence" are read. A super-topic is a field rather than a family, so it is taken for one only
where the topic's name ends in it: "convolutional neural networks" below "neural networks".
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from urllib.parse import unquote

from extractors.catalogue import Entry
from extractors.contexts import kind_of_head
from extractors.text import singular
from extractors.types import Kind

ROOT = "artificial intelligence"
_TOPIC = "cso.kmi.open.ac.uk/topics/"
_ABOVE = "cso#superTopicOf"
_PREFERRED = "cso#preferentialEquivalent"


def is_cso(text: str) -> bool:
    """Whether a text is that CSV."""
    return _TOPIC in text[:2000]


def topic_entries(text: str) -> Iterator[Entry]:
    """The topics, each with the topics that are the same by another name as aliases."""
    below: dict[str, set[str]] = defaultdict(set)
    preferred: dict[str, str] = {}
    for row in csv.reader(StringIO(text)):
        if len(row) == 3 and _TOPIC in row[0] and _TOPIC in row[2]:
            head, tail = _label(row[0]), _label(row[2])
            if _ABOVE in row[1]:
                below[head].add(tail)
            elif _PREFERRED in row[1]:
                preferred[head] = tail
    topics = {preferred.get(topic, topic) for topic in _below(ROOT, below)}
    above = {topic: {preferred.get(a, a) for a, tails in below.items() if topic in tails} for topic in topics}
    called: dict[str, set[str]] = defaultdict(set)
    for name, topic in preferred.items():
        if name != topic:
            called[topic].add(_name(name))
    for topic in sorted(topics):
        yield _entry(topic, called[topic] - {_name(topic)}, above[topic])


def _below(root: str, below: Mapping[str, Iterable[str]]) -> set[str]:
    met: set[str] = set()
    waiting = [root]
    while waiting:
        for topic in below.get(waiting.pop(), ()):
            if topic not in met:
                met.add(topic)
                waiting.append(topic)
    return met


def _entry(topic: str, called: Iterable[str], above: Iterable[str]) -> Entry:
    family = tuple((_kind(one), _name(one)) for one in sorted(above) if topic.endswith(f" {one}"))
    return Entry(_kind(topic), _name(topic), tuple(sorted(called)), family)


def _kind(topic: str) -> Kind:
    return kind_of_head(topic) or Kind.METHOD


def _label(cell: str) -> str:
    return unquote(cell.strip(" <>").rsplit("/", 1)[-1]).replace("_", " ").strip().lower()


def _name(topic: str) -> str:
    """A topic's label, which is in the plural, in the singular."""
    *first, last = topic.split()
    return " ".join((*first, singular(last)))
