"""The page in a real browser: it asks no network, logs no error, finds, filters, explains, and runs no text."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import HOSTILE, evidence
from playwright.sync_api import Browser, Page, expect, sync_playwright

from exports.page import render_html
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

LORA, PRO, BAD = "#node=method:lora", "#node=paper:arxiv:2407.18242", "#node=paper:t-hostile"
EDGE = "#head=method:lora-pro&predicate=variant_of&tail=method:lora"


def html(graph: Graph) -> bytes:
    return b"".join(render_html(graph))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("PAPERKG_REQUIRE_TOOLS") == "1":
            pytest.fail("chromium is not installed, and PAPERKG_REQUIRE_TOOLS=1 asks for it")
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, small_graph: Graph, tmp_path: Path) -> Iterator[Page]:
    """The small graph's page; at the end it must have asked for nothing else, logged nothing and shown no dialog."""
    yield from watched(browser, small_graph, tmp_path)


def watched(browser: Browser, graph: Graph, folder: Path) -> Iterator[Page]:
    file = folder / "page.html"
    file.write_bytes(html(graph))
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on(
        "request", lambda request: request.url.startswith(file.as_uri()) or faults.append(f"request: {request.url}")
    )
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-map=drawn]", state="attached")
    yield page
    context.close()
    assert faults == []


def follow(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)
    expect(page.locator("#card")).to_be_visible()


def click_at(page: Page, place: str) -> None:
    """Click where a JavaScript expression says, in the map's coordinates."""
    spot = page.evaluate(place)
    page.locator("#map").click(position={"x": spot["x"], "y": spot["y"]})


