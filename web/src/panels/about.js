// About this graph: how much there is, when and how it was made.

import { index } from "../data/graph.js";
import { bidi, byId, el } from "../dom.js";

// When the file was written is known to the disk alone: the page itself is the same whenever it is made.
const rows = () => {
  const { counts, about, span } = index;
  return [
    ...Object.entries(counts), ["on the map", index.drawn.length],
    ...(span ? [["papers from", span[0] === span[1] ? String(span[0]) : `${span[0]} to ${span[1]}`]] : []),
    ["written", new Date(document.lastModified).toLocaleDateString("en", { dateStyle: "medium" })],
    ...(about.version ? [["made by", `paperkg ${about.version}`]] : []),
    ...(about.edition ? [["catalogue edition", about.edition]] : []),
  ];
};

export const startAbout = () => {
  byId("counts").append(...rows().map(([name, value]) => el("div", {}, el("dt", {}, name),
    el("dd", {}, typeof value === "number" ? value.toLocaleString("en") : bidi(String(value))))));
  byId("about-open").addEventListener("click", () => byId("about").showModal());
};
