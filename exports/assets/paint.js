"use strict";
// What is painted over vis-network's drawing: names, the lens on what is chosen, and what a pointer is on.

const MOST_LABELS = 80;
const FOREMOST = 36; // named before it is seen to that no name covers a node
const NARROW = 720;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

class Painter {
  constructor(map) { this.map = map; }

  // Over vis-network's drawing, in screen coordinates.
  overlay(ctx) {
    const { width, height } = this.map.box.getBoundingClientRect();
    const ratio = ctx.canvas.width / width;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { right, bottom } = this.map.free();
    const labels = new Labels(ctx, right, bottom, this.map.colours);
    if (this.map.chosen) this.drawLens(ctx, labels, width, height);
    else this.drawNames(labels, width, height);
    if (this.map.hovered && this.map.isDrawn(this.map.hovered)) this.drawNode(ctx, labels, this.map.hovered, 13, true);
    ctx.restore();
    if (!this.drawnOnce) {
      this.drawnOnce = true;
      performance.mark("map-drawn");
      document.documentElement.dataset.map = "drawn";
    }
  }

  drawNames(labels, width, height) {
    const scale = this.map.network.getScale();
    const inView = ({ x, y, radius }) => x > -radius && y > -radius && x < width + radius && y < height + radius;
    const seen = [];
    for (const node of this.map.order) {
      if (!this.map.isDrawn(node)) continue;
      const spot = this.map.at(node);
      if (inView(spot)) seen.push([node, spot]);
    }
    const least = width < NARROW ? 1.6 : 2.6;
    const name = ([node, spot]) => {
      if (node.kind === "paper" ? scale < 1.15 : spot.radius < least && scale < 0.9) return false;
      const size = node.kind === "paper" ? 12 : Math.round(clamp(9.5 + spot.radius * 0.4, 11, 17));
      return labels.write(node, spot, spot.radius, size);
    };
    const foremost = seen.filter(([node]) => isConcept(node)).slice(0, FOREMOST);
    foremost.forEach(name);
    for (const [, spot] of seen) if (spot.radius > 2.5) labels.keepClear(spot, spot.radius * 0.7);
    let written = 0;
    for (const one of seen.slice(foremost.length)) {
      if (written >= MOST_LABELS) return;
      written += name(one);
    }
  }

  drawLens(ctx, labels, width, height) {
    const { near, facts: joined } = this.map.lens();
    ctx.fillStyle = this.map.colours.veil;
    ctx.fillRect(0, 0, width, height);
    const many = joined.length > 60;
    for (const fact of joined) {
      const [a, b] = [this.map.at(fact.head), this.map.at(fact.tail)];
      const other = fact.head === this.map.chosen ? fact.tail : fact.head;
      ctx.globalAlpha = many ? 0.35 : 0.65;
      ctx.strokeStyle = this.map.colours[other.kind];
      ctx.lineWidth = fact === this.map.chosen ? 3 : fact.predicate === "variant_of" ? 2.2 : 1;
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    const first = near.filter((node) => node === this.map.chosen || this.map.chosen instanceof Fact);
    const rest = near.filter((node) => !first.includes(node)).sort(
      (a, b) => isConcept(b) - isConcept(a) || b.papers - a.papers || a.row - b.row);
    for (const node of [...rest].reverse()) this.drawNode(ctx, null, node);
    for (const node of first) if (this.map.isDrawn(node)) this.drawNode(ctx, labels, node, 15, true);
    for (const node of near) labels.keepClear(this.map.at(node), this.map.at(node).radius * 0.8);
    const scale = this.map.network.getScale();
    for (const node of rest.slice(0, MOST_LABELS)) {
      const spot = this.map.at(node);
      if (node.kind !== "paper" || scale > 0.7 || rest.length < 30) labels.write(node, spot, spot.radius, 12);
    }
  }

  drawNode(ctx, labels, node, size = 12, ringed = false) {
    const spot = this.map.at(node), radius = Math.max(spot.radius, 3);
    ctx.save();
    ctx.translate(spot.x - radius * 1.6, spot.y - radius * 1.6);
    ctx.scale(radius / 5, radius / 5);
    ctx.fillStyle = this.map.colours[node.kind];
    ctx.fill(new Path2D(GLYPHS[GLYPH_OF[node.kind]]));
    ctx.restore();
    if (ringed) {
      ctx.strokeStyle = this.map.colours.ink;
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      ctx.arc(spot.x, spot.y, radius + 4, 0, 7);
      ctx.stroke();
    }
    if (labels) labels.write(node, spot, radius + (ringed ? 5 : 0), size, true);
  }
}
