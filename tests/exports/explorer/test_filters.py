"""The legend is the filter: kinds, roles, years, venue, score, code; what is hidden and what is pinned."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

SHOWN = """() => [...explorer.map.spots.keys()].map(row => explorer.map.order.find(node => node.row === row))
    .filter(node => explorer.map.shows(node)).map(node => node.id).sort()"""


def shown(page: Page) -> set[str]:
    return set(page.evaluate(SHOWN))


def test_the_legend_takes_a_kind_off_the_map_and_puts_it_back(opened: Page) -> None:
    assert "dataset:glue" in shown(opened)
    opened.get_by_label("data sets").uncheck()
    assert "dataset:glue" not in shown(opened)
    opened.get_by_label("data sets").check()
    assert "dataset:glue" in shown(opened)


def test_years_narrow_to_papers_and_what_they_name(opened: Page) -> None:
    opened.get_by_label("From year").fill("2024")
    opened.get_by_label("From year").press("Enter")
    assert shown(opened) == {
        "paper:arxiv:2407.18242", "method:lora", "method:lora-pro", "dataset:glue",
        "repository:github.com/mrflogs/lora-pro", "page:example.org/lora?a=1&b=<2>",
    }  # fmt: skip
    opened.get_by_role("button", name="Show all again").click()
    assert "model:gpt-3" in shown(opened)
    expect(opened.get_by_role("button", name="Show all again")).to_be_hidden()


def test_code_leaves_papers_with_code(opened: Page) -> None:
    opened.get_by_label("only papers with code").check()
    assert {name for name in shown(opened) if name.startswith("paper:")} == {"paper:arxiv:2407.18242"}


@pytest.mark.parametrize(
    ("address", "gone", "there"),
    [
        ("#no-role=studies", "task:fine-tuning", "dataset:glue"),
        ("#no-role=uses", "model:gpt-3", "method:lora"),
        ("#score=0.9", "model:gpt-3", "paper:arxiv:2106.09685"),
        ("#venue=ICLR 2022", "method:lora-pro", "method:lora"),
        ("#hide=method:lora", "method:lora", "method:lora-pro"),
    ],
)
def test_an_address_filters(opened: Page, address: str, gone: str, there: str) -> None:
    opened.evaluate("address => { location.hash = address }", address)
    expect(opened.get_by_role("button", name="Show all again")).to_be_visible()
    assert gone not in shown(opened)
    assert there in shown(opened)


def test_what_is_pinned_stays_whatever_the_filter_says(opened: Page) -> None:
    opened.evaluate("location.hash = '#concept=dataset:glue'")
    opened.get_by_role("button", name="Pin").click()
    expect(opened.get_by_role("button", name="Unpin")).to_be_visible()
    opened.get_by_label("data sets").uncheck()
    assert "dataset:glue" in shown(opened)


def test_a_node_can_be_hidden_and_come_back(opened: Page) -> None:
    opened.evaluate("location.hash = '#concept=dataset:glue'")
    opened.get_by_role("button", name="Hide").click()
    expect(opened.locator("#card")).to_be_hidden()
    assert "dataset:glue" not in shown(opened)
    opened.get_by_role("button", name="Show all again").click()
    assert "dataset:glue" in shown(opened)
