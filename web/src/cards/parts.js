// The parts that cards are made of.

import { isConcept, need } from "../data/graph.js";
import { told } from "../data/reasons.js";
import { bidi, counted, el, glyph, later, outside } from "../dom.js";
import { because, nodeLink } from "../links.js";
import { quotation } from "../marking.js";

const FIRST = 8;
const SINGULAR = { dataset: "data set" };
export const kindName = (kind) => SINGULAR[kind] ?? kind;

// For each role how it is headed on a concept's card, and on a paper's.
export const ROLE_NAMES = {
  introduces: ["Introduced by", "Introduces"], uses: ["Used by", "Uses"], compares_with: ["Compared with by", "Compares with"],
  evaluated_on: ["Evaluated on by", "Evaluated on"], studies: ["Studied by", "Studies"], mentions: ["Also mentioned by", "Also mentions"],
};

export const section = (title, count, ...children) => el("section", {},
  el("h3", {}, title, count ? el("span", { class: "count" }, count.toLocaleString("en")) : null), ...children);

// The first few of a list; the rest on demand, as many again each time.
export const shortList = (lines, most = FIRST) => {
  const list = el("ul", {}, ...lines.slice(0, most).map((line) => line()));
  if (lines.length <= most) return list;
  let shown = most;
  const more = el("button", { type: "button", class: "more", onclick: async () => {
    const next = lines.slice(shown, shown + 10 * most);
    const made = await Promise.all(next.map((line) => line.ready?.())).then(() => next.map((line) => line()));
    list.append(...made);
    made[0]?.querySelector("a")?.focus({ preventScroll: true });
    shown += next.length;
    if (shown >= lines.length) more.remove(); else more.textContent = moreText();
  } });
  const moreText = () => `Show ${Math.min(lines.length - shown, 10 * most)} more`;
  more.textContent = moreText();
  return el("div", {}, list, more);
};

// A list whose lines need nodes that may have to be fetched first.
export const fetchedList = (found, neededBy, lineOf, most = FIRST) => {
  const lines = found.map((one) => Object.assign(() => lineOf(one), { ready: () => need([neededBy(one)]) }));
  return later(need(found.slice(0, most).map(neededBy)).then(() => shortList(lines, most)));
};

export const heading = (node, title, ...tools) => el("header", {},
  el("p", { class: `kind ${node.kind}` }, glyph(node.kind), kindName(node.kind),
    isConcept(node) ? ` · ${counted(node.papers, "paper")}` : null),
  el("h2", { dir: "auto", tabindex: "-1" }, title),
  tools.length ? el("div", { class: "tools", role: "group", "aria-label": "What to do with it" }, ...tools) : null);

export const paperLine = (fact) => {
  const [piece] = told(fact);
  return el("li", {}, el("div", { class: "line" }, nodeLink(fact.head), because(fact)),
    piece?.text ? quotation(piece, [fact.tail]) : null);
};

const addressOf = (node) => node.attributes.url ?? "";

// The repositories or pages of papers, each with the paper where there may be several.
export const placesOf = (papers, predicates, title) => {
  const found = new Map();
  for (const paper of papers) {
    for (const fact of paper.out) if (predicates.includes(fact.predicate) && !found.has(fact.tail)) found.set(fact.tail, fact);
  }
  const lines = [...found].map(([node, fact]) => () => el("li", {}, el("div", { class: "line" },
    el("span", {}, nodeLink(node), " ", addressOf(node) ? outside(addressOf(node), "open ↗") : null), because(fact)),
    papers.length > 1 ? el("p", { class: "small" }, "of ", nodeLink(fact.head, bidi(fact.head.label))) : null));
  return lines.length ? section(title, lines.length, shortList(lines)) : null;
};

const CELLS = ["of_method", "on_dataset", "by_metric", "over_baseline"];
const resultRow = (source) => (result) => {
  const cell = (predicate) => {
    const fact = result.out.find((one) => one.predicate === predicate);
    return fact ? nodeLink(fact.tail, bidi(fact.tail.label)) : "–";
  };
  const paper = source ? null : result.into.find((fact) => fact.predicate === "reports")?.head;
  return [el("tr", {}, el("th", { scope: "row" }, nodeLink(result, bidi(result.attributes.value ?? result.label))),
    ...CELLS.map((predicate) => el("td", {}, cell(predicate)))),
  el("tr", { class: "said" }, el("td", { colspan: "5" }, bidi(result.attributes.sentence ?? ""),
    paper ? el("span", {}, " — ", nodeLink(paper, bidi(paper.label))) : null))];
};

// A paper's own card need not say whose results they are.
export const resultTable = (results, source = null, most = 30) => {
  if (!results.length) return null;
  const shown = results.slice(0, most);
  const head = ["Value", "Method", "Data set", "Metric", "Over"].map((name) => el("th", { scope: "col" }, name));
  const table = () => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Results" }, el("table", {},
    el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...shown.flatMap(resultRow(source)))));
  return section("Results", results.length, later(need(shown).then(table)));
};

export const catalogueLink = (link) => (link.startsWith("arxiv:")
  ? outside(`https://arxiv.org/abs/${link.slice(6)}`, `arXiv ${link.slice(6)}`) : outside(link));
