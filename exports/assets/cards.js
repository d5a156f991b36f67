"use strict";
// Cards: what a node or a fact is, and the sentences that say so.

const FIRST = 8;
const ROLES = [
  ["introduces", "Introduced by", "Introduces"], ["uses", "Used by", "Uses"],
  ["compares_with", "Compared with by", "Compares with"], ["evaluated_on", "Evaluated on by", "Evaluated on"],
  ["studies", "Studied by", "Studies"], ["mentions", "Also mentioned by", "Also mentions"],
];
const SINGULAR = { dataset: "data set" };
const kindName = (kind) => SINGULAR[kind] ?? kind;

const section = (title, count, ...children) =>
  el("section", {}, el("h3", {}, title, count ? el("span", { class: "count" }, `${count}`) : null), ...children);

// The first few of a list; the rest on demand.
const shortList = (lines, most = FIRST) => {
  const list = el("ul", {}, ...lines.slice(0, most).map((line) => line()));
  if (lines.length <= most) return list;
  const more = el("button", { type: "button", class: "more", onclick: () => {
    list.append(...lines.slice(most).map((line) => line()));
    more.remove();
  } }, `Show ${lines.length - most} more`);
  return el("div", {}, list, more);
};

const because = (fact, shown = "why?") => el("a", {
  href: edgeHash(fact), class: "why", title: `Why? (${confidence(fact.score)})`,
  "aria-label": `Why: ${fact.head.label} ${fact.reads} ${fact.tail.label}`,
}, shown);

const heading = (node, title) => el("header", {},
  el("p", { class: `kind ${node.kind}` }, glyph(node.kind), kindName(node.kind),
    isConcept(node) ? ` · ${node.papers} ${node.papers === 1 ? "paper" : "papers"}` : null),
  el("h2", { dir: "auto" }, title));

const paperLine = (fact, other) => () => {
  const [piece] = told(fact);
  return el("li", {}, el("div", { class: "line" }, nodeLink(other), because(fact)),
    piece?.text ? quotation(piece, [fact.tail]) : null);
};

const papersByRole = (concept) => ROLES.map(([predicate, title]) => {
  const found = concept.into.filter((fact) => fact.predicate === predicate && fact.head.kind === "paper");
  found.sort((a, b) => (b.head.attributes.year ?? 0) - (a.head.attributes.year ?? 0) || b.score - a.score);
  return found.length ? section(title, found.length, shortList(found.map((fact) => paperLine(fact, fact.head)))) : null;
});

const variants = (concept, seen = new Set([concept])) => {
  const found = concept.into.filter((fact) => fact.predicate === "variant_of" && !seen.has(fact.head));
  found.forEach((fact) => seen.add(fact.head));
  return found.map((fact) => () => {
    const below = variants(fact.head, seen);
    return el("li", {}, el("div", { class: "line" }, nodeLink(fact.head), because(fact)), below.length ? shortList(below) : null);
  });
};

const family = (concept) => {
  const parents = concept.out.filter((fact) => fact.predicate === "variant_of");
  const below = variants(concept);
  if (!parents.length && !below.length) return null;
  return section("Family", 0,
    parents.length ? el("p", { class: "small" }, "A variant of") : null,
    parents.length ? shortList(parents.map((fact) => () =>
      el("li", {}, el("div", { class: "line" }, nodeLink(fact.tail), because(fact))))) : null,
    below.length ? el("p", { class: "small" }, "Its variants") : null,
    below.length ? shortList(below, 12) : null);
};

const otherRelations = (concept) => {
  const lines = [...concept.out, ...concept.into]
    .filter((fact) => fact.predicate !== "variant_of" && isConcept(fact.head) && isConcept(fact.tail))
    .map((fact) => () => el("li", {}, el("div", { class: "line" }, fact.head === concept
      ? el("span", {}, `${fact.reads} `, nodeLink(fact.tail))
      : el("span", {}, nodeLink(fact.head), ` ${fact.reads} it`), because(fact))));
  return lines.length ? section("Relations", lines.length, shortList(lines)) : null;
};

