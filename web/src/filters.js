// Which nodes pass the filters: papers by year, venue and code; concepts by the papers that name them so.

import { index, isConcept, isPaper, nodes } from "./data/graph.js";
import { ROLES } from "./data/relations.js";

const IS_ROLE = new Set(ROLES);
const withPapers = () => !index.files;

// What there is to filter by on the map; of a map without papers only what is counted for its concepts.
export const offers = () => {
  const years = new Map(), venues = new Map();
  let code = 0;
  if (withPapers()) {
    for (const node of nodes) {
      if (!isPaper(node)) continue;
      const { year, venue } = node.attributes;
      if (year) years.set(year, (years.get(year) ?? 0) + 1);
      if (venue) venues.set(venue, (venues.get(venue) ?? 0) + 1);
      code += node.out.some((fact) => fact.predicate === "has_code");
    }
  } else {
    for (const [first, ...counts] of index.years) counts.forEach((count, n) => years.set(first + n, (years.get(first + n) ?? 0) + count));
  }
  return {
    years: [...years].sort((a, b) => a[0] - b[0]), venues: [...venues].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    code, roles: withPapers(), score: withPapers(),
  };
};

const paperPasses = (view) => (paper) => {
  const { year, venue } = paper.attributes;
  if (view.years && !(year >= view.years[0] && year <= view.years[1])) return false;
  if (view.venue && venue !== view.venue) return false;
  return !view.code || paper.out.some((fact) => fact.predicate === "has_code");
};

const statementPasses = (view) => {
  const off = new Set(view.roles);
  return (fact) => fact.score >= view.score && !off.has(fact.predicate);
};

// The statements of papers that pass, whatever kinds they are about.
export const passingFacts = (view) => {
  const paper = paperPasses(view), statement = statementPasses(view);
  return nodes.filter((node) => isPaper(node) && paper(node)).flatMap((node) => node.out.filter((fact) => IS_ROLE.has(fact.predicate) && statement(fact)));
};

const narrowed = (view) => view.years || view.venue || view.code || view.score || view.roles.length;

const namedInYears = (view) => {
  const passing = new Set();
  index.drawn.forEach(([row], n) => {
    const [first, ...counts] = index.years[n];
    if (counts.some((count, at) => count && first + at >= view.years[0] && first + at <= view.years[1])) passing.add(nodes[row]);
  });
  return passing;
};

const namedByPassing = (view) => {
  const paper = paperPasses(view), statement = statementPasses(view);
  const passing = new Set();
  for (const node of nodes) {
    if (!isPaper(node) || !paper(node)) continue;
    passing.add(node);
    for (const fact of node.out) if (!isConcept(fact.tail) || statement(fact)) passing.add(fact.tail);
  }
  return passing;
};

// Says of a node whether it is shown under this view.
export const passing = (view) => {
  const off = new Set(view.off);
  if (!narrowed(view)) return (node) => !off.has(node.kind);
  if (!withPapers() && !view.years) return (node) => !off.has(node.kind);
  const found = withPapers() ? namedByPassing(view) : namedInYears(view);
  return (node) => !off.has(node.kind) && found.has(node);
};
