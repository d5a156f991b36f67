"""How large the HTML page of a graph is, and how soon a browser shows it.

python benchmarks/page.py GRAPH_DIR
python benchmarks/page.py --inputs papers.jsonl 'feeds/*.txt'

Needs Chromium on the PATH. Figures are the least, the median and the largest of the runs, each in a fresh context:
export (rendering alone), first paint, the map drawn (both since navigation began), and a search, from the first
key to the list shown.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import kg
from exports.page import render_html

TIMES = """() => {
  const at = (name) => performance.getEntriesByName(name)[0].startTime;
  return { "first paint": at("first-paint"), "map drawn": at("map-drawn") };
}"""
SEARCH = """(asked) => {
  const input = document.getElementById("query");
  const start = performance.now();
  for (let end = 1; end <= asked.length; end += 1) {
    input.value = asked.slice(0, end);
    input.dispatchEvent(new Event("input"));
  }
  document.getElementById("hits").getBoundingClientRect();
  return performance.now() - start;
}"""


def main() -> int:
    """Measure and print; 1 without Chromium."""
    asked = _arguments()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("chromium: not on the PATH; install it and try again", file=sys.stderr)
        return 1
    graph = kg.build(asked.source) if asked.inputs else kg.open(Path(asked.source[0]))
    times: dict[str, list[float]] = {"export": []}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for _ in range(asked.runs):
            times["export"].append(_export(graph, page))
        print(f"{'file size':<12} {page.stat().st_size / 1e6:8.2f} MB")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for _ in range(asked.runs):
                for name, taken in _visit(browser, page, asked.search).items():
                    times.setdefault(name, []).append(taken)
            browser.close()
    for name, found in times.items():
        least, median, most = min(found), statistics.median(found), max(found)
        print(f"{name:<12} {least:8.0f} {median:8.0f} {most:8.0f} ms")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="+", help="a graph folder, or with --inputs what to build a graph of")
    parser.add_argument("--inputs", action="store_true", help="the sources are papers, not a graph folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--search", default="gptq", help="what is typed into the search box")
    return parser.parse_args()


def _export(graph: kg.Graph, file: Path) -> float:
    start = time.perf_counter()
    with file.open("wb") as page:
        page.writelines(render_html(graph))
    return (time.perf_counter() - start) * 1000


def _visit(browser: Browser, file: Path, asked: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-map=drawn]", state="attached")
    page.wait_for_function("performance.getEntriesByName('first-paint').length > 0")
    times: dict[str, float] = page.evaluate(TIMES)
    times["search"] = page.evaluate(SEARCH, asked)
    context.close()
    return times


if __name__ == "__main__":
    raise SystemExit(main())
