// The map: what is drawn, hidden, pinned, chosen and looked at. sigma draws it; the rest of this folder helps.

import { index, isConcept, Meeting, nodes } from "../data/graph.js";
import { Camera } from "./camera.js";
import { lightOf, NOTHING } from "./choice.js";
import { familyLens } from "./familylens.js";
import { Grounds } from "./grounds.js";
import { atRest, keepPace } from "./pace.js";
import { Painter } from "./painter.js";
import { palette } from "./palette.js";
import { lineUnder, nodeUnder } from "./picking.js";
import { attributesOf, extentOf, layer, makeScene, spotsOf } from "./scene.js";

const [FARTHER, NEARER] = [1.8, 120]; // than the whole map a reader can go
const SETTLED = 130; // milliseconds without movement after which names are chosen anew
const MOST_OF = 0.75; // of the neighbours of what is chosen, the nearest, come into view
const BESIDE = { near: 34, step: 2.4 }; // where nodes come onto the map: around what brought them

export class GraphMap {
  constructor(box, { onNode, onLine, onNothing }) {
    Object.assign(this, { box, chosen: null, hovered: null, lens: null, light: NOTHING, pinned: [], guests: new Set(), colours: palette() });
    this.spots = spotsOf(box);
    this.hidden = new Set();
    this.passes = () => true;
    this.order = [...this.spots.keys()].map((row) => nodes[row]);
    this.grounds = new Grounds(this, box.clientHeight > box.clientWidth);
    this.renderer = makeScene(box, this.spots, this.colours, (row) => !this.shows(nodes[row]));
    this.camera = new Camera(this.renderer, box, () => this.free());
    this.painter = new Painter(this);
    this.sort();
    this.meetings();
    this.listen({ onNode, onLine, onNothing });
    this.whole(false);
    this.renderer.refresh();
    this.farthest = this.camera.scale;
    const { ratio } = this.renderer.getCamera();
    this.renderer.setSettings({ maxCameraRatio: ratio * FARTHER, minCameraRatio: ratio / NEARER });
  }

  listen({ onNode, onLine, onNothing }) {
    this.renderer.on("beforeRender", () => { if (this.moving) keepPace(); });
    this.renderer.on("afterRender", () => this.paint());
    this.renderer.getCamera().on("updated", () => this.move());
    this.renderer.on("clickStage", ({ event }) => {
      const node = nodeUnder(this, event), line = node ? null : lineUnder(this, event);
      if (node) onNode(node); else if (line) onLine(line); else onNothing();
    });
    this.box.addEventListener("pointermove", (event) => this.point(event));
    this.box.addEventListener("pointerleave", () => this.hover(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  }

  // Names first come to those that stand for most.
  sort() {
    const { grounds } = this;
    this.order.sort((a, b) => grounds.rank(b) - grounds.rank(a) || grounds.sizeOf(b) - grounds.sizeOf(a)
      || isConcept(b) - isConcept(a) || b.papers - a.papers || a.row - b.row);
  }

  meetings() {
    this.met = new Map();
    for (const [head, tail, predicate] of index.lines) {
      if (predicate >= 0) continue;
      const meeting = new Meeting(nodes[head], nodes[tail]);
      for (const row of [head, tail]) this.met.set(row, [...(this.met.get(row) ?? []), meeting]);
    }
  }

  meetingsOf(node) { return this.met.get(node.row) ?? []; }

  paint() {
    this.camera.measure();
    this.grounds.paint(!this.moving);
    this.painter.paint(layer(this.renderer, "overlay"), !this.moving || !this.painter.placed.length);
    if (!document.documentElement.dataset.map) {
      performance.mark("map-drawn");
      document.documentElement.dataset.map = "drawn";
    }
  }

  // While the map moves its names move with it; when it rests, they are chosen anew.
  move() {
    this.moving = true;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.moving = false;
      atRest();
      this.draw();
    }, SETTLED);
  }

  draw() { this.renderer.scheduleRender(); }

  repaint() {
    this.colours = palette();
    const graph = this.renderer.getGraph();
    graph.updateEachNodeAttributes((_, attributes) => ({ ...attributes, color: this.colours[attributes.kind] }));
    graph.updateEachEdgeAttributes((_, attributes) => ({ ...attributes, color: this.colours.line }));
    if (this.lens) this.lookThrough(this.lens.head);
    this.renderer.refresh();
  }

  shows(node) { return !this.hidden.has(node) && (this.pinned.includes(node) || this.passes(node)); }
  isDrawn(node) { return Boolean(this.lens?.places.has(node)) || (this.spots.has(node.row) && (this.shows(node) || this.guests.has(node))); }
  showsLine(number) {
    const [head, tail] = index.lines[number];
    return this.isDrawn(nodes[head]) && this.isDrawn(nodes[tail]);
  }

  // Screen coordinates of a node, and its radius there.
  at(node) {
    const spot = this.spots.get(node.row), place = this.lens?.places.get(node) ?? spot;
    const { scale, left, top } = this.camera;
    return { x: left + place.x * scale, y: top + place.y * scale, radius: Math.max((spot?.size ?? 6) * scale, 1) };
  }

