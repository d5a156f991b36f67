"""The explorer in a real browser: it asks no network, logs no error, finds, explains, and runs no text."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import Opened
from conftest import HOSTILE, evidence
from playwright.sync_api import Browser, Page, expect

from exports.explorer.page import render_html
from kg.facts import Evidence, Fact, Node
from kg.graph import Graph
from kg.schema import NodeKind, Predicate

LORA, PRO, BAD = "#concept=method:lora", "#paper=arxiv:2407.18242", "#paper=t-hostile"
EDGE = "#head=method:lora-pro&predicate=variant_of&tail=method:lora"


def html(graph: Graph) -> bytes:
    return b"".join(render_html(graph))


def follow(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)
    expect(page.locator("#card")).to_be_visible()


def click_at(page: Page, place: str) -> None:
    """Click where a JavaScript expression over the map says."""
    spot = page.evaluate(f"(({{ map, nodeById }}) => {place})(explorer)")
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


def test_a_whole_name_comes_before_names_that_only_hold_it(opened: Page) -> None:
    opened.fill("#query", "lora")
    expect(opened.locator("#hit-0")).to_contain_text("LoRA3 papers")


def test_search_finds_a_repository(opened: Page) -> None:
    opened.fill("#query", "mrflogs")
    expect(opened.locator("#hits li")).to_contain_text(["mrflogs/LoRA-Pro"])


def test_a_name_that_is_nowhere_is_said_to_be_nowhere(opened: Page) -> None:
    opened.fill("#query", "zzz")
    expect(opened.locator("#hits")).to_have_text("Nothing has this name.")


def test_a_click_on_a_concept_shows_its_family_and_who_uses_it_with_the_sentence(opened: Page) -> None:
    click_at(opened, "map.at(nodeById('method:lora'))")
    card = opened.locator("#card")
    expect(card.locator("h2")).to_have_text("LoRA")
    expect(card).to_contain_text("Also: Low-Rank Adaptation")
    expect(card.locator("section", has_text="Family")).to_contain_text("LoRA-Pro")
    used = card.locator("section").filter(has=opened.get_by_role("heading", name="Used by"))
    expect(used.locator("blockquote")).to_have_text("LoRA-Pro extends LoRA.")
    expect(used.locator("blockquote .mark")).to_have_text(["LoRA"])  # and not the one in LoRA-Pro
    expect(card.locator("table")).to_contain_text("5.69%")


def test_a_concepts_card_tells_use_per_year_and_what_it_meets(opened: Page) -> None:
    follow(opened, LORA)
    expect(opened.get_by_role("img", name="Papers a year: 2021 1, 2024 1")).to_be_visible()
    met = opened.locator("#card section").filter(has=opened.get_by_role("heading", name="Data sets it meets"))
    expect(met).to_contain_text("GLUE 2")
    met.get_by_role("link", name="Why: LoRA occurs together with GLUE").click()
    expect(opened.locator("#card .statement")).to_have_text("LoRA occurs together with GLUE")
    both = opened.locator("#card section").filter(has=opened.get_by_role("heading", name="Papers that name both"))
    expect(both.locator(":scope > div > ul > li, :scope > ul > li")).to_have_count(2)


def test_a_click_on_a_line_says_why_it_is_there(opened: Page) -> None:
    click_at(
        opened,
        "(([a, b]) => ({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}))"
        "(['method:lora-pro', 'dataset:glue'].map(id => map.at(nodeById(id))))",
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


def test_reasons_are_told_in_words_and_a_sentence_before_a_rule(open_page: Opened) -> None:
    with open_page(family_of_five(), "#head=method:tree-a&predicate=variant_of&tail=method:tree") as page:
        expect(page.locator("#card li")).to_have_text(
            [
                re.compile("Tree-A is a variant of Tree.worded as “X, a variant of Y” · confidence 0.70"),
                re.compile("Generally known: it stands so in the catalogue of terms.confidence 0.90"),
                re.compile("By its name: Tree-A is built on Tree.confidence 0.60"),
            ]
        )


def test_the_family_lens_sets_one_family_around_its_head(open_page: Opened) -> None:
    with open_page(family_of_five(), "#concept=method:tree") as page:
        expect(page.get_by_role("checkbox", name="families")).to_be_checked()
        page.get_by_role("button", name="Family lens").click()
        expect(page.get_by_role("button", name="Leave the lens")).to_be_visible()
        assert page.evaluate("[...explorer.map.lens.places.keys()].map(node => node.label).sort()") == [
            "Tree", "Tree-A", "Tree-B", "Tree-C", "Tree-D", "Tree-E",
        ]  # fmt: skip
        page.reload()
        expect(page.get_by_role("button", name="Leave the lens")).to_be_visible()
        page.keyboard.press("Escape")
        assert page.evaluate("explorer.map.lens") is None


def test_a_papers_card_marks_its_concepts_by_kind_and_leads_to_code_and_near_papers(opened: Page) -> None:
    follow(opened, PRO)
    card = opened.locator("#card")
    expect(card.locator(".abstract .mark.dataset")).to_have_text("GLUE")
    expect(card.locator(".abstract .mark.dataset")).to_have_attribute("title", "data set · evaluated on")
    expect(card.locator(".abstract .mark.method").first).to_have_text("LoRA-Pro")
    code = card.get_by_role("link", name="open ↗").first
    expect(code).to_have_attribute("href", "https://github.com/mrflogs/LoRA-Pro")
    expect(code).to_have_attribute("rel", "noopener noreferrer")
    near = card.locator("section").filter(has=opened.get_by_role("heading", name="Nearest papers"))
    expect(near.locator("li").first).to_contain_text("through GLUE, LoRA")


def test_a_hostile_title_stays_text(opened: Page) -> None:
    scripts = opened.locator("script").count()
    follow(opened, BAD)
    assert opened.locator("#card h2").text_content() == HOSTILE
    opened.fill("#query", "<script>alert")
    expect(opened.locator("#hits li").first).to_contain_text("<script>alert('x')</script>")
    assert opened.locator("script").count() == scripts


@pytest.mark.parametrize(
    "title",
    [
        "<!-- <script> --> &lt;img src=x onerror=alert(1)>",
        "</title></style></script><svg onload=alert(1)>",
        "`${alert(1)}` {{ 7 * 7 }} {% raw %} ]]> ",
        "\u202eright to left\u202c \u2028\u2029 \ufeff",
        "wide " * 1000,
        "unbroken" * 625,
        "half \ud83d of a pair",
        "__proto__",
    ],
    ids=["comment", "closing tags", "templates", "directions", "5000 letters", "one word", "surrogate", "proto"],
)
def test_no_title_is_anything_but_text(open_page: Opened, title: str) -> None:
    nodes = [
        Node("paper:p", NodeKind.PAPER, title, {"abstract": title, "venue": title, "authors": (title,)}),
        Node("method:m", NodeKind.METHOD, title, {"aliases": (title,)}),
    ]
    said = Evidence("paper:p", 0, len(title), title, title, 0.5)
    graph = Graph.from_facts(nodes, [Fact("paper:p", Predicate.USES, "method:m", (said,))])
    with open_page(graph, "#paper=p") as page:
        shown = page.locator("#card h2").text_content()
        assert shown == title.replace("\ud83d", "\ufffd") or shown == title
        page.get_by_role("button", name="List").click()
        follow(page, "#head=paper:p&predicate=uses&tail=method:m")
        assert page.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//x", "file:///etc"]
)
def test_only_web_addresses_can_be_followed(open_page: Opened, url: str) -> None:
    nodes = [
        Node("paper:p", NodeKind.PAPER, "P", {"abstract": "A.", "url": url}),
        Node("page:q", NodeKind.PAGE, "Q", {"url": url}),
    ]
    graph = Graph.from_facts(nodes, [Fact("paper:p", Predicate.HAS_PAGE, "page:q", (evidence("paper:p", "A.", 2),))])
    with open_page(graph) as page:
        for address in ("#paper=p", "#page=q"):
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


def test_about_tells_how_much_there_is_and_how_it_was_made(opened: Page) -> None:
    opened.get_by_role("button", name="About").click()
    about = opened.get_by_role("dialog", name="About this graph")
    expect(about).to_contain_text("papers3")
    expect(about).to_contain_text("made bypaperkg 0.1.0")
    expect(about).to_contain_text("papers from2021 to 2024")


def test_the_list_holds_what_is_on_the_map(opened: Page) -> None:
    opened.keyboard.press("l")
    listed = opened.locator("#card")
    expect(listed.get_by_role("heading", name="What is on the map")).to_be_visible()
    listed.get_by_role("link", name="GPT-3").click()
    expect(opened.locator("#card h2")).to_have_text("GPT-3")


def test_the_tour_shows_once(open_page: Opened, small_graph: Graph) -> None:
    with open_page(small_graph, tour=True) as page:
        tour = page.get_by_role("dialog", name="Find anything")
        expect(tour).to_be_visible()
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("dialog", name="Look around")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#tour")).to_be_hidden()
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        expect(page.locator("#tour")).to_be_hidden()


def test_the_tour_leaves_a_shared_link_alone(open_page: Opened, small_graph: Graph) -> None:
    with open_page(small_graph, LORA, tour=True) as page:
        expect(page.locator("#card h2")).to_have_text("LoRA")
        expect(page.locator("#tour")).to_be_hidden()


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
    box = opened.locator("#card").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 300


def test_an_upright_screen_shows_the_map_upright(opened: Page) -> None:
    extent = """["x", "y"].map(axis => {
        const at = [...explorer.map.spots.values()].map(spot => spot[axis]);
        return Math.max(...at) - Math.min(...at);
    })"""
    wide, high = opened.evaluate(extent)
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.reload()
    opened.wait_for_selector("html[data-map=drawn]", state="attached")
    assert opened.evaluate(extent) == [high, wide]


@pytest.fixture(scope="module")
def large_graph() -> Graph:
    """500 papers that each name 14 of 3,000 concepts, some of which are named by many."""
    kinds = (NodeKind.METHOD, NodeKind.MODEL, NodeKind.DATASET, NodeKind.TASK, NodeKind.METRIC)
    concepts = [Node(f"{kinds[n % 5]}:thing-{n}", kinds[n % 5], f"Thing-{n}") for n in range(3000)]
    papers, facts = [], []
    for number in range(500):
        named = [concepts[(number * number * step + 7 * step) % (3000 // (step % 5 + 1))] for step in range(1, 15)]
        sentences = {c.id: f"The approach of paper {number} builds on {c.label} in part." for c in named}
        name = f"paper:t-{number:03}"
        papers.append(Node(name, NodeKind.PAPER, f"Paper {number}", {"abstract": " ".join(sentences.values())}))
        facts += [
            Fact(name, Predicate.USES, concept, (evidence(name, sentence),)) for concept, sentence in sentences.items()
        ]
    return Graph.from_facts([*papers, *concepts], facts)


def test_a_concept_that_is_not_drawn_comes_onto_the_map_when_it_is_chosen(
    open_page: Opened, large_graph: Graph
) -> None:
    drawn = "id => explorer.map.isDrawn(explorer.nodeById(id))"
    with open_page(large_graph) as page:
        names = [node.id for node in large_graph.concepts()]
        hidden = page.evaluate(f"ids => ids.find(id => !({drawn})(id))", names)
        follow(page, f"#concept={hidden}")
        assert page.evaluate(drawn, hidden)
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
        assert not page.evaluate(drawn, hidden)


def test_expanding_brings_what_is_not_drawn(open_page: Opened, large_graph: Graph) -> None:
    with open_page(large_graph) as page:
        far = page.evaluate(
            """ids => ids.find(id => explorer.nodeById(id).out.filter(
            ({ tail }) => !explorer.map.isDrawn(tail)).length)""",
            [paper.id for paper in large_graph.papers()],
        )
        follow(page, f"#node={far}")
        before = page.evaluate("explorer.map.spots.size")
        page.get_by_role("button", name="Expand").click()
        assert before < page.evaluate("explorer.map.spots.size") <= before + 8


def test_the_page_of_a_large_graph_is_under_four_megabytes(large_graph: Graph) -> None:
    assert len(html(large_graph)) < 4_000_000


def test_a_graph_of_nothing_still_opens(open_page: Opened) -> None:
    with open_page(Graph.from_facts([], [])) as page:
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


def test_the_policy_forbids_the_network_and_eval(small_graph: Graph) -> None:
    found = re.search(rb'Content-Security-Policy" content="([^"]+)"', html(small_graph))
    assert found is not None
    policy = unescape(found[1].decode())
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert not any(word in policy for word in ("http", "unsafe", "self", "connect-src"))


def test_an_unpaired_surrogate_is_written_as_its_escape() -> None:
    graph = Graph.from_facts([Node("paper:p", NodeKind.PAPER, "half \ud83d", {"abstract": "A."})], [])
    assert rb"half \ud83d" in html(graph)


@pytest.mark.parametrize("seed", ["1", "77"])
def test_no_hash_seed_changes_a_byte(seed: str, small_graph: Graph, tmp_path: Path) -> None:
    script = (
        "import pickle, sys; from exports.explorer.page import render_html;"
        "sys.stdout.buffer.write(b''.join(render_html(pickle.load(open(sys.argv[1], 'rb')))))"
    )
    kept = tmp_path / "graph.pickle"
    kept.write_bytes(pickle.dumps(small_graph))
    env = {**os.environ, "PYTHONHASHSEED": seed}
    said = subprocess.run([sys.executable, "-c", script, str(kept)], env=env, capture_output=True, check=True).stdout
    assert said == html(small_graph)
