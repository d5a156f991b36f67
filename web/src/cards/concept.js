// A concept's card: what it is, its family, how use has grown, what it meets, which papers say so.

import { isConcept, isPaper, names, need } from "../data/graph.js";
import { meets, ROLES, useByYear, variantTree } from "../data/relations.js";
import { bidi, el, later } from "../dom.js";
import { because, nodeLink } from "../links.js";
import { yearChart } from "./chart.js";
import { catalogueLink, fetchedList, heading, paperLine, placesOf, resultTable, ROLE_NAMES, section, shortList } from "./parts.js";
import { nodeTools } from "./tools.js";

// Names that differ by more than capitals, hyphens and a plural.
const otherNames = (node) => {
  const plain = (name) => name.toLowerCase().replace(/[\s_-]/g, "").replace(/s$/, "");
  const seen = new Set([plain(node.label)]);
  return names(node).slice(1).filter((name) => !seen.has(plain(name)) && seen.add(plain(name)));
};

const branch = ({ fact, below }) => () => el("li", {},
  el("div", { class: "line" }, nodeLink(fact.head), because(fact)), below.length ? shortList(below.map(branch)) : null);

// Of a page in parts the variants of variants are known only once they have been fetched.
const fetchVariants = async (concept, deep = 4) => {
  const found = concept.into.filter((fact) => fact.predicate === "variant_of").map((fact) => fact.head);
  if (!found.length || !deep) return;
  await need(found);
  await Promise.all(found.map((variant) => fetchVariants(variant, deep - 1)));
};

const family = (concept) => {
  const parents = concept.out.filter((fact) => fact.predicate === "variant_of");
  const below = variantTree(concept);
  if (!parents.length && !below.length) return null;
  return section("Family", 0,
    parents.length ? el("p", { class: "small" }, "A variant of") : null,
    parents.length ? shortList(parents.map((fact) => () =>
      el("li", {}, el("div", { class: "line" }, nodeLink(fact.tail), because(fact))))) : null,
    below.length ? el("p", { class: "small" }, "Its variants") : null,
    below.length ? shortList(below.map(branch), 12) : null);
};

const years = (concept) => {
  const uses = useByYear(concept);
  return uses.length ? section("Use per year", 0, yearChart(uses)) : null;
};

const met = (concept) => ["dataset", "task"].map((kind) => {
  const found = meets(concept, kind);
  return found.length ? section(kind === "dataset" ? "Data sets it meets" : "Tasks it meets", 0, el("p", { class: "chips" },
    ...found.map(([other, count]) => el("span", { class: "chip" }, nodeLink(other), " ",
      because({ head: concept, tail: other, predicate: "meets", reads: "occurs together with" }, `${count}`))))) : null;
});

const papersByRole = (concept) => ROLES.map((predicate) => {
  const found = concept.into.filter((fact) => fact.predicate === predicate && isPaper(fact.head));
  found.sort((a, b) => (b.head.attributes.year ?? 0) - (a.head.attributes.year ?? 0) || b.score - a.score || a.head.row - b.head.row);
  return found.length ? section(ROLE_NAMES[predicate][0], found.length, fetchedList(found, (fact) => fact.head, paperLine)) : null;
});

const otherRelations = (concept) => {
  const lines = [...concept.out, ...concept.into]
    .filter((fact) => fact.predicate !== "variant_of" && isConcept(fact.head) && isConcept(fact.tail))
    .map((fact) => () => el("li", {}, el("div", { class: "line" }, fact.head === concept
      ? el("span", {}, `${fact.reads} `, nodeLink(fact.tail))
      : el("span", {}, nodeLink(fact.head), ` ${fact.reads} it`), because(fact))));
  return lines.length ? section("Relations", lines.length, shortList(lines)) : null;
};

const MOST_SOURCES = 200; // papers asked for their code
const code = async (concept) => {
  const papers = (predicate) => [...new Set(concept.into.filter((fact) => fact.predicate === predicate).map((fact) => fact.head))].slice(0, MOST_SOURCES);
  const makers = papers("introduces"), users = papers("uses");
  await need(makers);
  const own = placesOf(makers, ["has_code"], "Its code");
  await need(users.slice(0, 40));
  const others = placesOf(users, ["has_code"], "Code of papers that use it");
  return own || others ? el("div", {}, own, others) : null;
};

export const conceptCard = (node) => {
  const aliases = otherNames(node);
  const results = [...new Set(node.into.map((fact) => fact.head).filter((head) => head.kind === "result"))];
  const { year, link } = node.attributes;
  return [heading(node, node.label, ...nodeTools(node)),
    aliases.length ? el("p", { class: "aliases" }, "Also: ", ...aliases.flatMap((name, at) => [at ? ", " : "", bidi(name)])) : null,
    year || link ? el("p", { class: "small" }, year ? `${year} ` : "", link ? catalogueLink(link) : null) : null,
    later(fetchVariants(node).then(() => family(node))), years(node), ...met(node), ...papersByRole(node), otherRelations(node),
    later(code(node)), resultTable(results)];
};