  point(event) {
    if (this.waiting || event.pointerType === "touch" || event.buttons) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      const { left, top } = this.box.getBoundingClientRect();
      const place = { x: event.clientX - left, y: event.clientY - top };
      const node = nodeUnder(this, place);
      this.box.style.cursor = node || lineUnder(this, place) ? "pointer" : "";
      this.hover(node);
    });
  }

  hover(node) {
    if (node === this.hovered) return;
    this.hovered = node;
    this.painter.paint(layer(this.renderer, "overlay"), false);
  }

  filter(passes, hidden, pinned) {
    Object.assign(this, { passes, hidden: new Set(hidden), pinned });
    for (const node of pinned) this.bring(node);
    this.renderer.refresh();
  }

  choose(chosen, { fly = true } = {}) {
    const ends = !chosen ? [] : chosen.reads ? [chosen.head, chosen.tail] : [chosen];
    this.chosen = chosen;
    this.dismiss(ends);
    for (const node of ends) this.bring(node);
    for (const node of ends) if (!this.shows(node)) this.guests.add(node);
    this.light = lightOf(this, chosen);
    if (chosen && fly && !this.lens) this.flyTo(ends);
    this.renderer.refresh();
  }

  lookThrough(head) {
    this.lens = head ? familyLens(head, this.spots.get(head.row) ?? { x: 0, y: 0 }, this.colours.branches) : null;
    if (head) {
      this.bring(head);
      this.camera.fit(extentOf(this.lens.places.values()), true, { most: 1.7, margin: 180 });
    }
    this.draw();
  }

  // A node that is not on the map comes beside the first of its neighbours that is.
  bring(node, beside = null, turn = 0) {
    if (this.spots.has(node.row)) return;
    const other = beside ?? [...node.into, ...node.out].map((fact) => (fact.head === node ? fact.tail : fact.head)).find((end) => this.spots.has(end.row));
    const { x, y } = other ? this.spots.get(other.row) : { x: 0, y: 0 };
    const angle = 0.65 + turn * BESIDE.step, reach = BESIDE.near + 9 * Math.sqrt(turn) + (this.spots.get(other?.row)?.size ?? 0);
    const spot = { x: x + Math.cos(angle) * reach, y: y + Math.sin(angle) * reach, size: 6 };
    this.spots.set(node.row, spot);
    this.order.push(node);
    this.guests.add(node);
    this.renderer.getGraph().addNode(node.row, attributesOf(node.row, spot, this.colours));
  }

  // Guests leave when what brought them is closed, unless they are pinned or asked to stay.
  dismiss(staying = []) {
    const leaving = [...this.guests].filter((node) => !staying.includes(node) && !this.pinned.includes(node) && !node.expanded);
    for (const node of leaving) {
      this.guests.delete(node);
      if (index.drawnRows.has(node.row)) continue;
      this.spots.delete(node.row);
      this.renderer.getGraph().dropNode(node.row);
    }
    if (leaving.length) this.order = this.order.filter((node) => this.spots.has(node.row));
  }

  // The next few neighbours that are not on the map yet, the best known first; the number brought.
  expand(node, most = 8) {
    const others = new Set([...node.out, ...node.into].map((fact) => (fact.head === node ? fact.tail : fact.head)));
    const next = [...others].filter((other) => other.kind !== "result" && !this.isDrawn(other))
      .sort((a, b) => b.papers - a.papers || a.row - b.row).slice(0, most);
    next.forEach((other, turn) => {
      other.expanded = true;
      this.bring(other, node, turn);
      this.guests.add(other);
    });
    this.light = lightOf(this, this.chosen);
    this.renderer.refresh();
    return next.length;
  }

  // What is chosen, and most of what is next to it.
  flyTo(ends) {
    const drawn = (found) => found.filter((node) => this.isDrawn(node) && this.spots.has(node.row)).map((node) => this.spots.get(node.row));
    const own = drawn(ends);
    if (!own.length) return;
    const [middle] = own;
    const near = drawn(this.light.near).sort((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y));
    const seen = [...own, ...near.slice(0, Math.ceil(near.length * MOST_OF))];
    this.camera.fit(extentOf(seen), true, { least: 0.35, most: 1.5, margin: 160 });
  }

  whole(animated = true) { this.camera.fit(extentOf(this.spots.values(), 0.003), animated, { margin: 50 }); }

  // What lies over the map, in screen coordinates; a name under it could not be read.
  covers() {
    const whole = this.box.getBoundingClientRect();
    return [...document.querySelectorAll("[data-over-map]")].map((cover) => cover.getBoundingClientRect())
      .filter(({ width }) => width).map(({ left, top, right, bottom }) => (
        { left: left - whole.left, top: top - whole.top, right: right - whole.left, bottom: bottom - whole.top }));
  }

  // The part of the map that the card does not hide, in screen coordinates.
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
}
