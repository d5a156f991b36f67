// Where a text names a node, and that text with the names marked.

import { hrefOf, openNode } from "./address.js";
import { names } from "./data/graph.js";
import { groundOf } from "./data/reasons.js";
import { el } from "./dom.js";

const WORD = /[\p{L}\p{N}]/u;
const JOINED_BEFORE = /[\p{L}\p{N}]-$/u; // LoRA in S-LoRA is not LoRA, nor is it in LoRA-GA or LoRA+
const JOINED_AFTER = /^(\+|-\p{Lu})/u;
const standsAlone = (text, start, end) => {
  const [before, after] = [text.slice(Math.max(start - 2, 0), start), text.slice(end, end + 2)];
  return !(WORD.test(before.slice(-1)) && WORD.test(text[start])) && !WORD.test(after.slice(0, 1))
    && !JOINED_BEFORE.test(before) && !JOINED_AFTER.test(after);
};

// An address names things too, but nobody reads it for that.
const inAddress = (text, at) => /:\/\/\S*$/.test(text.slice(Math.max(text.lastIndexOf(" ", at), text.lastIndexOf("\n", at)) + 1, at));

// By label and aliases, a short name only with the same capitals.
export const namings = (text, node) => {
  const spans = [];
  const folded = text.toLowerCase();
  for (const name of names(node)) {
    const exact = name.length <= 4 || folded.length !== text.length;
    const [hay, needle] = exact ? [text, name] : [folded, name.toLowerCase()];
    for (let at = needle ? hay.indexOf(needle) : -1; at >= 0; at = hay.indexOf(needle, at + 1)) {
      if (standsAlone(text, at, at + needle.length) && !inAddress(text, at)) spans.push({ start: at, end: at + needle.length, node });
    }
  }
  return spans;
};

const withoutOverlaps = (spans) => {
  const kept = [];
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (kept.every((other) => span.end <= other.start || span.start >= other.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
};

// The text with each span marked in the colour of its node's kind, and leading there.
export const marked = (text, spans, titleOf = (node) => node.kind) => {
  const parts = [];
  let at = 0;
  for (const { start, end, node } of withoutOverlaps(spans)) {
    parts.push(text.slice(at, start));
    parts.push(el("a", { href: hrefOf(openNode(node)), class: `mark ${node.kind}`, title: titleOf(node) }, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
};

// A piece of evidence as a quotation, with the nodes it is about marked where it names them.
export const quotation = (piece, about) => {
  if (!piece.text) return el("p", { class: "rule" }, groundOf(piece.rule));
  const spans = about.flatMap((node) => namings(piece.text, node));
  const exact = piece.to - piece.from;
  if (exact > 0 && exact < piece.text.length * 0.6) spans.push({ start: piece.from, end: piece.to, node: about[about.length - 1] });
  return el("blockquote", { dir: "auto" }, ...marked(piece.text, spans));
};
