// What is painted over the nodes: names, the light on what is chosen, the family lens, and what a pointer is on.

import { isConcept, isPaper, Meeting } from "../data/graph.js";
import { clamp } from "./camera.js";
import { drawLabels, Labels } from "./labels.js";
import { drawLine, drawRing, drawShape } from "./shapes.js";

const AREA = 13_000; // of the screen a name, in square pixels: more would be a wall of names
const FOREMOST = 50; // may cover small nodes with their names
const NARROW = 720;
const MOST_LINES = 900; // of a choice, so that the best known concept can be looked at too

export class Painter {
  constructor(map) { Object.assign(this, { map, placed: [], chosen: null }); }

  // `still` chooses names anew; while the map moves, those that are there move with it.
  paint(ctx, still) {
    const { map } = this;
    const { clientWidth: width, clientHeight: height } = map.box;
    ctx.clearRect(0, 0, width, height);
    const room = map.free();
    const labels = new Labels(ctx, room.right, room.bottom, map.colours);
    if (still) {
      if (room.left > 0) labels.keepClearBox({ left: 0, top: 0, right: room.left, bottom: height });
      for (const cover of map.covers()) labels.keepClearBox(cover);
    }
    if (map.lens) this.lens(ctx, labels, width, height);
    else if (map.chosen) this.light(ctx, labels, width, height);
    else if (still) this.names(labels, width, height);
    this.pins(ctx, labels);
    if (still) this.placed = labels.placed;
    drawLabels(ctx, this.placed, map.colours.ground, (label) => this.anchorOf(label));
    if (map.hovered && map.isDrawn(map.hovered)) this.hover(ctx);
  }

  anchorOf(label) {
    if (label.anchor) return this.map.camera.toScreen(label.anchor);
    return this.map.isDrawn(label.node) ? this.map.at(label.node) : null;
  }

  names(labels, width, height) {
    const { map } = this;
    const inView = ({ x, y, radius }) => x > -radius && y > -radius && x < width + radius && y < height + radius;
    const seen = [];
    for (const node of map.order) {
      if (!map.isDrawn(node)) continue;
      const spot = map.at(node);
      if (inView(spot)) seen.push([node, spot]);
    }
    for (const [node, spot] of seen) if (isConcept(node)) labels.keepClear(spot, spot.radius);
    this.regionNames(labels, width);
    const { scale } = map.camera;
    const least = width < NARROW ? 1.6 : 2.6, most = Math.round((width * height) / AREA);
    let written = 0;
    for (const [place, [node, spot]] of seen.entries()) {
      if (written >= most) return;
      if (isPaper(node) ? scale < 1.15 : spot.radius < least && scale < 0.9 && !map.grounds.rank(node)) continue;
      written += labels.write(node, spot, spot.radius, this.style(node, spot, width, place < FOREMOST ? 0.25 : 0.12));
    }
  }

  // Seen from afar the regions are named; nearer, what is in them.
  regionNames(labels, width) {
    const { map } = this;
    if (map.grounds.off.has("regions") || map.camera.scale > map.farthest * 3) return;
    for (const region of map.grounds.regions) {
      const size = clamp(Math.round(10 + Math.sqrt(region.size) * 0.55), 12, width < NARROW ? 14 : 19);
      labels.writeAt({ x: region.x, y: region.y }, map.camera.toScreen(region), region.text, size, "region", map.colours["region-text"], 0.6);
    }
  }

  // Heads of families are named in bold and large, whatever else is shared by many in plain.
  style(node, { radius }, width, hidden) {
    const size = this.map.grounds.sizeOf(node);
    if (isPaper(node)) return { size: 12, hidden };
    if (!size) return { size: 11.5, hidden };
    return { size: Math.round(clamp(11 + Math.sqrt(size) + radius * 0.2, 12, width < NARROW ? 14 : 18)), face: "family",
      hidden: size < 10 ? hidden : 0.6 };
  }

  veil(ctx, width, height, strength = 1) {
    ctx.globalAlpha = strength;
    ctx.fillStyle = this.map.colours.veil;
    ctx.fillRect(0, 0, width, height);
    ctx.globalAlpha = 1;
  }

