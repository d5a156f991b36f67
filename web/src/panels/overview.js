// Everything on the map as lists, for whoever would rather read than look.

import { index, isConcept, nodes } from "../data/graph.js";
import { bidi, counted, el } from "../dom.js";
import { section, shortList } from "../cards/parts.js";
import { nodeLink } from "../links.js";

const MOST = 15;

const best = (kind) => index.drawn.map(([row]) => nodes[row]).filter((node) => node.kind === kind)
  .sort((a, b) => b.papers - a.papers || a.row - b.row);

const line = (node, note) => () => el("li", {}, el("div", { class: "line" }, nodeLink(node), el("span", { class: "small" }, note)));

const regions = () => index.regions.map(([names, size]) => () => el("li", {},
  ...names.flatMap((row, n) => [n ? " · " : "", nodeLink(nodes[row], bidi(nodes[row].label))]), el("span", { class: "small" }, ` ${counted(size, "node")}`)));

export const overviewCard = () => [
  el("header", {}, el("h2", { tabindex: "-1" }, "What is on the map")),
  index.regions.length ? section("Communities", index.regions.length, shortList(regions(), 10)) : null,
  index.families.length ? section("Families", index.families.length, shortList(
    index.families.map(([head, members]) => line(nodes[head], counted(members.length, "variant"))), 10)) : null,
  ...index.kinds.map(([kind, name]) => {
    const found = best(kind);
    const note = (node) => (isConcept(node) ? counted(node.papers, "paper") : String(node.attributes.year ?? ""));
    return found.length ? section(name[0].toUpperCase() + name.slice(1), found.length, shortList(found.map((node) => line(node, note(node))), MOST)) : null;
  }),
];
