"""XML as a stream of elements: memory is one of them, however long the document.

No entity is expanded, no DTD or schema loaded, nothing fetched; a document that brings its own DTD is refused, since
none of the formats here has one and every XML bomb does (https://pypi.org/project/defusedxml/ lists them).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from extractors.errors import InputError
from extractors.sources.decoding import TextInput
from extractors.types import Skip

_PROLOG = re.compile(r"(?:\s|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^\[<>]*>)*")
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
_DECLARED = re.compile(r"<!DOCTYPE[^\[>]*\[")


@dataclass(frozen=True, slots=True)
class Found:
    """An element, and where it begins, as ``file:line``. It is whole now and emptied when the next one comes."""

    place: str
    name: str
    element: etree._Element


def root_of(text: TextInput) -> tuple[str, str]:
    """The root element's local name and its attributes as they are written; two empty texts for what is no XML."""
    head = _below_prolog(text)
    if _DECLARED.match(head):
        head = head[head.find("]") + 1 :].lstrip(" \n\t>")
    root = _ROOT.match(head)
    return (root["name"], root["attributes"]) if root else ("", "")


def elements(text: TextInput, names: Collection[str]) -> Iterator[Found | Skip]:
    """The elements of these local names, in order of their ends.

    After what is not well-formed nothing more is read; that is a Skip. Raises InputError for a document with
    a DTD of its own.
    """
    if _DECLARED.match(_below_prolog(text)):
        raise InputError(text.name, "XML with a DTD of its own", "remove it: entities are not expanded")
    parser = etree.XMLPullParser(
        ("end",),
        tag=[f"{{*}}{name}" for name in names],
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for block in itertools.chain((text.head,), text.rest):
            yield from _fed(parser, block, text.name)
        parser.close()
    except etree.XMLSyntaxError as error:
        yield from _ended(parser, text.name)
        line = error.lineno or 1
        yield Skip(f"{text.name}:{line}", f"not well-formed XML ({_said(error)}); nothing below it was read")


def text_of(element: etree._Element | None) -> str:
    """All the text within an element, markup left out; empty for none."""
    return "".join(map(str, element.itertext())) if element is not None else ""


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """The first child of one of these local names, the names tried in order."""
    found = (element.find(f"{{*}}{name}") for name in names)
    return next((each for each in found if each is not None), None)


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child that has one of these local names; empty for none."""
    return text_of(child(element, *names))


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of this local name."""
    return element.findall(f"{{*}}{name}")


def _below_prolog(text: TextInput) -> str:
    prolog = _PROLOG.match(text.head)
    return text.head[prolog.end() :] if prolog else text.head


def _fed(parser: etree.XMLPullParser, block: str, name: str) -> Iterator[Found]:
    parser.feed(block.encode())
    yield from _ended(parser, name)


def _ended(parser: etree.XMLPullParser, name: str) -> Iterator[Found]:
    """The elements that have ended, each emptied and taken off the tree once it has been looked at."""
    for _, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
        yield Found(f"{name}:{element.sourceline}", etree.QName(element).localname, element)
        element.clear()
        parent = element.getparent()
        while parent is not None and (before := element.getprevious()) is not None:
            parent.remove(before)


def _said(error: etree.XMLSyntaxError) -> str:
    message = (error.msg or "the document is cut short").partition(", line ")[0]
    return " ".join(message.split())[:200]
