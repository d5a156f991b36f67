"""The neighbourhood's page in a real browser: at rest, named, explained, and without the network."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import watched
from conftest import HOSTILE
from playwright.sync_api import Browser, Page, expect

import kg
from exports.focus.page import notebook_frame, render_focus
from kg.graph import Graph
from kg.neighbourhood import Neighbourhood


def html(around: Neighbourhood) -> bytes:
    return b"".join(render_focus(around))


def table(page: bytes, name: str) -> dict[str, object]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    read: dict[str, object] = json.loads(found[1])
    return read


@contextmanager
def shown(browser: Browser, around: Neighbourhood) -> Iterator[Page]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "focus.html"
        file.write_bytes(html(around))
        with watched(browser, file) as page:
            yield page


def test_the_card_of_the_centre_stands_beside_the_map(browser: Browser, small_graph: Graph) -> None:
    with shown(browser, small_graph.focus("method:lora")) as page:
        expect(page.get_by_role("heading", name="Around LoRA")).to_be_visible()
        expect(page.locator("#card h2")).to_have_text("LoRA")
        expect(page.locator("#card")).to_contain_text("LoRA-Pro extends LoRA.")
        page.locator("#card").get_by_role("button", name="LoRA-Pro", exact=True).first.click()
        expect(page.locator("#card h2")).to_have_text("LoRA-Pro")


def test_a_hostile_title_stays_text(browser: Browser, small_graph: Graph) -> None:
    with shown(browser, small_graph.focus("paper:t-hostile")) as page:
        assert page.locator("#card h2").text_content() == HOSTILE


def test_no_serious_fault_is_found_by_axe(browser: Browser, small_graph: Graph) -> None:
    with shown(browser, small_graph.focus("LoRA")) as page:
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_pyvis_draws_at_rest(small_graph: Graph) -> None:
    network = table(html(small_graph.focus("LoRA")), "network")
    assert '"physics": {"enabled": false}' in str(network["options"])
    nodes = network["nodes"]
    assert isinstance(nodes, list)
    assert all({"x", "y", "shape", "group"} <= set(node) for node in nodes)


def test_the_page_asks_no_network_and_holds_a_policy(small_graph: Graph) -> None:
    page = unescape(html(small_graph.focus("LoRA")).decode())
    assert "default-src 'none'; script-src 'sha256-" in page
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=", page)


def test_a_notebook_frame_holds_the_very_page(small_graph: Graph) -> None:
    around = small_graph.focus("LoRA")
    found = re.search(r'srcdoc="([^"]*)"', notebook_frame(around))
    assert found is not None
    assert unescape(found[1]).encode("utf-8", "backslashreplace") == html(around)


def test_three_hundred_nodes_are_under_a_megabyte(demo_graph: kg.Graph) -> None:
    around = demo_graph.focus("LoRA")
    assert around.graph.nx.number_of_nodes() == 300
    assert len(html(around)) < 1_000_000


@pytest.mark.parametrize("name", ["dataset:glue", "repository:github.com/mrflogs/lora-pro", "paper:arxiv:2407.18242"])
def test_any_kind_of_node_can_be_the_centre(small_graph: Graph, name: str) -> None:
    around = table(html(small_graph.focus(name)), "around")
    nodes, centre = around["nodes"], around["centre"]
    assert isinstance(nodes, list)
    assert isinstance(centre, int)
    assert nodes[centre][0] == name
