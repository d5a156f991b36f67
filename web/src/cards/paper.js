// A paper's card: its text with every concept marked, its code, its concepts by role, the papers nearest to it.

import { isConcept, textOf } from "../data/graph.js";
import { nearestPapers, ROLES } from "../data/relations.js";
import { bidi, el, later, outside } from "../dom.js";
import { because, nodeLink } from "../links.js";
import { marked, namings } from "../marking.js";
import { heading, kindName, placesOf, resultTable, ROLE_NAMES, section, shortList } from "./parts.js";
import { nodeTools } from "./tools.js";

// Where the paper's text names its concepts: what the evidence points at, and every other naming.
const spansIn = (paper) => paper.out.filter((fact) => isConcept(fact.tail)).flatMap((fact) => [
  ...namings(textOf(paper), fact.tail),
  ...fact.evidence.filter((piece) => piece.paper === paper && piece.begin >= 0 && piece.to > piece.from
    && piece.to - piece.from < Math.min(60, piece.text.length))
    .map((piece) => ({ start: piece.begin + piece.from, end: piece.begin + piece.to, node: fact.tail }))]);

const abstract = (paper, roles) => {
  const text = textOf(paper), cut = text.indexOf("\n", (paper.attributes.title ?? paper.label).length) + 1;
  const spans = spansIn(paper).filter((span) => span.start >= cut)
    .map((span) => ({ ...span, start: span.start - cut, end: span.end - cut }));
  const titleOf = (node) => `${kindName(node.kind)} · ${(roles.get(node) ?? "mentions").replace("_", " ")}`;
  return el("p", { class: "abstract", dir: "auto" }, ...marked(text.slice(cut), spans, titleOf));
};

// A concept stands under its strongest role only.
const strongestRoles = (paper) => {
  const found = new Map();
  for (const role of ROLES) {
    for (const fact of paper.out) if (fact.predicate === role && isConcept(fact.tail) && !found.has(fact.tail)) found.set(fact.tail, fact);
  }
  return found;
};

const concepts = (strongest) => {
  const groups = ROLES.map((role) => {
    const found = [...strongest.values()].filter((fact) => fact.predicate === role);
    return found.length ? el("div", { class: "role" }, el("dt", {}, ROLE_NAMES[role][1]),
      el("dd", {}, ...found.map((fact) => el("span", { class: "chip" }, nodeLink(fact.tail), because(fact, "?"))))) : null;
  }).filter(Boolean);
  return groups.length ? section("Concepts", strongest.size, el("dl", {}, ...groups)) : null;
};

const nearest = async (paper) => {
  const lines = (await nearestPapers(paper)).map(({ paper: other, shared }) => () => el("li", {}, nodeLink(other),
    el("p", { class: "small" }, "through ", ...shared.slice(0, 4).flatMap(({ concept }, at) => [at ? ", " : "", nodeLink(concept, bidi(concept.label))]),
      shared.length > 4 ? ` and ${shared.length - 4} more` : null)));
  return lines.length ? section("Nearest papers", 0, shortList(lines, 6)) : null;
};

export const paperCard = (node) => {
  const { year, venue, authors, url } = node.attributes;
  const strongest = strongestRoles(node);
  const roles = new Map([...strongest].map(([concept, fact]) => [concept, fact.predicate]));
  const printed = [venue, venue?.includes(String(year)) ? "" : year].filter(Boolean).join(", ");
  return [heading(node, node.attributes.title ?? node.label, ...nodeTools(node)),
    authors?.length ? el("p", { class: "authors" }, bidi(authors.join(", "))) : null,
    printed || url ? el("p", { class: "small" }, bidi(printed), " ", url ? outside(url, "paper ↗") : null) : null,
    abstract(node, roles),
    placesOf([node], ["has_code"], "Code"), placesOf([node], ["cites_code"], "Code it cites"), placesOf([node], ["has_page", "cites_page"], "Pages"),
    concepts(strongest),
    resultTable(node.out.filter((fact) => fact.predicate === "reports").map((fact) => fact.tail), node),
    later(nearest(node))];
};
