"""A catalogued name that a paper gives to something of its own: another Genie, another COMET, another EVA.

A title "NAME: what it is" whose paper introduces NAME is of a thing that is new with it. It is not the catalogue's
when the years are too far apart, or when neither title nor abstract has a word of what is known of the catalogue's.
Of 303 conference papers that introduce a name so of which the catalogue knows the year, 63 are of another time than
it; the words alone single out 20 of these and 12 others, of which ten, read one by one, are other things too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.catalogue import Entry
from extractors.contexts import kind_of_head
from extractors.spelling import spelling_key
from extractors.types import Extraction, Kind, Role
from kg.about import stems_about, stems_of_text
from kg.aliases import AliasTable

BEFORE, AFTER = 1, 2
"""By how many years a paper may come out before or after the year that the catalogue has for what it introduces."""


_PREPOSITION = re.compile(r"\b(?:for|of|in|via|with|by|to|on|from|through|using|towards?|that)\b", re.IGNORECASE)


def find_recoined(extraction: Extraction, known: AliasTable) -> Mapping[str, str]:
    """By surface, what the paper says that its own thing is, for a catalogued name that it takes for that."""
    head, colon, rest = (part.strip() for part in extraction.paper.title.partition(":"))
    key = spelling_key(head)
    own = {m.text for m in extraction.mentions if m.role is Role.INTRODUCED and spelling_key(m.text) == key}
    entries = [entry for entry in known.named(head) if head in entry.names]
    if not (colon and rest and own) or not entries or " " in head:
        return {}
    if any(_is_its_own(extraction, entry, known) for entry in entries):
        return {}
    return {m.text: rest for m in extraction.mentions if spelling_key(m.text) == key}


def kind_told(what: str) -> Kind:
    """The kind of a thing by what its title says it is, up to the first preposition; a method where that is silent.

    >>> kind_told("A Benchmark for Causal Reasoning").value, kind_told("Lamps That Dim Themselves").value
    ('dataset', 'method')
    """
    return kind_of_head(_PREPOSITION.split(what, maxsplit=1)[0]) or Kind.METHOD


def _is_its_own(extraction: Extraction, entry: Entry, known: AliasTable) -> bool:
    """Whether what a paper introduces may be what the catalogue means."""
    paper = extraction.paper
    if entry.link and entry.link in (paper.id, *paper.ids):
        return True
    if entry.year and paper.year and not -BEFORE <= paper.year - entry.year <= AFTER:
        return False
    about = stems_about(entry, known) if _may_be_chance(entry) else {}
    return not about or bool(about.keys() & stems_of_text(paper.text).keys())


def _may_be_chance(entry: Entry) -> bool:
    """Whether two may come to one name: a word or initials, or initials whose long form is known."""
    plain = [name for name in entry.names if name.isalpha() and (name.isupper() or name.istitle())]
    return bool(plain) or any(" " in name for name in entry.names)
