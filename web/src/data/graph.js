// The graph, as objects that know their neighbours: what the page holds at once, and what it fetches when asked.
// Nothing here touches the document but to read the page's own tables.

import { fetchScript } from "./scripts.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const index = read("index");
index.drawnRows = new Set(index.drawn.map(([row]) => row));
export const CONCEPTS = new Set(["method", "model", "dataset", "task", "metric"]);
export const isConcept = (node) => CONCEPTS.has(node.kind);
export const isPaper = (node) => node.kind === "paper";
export const names = (node) => [node.label, ...(node.attributes.aliases ?? [])];
export const textOf = (paper) => `${paper.attributes.title ?? paper.label}\n${paper.attributes.abstract ?? ""}`;

// By row; on a page with script files beside it some rows are empty until their names have come.
export const nodes = new Array(index.count);
const byId = new Map();
export const nodeById = (id) => byId.get(id) ?? null;

const addNode = (row, [id, kind, label, papers, attributes]) => {
  if (nodes[row]) return;
  nodes[row] = { row, id, kind: index.kinds[kind][0], label, papers, attributes, out: [], into: [], meets: null };
  byId.set(id, nodes[row]);
};

export class Fact {
  constructor(head, predicate, tail, score) {
    Object.assign(this, { head, tail, score, packed: null, sentences: null });
    [this.predicate, this.reads] = index.predicates[predicate];
  }

  // Known once the head has been asked for by `need`.
  get evidence() {
    const pieces = [];
    for (let at = 0; at < (this.packed?.length ?? 0); at += 5) {
      const [sentence, start, end, rule, score] = this.packed.slice(at, at + 5);
      pieces.push({ ...place(this.sentences[sentence]), from: start, to: end, rule: index.rules[rule], score });
    }
    return pieces;
  }
}

// Two things that the same papers name; no paper need say anything of the two.
export class Meeting {
  constructor(one, two) {
    Object.assign(this, { head: one, tail: two, predicate: "meets", reads: "occurs together with" });
  }
}

const place = (sentence) => {
  if (!sentence) return { paper: null, text: "", begin: -1 };
  const [paper, start, end] = sentence;
  if (typeof start === "string") return { paper: nodes[paper] ?? null, text: start, begin: -1 };
  return { paper: nodes[paper], text: textOf(nodes[paper]).slice(start, end), begin: start };
};

const known = new Map();
const factOf = (head, predicate, tail, score) => {
  const key = (head * index.count + tail) * index.predicates.length + predicate;
  if (!known.has(key)) known.set(key, new Fact(nodes[head], predicate, nodes[tail], score));
  return known.get(key);
};

const takeBlock = (block) => {
  block.attributes?.forEach((attributes, at) => { nodes[block.first + at].attributes = attributes; });
  block.meets?.forEach((meets, at) => { nodes[block.first + at].meets = meets; });
  for (const [head, predicate, tail, score, evidence] of block.facts) {
    const fact = factOf(head, predicate, tail, score);
    fact.packed = evidence;
    fact.sentences = block.sentences;
    fact.head.out.push(fact);
    if (!block.into) fact.tail.into.push(fact);
  }
  block.into?.forEach((told, at) => {
    const node = nodes[block.first + at];
    for (let n = 0; n < told.length; n += 3) node.into.push(factOf(told[n], told[n + 1], node.row, told[n + 2]));
  });
};

index.rows.forEach((row, at) => addNode(index.files ? index.drawn[at][0] : at, row));
if (!index.files) takeBlock(read("block"));

// Script files beside the page, each fetched once.
const fetched = new Map();
const fetchOnce = (name, take) => {
  if (!fetched.has(name)) fetched.set(name, fetchScript(index.files.folder, name).then(take));
  return fetched.get(name);
};

export const namesCame = index.files
  ? async () => {
    const names = index.files.names.map((first, n) => fetchOnce(`names-${n}`, (rows) => rows.forEach((row, at) => addNode(first + at, row))));
    await Promise.all(names);
  }
  : async () => {};

const blockOf = (row) => {
  let low = 0, high = index.files.blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.files.blocks[middle] <= row) low = middle; else high = middle - 1;
  }
  return low;
};

// After this, attributes, facts and their evidence of these nodes are there.
export const need = async (wanted) => {
  if (!index.files) return;
  await namesCame();
  const blocks = new Set(wanted.map((node) => blockOf(node.row)));
  await Promise.all([...blocks].map((number) => fetchOnce(`block-${number}`, takeBlock)));
};
