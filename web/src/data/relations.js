// What follows from the facts: who is near whom, what meets what, how use has grown.

import { index, isConcept, isPaper, need, nodes } from "./graph.js";

export const ROLES = ["introduces", "uses", "compares_with", "evaluated_on", "studies", "mentions"];
const paperCount = index.papers;

export const factsBetween = (one, two) => [
  ...one.out.filter((fact) => fact.tail === two), ...two.out.filter((fact) => fact.tail === one)];

export const conceptsOf = (paper) => [...new Set(paper.out.map((fact) => fact.tail).filter(isConcept))];
export const papersOf = (concept) => [...new Set(concept.into.map((fact) => fact.head).filter(isPaper))];

// Papers by what they share with this one: each concept counts log(papers / papers that name it).
export const nearestPapers = async (paper, most = 6) => {
  const concepts = conceptsOf(paper);
  await need(concepts);
  const found = new Map();
  for (const concept of concepts) {
    const weight = Math.log((paperCount + 1) / concept.papers);
    for (const other of papersOf(concept)) {
      if (other === paper) continue;
      const entry = found.get(other) ?? { paper: other, score: 0, shared: [] };
      entry.score += weight;
      entry.shared.push({ concept, weight });
      found.set(other, entry);
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.score - a.score || a.paper.row - b.paper.row).slice(0, most);
  for (const entry of ranked) entry.shared.sort((a, b) => b.weight - a.weight || a.concept.row - b.concept.row);
  return ranked;
};

// The data sets and tasks named by the most papers that also name this concept.
export const meets = (concept, kind, most = 8) => {
  const counts = new Map();
  if (concept.meets) {
    for (let n = 0; n < concept.meets.length; n += 2) counts.set(nodes[concept.meets[n]], concept.meets[n + 1]);
  } else {
    for (const paper of papersOf(concept)) {
      for (const other of conceptsOf(paper)) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].filter(([other]) => other !== concept && other.kind === kind)
    .sort((a, b) => b[1] - a[1] || a[0].row - b[0].row).slice(0, most);
};

// [year, papers] for every year from the first to the last in which a paper names the concept.
export const useByYear = (concept) => {
  const counts = new Map();
  for (const paper of papersOf(concept)) {
    const { year } = paper.attributes;
    if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  if (!counts.size) return [];
  const first = Math.min(...counts.keys()), last = Math.max(...counts.keys());
  return Array.from({ length: last - first + 1 }, (_, n) => [first + n, counts.get(first + n) ?? 0]);
};

// The variants of a concept and theirs, each once, as [fact, depth].
export const variantTree = (concept, seen = new Set([concept])) => concept.into
  .filter((fact) => fact.predicate === "variant_of" && !seen.has(fact.head) && seen.add(fact.head))
  .map((fact) => ({ fact, below: variantTree(fact.head, seen) }));
