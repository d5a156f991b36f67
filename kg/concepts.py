"""A concept: one thing that papers name, however they spell it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.types import Kind
from kg.facts import Node, Value
from kg.schema import NodeKind


@dataclass(frozen=True, slots=True)
class Concept:
    """``id`` is made from kind and name: ``method:lora``. ``aliases`` are the surfaces met in the input, sorted."""

    kind: Kind
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    year: int | None = None
    link: str = ""

    @property
    def id(self) -> str:
        """``kind:key``."""
        return concept_id(self.kind, self.key)

    def to_node(self) -> Node:
        """The node that stands for it; what is unknown is left out."""
        attributes: dict[str, Value] = {"aliases": self.aliases}
        if self.year is not None:
            attributes["year"] = self.year
        if self.link:
            attributes["link"] = self.link
        return Node(self.id, NodeKind(self.kind.value), self.name, attributes)


def concept_id(kind: Kind, key: str) -> str:
    """The id of a concept from its kind and readable key.

    >>> concept_id(Kind.METHOD, "lora")
    'method:lora'
    """
    return f"{kind.value}:{key}"


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """Why a surface form stands for a concept, or (``kept_apart``) why it does not stand for another."""

    concept: str
    surface: str
    reason: str
    paper: str = ""
    kept_apart: bool = False
