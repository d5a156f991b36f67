"use strict";
// What is painted over vis-network's drawing: names, the lens on what is chosen, and what a pointer is on.

const AREA = 13_000; // of the screen a name, in square pixels: more would be a wall of names
const FOREMOST = 50; // may cover small nodes with their names
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
    for (const cover of this.map.covers()) labels.keepClearBox(cover);
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
    for (const [node, spot] of seen) if (isConcept(node)) labels.keepClear(spot, spot.radius);
    const least = width < NARROW ? 1.6 : 2.6, most = Math.round((width * height) / AREA);
    let written = 0;
    for (const [place, [node, spot]] of seen.entries()) {
      if (written >= most) return;
      if (node.kind === "paper" ? scale < 1.15 : spot.radius < least && scale < 0.9 && !this.map.families.rank(node)) continue;
      written += labels.write(node, spot, spot.radius, this.style(node, spot, width, place < FOREMOST ? 0.25 : 0.12));
    }
  }

  // Heads of families are named in bold and large, whatever else is shared by many in plain.
  style(node, { radius }, width, hidden) {
    const size = this.map.families.sizeOf(node);
    if (node.kind === "paper") return { size: 12, hidden };
    if (!size) return { size: 11.5, hidden };
    return { size: Math.round(clamp(11 + Math.sqrt(size) + radius * 0.2, 12, width < NARROW ? 14 : 18)), face: "family",
      hidden: size < 10 ? hidden : 0.6 };
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
    for (const node of first) if (this.map.isDrawn(node)) this.drawNode(ctx, null, node, 15, true);
    for (const node of near) labels.keepClear(this.map.at(node), this.map.at(node).radius);
    for (const node of first) if (this.map.isDrawn(node)) this.name(labels, node, 15);
    const scale = this.map.network.getScale();
    for (const node of rest.slice(0, 80)) {
      const spot = this.map.at(node);
      if (node.kind !== "paper" || scale > 0.7 || rest.length < 30) labels.write(node, spot, spot.radius, { size: 12, hidden: 0.2 });
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
    if (labels) this.name(labels, node, size);
  }

  name(labels, node, size) {
    const spot = this.map.at(node);
    labels.write(node, spot, Math.max(spot.radius, 3) + 5, { size, face: "family", must: true });
  }
}
