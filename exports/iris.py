"""IRIs for everything in the graph: readable, escaped, lower-case, and the same from run to run.

An IRI is the base, the kind, a slash and the key of a node's id, so that with the prefixes of ``prefixes`` a
prefixed name reads as the id does: ``method:lora``. Two ids never share an IRI, but arXiv ids and DOIs that differ
in case alone, which name the same paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from urllib.parse import quote

from pyoxigraph import NamedNode

from exports.vocabulary import NAMESPACES
from extractors.errors import InputError
from kg.facts import Evidence
from kg.schema import NodeKind

BASE = "https://w3id.org/paperkg/id/"
"""Where resources live unless a caller has a place of its own for them."""

_CASELESS = re.compile(r"(?:arxiv:|doi:|10\.\d)", re.IGNORECASE)
_DOT_SEGMENT = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs under one base, which must be absolute and end with ``/`` or ``#`` (else InputError)."""

    base: str = BASE

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise InputError(f"base IRI {self.base!r}", str(error), f"give an absolute IRI such as {BASE}") from error
        if not self.base.endswith(("/", "#")):
            raise InputError(f"base IRI {self.base!r}", "its end would run into names", "end it with / or #")

    def node(self, name: str) -> str:
        """Of the node with this id."""
        return self.base + _path(name)

    def statements_of(self, paper: str) -> str:
        """Of the named graph that holds what this paper says."""
        return f"{self.base}graph/{_path(paper)}"

    def author(self, paper: str, place: int) -> str:
        """Of a paper's author by place from 1; equal names in two papers are not held to be one person."""
        return f"{self.base}{_path(paper)}/author/{place}"

    def evidence(self, head: str, predicate: str, tail: str, piece: Evidence) -> str:
        """Of one piece of evidence: a hash of what is stated, where it is said and which rule found it.

        What is hashed is the JSON array of head, predicate, tail, paper, start, end and rule, in ASCII.
        """
        said = f'[{_quoted(head)}, "{predicate}", {_quoted(tail)}, {_quoted(piece.paper)}, '
        said += f"{piece.start}, {piece.end}, {_quoted(piece.rule)}]"
        return f"{self.base}evidence/{sha256(said.encode()).hexdigest()[:32]}"

    def run(self, version: str) -> str:
        """Of the run of this version of the software."""
        return f"{self.base}run/{_escaped(version)}"

    def software(self, version: str) -> str:
        """Of the software of this version."""
        return f"{self.base}software/{_escaped(version)}"

    def scheme(self) -> str:
        """Of the concept scheme that every concept is in."""
        return f"{self.base}scheme/concepts"

    def dataset(self) -> str:
        """Of all of the data together, as VoID describes it and as a store's named graph for it."""
        return f"{self.base}graph"


def prefixes(base: str = BASE) -> dict[str, str]:
    """Every prefix the output and the queries know: the vocabularies, and one for each kind of resource."""
    kinds = (*(kind.value for kind in NodeKind), "evidence")
    return NAMESPACES | {kind: f"{base}{kind}/" for kind in kinds}


def web_iri(url: str) -> str | None:
    """``url`` as an IRI, with what an IRI may not hold percent-encoded; None for anything but http(s) and ftp."""
    if not _WEB.match(url):
        return None
    head, hash_mark, fragment = _STRAY_PERCENT.sub("%25", url.strip()).partition("#")
    safe = "%:/?@!$&'()*+,;=-._~"
    escaped = quote(head, safe=safe, errors="replace") + hash_mark + quote(fragment, safe=safe, errors="replace")
    try:
        return NamedNode(escaped).value
    except ValueError:  # a host or port that no escaping makes legal
        return None


@lru_cache(maxsize=65536)
def _path(name: str) -> str:
    kind, colon, key = name.partition(":")
    return f"{_escaped(kind)}/{_escaped_key(key)}" if colon else _escaped(kind)


def _escaped_key(key: str) -> str:
    """Keeps ``/`` and ``:`` readable, but where dots between slashes would be resolved as a relative path."""
    lowered = key.lower()
    mark = "" if lowered == key or _CASELESS.match(key) else f"~{sha256(_octets(key)).hexdigest()[:8]}"
    return _escaped(lowered, "" if _DOT_SEGMENT.search(lowered) else "/:") + mark


def _escaped(text: str, safe: str = "") -> str:
    # Only _escaped_key writes a tilde, so that what it marks cannot be spelt by a key.
    return quote(_octets(text), safe=safe).replace("~", "%7E")


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
