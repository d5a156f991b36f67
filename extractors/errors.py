"""Every error this project raises on purpose.

KGError                   catch this one to catch them all
├── InputError            something read is not what it should be (says where, what, and what would do)
├── ReadingError          a paper cannot be read (says which, and what happened)
├── OutputError           something cannot be written
├── GraphError            a kept graph is missing, stale or damaged
├── UnknownNameError      a question names nothing in the graph (offers the nearest names)
├── QueryError            a query that cannot be run
├── MissingLibraryError   an optional library is asked for and not installed
└── StoreError            a triple store refused or did not answer
"""

from __future__ import annotations


class KGError(Exception):
    """The root of this project's errors; its message is one line, fit to be shown to a person."""


class InputError(KGError):
    """What was read is not what it should be.

    The message names the place (a file, with the line where there is one), what was found there, and what
    would have been right.
    """

    def __init__(self, place: str, found: str, expected: str) -> None:
        super().__init__(f"{place}: {found}; {expected}")
        self.place, self.found, self.expected = place, found, expected


class ReadingError(KGError):
    """A paper could not be read: the reading failed, or the process that did it died."""

    def __init__(self, paper: str, found: str, expected: str) -> None:
        super().__init__(f"paper {paper}: {found}; {expected}")
        self.paper, self.found, self.expected = paper, found, expected

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str, str], dict[str, object]]:
        return type(self), (self.paper, self.found, self.expected), self.__dict__  # else pickle has but the message


class OutputError(KGError):
    """A file or folder cannot be written."""


class GraphError(KGError):
    """A kept graph is missing, of another version, or damaged."""


class UnknownNameError(KGError):
    """A question names nothing that the graph holds, or nothing of the kinds it asks for; ``nearest`` are the names
    closest in spelling, ``other`` says what goes by the name instead.
    """

    def __init__(self, name: str, nearest: tuple[str, ...] = (), other: str = "") -> None:
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        said = f"to the graph {name!r} is a {other}" if other else f"the graph has nothing named {name!r}"
        super().__init__(f"{said}{hint}")
        self.name, self.nearest = name, nearest


class QueryError(KGError):
    """A SPARQL or Cypher query that does not parse, is an update, or calls another service."""


class MissingLibraryError(KGError):
    """An optional library is asked for and not installed; the message says how to install it."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        super().__init__(f"{what} needs {library}, which is not installed; pip install '{extra}'")


class StoreError(KGError):
    """A triple store refused, failed or did not answer."""
