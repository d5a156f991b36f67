"""Names of people: as catalogues write them to how they are said, given name first."""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|[IV]{2,4}")
_BETWEEN = re.compile(r"\s*(?:,|;|\band\b)\s*")
_AFFILIATION = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


def spoken_name(name: str) -> str:
    """``First von Last, Jr`` from the ways BibTeX, RIS and libraries write it; what has no comma stays.

    >>> spoken_name("Byron, Ada"), spoken_name("von Neumann, Jr, John"), spoken_name("Grace Hopper")
    ('Ada Byron', 'John von Neumann Jr', 'Grace Hopper')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) < 2:
        return name.strip(" ,")
    if len(parts) == 2:
        last, first = parts
        return f"{last} {first}" if _SUFFIX.fullmatch(first) else f"{first} {last}"
    suffix_second = _SUFFIX.fullmatch(parts[1]) or not _SUFFIX.fullmatch(parts[2])
    last, suffix, first = parts[:3] if suffix_second else (parts[0], parts[2], parts[1])
    return " ".join((first, last, suffix))


def joined_name(given: str, family: str, suffix: str = "") -> str:
    """A name from its parts; any may be empty."""
    return " ".join(part.strip() for part in (given, family, suffix) if part.strip())


def listed_names(line: str) -> list[str]:
    """The names in a line as arXiv keeps authors: given name first, with commas, "and", affiliations in brackets.

    >>> listed_names("A. Byron (London), C. Babbage and the Engine Collaboration")
    ['A. Byron', 'C. Babbage', 'the Engine Collaboration']
    """
    names = [name.strip() for name in _BETWEEN.split(" ".join(_AFFILIATION.sub("", line).split()))]
    return [name for name in names if name]