  light(ctx, labels, width, height) {
    const { map } = this;
    const { first, near, facts } = map.light;
    this.veil(ctx, width, height);
    const alpha = facts.length > 60 ? 0.35 : 0.65;
    for (const fact of facts.slice(0, MOST_LINES)) {
      const other = fact.head === map.chosen ? fact.tail : fact.head;
      const width = fact === map.chosen ? 3 : fact.predicate === "variant_of" ? 2.2 : 1;
      drawLine(ctx, map.at(fact.head), map.at(fact.tail), map.colours[other.kind], width, fact instanceof Meeting ? alpha / 2 : alpha);
    }
    const rest = near.filter((node) => !first.includes(node)).sort(
      (a, b) => isConcept(b) - isConcept(a) || b.papers - a.papers || a.row - b.row);
    for (const node of [...rest].reverse()) this.node(ctx, node);
    const drawn = first.filter((node) => map.isDrawn(node));
    for (const node of drawn) this.node(ctx, node, true);
    for (const node of near) if (map.isDrawn(node)) labels.keepClear(map.at(node), map.at(node).radius);
    for (const node of drawn) this.name(labels, node, 15);
    for (const node of rest.slice(0, 80)) {
      const spot = map.at(node);
      if (!isPaper(node) || map.camera.scale > 0.7 || rest.length < 30) labels.write(node, spot, spot.radius, { size: 12, hidden: 0.2 });
    }
  }

  lens(ctx, labels, width, height) {
    const { map } = this;
    const { head, places, lines, colourOf } = map.lens;
    this.veil(ctx, width, height, 1);
    for (const { fact, colour } of lines) {
      if (places.has(fact.tail)) drawLine(ctx, map.at(fact.head), map.at(fact.tail), colour, 2, 0.7);
    }
    const members = [...places.keys()].sort((a, b) => b.papers - a.papers || a.row - b.row);
    for (const node of [...members].reverse()) {
      const spot = map.at(node), radius = Math.max(spot.radius, 4);
      drawShape(ctx, node.kind, spot, radius, colourOf.get(node) ?? map.colours.ink);
      if (node === map.chosen) drawRing(ctx, spot, radius + 4, map.colours.ink);
      labels.keepClear(spot, radius, 3);
    }
    this.name(labels, head, 18);
    const middle = map.at(head);
    for (const node of members) {
      const spot = map.at(node), away = { x: spot.x - middle.x, y: spot.y - middle.y };
      if (node !== head) labels.write(node, spot, Math.max(spot.radius, 4), { size: 13, hidden: 0.3, colour: map.colours.ink, away });
    }
  }

  pins(ctx, labels) {
    for (const node of this.map.pinned) {
      if (!this.map.isDrawn(node)) continue;
      const spot = this.map.at(node);
      drawShape(ctx, node.kind, spot, Math.max(spot.radius, 3), this.map.colours[node.kind]);
      drawRing(ctx, spot, Math.max(spot.radius, 3) + 3, this.map.colours.ink, 2);
      if (!labels.placed.some((label) => label.node === node)) this.name(labels, node, 13);
    }
  }

  hover(ctx) {
    const node = this.map.hovered;
    this.node(ctx, node, true);
    const labels = new Labels(ctx, this.map.box.clientWidth, this.map.box.clientHeight, this.map.colours);
    this.name(labels, node, 13);
    drawLabels(ctx, labels.placed, this.map.colours.ground, (label) => this.anchorOf(label));
  }

  node(ctx, node, ringed = false) {
    const spot = this.map.at(node), radius = Math.max(spot.radius, 3);
    drawShape(ctx, node.kind, spot, radius, this.map.lens?.colourOf.get(node) ?? this.map.colours[node.kind]);
    if (ringed) drawRing(ctx, spot, radius + 4, this.map.colours.ink);
  }

  name(labels, node, size) {
    const spot = this.map.at(node);
    labels.write(node, spot, Math.max(spot.radius, 3) + 5, { size, face: "family", must: true });
  }
}
