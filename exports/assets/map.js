"use strict";
// The map: vis-network draws, pans and zooms; what is under a pointer, what is chosen and where to look is decided here.

const DRAWN = read("network");
const NAMES = ["ground", "ink", "line", "veil", "family", "family-line", ...tables.kinds.flatMap(([kind]) => [kind, `${kind}-text`])];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const palette = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
};
const fromSegment = (p, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
};

class PaperMap {
  constructor(box, { onNode, onFact, onNothing }) {
    Object.assign(this, { box, chosen: null, hovered: null, off: new Set(), colours: palette(), revealed: [] });
    if (box.clientHeight > box.clientWidth) for (const spot of DRAWN.nodes) [spot.x, spot.y] = [-spot.y, spot.x]; // wide maps, upright screens
    this.spots = new Map(DRAWN.nodes.map((spot) => [spot.id, spot]));
    this.drawnFacts = DRAWN.edges.map((edge) => facts[edge.id]);
    this.order = DRAWN.nodes.map((spot) => nodes[spot.id]).sort(
      (a, b) => isConcept(b) - isConcept(a) || b.papers - a.papers || a.row - b.row);
    this.nodeSet = new vis.DataSet(DRAWN.nodes);
    this.edgeSet = new vis.DataSet(DRAWN.edges.map(({ id, from, to }) => ({ id, from, to })));
    this.view = new vis.DataView(this.nodeSet, { filter: (spot) => this.shows(nodes[spot.id]) });
    this.network = new vis.Network(box, { nodes: this.view, edges: this.edgeSet },
      { ...JSON.parse(DRAWN.options), ...this.painted() });
    const painter = new Painter(this);
    this.families = new Families(this, DRAWN.families);
    this.order.sort((a, b) => this.families.rank(b) - this.families.rank(a) || this.families.sizeOf(b) - this.families.sizeOf(a));
    this.network.on("beforeDrawing", (ctx) => this.families.paint(ctx));
    this.network.on("afterDrawing", (ctx) => painter.overlay(ctx));
    this.network.on("click", ({ pointer }) => {
      const { node, fact } = this.under(pointer.DOM);
      if (node) onNode(node); else if (fact) onFact(fact); else onNothing();
    });
    this.network.on("zoom", () => this.keepWithin());
    box.addEventListener("pointermove", (event) => this.hover(event));
    box.addEventListener("pointerleave", () => this.hoverOn(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
    this.whole(false);
  }

  painted() {
    const groups = Object.fromEntries(tables.kinds.map(([kind]) => [kind, {
      color: { background: this.colours[kind], border: this.colours[kind] } }]));
    return { groups, edges: { ...JSON.parse(DRAWN.options).edges, color: { color: this.colours.line, inherit: false } } };
  }

  repaint() {
    this.colours = palette();
    this.network.setOptions(this.painted());
    this.nodeSet.update(this.nodeSet.get());
  }

  shows(node) { return !this.off.has(node.kind); }
  isDrawn(node) { return this.spots.has(node.row) && this.shows(node); }

  filter(off) {
    this.off = off;
    this.view.refresh();
    this.network.redraw();
  }

  // Screen coordinates of a node, and its radius there.
  at(node) {
    const { x, y, size } = this.spots.get(node.row);
    const scale = this.network.getScale();
    return { ...this.network.canvasToDOM({ x, y }), radius: Math.max(size * scale, 1) };
  }

  under(point) {
    const near = { node: null, gap: Infinity };
    for (const node of [...this.lens().near, ...this.order]) {
      if (!this.isDrawn(node)) continue;
      const { x, y, radius } = this.at(node);
      const gap = Math.hypot(x - point.x, y - point.y) - Math.max(radius, 7);
      if (gap < Math.min(near.gap, 2)) Object.assign(near, { node, gap });
    }
    return near.node ? { node: near.node } : { fact: this.factUnder(point) };
  }

  factUnder(point) {
    const lens = this.lens().facts;
    let best = null, closest = 7;
    for (const fact of lens.length ? lens : this.drawnFacts) {
      if (!this.isDrawn(fact.head) || !this.isDrawn(fact.tail)) continue;
      const gap = fromSegment(point, this.at(fact.head), this.at(fact.tail));
      if (gap < closest) [best, closest] = [fact, gap];
    }
    return best;
  }

  hover(event) {
    if (this.waiting || event.pointerType === "touch" || event.buttons) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      const { left, top } = this.box.getBoundingClientRect();
      const { node, fact } = this.under({ x: event.clientX - left, y: event.clientY - top });
      this.box.style.cursor = node || fact ? "pointer" : "";
      this.hoverOn(node ?? null);
    });
  }

  hoverOn(node) {
    if (node === this.hovered) return;
    this.hovered = node;
    this.network.redraw();
  }

