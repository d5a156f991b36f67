"""XML is read an element at a time, and what would explode is refused."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import InputError
from extractors.sources.decoding import TextInput, decode
from extractors.sources.read import read_papers
from extractors.sources.xmltree import child_text, elements, root_of
from extractors.types import Intake, Skip

FEED = '<feed xmlns="http://www.w3.org/2005/Atom">'
ENTRY = "<entry><title>A</title><summary>{}</summary></entry>"


def text(content: str) -> TextInput:
    return decode("input", io.BytesIO(content.encode()))


@pytest.mark.parametrize(
    ("content", "root"),
    [
        ("<a/>", "a"),
        ("<?xml version='1.0'?>\n<!-- a > b -- and - c -->\n<!DOCTYPE a>\n<?style x?><a b='>'>", "a"),
        ('<n:feed xmlns:n="http://www.w3.org/2005/Atom">', "feed"),
        ("no XML", ""),
        ("<", ""),
    ],
)
def test_the_root_is_known_from_the_beginning(content: str, root: str) -> None:
    assert root_of(text(content))[0] == root


BOMBS = {
    "billion laughs": f'<!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>{FEED}{ENTRY.format("&b;")}</feed>',
    "quadratic blow-up": f'<!DOCTYPE f [<!ENTITY a "{"x" * 5000}">]>{FEED}{ENTRY.format("&a;" * 50)}</feed>',
    "a file of the machine": f'<!DOCTYPE f [<!ENTITY a SYSTEM "file:///etc/passwd">]>{FEED}{ENTRY.format("&a;")}</feed>',
    "a parameter entity": f'<!DOCTYPE f [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>{FEED}</feed>',
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_document_with_a_dtd_of_its_own_is_refused(content: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_papers(["-"], Intake(), stdin=io.BytesIO(content.encode())))
    assert str(caught.value) == "stdin: XML with a DTD of its own; remove it: entities are not expanded"


def test_a_dtd_elsewhere_is_not_fetched_and_unknown_entities_are_faults(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ENTITY a "from the DTD">')
    content = f'<!DOCTYPE feed SYSTEM "{tmp_path}/x.dtd">{FEED}{ENTRY.format("good")}{ENTRY.format("&a;")}</feed>'
    found = list(elements(text(content), ("entry",)))
    assert [child_text(each.element, "summary") for each in found if not isinstance(each, Skip)][1:] in ([], [""])


def test_memory_is_one_element_however_many_there_are() -> None:
    def blocks() -> Iterator[str]:
        for _ in range(2000):
            yield ENTRY.format("word " * 200) * 10
        yield "</feed>"

    tracemalloc.start()
    try:
        found = sum(1 for _ in elements(TextInput("input", FEED, blocks()), ("entry",)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == 20_000
    assert peak < 2_000_000


def test_lines_are_counted_beyond_what_sixteen_bits_hold() -> None:
    content = FEED + "\n" * 70_000 + ENTRY.format("late") + "</feed>"
    (entry,) = elements(text(content), ("entry",))
    assert entry.place == "input:70001"