const addressOf = (node) => node.attributes.url ?? "";
const links = (papers, predicates, title) => {
  const found = new Map();
  for (const paper of papers) {
    for (const fact of paper.out.filter((one) => predicates.includes(one.predicate))) found.set(fact.tail, [...(found.get(fact.tail) ?? []), fact]);
  }
  const lines = [...found].map(([node, made]) => () => el("li", {}, el("div", { class: "line" },
    el("span", {}, nodeLink(node), " ", addressOf(node) ? outside(addressOf(node), "open ↗") : null), because(made[0])),
    papers.length > 1 ? el("p", { class: "small" }, "of ", nodeLink(made[0].head, bidi(made[0].head.label))) : null));
  return lines.length ? section(title, lines.length, shortList(lines)) : null;
};

const resultRow = (source) => (result) => {
  const cell = (predicate) => result.out.filter((fact) => fact.predicate === predicate).map((fact) => nodeLink(fact.tail, bidi(fact.tail.label)))[0] ?? "–";
  const paper = source ? null : result.into.find((fact) => fact.predicate === "reports")?.head;
  return [el("tr", {}, el("th", { scope: "row" }, nodeLink(result, bidi(result.attributes.value ?? result.label))),
    ...["of_method", "on_dataset", "by_metric", "over_baseline"].map((predicate) => el("td", {}, cell(predicate)))),
  el("tr", { class: "said" }, el("td", { colspan: "5" }, bidi(result.attributes.sentence ?? ""),
    paper ? el("span", {}, " — ", nodeLink(paper, bidi(paper.label))) : null))];
};

// A paper's own card need not say whose results they are.
const resultTable = (results, source = null) => {
  if (!results.length) return null;
  const head = ["Value", "Method", "Data set", "Metric", "Over"].map((name) => el("th", { scope: "col" }, name));
  return section("Results", results.length, el("div", { class: "scroll" }, el("table", {},
    el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...results.slice(0, 30).flatMap(resultRow(source))))));
};

const catalogueLink = (link) => link.startsWith("arxiv:")
  ? outside(`https://arxiv.org/abs/${link.slice(6)}`, `arXiv ${link.slice(6)}`) : outside(link);

// Names that differ by more than capitals, hyphens and a plural.
const otherNames = (node) => {
  const plain = (name) => name.toLowerCase().replace(/[\s_-]/g, "").replace(/s$/, "");
  const seen = new Set([plain(node.label)]);
  return names(node).slice(1).filter((name) => !seen.has(plain(name)) && seen.add(plain(name)));
};

const conceptCard = (node) => {
  const aliases = otherNames(node);
  const makers = [...new Set(node.into.filter((fact) => fact.predicate === "introduces").map((fact) => fact.head))];
  const users = [...new Set(node.into.filter((fact) => fact.predicate === "uses").map((fact) => fact.head))];
  const results = [...new Set(node.into.map((fact) => fact.head).filter((head) => head.kind === "result"))];
  const { year, link } = node.attributes;
  return [heading(node, node.label),
    aliases.length ? el("p", { class: "aliases" }, "Also: ", ...aliases.flatMap((name, at) => [at ? ", " : "", bidi(name)])) : null,
    year || link ? el("p", { class: "small" }, year ? `${year} ` : "", link ? catalogueLink(link) : null) : null,
    family(node), ...papersByRole(node), otherRelations(node),
    links(makers, ["has_code"], "Its code"), links(users, ["has_code"], "Code of papers that use it"),
    resultTable(results)];
};

// Where the paper's text names its concepts: what the evidence points at, and every other naming.
const spansIn = (paper) => paper.out.filter((fact) => isConcept(fact.tail)).flatMap((fact) => [
  ...namings(textOf(paper), fact.tail),
  ...fact.evidence.filter((piece) => piece.paper === paper && piece.begin >= 0 && piece.to > piece.from
    && piece.to - piece.from < Math.min(60, piece.text.length))
    .map((piece) => ({ start: piece.begin + piece.from, end: piece.begin + piece.to, node: fact.tail }))]);