def test_search_finds_by_alias_and_opens_with_the_keyboard(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("low-rank ad")
    expect(opened.locator("#hits li")).to_have_text(["LoRAalso Low-Rank Adaptation3 papers"])
    opened.keyboard.press("Enter")
    expect(opened.locator("#card h2")).to_have_text("LoRA")
    assert opened.evaluate("location.hash") == LORA


def test_arrow_keys_move_through_what_was_found(opened: Page) -> None:
    opened.keyboard.press("/")
    opened.keyboard.type("lora")
    opened.keyboard.press("ArrowDown")
    expect(opened.locator("#query")).to_have_attribute("aria-activedescendant", "hit-1")
    second = opened.locator("#hit-1 .name").inner_text()
    opened.keyboard.press("Enter")
    expect(opened.locator("#card h2")).to_have_text(second)


def test_search_finds_a_repository(opened: Page) -> None:
    opened.fill("#query", "mrflogs")
    expect(opened.locator("#hits li")).to_contain_text(["mrflogs/LoRA-Pro"])


def test_a_name_that_is_nowhere_is_said_to_be_nowhere(opened: Page) -> None:
    opened.fill("#query", "zzz")
    expect(opened.locator("#hits")).to_have_text("Nothing has this name.")


def test_the_legend_takes_a_kind_off_the_map_and_puts_it_back(opened: Page) -> None:
    shown = "map.view.get().map(spot => spot.group).includes('dataset')"
    assert opened.evaluate(shown)
    opened.get_by_label("data sets").uncheck()
    assert not opened.evaluate(shown)
    opened.get_by_label("data sets").check()
    assert opened.evaluate(shown)


def test_a_click_on_a_concept_shows_its_family_and_who_uses_it_with_the_sentence(opened: Page) -> None:
    click_at(opened, "map.at(nodeById.get('method:lora'))")
    card = opened.locator("#card")
    expect(card.locator("h2")).to_have_text("LoRA")
    expect(card).to_contain_text("Also: Low-Rank Adaptation")
    expect(card.locator("section", has_text="Family")).to_contain_text("LoRA-Pro")
    used = card.locator("section").filter(has=opened.get_by_role("heading", name="Used by"))
    expect(used.locator("blockquote")).to_have_text("LoRA-Pro extends LoRA.")
    expect(used.locator("blockquote .mark")).to_have_text(["LoRA"])  # and not the one in LoRA-Pro
    expect(card.locator("table")).to_contain_text("5.69%")


def test_a_click_on_a_line_says_why_it_is_there(opened: Page) -> None:
    click_at(
        opened,
        "(([a, b]) => ({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}))"
        "(['method:lora-pro', 'dataset:glue'].map(id => map.at(nodeById.get(id))))",
    )
    expect(opened.locator("#card .statement").first).to_contain_text("is evaluated on")
    expect(opened.locator("#card blockquote").first).not_to_be_empty()
    expect(opened.locator("#card")).to_contain_text("test · confidence 0.80")


def test_an_address_of_a_statement_shows_its_sentence(opened: Page) -> None:
    follow(opened, EDGE)
    expect(opened.locator("#card .statement")).to_have_text("LoRA-Pro is a variant of LoRA")
    expect(opened.locator("#card blockquote")).to_have_text("LoRA-Pro extends LoRA.")


def family_of_five() -> Graph:
    """A method with five variants: by name, by the catalogue, and by a sentence that comes after the rule."""
    names = ["Tree", "Tree-A", "Tree-B", "Tree-C", "Tree-D", "Tree-E"]
    text = "Tree-A is a variant of Tree. Tree-B, Tree-C, Tree-D and Tree-E are named too."
    nodes = [Node(f"method:{name.lower()}", NodeKind.METHOD, name, {"aliases": (name,)}) for name in names]
    paper = Node("paper:p", NodeKind.PAPER, "Trees", {"abstract": text})
    known = Evidence("", 0, 0, "", "catalogue", 0.9)
    shaped = Evidence("", 0, 0, "", "name shape: Tree-A is built on Tree", 0.6)
    sentence = text.partition(" Tree-B")[0]
    said = Evidence("paper:p", 6, 6 + len(sentence), sentence, "X, a variant of Y", 0.7)
    variants = [Fact(node.id, Predicate.VARIANT_OF, "method:tree", (known,)) for node in nodes[2:]]
    variants.append(Fact("method:tree-a", Predicate.VARIANT_OF, "method:tree", (known, shaped, said)))
    named = [Fact("paper:p", Predicate.MENTIONS, node.id, (evidence("paper:p", sentence, 6),)) for node in nodes]
    return Graph.from_facts([*nodes, paper], [*variants, *named])


def test_reasons_are_told_in_words_and_a_sentence_before_a_rule(browser: Browser, tmp_path: Path) -> None:
    for page in watched(browser, family_of_five(), tmp_path):
        follow(page, "#head=method:tree-a&predicate=variant_of&tail=method:tree")
        expect(page.locator("#card li")).to_have_text(
            [
                re.compile("Tree-A is a variant of Tree.worded as “X, a variant of Y” · confidence 0.70"),
                re.compile("Generally known: it stands so in the catalogue of terms.confidence 0.90"),
                re.compile("By its name: Tree-A is built on Tree.confidence 0.60"),
            ]
        )


def test_a_family_has_its_own_ground_and_a_key_in_the_legend(browser: Browser, tmp_path: Path) -> None:
    for page in watched(browser, family_of_five(), tmp_path):
        expect(page.locator("#kinds")).to_contain_text("a family: a concept and its variants")
        found = page.evaluate("map.families.all.map(({ head, members }) => [head.label, members.length])")
        assert found == [["Tree", 5]]


def test_a_papers_card_marks_its_concepts_by_kind_and_leads_to_code_and_near_papers(opened: Page) -> None:
    follow(opened, PRO)
    card = opened.locator("#card")
    expect(card.locator(".abstract .mark.dataset")).to_have_text("GLUE")
    expect(card.locator(".abstract .mark.method").first).to_have_text("LoRA-Pro")
    code = card.get_by_role("link", name="open ↗").first
    expect(code).to_have_attribute("href", "https://github.com/mrflogs/LoRA-Pro")
    expect(code).to_have_attribute("rel", "noopener noreferrer")
    near = card.locator("section").filter(has=opened.get_by_role("heading", name="Nearest papers"))
    expect(near.locator("li").first).to_contain_text("through GLUE, LoRA")


def test_an_address_reopens_what_it_names_and_back_goes_back(opened: Page) -> None:
    follow(opened, LORA)
    opened.locator("#card").get_by_role("link", name="LoRA-Pro", exact=True).first.click()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")
    opened.go_back()
    expect(opened.locator("#card h2")).to_have_text("LoRA")
    opened.go_forward()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")
    opened.reload()
    expect(opened.locator("#card h2")).to_have_text("LoRA-Pro")


@pytest.mark.parametrize("address", ["#node=nothing", "#node=%E0%A4%A", "#head=a&tail=b", "#x", "#node=__proto__"])
def test_an_address_that_names_nothing_opens_nothing(opened: Page, address: str) -> None:
    follow(opened, LORA)
    opened.evaluate("address => { location.hash = address }", address)
    expect(opened.locator("#card")).to_be_hidden()


def test_escape_closes_the_card(opened: Page) -> None:
    follow(opened, LORA)
    opened.keyboard.press("Escape")
    expect(opened.locator("#card")).to_be_hidden()


def test_a_hostile_title_stays_text(opened: Page) -> None:
    scripts = opened.locator("script").count()
    follow(opened, BAD)
    assert opened.locator("#card h2").text_content() == HOSTILE
    opened.fill("#query", "<script>alert")
    expect(opened.locator("#hits li").first).to_contain_text("<script>alert('x')</script>")
    assert opened.locator("script").count() == scripts


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//x", "file:///etc"]
)
def test_only_web_addresses_can_be_followed(browser: Browser, tmp_path: Path, url: str) -> None:
    nodes = [
        Node("paper:p", NodeKind.PAPER, "P", {"abstract": "A.", "url": url}),
        Node("page:q", NodeKind.PAGE, "Q", {"url": url}),
    ]
    graph = Graph.from_facts(nodes, [Fact("paper:p", Predicate.HAS_PAGE, "page:q", (evidence("paper:p", "A.", 2),))])
    for page in watched(browser, graph, tmp_path):
        for address in ("#node=paper:p", "#node=page:q"):
            follow(page, address)
            hrefs = page.eval_on_selector_all("#card a", "links => links.map(link => link.getAttribute('href'))")
            assert all(href.startswith("#") for href in hrefs)


