"use strict";
// The neighbourhood of one node: vis-network draws it, a card beside it says what is selected and why.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const around = read("around");
const drawn = read("network");
const card = document.getElementById("card");

const GLYPHS = {
  dot: "M8 3a5 5 0 1 0 .01 0z", hexagon: "M13.2 8 10.6 12.5H5.4L2.8 8 5.4 3.5h5.2z", square: "M3.5 3.5h9v9h-9z",
  diamond: "M8 2l6 6-6 6-6-6z", triangle: "M8 2.5l5.6 10H2.4z", triangleDown: "M8 13.5l5.6-10H2.4z",
  star: "M8 1.8l1.8 4 4.4.5-3.3 2.9.9 4.3L8 11.3l-3.8 2.2.9-4.3L1.8 6.3l4.4-.5z",
};

const nodes = around.nodes.map(([id, kind, label, note], row) => ({ row, id, kind, label, note, facts: [] }));
const facts = around.facts.map(([head, reads, tail, score, said], row) => ({
  row, reads, score, head: nodes[head], tail: nodes[tail], said: said.map(([text, paper]) => ({ text, paper: nodes[paper] ?? null })),
}));
for (const fact of facts) for (const end of new Set([fact.head, fact.tail])) end.facts.push(fact);

// Text goes in as text: nothing here parses HTML.
const el = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};
const glyph = (kind) => {
  const [drawing, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", "glyph");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", GLYPHS[drawn.nodes.find((spot) => spot.group === kind).shape]);
  path.style.fill = `var(--${kind})`;
  drawing.append(path);
  return drawing;
};
const toNode = (node) => el("button", { type: "button", onclick: () => choose(node) }, el("bdi", {}, node.label));

const statement = (fact, but = null) => el("li", {},
  el("div", {}, fact.head === but ? "" : toNode(fact.head), ` ${fact.reads} `, fact.tail === but ? "" : toNode(fact.tail)),
  ...fact.said.map(({ text, paper }) => el("blockquote", { dir: "auto" }, text,
    paper && paper !== but && paper !== fact.head ? el("div", { class: "soft" }, toNode(paper)) : "")),
  el("div", { class: "soft" }, `confidence ${fact.score.toFixed(2)}`));

const nodeCard = (node) => [
  el("h2", { dir: "auto" }, glyph(node.kind), node.label),
  el("p", { class: "soft" }, node.kind, node.note ? " · " : "", el("bdi", {}, node.note)),
  el("ul", {}, ...[...node.facts].sort((a, b) => b.score - a.score).map((fact) => statement(fact, node)))];
const factCard = (fact) => [el("h2", {}, "Why"), el("ul", {}, ...facts.filter(
  ({ head, tail }) => [fact.head, fact.tail].includes(head) && [fact.head, fact.tail].includes(tail)).map((one) => statement(one)))];
const show = (parts) => {
  card.replaceChildren(...parts);
  card.scrollTop = 0;
};

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const painted = () => ({
  groups: Object.fromEntries(around.kinds.map(([kind]) => [kind, {
    color: { background: colour(kind), border: colour("ink"), highlight: { background: colour(kind), border: colour("ink") },
      hover: { background: colour(kind), border: colour("ink") } } }])),
  nodes: { font: { ...drawn.options.nodes.font, color: colour("ink"), strokeColor: colour("ground") } },
  edges: { color: { color: colour("line"), highlight: colour("method"), hover: colour("ink"), inherit: false } },
});

drawn.options = JSON.parse(drawn.options);
// A node's own font would hide the common colour and outline.
const spots = new vis.DataSet(drawn.nodes);
const lines = new vis.DataSet(drawn.edges.map(({ id, from, to, width }) => ({ id, from, to, width })));
const network = new vis.Network(document.getElementById("map"), { nodes: spots, edges: lines }, drawn.options);
const paint = () => {
  const { groups, nodes: common, edges } = painted();
  network.setOptions({ groups, nodes: { ...drawn.options.nodes, font: common.font }, edges: { ...drawn.options.edges, ...edges } });
  const bond = { color: colour("bond"), highlight: colour("method"), hover: colour("method") };
  lines.update(drawn.edges.filter(({ width }) => width > 1).map(({ id }) => ({ id, color: bond })));
  spots.update(drawn.nodes.map(({ id, font }) => ({ id, font: { ...common.font, ...font } })));
};
const choose = (node) => {
  network.selectNodes([node.row]);
  show(nodeCard(node));
};

network.on("click", ({ nodes: [row], edges: [number] }) => {
  if (row !== undefined) choose(nodes[row]);
  else if (number !== undefined) show(factCard(facts[number]));
});
network.on("hoverNode", ({ node }) => { document.getElementById("map").title = nodes[node].label; });
network.on("blurNode", () => { document.getElementById("map").title = ""; });
network.once("afterDrawing", () => { document.documentElement.dataset.map = "drawn"; });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
paint();
network.fit({ animation: false });
show(nodeCard(nodes[around.centre]));

document.getElementById("size").textContent = `${nodes.length} within ${around.depth} ${around.depth === 1 ? "step" : "steps"}`
  + (around.leftOut ? `; ${around.leftOut} more are left out` : "");
document.getElementById("kinds").append(...around.kinds.map(([kind, name]) => el("li", {}, glyph(kind), name)));
