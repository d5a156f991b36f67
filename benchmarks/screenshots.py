"""Pictures of the explorer of a graph: overview, concept card, paper card, family lens and dark, each as PNG.

python benchmarks/screenshots.py GRAPH_DIR OUT_DIR [--concept LoRA]

Needs Chromium on the PATH. The concept is one named on the command line; the paper is one that introduces it
or else uses it, with code where there is such a one.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

import kg
from exports.explorer.page import render_html
from kg.schema import CONCEPT_KINDS, Predicate

SIZE = (1440, 900)


def main() -> int:
    """Write the five pictures; 1 without Chromium."""
    asked = _arguments()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("chromium: not on the PATH; install it and try again", file=sys.stderr)
        return 1
    graph = kg.open(asked.graph)
    concept = graph.find(asked.concept, *CONCEPT_KINDS).id
    shown = {
        "overview": ("", "light"),
        "concept": (f"concept={concept}", "light"),
        "paper": (f"node={_paper_of(graph, concept)}", "light"),
        "lens": (f"concept={concept}&lens={concept}", "light"),
        "dark": ("", "dark"),
    }
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.html"
        page.write_bytes(b"".join(render_html(graph)))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--hide-scrollbars"])
        for name, (address, scheme) in shown.items():
            _picture(browser, page, address, scheme, asked.folder / f"{name}.png")
        browser.close()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, metavar="GRAPH_DIR", help="a folder that holds a graph")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR", help="where the pictures go")
    parser.add_argument("--concept", default="LoRA", help="the concept whose card is shown")
    return parser.parse_args()


def _paper_of(graph: kg.Graph, concept: str) -> str:
    """A paper of the concept, or no paper."""
    with_code = {fact.head for fact in graph.facts(Predicate.HAS_CODE)}
    ranks = {Predicate.INTRODUCES: 0, Predicate.USES: 1}
    found = [
        (ranks[fact.predicate], fact.head not in with_code, fact.head) for fact in graph.facts_about(concept, *ranks)
    ]
    return min(found)[2] if found else ""


def _picture(browser: Browser, page: Path, address: str, scheme: str, file: Path) -> None:
    context = browser.new_context(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    shown = context.new_page()
    shown.add_init_script("localStorage.setItem('paperkg-tour', 'seen')")
    shown.goto(f"{page.as_uri()}#{quote(address, safe='=&:/')}")
    shown.wait_for_selector("html[data-map=drawn]", state="attached")
    shown.wait_for_timeout(800)
    shown.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except kg.KGError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error