  // What the choice lights up: the nodes next to it and the facts that join them.
  lens() {
    if (!this.chosen) return { near: [], facts: [] };
    if (this.chosen instanceof Fact) return { near: [this.chosen.head, this.chosen.tail], facts: [this.chosen] };
    const joined = [...this.chosen.out, ...this.chosen.into].filter((fact) => this.isDrawn(fact.head) && this.isDrawn(fact.tail));
    const near = new Set(joined.flatMap((fact) => [fact.head, fact.tail]));
    near.delete(this.chosen);
    return { near: [this.chosen, ...near], facts: joined };
  }

  choose(chosen, { fly = true } = {}) {
    this.chosen = null; // vis-network redraws while nodes come and go
    this.forget();
    const ends = chosen instanceof Fact ? [chosen.head, chosen.tail] : [chosen];
    for (const node of chosen ? ends : []) this.reveal(node);
    this.chosen = chosen;
    if (chosen && fly) this.flyTo(ends);
    else this.network.redraw();
  }

  // A node that is not on the map comes beside the first of its neighbours that is, for as long as it is chosen.
  reveal(node) {
    if (this.spots.has(node.row)) return;
    const joined = [...node.into, ...node.out];
    const other = joined.map((fact) => (fact.head === node ? fact.tail : fact.head)).find((end) => this.spots.has(end.row));
    const { x, y } = other ? this.spots.get(other.row) : { x: 0, y: 0 };
    const spot = { id: node.row, x: x + 34, y: y + 26, size: 6, label: " ", shape: "dot", group: node.kind };
    this.spots.set(node.row, spot);
    this.order.push(node);
    this.nodeSet.add(spot);
    this.revealed.push(node);
  }

  forget() {
    for (const node of this.revealed) {
      this.spots.delete(node.row);
      this.nodeSet.remove(node.row);
    }
    this.order = this.order.filter((node) => !this.revealed.includes(node));
    this.revealed = [];
  }

  // What lies over the map, in screen coordinates; a name under it could not be read.
  covers() {
    const whole = this.box.getBoundingClientRect();
    return [...document.querySelectorAll("#legend, .zoom")].map((cover) => cover.getBoundingClientRect())
      .filter(({ width }) => width).map(({ left, top, right, bottom }) => (
        { left: left - whole.left, top: top - whole.top, right: right - whole.left, bottom: bottom - whole.top }));
  }

  // The part of the map that neither the card nor the legend hides, in screen coordinates.
  free() {
    const whole = this.box.getBoundingClientRect();
    const card = document.getElementById("card");
    const room = { left: 0, top: 0, right: whole.width, bottom: whole.height };
    if (card.hidden) return room;
    const taken = card.getBoundingClientRect();
    if (taken.width > whole.width * 0.8) room.bottom = taken.top - whole.top;
    else room.right = taken.left - whole.left;
    return room;
  }

  flyTo(ends) {
    const spots = ends.filter((node) => this.isDrawn(node)).map((node) => this.spots.get(node.row));
    if (!spots.length) return;
    const [x, y] = ["x", "y"].map((axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length);
    const far = this.lens().near.map((node) => this.spots.get(node.row)).map((spot) => Math.hypot(spot.x - x, spot.y - y));
    far.sort((a, b) => a - b);
    const reach = (far[Math.floor(far.length * 0.65)] ?? 100) + 60;
    const { left, top, right, bottom } = this.free();
    this.moveTo({ x, y }, clamp(Math.min(right - left, bottom - top) / 2 / reach, 0.35, 1.5), true);
  }

  moveTo(position, scale, animated) {
    const { left, top, right, bottom } = this.free();
    const { width, height } = this.box.getBoundingClientRect();
    const offset = { x: (left + right - width) / 2, y: (top + bottom - height) / 2 };
    const animation = animated && !calm.matches ? { duration: 450, easingFunction: "easeInOutQuad" } : false;
    this.network.moveTo({ position, scale, offset, animation });
  }

  whole(animated = true) {
    const extent = (axis) => {
      const values = DRAWN.nodes.map((spot) => spot[axis]).sort((a, b) => a - b);
      return [values[0] ?? 0, values[values.length - 1] ?? 0];
    };
    const [[x0, x1], [y0, y1]] = [extent("x"), extent("y")];
    const { left, top, right, bottom } = this.free();
    const [across, down] = [(right - left) / (x1 - x0 + 120), (bottom - top) / (y1 - y0 + 120)];
    const scale = Math.min(across, down);
    this.farthest = Math.min(clamp(scale, 0.02, 1.6), this.farthest ?? Infinity);
    this.moveTo({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, clamp(scale, 0.02, 1.6), animated);
  }

  zoomBy(factor) {
    this.network.moveTo({ scale: clamp(this.network.getScale() * factor, this.farthest * 0.6, 6) });
  }

  keepWithin() {
    const scale = this.network.getScale();
    const kept = clamp(scale, this.farthest * 0.6, 6);
    if (kept !== scale) this.network.moveTo({ scale: kept });
  }
}
