"use strict";
// Families on the map: a head and its variants, on one tinted ground.

const BREADTH = 46; // of the ground around each member, in the map's units
const FAR = 230; // a member farther from its head than this is joined by a thin line only

class Families {
  constructor(map, rows) {
    this.map = map;
    this.all = rows.map(([head, members]) => ({ head: nodes[head], members: members.map((row) => nodes[row]) }));
    this.parts = new Set(this.all.flatMap(({ members }) => [...members].sort((a, b) => b.papers - a.papers || a.row - b.row).slice(0, 2)));
    this.sizes = new Map(this.all.map(({ head, members }) => [head, members.length]));
  }

  // 2 a head, 1 one of the best known members, 0 anything else.
  rank(node) { return this.sizes.has(node) ? 2 : this.parts.has(node) ? 1 : 0; }

  sizeOf(node) { return this.sizes.get(node) ?? 0; }

  // Under vis-network's drawing, in the map's coordinates. One stroke a family, so that the tint does not add up.
  paint(ctx) {
    const scale = this.map.network.getScale();
    for (const { head, members } of this.all) {
      if (!this.map.isDrawn(head)) continue;
      const joined = members.filter((node) => this.map.isDrawn(node)).map((node) => this.map.spots.get(node.row));
      const from = this.map.spots.get(head.row);
      this.stroke(ctx, from, joined.filter((to) => Math.hypot(to.x - from.x, to.y - from.y) <= FAR), BREADTH, "family");
      this.stroke(ctx, from, joined, Math.max(1.6, 1 / scale), "family-line");
    }
  }

  stroke(ctx, from, ends, width, colour) {
    ctx.strokeStyle = this.map.colours[colour];
    ctx.lineWidth = width;
    ctx.lineCap = ctx.lineJoin = "round";
    ctx.beginPath();
    for (const to of ends) {
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
    }
    ctx.stroke();
  }
}
