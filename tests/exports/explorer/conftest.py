"""Explorer pages of small graphs, opened in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from browsing import Opened, Watched, watched, watching
from playwright.sync_api import Browser, Page

from exports.explorer.page import render_html
from kg.graph import Graph


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Opened:
    """Opens a graph's page, at an address of its own where one is given."""

    def opened(graph: Graph, address: str = "", *, tour: bool = False) -> AbstractContextManager[Page]:
        file = tmp_path / "page.html"
        file.write_bytes(b"".join(render_html(graph)))
        return watched(browser, file, address, tour=tour)

    return opened


@pytest.fixture(scope="module")
def kept_page(browser: Browser) -> Iterator[Watched]:
    """One page for a module's tests, for a fresh context takes long to start."""
    with watching(browser) as page:
        yield page


@pytest.fixture
def opened(kept_page: Watched, small_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The small graph's page, rendered once and loaded anew."""
    file = tmp_path_factory.getbasetemp() / "small.html"
    if not file.exists():
        file.write_bytes(b"".join(render_html(small_graph)))
    yield kept_page.go(file)
    assert kept_page.faults == []
