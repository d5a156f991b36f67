"""A large graph's page: concepts alone are drawn; all else comes from script files beside it when asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Watched, watching
from playwright.sync_api import Browser, Page, expect

import kg
from exports.explorer import drawing, parts
from exports.explorer.files import write_explorer
from exports.explorer.parts import parts_of, ranges_of
from exports.explorer.reading import read


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which the example papers are already many."""
    monkeypatch.setattr(drawing, "LIMIT", 50)
    monkeypatch.setattr(drawing, "CONCEPTS", 80)
    monkeypatch.setattr(parts, "NAMES", 400)
    monkeypatch.setattr(parts, "BLOCK", 20_000)


@pytest.fixture(scope="module")
def folder(demo_graph: kg.Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example graph's page and its parts."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, size in ((drawing, "LIMIT", 50), (drawing, "CONCEPTS", 80), (parts, "NAMES", 400)):
            patch.setattr(module, name, size)
        patch.setattr(parts, "BLOCK", 20_000)
        made = tmp_path_factory.mktemp("parts with a space #1")
        write_explorer(demo_graph, made / "page.html")
    return made


@pytest.fixture(scope="module")
def kept_parts(browser: Browser) -> Iterator[Watched]:
    with watching(browser, beside=True) as page:
        yield page


@pytest.fixture
def opened(kept_parts: Watched, folder: Path) -> Iterator[Page]:
    yield kept_parts.go(folder / "page.html")
    assert kept_parts.faults == []


@pytest.mark.usefixtures("divided")
def test_the_parts_hold_every_row_once(demo_graph: kg.Graph) -> None:
    reading = read(demo_graph)
    ranges = ranges_of(reading)
    assert len(ranges.names) > 1
    assert len(ranges.blocks) > 3
    tables = {}
    for part in parts_of(reading, ranges):
        found = re.fullmatch(r'paperkg\("([a-z]+-\d+)",(.*)\);\n', part.text, re.DOTALL)
        assert found is not None
        tables[part.name] = json.loads(found[2])
    rows = [row for number in range(len(ranges.names)) for row in tables[f"names-{number}"]]
    assert [row[0] for row in rows] == [node.id for node in reading.nodes]
    blocks = [tables[f"block-{number}"] for number in range(len(ranges.blocks))]
    assert sum(len(block["facts"]) for block in blocks) == demo_graph.nx.number_of_edges()
    assert sum(len(block["attributes"]) for block in blocks) == len(reading.nodes)


def test_search_reaches_what_is_not_drawn(opened: Page) -> None:
    opened.wait_for_selector("html[data-names=all]", state="attached")
    opened.fill("#query", "QA-LoRA: Quant")
    opened.keyboard.press("Enter")
    expect(opened.locator("#card h2")).to_contain_text("QA-LoRA")
    expect(opened.locator("#card .abstract .mark").first).to_be_visible()
    near = opened.locator("#card section").filter(has=opened.get_by_role("heading", name="Nearest papers"))
    expect(near.locator("li").first).to_contain_text("through")


def test_a_concepts_card_is_as_full_as_on_a_page_in_one_file(opened: Page, demo_graph: kg.Graph) -> None:
    opened.evaluate("location.hash = '#concept=method:gptq'")
    expect(opened.locator("#card h2")).to_have_text("GPTQ")
    used = opened.locator("#card section").filter(has=opened.get_by_role("heading", name="Used by"))
    expect(used.locator("blockquote").first).to_contain_text("GPTQ")
    expect(used.locator(".count")).to_have_text(
        str(len({fact.head for fact in demo_graph.facts_about("method:gptq", kg.Predicate.USES)}))
    )
    expect(opened.get_by_role("heading", name="Use per year")).to_be_visible()
    expect(opened.get_by_role("heading", name="Data sets it meets")).to_be_visible()


def test_a_table_is_of_what_is_open_and_says_so_where_nothing_is(opened: Page) -> None:
    def copy_table() -> None:
        opened.get_by_role("button", name="Share", exact=True).click()
        opened.get_by_role("button", name="Copy as CSV").click()

    copy_table()
    expect(opened.locator("#share-said")).to_contain_text("open a paper or a concept first")
    opened.keyboard.press("Escape")
    opened.evaluate("location.hash = '#concept=method:gptq'")
    expect(opened.locator("#card h2")).to_have_text("GPTQ")
    copy_table()
    expect(opened.locator("#share-said")).to_contain_text("CSV")
    assert "method:gptq" in opened.locator("#shared").input_value()
    opened.keyboard.press("Escape")


def test_concepts_that_meet_are_joined_and_say_in_which_papers(opened: Page) -> None:
    meeting = opened.evaluate("""() => {
        const meeting = [...explorer.map.met.values()].flat()[0];
        return [meeting.head.id, meeting.tail.id];
    }""")
    opened.evaluate("([a, b]) => { location.hash = `#head=${a}&predicate=meets&tail=${b}` }", meeting)
    expect(opened.locator("#card .statement")).to_contain_text("occurs together with")
    expect(opened.locator("#card blockquote").first).to_be_visible()


def test_the_family_lens_fetches_the_whole_family(opened: Page, demo_graph: kg.Graph) -> None:
    opened.evaluate("location.hash = '#concept=method:lora&lens=method:lora'")
    expect(opened.get_by_role("button", name="Leave the lens")).to_be_visible()
    names = opened.evaluate("[...explorer.map.lens.places.keys()].map(node => node.id)")
    direct = {fact.head for fact in demo_graph.facts_about("method:lora", kg.Predicate.VARIANT_OF)}
    assert direct <= set(names)


def test_years_filter_the_concepts(opened: Page) -> None:
    shown = "explorer.map.order.filter(node => explorer.map.shows(node)).length"
    before = opened.evaluate(shown)
    opened.get_by_label("To year").fill(opened.get_by_label("From year").input_value())
    opened.get_by_label("To year").press("Enter")
    assert 0 < opened.evaluate(shown) < before


@pytest.mark.usefixtures("divided")
def test_a_new_page_takes_the_parts_of_the_old_away(small_graph: kg.Graph, tmp_path: Path) -> None:
    drawing.LIMIT = 3
    write_explorer(small_graph, tmp_path / "a[1].html")
    (first,) = tmp_path.glob("a*.parts-*")
    write_explorer(kg.Graph(small_graph.nx, {"version": "2"}), tmp_path / "a[1].html")
    assert [folder.name for folder in tmp_path.glob("a*.parts-*")] == [first.name]
    drawing.LIMIT = 1000
    write_explorer(small_graph, tmp_path / "a[1].html")
    assert [file.name for file in tmp_path.iterdir()] == ["a[1].html"]


def test_a_page_with_parts_allows_scripts_beside_it_and_nothing_else(folder: Path) -> None:
    page = (folder / "page.html").read_text("utf-8")
    assert "&#39;self&#39; file:" in page
    assert "connect-src" not in page
