"""Pages in a real browser: each must ask for nothing else, log nothing and show no dialog."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

Opened: TypeAlias = Callable[..., AbstractContextManager[Page]]

DRIVER = "GL Driver Message"
"""Without a GPU Chromium remarks on its own copying of what WebGL drew; that is not the page's doing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it tests are skipped or, where PAPERKG_REQUIRE_TOOLS=1 asks for it, fail."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("PAPERKG_REQUIRE_TOOLS") == "1":
            pytest.fail("chromium is not installed, and PAPERKG_REQUIRE_TOOLS=1 asks for it")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader"]
        )
        yield started
        started.close()


@dataclass(frozen=True, slots=True)
class Watched:
    """A page, and what it did that it must not."""

    page: Page
    faults: list[str]

    def go(self, file: Path, address: str = "") -> Page:
        """Load a file anew."""
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.emulate_media(color_scheme="light")
        self.page.goto("about:blank")
        self.faults.clear()
        self.page.goto(file.as_uri() + address)
        self.page.wait_for_selector("html[data-map=drawn]", state="attached")
        return self.page


@contextmanager
def watching(browser: Browser, *, tour: bool = False, beside: bool = False) -> Iterator[Watched]:
    """A page in a context of its own; ``beside`` allows the parts of a page to be read too."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not tour:
        context.add_init_script("try { localStorage.setItem('paperkg-tour', 'seen') } catch { }")
    page, faults = context.new_page(), list[str]()

    def heard(message: ConsoleMessage) -> None:
        if DRIVER not in message.text:
            faults.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        own = request.url.split("#")[0] == page.url.split("#")[0] or request.is_navigation_request()
        part = beside and re.search(r"\.parts-[0-9a-f]{12}/[a-z]+-\d+\.js$", request.url)
        if not own and not part and not request.url.startswith(("blob:", "data:")):
            faults.append(f"request: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", asked)
    yield Watched(page, faults)
    context.close()


@contextmanager
def watched(
    browser: Browser, file: Path, address: str = "", *, tour: bool = False, beside: bool = False
) -> Iterator[Page]:
    """The file opened in a fresh context; at the end it must have done nothing that it must not."""
    with watching(browser, tour=tour, beside=beside) as found:
        yield found.go(file, address)
        assert found.faults == []
