"""axe-core finds no serious fault in any state of the page, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

STATES = {
    "map": "#",
    "concept": "#concept=method:lora",
    "paper": "#paper=arxiv:2407.18242",
    "statement": "#head=method:lora-pro&predicate=variant_of&tail=method:lora",
    "list": "#list=yes",
    "lens": "#concept=method:lora&lens=method:lora",
}


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in serious]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", STATES.values(), ids=STATES)
def test_a_state_has_no_serious_fault(opened: Page, address: str, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    opened.evaluate("address => { location.hash = address }", address)
    opened.wait_for_timeout(200)
    assert faults(opened) == []


@pytest.mark.parametrize("name", ["About", "Share"])
def test_a_dialog_has_no_serious_fault(opened: Page, name: str) -> None:
    opened.get_by_role("button", name=name, exact=True).click()
    assert faults(opened) == []


def test_a_phone_and_an_open_search_have_no_serious_fault(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.fill("#query", "lora")
    assert faults(opened) == []


def test_everything_is_reached_by_the_tab_key(opened: Page) -> None:
    reached = []
    for _ in range(40):
        opened.keyboard.press("Tab")
        reached.append(opened.evaluate("document.activeElement.id || document.activeElement.value"))
    wanted = {"home", "query", "list-open", "share-open", "about-open", "map", "closer", "farther", "whole"}
    assert wanted <= set(reached)


def test_the_card_is_reached_after_a_search_and_announced(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("gpt-3")
    opened.keyboard.press("Enter")
    expect(opened.locator("#status")).to_have_text("model GPT-3")
    expect(opened.locator("#card")).to_be_focused()
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.closest('#card') !== null")


def test_arrow_keys_move_the_map_that_has_the_focus(opened: Page) -> None:
    opened.locator("#map").focus()
    before = opened.evaluate("explorer.map.camera.looksAt()[0]")
    opened.keyboard.press("ArrowRight")
    opened.wait_for_timeout(200)
    assert opened.evaluate("explorer.map.camera.looksAt()[0]") > before