const paperCard = (node) => {
  const text = textOf(node), cut = text.indexOf("\n", (node.attributes.title ?? node.label).length);
  const within = (low, high) => spansIn(node).filter((span) => span.start >= low && span.end <= high)
    .map((span) => ({ ...span, start: span.start - low, end: span.end - low }));
  const { year, venue, authors, url } = node.attributes;
  const near = nearestPapers(node).map(({ paper, shared }) => () => el("li", {}, nodeLink(paper),
    el("p", { class: "small" }, "through ", ...shared.slice(0, 4).flatMap(({ concept }, at) => [at ? ", " : "", nodeLink(concept, bidi(concept.label))]),
      shared.length > 4 ? ` and ${shared.length - 4} more` : null)));
  const listed = new Set(); // a concept stands under its strongest role only
  const roles = ROLES.map(([predicate, , title]) => {
    const found = node.out.filter((fact) => fact.predicate === predicate && isConcept(fact.tail) && !listed.has(fact.tail));
    found.forEach((fact) => listed.add(fact.tail));
    return found.length ? el("div", { class: "role" }, el("dt", {}, title),
      el("dd", {}, ...found.map((fact) => el("span", { class: "chip" }, nodeLink(fact.tail), because(fact, "?"))))) : null;
  });
  return [heading(node, node.attributes.title ?? node.label),
    authors?.length ? el("p", { class: "authors" }, bidi(authors.join(", "))) : null,
    el("p", { class: "small" }, [venue, venue?.includes(String(year)) ? "" : year].filter(Boolean).join(", "), " ", url ? outside(url, "paper ↗") : null),
    el("p", { class: "abstract", dir: "auto" }, ...marked(text.slice(cut + 1), within(cut + 1, text.length))),
    links([node], ["has_code"], "Code"), links([node], ["cites_code"], "Code it cites"), links([node], ["has_page", "cites_page"], "Pages"),
    roles.some(Boolean) ? section("Concepts", 0, el("dl", {}, ...roles.filter(Boolean))) : null,
    resultTable(node.out.filter((fact) => fact.predicate === "reports").map((fact) => fact.tail), node),
    near.length ? section("Nearest papers", 0, shortList(near, 6)) : null];
};

const placeCard = (node) => [heading(node, node.label), el("p", {}, addressOf(node) ? outside(addressOf(node)) : ""),
  ...[["has_code", "Code of"], ["cites_code", "Cited as code by"], ["has_page", "Page of"], ["cites_page", "Cited by"]].map(([predicate, title]) => {
    const found = node.into.filter((fact) => fact.predicate === predicate);
    return found.length ? section(title, found.length, shortList(found.map((fact) => paperLine(fact, fact.head)))) : null;
  })];

const resultCard = (node) => [heading(node, node.attributes.value ?? node.label), resultTable([node])];

const evidenceLine = (fact) => (piece) => () => el("li", {},
  piece.paper ? nodeLink(piece.paper) : null, quotation(piece, [fact.head, fact.tail].filter(isConcept)),
  el("p", { class: "small" }, [piece.text ? readingOf(piece.rule) : "", confidence(piece.score)].filter(Boolean).join(" · ")));

const factCard = (fact) => {
  const all = factsBetween(fact.head, fact.tail).sort((a, b) => (b === fact) - (a === fact) || a.row - b.row);
  return all.flatMap((one) => [el("header", {}, el("p", { class: "kind" }, `Why · ${confidence(one.score)}`),
    el("h2", { class: "statement" }, nodeLink(one.head), el("span", { class: "reads" }, ` ${one.reads} `), nodeLink(one.tail))),
  shortList(told(one).map(evidenceLine(one)))]);
};

const cardOf = (chosen) => {
  if (chosen instanceof Fact) return factCard(chosen);
  if (chosen.kind === "paper") return paperCard(chosen);
  if (chosen.kind === "result") return resultCard(chosen);
  return isConcept(chosen) ? conceptCard(chosen) : placeCard(chosen);
};
