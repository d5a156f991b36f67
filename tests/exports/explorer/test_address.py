"""The address holds the whole view: it reopens what it names, and back and forward walk through what was seen."""

from __future__ import annotations

import pytest
from browsing import Opened
from playwright.sync_api import Page, expect

from kg.graph import Graph


def follow(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)


def test_an_address_reopens_what_it_names_and_back_goes_back(opened: Page) -> None:
    follow(opened, "#concept=method:lora")
    opened.locator("#card").get_by_role("link", name="LoRA-Pro", exact=True).first.click()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")
    opened.go_back()
    expect(opened.locator("#card h2")).to_have_text("LoRA")
    opened.go_forward()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")
    opened.reload()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("#concept=method:lora", "LoRA"),
        ("#paper=arxiv:2106.09685", "LoRA"),
        ("#paper=paper:arxiv:2407.18242", "LoRA-Pro"),
        ("#repository=github.com/mrflogs/lora-pro", "mrflogs/LoRA-Pro"),
        ("#page=example.org/lora%3Fa%3D1%26b%3D%3C2%3E", "example.org/lora"),
        ("#result=2407-1", "5.69%"),
        ("#node=model:gpt-3", "GPT-3"),
    ],
)
def test_every_kind_of_node_has_an_address(opened: Page, address: str, heading: str) -> None:
    follow(opened, address)
    expect(opened.locator("#card h2")).to_have_text(heading)


@pytest.mark.parametrize(
    "address", ["#concept=nothing", "#node=%E0%A4%A", "#head=a&tail=b", "#x", "#node=__proto__", "#paper=", "#at=1,x,2"]
)
def test_an_address_that_names_nothing_opens_nothing(opened: Page, address: str) -> None:
    follow(opened, "#concept=method:lora")
    expect(opened.locator("#card")).to_be_visible()
    follow(opened, address)
    expect(opened.locator("#card")).to_be_hidden()


def test_filters_pins_and_place_are_in_the_address(open_page: Opened, small_graph: Graph) -> None:
    address = "#concept=method:lora&without=metric&years=2021-2023&score=0.50&hide=dataset:glue"
    address += "&pin=task:fine-tuning&at=10,20,1.5"
    with open_page(small_graph, address) as page:
        expect(page.locator("#card h2")).to_have_text("LoRA")
        assert not page.get_by_label("metrics").is_checked()
        expect(page.get_by_label("From year")).to_have_value("2021")
        expect(page.get_by_label("To year")).to_have_value("2023")
        drawn = page.evaluate(
            "['dataset:glue', 'task:fine-tuning'].map(id => explorer.map.shows(explorer.nodeById(id)))"
        )
        assert drawn == [False, True]
        page.wait_for_timeout(300)
        assert page.evaluate("explorer.map.camera.looksAt()") == pytest.approx([10, 20, 1.5], rel=1e-3)


def test_opening_something_keeps_the_filters(opened: Page) -> None:
    follow(opened, "#concept=method:lora&without=metric")
    opened.locator("#card").get_by_role("link", name="LoRA-Pro", exact=True).first.click()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")
    assert opened.evaluate("location.hash") == "#concept=method:lora-pro&without=metric"


def test_escape_closes_the_card(opened: Page) -> None:
    follow(opened, "#concept=method:lora")
    expect(opened.locator("#card")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(opened.locator("#card")).to_be_hidden()
    opened.go_back()
    expect(opened.locator("#card h2")).to_have_text("LoRA")
