// Search: names, aliases, titles and addresses, best first.

import { isConcept, names, nodes } from "./graph.js";

const WORD = /[\p{L}\p{N}]/u;
const ENOUGH = 3000; // names that fit, the best known first, among which the best are looked for
const BREAK = "\n";

const PLAIN = /^[\x20-\x7e]*$/; // most names, which need no more than lower case
export const fold = (text) => (PLAIN.test(text) ? text : text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "")).toLowerCase();

// All names in one text, a line each, the best known first: one pass of the engine's own search finds them.
let text = "", starts = [], owners = [], labels = [], gathered = false;
// To be called when names have come; the first search does it otherwise.
export const gatherNames = () => {
  const known = nodes.filter((node) => node && node.kind !== "result").sort((a, b) => isConcept(b) - isConcept(a) || b.papers - a.papers || a.row - b.row);
  const lines = [];
  let at = 1;
  [starts, owners, labels] = [[], [], []];
  for (const node of known) {
    const keys = new Set();
    for (const name of [...names(node), node.attributes.title, node.attributes.url]) if (name) keys.add(fold(name).replaceAll(BREAK, " "));
    for (const key of keys) {
      starts.push(at);
      labels.push(owners[owners.length - 1] !== node); // a node's label comes first
      owners.push(node);
      lines.push(key);
      at += key.length + 1;
    }
  }
  text = `${BREAK}${lines.join(BREAK)}${BREAK}`;
  gathered = true;
};

const lineAt = (at) => {
  let low = 0, high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle; else high = middle - 1;
  }
  return low;
};

// 4 the whole name, 3 its beginning, 2 the beginning of a word, 1 inside.
const fit = (at, end) => {
  const before = text[at - 1];
  if (before === BREAK) return text[end] === BREAK ? 4 : 3;
  return WORD.test(before) ? 1 : 2;
};

const consider = (found, asked, query) => {
  for (let at = text.indexOf(asked), seen = 0; at >= 0 && seen < ENOUGH; seen += 1) {
    const first = asked[0] === BREAK ? at + 1 : at, line = lineAt(first), node = owners[line];
    const score = fit(first, first + query.length) + (isConcept(node) ? Math.log1p(node.papers) / 8 : 0) + (labels[line] ? 0.4 : 0);
    if (!found.has(node) || found.get(node).score < score) found.set(node, { node, line, score });
    at = text.indexOf(asked, at + 1);
  }
};

const nameOn = (line) => text.slice(starts[line], line + 1 < starts.length ? starts[line + 1] - 1 : text.length - 1);

// Names that begin so are looked at first: of a short query there may be more than enough inside others.
export const find = (asked, most = 12) => {
  const query = fold(asked.trim()).replaceAll(BREAK, " ");
  if (!query) return [];
  if (!gathered) gatherNames();
  const found = new Map();
  consider(found, `${BREAK}${query}${BREAK}`, query);
  consider(found, BREAK + query, query);
  consider(found, query, query);
  return [...found.values()].sort((a, b) => b.score - a.score || a.node.row - b.node.row).slice(0, most)
    .map(({ node, line }) => ({ node, through: nameOn(line) }));
};
