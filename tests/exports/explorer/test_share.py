"""A view as a link, a program, a query, a table and a picture: each says the same as the page, read by another tool."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import HOSTILE
from playwright.sync_api import Page, expect

import kg
from exports.rdf import triples
from kg.graph import Graph

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = {
    "a concept": "#concept=method:lora",
    "a statement": "#head=method:lora-pro&predicate=variant_of&tail=method:lora",
    "a paper": "#paper=arxiv:2407.18242",
    "all": "#",
    "years": "#years=2024-2024",
    "no uses": "#no-role=uses",
    "no data sets": "#without=dataset",
    "one venue": "#venue=ICLR 2022",
    "code": "#code=yes",
}


def shared(page: Page, how: str) -> str:
    """What the share panel copies."""
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name=f"Copy as {how}" if how != "link" else "Copy the link").click()
    expect(page.locator("#share-said")).to_contain_text("copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    return text


def visit(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)
    page.wait_for_timeout(100)


def table(page: Page) -> set[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(shared(page, "CSV"), newline=""))
    return {(row["head"], row["predicate"], row["tail"]) for row in rows}


@pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)
def test_the_program_finds_the_statements_of_the_table(
    opened: Page, small_graph: Graph, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    visit(opened, address)
    monkeypatch.setattr(kg, "open", lambda _: small_graph, raising=False)
    names: dict[str, list[kg.Fact]] = {}
    exec(shared(opened, "Python"), names)
    found = {(fact.head, fact.predicate.value, fact.tail) for fact in names["facts"]}
    assert found == table(opened)
    assert found


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "no data sets"])
def test_the_query_finds_the_heads_and_tails_of_the_table(opened: Page, small_graph: Graph, view: str) -> None:
    from pyoxigraph import Store

    from exports.iris import Iris, prefixes

    visit(opened, VIEWS[view])
    store = Store()
    store.extend(quad_of(triple) for triple in triples(small_graph))
    known = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    rows = store.query(known + shared(opened, "SPARQL"))
    found = {(row["head"].value, row["tail"].value) for row in rows}  # type: ignore[union-attr, index]
    iri = Iris().node
    assert found == {(iri(head), iri(tail)) for head, _, tail in table(opened)}


def quad_of(triple: object) -> object:
    from pyoxigraph import Quad

    return Quad(triple.subject, triple.predicate, triple.object)  # type: ignore[attr-defined]


def test_the_table_holds_the_sentence_and_no_formula(opened: Page) -> None:
    visit(opened, "#concept=method:lora")
    rows = list(csv.DictReader(io.StringIO(shared(opened, "CSV"), newline="")))
    said = {row["head_label"]: row["sentence"] for row in rows if row["predicate"] in ("uses", "mentions")}
    assert said == {"LoRA-Pro": "LoRA-Pro extends LoRA.", HOSTILE: HOSTILE + " LoRA."}


def test_the_link_reopens_the_view(opened: Page) -> None:
    visit(opened, "#concept=method:lora&without=metric")
    link = shared(opened, "link")
    assert "#concept=method:lora&without=metric&at=" in link
    looked = opened.evaluate("explorer.map.camera.looksAt()")
    visit(opened, "#")
    opened.goto(link)
    expect(opened.locator("#card h2")).to_have_text("LoRA")
    opened.wait_for_timeout(300)
    assert opened.evaluate("explorer.map.camera.looksAt()") == pytest.approx(looked, rel=1e-3, abs=0.5)


def saved(page: Page, how: str) -> bytes:
    page.get_by_role("button", name="Share", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {how}").click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("address", ["#", "#concept=method:lora", "#concept=method:lora&lens=method:lora"])
def test_the_svg_is_xml_that_names_what_is_seen(opened: Page, address: str) -> None:
    visit(opened, address)
    root = ET.fromstring(saved(opened, "SVG"))
    assert root.tag == f"{SVG}svg"
    assert {"LoRA", "LoRA-Pro"} <= {text.text for text in root.iter(f"{SVG}text")}
    assert all(element.tag.startswith(SVG) for element in root.iter())


def test_the_png_is_twice_the_maps_size(opened: Page) -> None:
    image = saved(opened, "PNG")
    size = opened.evaluate("[explorer.map.box.clientWidth * 2, explorer.map.box.clientHeight * 2]")
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")] == size
