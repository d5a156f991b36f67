"use strict";
// The page's tables, as objects that know their neighbours. Nothing here touches the document but to read the tables.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const tables = read("tables");
const CONCEPTS = new Set(["method", "model", "dataset", "task", "metric"]);

const nodes = tables.nodes.map(([id, kind, label, papers, attributes], row) => ({
  row, id, kind: tables.kinds[kind][0], label, papers, attributes, out: [], into: [],
}));
const nodeById = new Map(nodes.map((node) => [node.id, node]));

const textOf = (paper) => `${paper.attributes.title ?? paper.label}\n${paper.attributes.abstract ?? ""}`;

const sentenceOf = (row) => {
  const [paper, start, end] = tables.sentences[row];
  const whole = typeof start === "string";
  return {
    paper: nodes[paper] ?? null,
    text: whole ? start : textOf(nodes[paper]).slice(start, end),
    start: whole ? -1 : start,
  };
};

class Fact {
  constructor(row, [head, predicate, tail, score, evidence]) {
    Object.assign(this, { row, score, packed: evidence, head: nodes[head], tail: nodes[tail] });
    [this.predicate, this.reads] = tables.predicates[predicate];
  }

  get evidence() {
    const pieces = [];
    for (let at = 0; at < this.packed.length; at += 5) {
      const [sentence, start, end, rule, score] = this.packed.slice(at, at + 5);
      const place = sentence < 0 ? { paper: null, text: "", start: -1 } : sentenceOf(sentence);
      pieces.push({ ...place, from: start, to: end, begin: place.start, rule: tables.rules[rule], score });
    }
    return pieces;
  }
}

const facts = tables.facts.map((row, number) => new Fact(number, row));
for (const fact of facts) {
  fact.head.out.push(fact);
  fact.tail.into.push(fact);
}

const isConcept = (node) => CONCEPTS.has(node.kind);
const names = (node) => [node.label, ...(node.attributes.aliases ?? [])];
const factsBetween = (one, two) => [
  ...one.out.filter((fact) => fact.tail === two), ...two.out.filter((fact) => fact.tail === one)];
const conceptsOf = (paper) => new Set(paper.out.map((fact) => fact.tail).filter(isConcept));
const paperCount = nodes.filter((node) => node.kind === "paper").length;

// Papers by what they share with this one: each concept counts log(papers / papers that name it).
const nearestPapers = (paper, most = 6) => {
  const found = new Map();
  for (const concept of conceptsOf(paper)) {
    const weight = Math.log((paperCount + 1) / concept.papers);
    const others = new Set(concept.into.map((fact) => fact.head).filter((head) => head.kind === "paper"));
    others.delete(paper);
    for (const other of others) {
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