def test_the_policy_stops_a_script_that_is_not_the_pages_own(
    browser: Browser, small_graph: Graph, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(html(small_graph).replace(b"</body>", b"<script>document.title = 'broken into'</script></body>"))
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.title() == "A map of papers"
    page.close()


def test_about_tells_how_much_there_is(opened: Page) -> None:
    opened.get_by_role("button", name="About").click()
    expect(opened.get_by_role("dialog")).to_contain_text("papers3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_follows_the_readers_scheme(opened: Page, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(int(part) for part in re.findall(r"\d+", ground)[:3]) > 384
    assert light is (scheme == "light")


def test_a_phone_shows_the_card_below_and_nothing_wider_than_its_screen(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 844})
    follow(opened, BAD)
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    assert opened.locator("#card").bounding_box() == {
        "x": 0,
        "y": pytest.approx(371, abs=2),
        "width": 390,
        "height": pytest.approx(473, abs=2),
    }


def test_an_upright_screen_shows_the_map_upright(opened: Page) -> None:
    extent = """["x", "y"].map(axis => {
        const at = DRAWN.nodes.map(spot => spot[axis]);
        return Math.max(...at) - Math.min(...at);
    })"""
    wide, high = opened.evaluate(extent)
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.reload()
    opened.wait_for_selector("html[data-map=drawn]", state="attached")
    assert opened.evaluate(extent) == [high, wide]


@pytest.fixture
def large_graph() -> Graph:
    """500 papers that each name 14 of 3,000 concepts, some of which are named by many."""
    kinds = (NodeKind.METHOD, NodeKind.MODEL, NodeKind.DATASET, NodeKind.TASK, NodeKind.METRIC)
    concepts = [Node(f"{kinds[n % 5]}:thing-{n}", kinds[n % 5], f"Thing-{n}") for n in range(3000)]
    papers, facts = [], []
    for number in range(500):
        named = [concepts[(number * number * step + 7 * step) % (3000 // (step % 5 + 1))] for step in range(1, 15)]
        sentences = [f"The approach of paper {number} builds on {concept.label} in part." for concept in named]
        name = f"paper:t-{number:03}"
        papers.append(Node(name, NodeKind.PAPER, f"Paper {number}", {"abstract": " ".join(sentences)}))
        facts += [
            Fact(name, Predicate.USES, concept.id, (evidence(name, sentence),))
            for concept, sentence in dict(
                zip([c.id for c in named], zip(named, sentences, strict=True), strict=True)
            ).values()
        ]
    return Graph.from_facts([*papers, *concepts], facts)


def test_a_concept_that_is_not_drawn_comes_onto_the_map_when_it_is_chosen(
    browser: Browser, large_graph: Graph, tmp_path: Path
) -> None:
    for page in watched(browser, large_graph, tmp_path):
        hidden = page.evaluate("nodes.find(node => node.papers === 1 && !map.spots.has(node.row)).id")
        page.evaluate("id => { location.hash = `#node=${id}` }", hidden)
        expect(page.locator("#card")).to_be_visible()
        assert page.evaluate("id => map.isDrawn(nodeById.get(id))", hidden)
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
        assert not page.evaluate("id => map.isDrawn(nodeById.get(id))", hidden)


def test_the_page_of_a_large_graph_is_under_four_megabytes(large_graph: Graph) -> None:
    assert len(html(large_graph)) < 4_000_000


def test_a_graph_of_nothing_still_opens(browser: Browser, tmp_path: Path) -> None:
    for page in watched(browser, Graph.from_facts([], []), tmp_path):
        expect(page.locator("#kinds li")).to_have_count(0)


class Outside(HTMLParser):
    """Collects whatever a tag could fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [f"{tag} {value}" for name, value in attrs if name in {"src", "href", "srcset", "data"}]


def test_no_tag_refers_to_another_file(small_graph: Graph) -> None:
    reader = Outside()
    reader.feed(html(small_graph).decode())
    assert reader.asked == []


def test_rendering_leaves_no_file_behind(small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    html(small_graph)
    assert list(tmp_path.iterdir()) == []


def test_an_unpaired_surrogate_is_written_as_its_escape() -> None:
    graph = Graph.from_facts([Node("paper:p", NodeKind.PAPER, "half \ud83d", {"abstract": "A."})], [])
    assert rb"half \ud83d" in html(graph)


@pytest.mark.parametrize("seed", ["1", "77"])
def test_no_hash_seed_changes_a_byte(seed: str, small_graph: Graph, tmp_path: Path) -> None:
    script = (
        "import pickle, sys; from exports.page import render_html;"
        "sys.stdout.buffer.write(b''.join(render_html(pickle.load(open(sys.argv[1], 'rb')))))"
    )
    kept = tmp_path / "graph.pickle"
    kept.write_bytes(pickle.dumps(small_graph))
    env = {**os.environ, "PYTHONHASHSEED": seed}
    said = subprocess.run([sys.executable, "-c", script, str(kept)], env=env, capture_output=True, check=True).stdout
    assert said == html(small_graph)
