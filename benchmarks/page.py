"""How large the explorer of a graph is, how soon a browser shows it, and how smoothly it moves.

python benchmarks/page.py GRAPH_DIR
python benchmarks/page.py --inputs papers.jsonl 'feeds/*.txt'

Needs Chromium on the PATH. Figures are the least, the median and the largest of the runs, each in a fresh context:
export (layout and writing), first paint, map drawn, interactive and names (all since navigation began; names: all of
them can be searched), and the slowest of five searches, each from a key to the list shown. Frames a second are
those of dragging the map and of zooming in and out; without a GPU Chromium draws WebGL on the processor.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import kg
from exports.explorer.files import write_explorer

TIMES = """() => {
  const at = (name) => performance.getEntriesByName(name)[0].startTime;
  const marks = ["first-paint", "map-drawn", "interactive", "names"];
  return Object.fromEntries(marks.map((name) => [name.replace("-", " "), at(name)]));
}"""
SEARCH = """(asked) => {
  const input = document.getElementById("query");
  const start = performance.now();
  input.value = asked;
  input.dispatchEvent(new Event("input"));
  document.getElementById("hits").getBoundingClientRect();
  return performance.now() - start;
}"""
FRAMES = """() => {
  window.frames_seen = [];
  let last = performance.now();
  const seen = () => {
    const now = performance.now();
    window.frames_seen.push(now - last);
    last = now;
    requestAnimationFrame(seen);
  };
  requestAnimationFrame(seen);
}"""
ASKED = ("a", "lo", "learning", "neural net", "gptq")
STEPS = 40


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
        parts = list(Path(folder).rglob("*.js"))
        print(f"{'page':<12} {page.stat().st_size / 1e6:8.2f} MB")
        print(f"{'parts':<12} {sum(part.stat().st_size for part in parts) / 1e6:8.2f} MB in {len(parts)} files")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for _ in range(asked.runs):
                for name, taken in _visit(browser, page).items():
                    times.setdefault(name, []).append(taken)
            browser.close()
    for name, found in times.items():
        least, median, most = min(found), statistics.median(found), max(found)
        print(f"{name:<12} {least:8.0f} {median:8.0f} {most:8.0f} {'fps' if name in MOVES else 'ms'}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="+", help="a graph folder, or with --inputs what to build a graph of")
    parser.add_argument("--inputs", action="store_true", help="the sources are papers, not a graph folder")
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def _export(graph: kg.Graph, file: Path) -> float:
    start = time.perf_counter()
    write_explorer(graph, file)
    return (time.perf_counter() - start) * 1000


def _visit(browser: Browser, file: Path) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script("localStorage.setItem('paperkg-tour', 'seen')")
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-names=all]", state="attached", timeout=120_000)
    page.wait_for_function("() => performance.getEntriesByName('first-paint').length > 0")
    times: dict[str, float] = page.evaluate(TIMES)
    times["search"] = max(page.evaluate(SEARCH, asked) for asked in ASKED)
    page.evaluate(SEARCH, "")
    page.evaluate(FRAMES)
    for name, move in MOVES.items():
        page.wait_for_timeout(500)
        page.evaluate("() => { window.frames_seen.length = 0; }")
        move(page)
        frames: list[float] = page.evaluate("() => window.frames_seen.splice(0)")
        times[name] = 1000 * len(frames) / sum(frames)
    context.close()
    return times


def _pan(page: Page) -> None:
    page.mouse.move(700, 400)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(700 + 4 * step, 400 + 3 * step)
    page.mouse.up()


def _zoom(page: Page) -> None:
    for step in range(STEPS):
        page.mouse.wheel(0, -60 if step < STEPS / 2 else 60)
        page.wait_for_timeout(16)


MOVES = {"pan": _pan, "zoom": _zoom}


if __name__ == "__main__":
    raise SystemExit(main())
