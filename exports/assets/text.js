"use strict";
// Text into elements, always as text: no function here or elsewhere parses HTML.

const SVG = "http://www.w3.org/2000/svg";
const GLYPHS = {
  circle: "M8 3a5 5 0 1 0 .01 0z", hexagon: "M13.2 8 10.6 12.5H5.4L2.8 8 5.4 3.5h5.2z", square: "M3.5 3.5h9v9h-9z",
  diamond: "M8 2l6 6-6 6-6-6z", triangle: "M8 2.5l5.6 10H2.4z", triangleDown: "M8 13.5l5.6-10H2.4z",
  star: "M8 1.8l1.8 4 4.4.5-3.3 2.9.9 4.3L8 11.3l-3.8 2.2.9-4.3L1.8 6.3l4.4-.5z",
};
const GLYPH_OF = {
  paper: "circle", method: "circle", model: "hexagon", dataset: "square", task: "diamond", metric: "triangle",
  repository: "triangleDown", page: "star", result: "circle",
};

const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

const glyph = (kind) => {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", `glyph ${kind}`);
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", GLYPHS[GLYPH_OF[kind]]);
  drawing.append(path);
  return drawing;
};

// A colon and a slash stay as they are, so that a shared address can be read.
const escaped = (text) => encodeURIComponent(text).replace(/%3A/g, ":").replace(/%2F/g, "/");
const nodeHash = (node) => `#node=${escaped(node.id)}`;
const edgeHash = (fact) =>
  `#head=${escaped(fact.head.id)}&predicate=${fact.predicate}&tail=${escaped(fact.tail.id)}`;

const nodeLink = (node, ...shown) =>
  el("a", { href: nodeHash(node), class: `to ${node.kind}` }, ...(shown.length ? shown : [glyph(node.kind), bidi(node.label)]));

// A text that turns the direction of writing keeps it to itself.
const bidi = (text) => el("bdi", {}, text);

const outside = (url, shown = url) => {
  let address = null;
  try {
    address = new URL(url);
  } catch {
    return bidi(shown);
  }
  if (!["http:", "https:"].includes(address.protocol)) return bidi(shown);
  return el("a", { href: address.href, rel: "noopener noreferrer", target: "_blank", class: "out" }, bidi(shown));
};

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

// Where a text names a node: by label and aliases, a short name only with the same capitals.
const namings = (text, node) => {
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
const marked = (text, spans) => {
  const parts = [];
  let at = 0;
  for (const { start, end, node } of withoutOverlaps(spans)) {
    parts.push(text.slice(at, start));
    parts.push(el("a", { href: nodeHash(node), class: `mark ${node.kind}`, title: node.kind }, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
};

// A piece of evidence as a quotation, with the nodes it is about marked where it names them.
const quotation = (piece, about) => {
  if (!piece.text) return el("p", { class: "rule" }, groundOf(piece.rule));
  const spans = about.flatMap((node) => namings(piece.text, node));
  const exact = piece.to - piece.from;
  const tail = about[about.length - 1];
  if (exact > 0 && exact < piece.text.length * 0.6) spans.push({ start: piece.from, end: piece.to, node: tail });
  return el("blockquote", { dir: "auto" }, ...marked(piece.text, spans));
};
