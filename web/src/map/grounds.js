// Under the nodes: the regions of communities, and the tinted ground that joins a family.

import { index, nodes } from "../data/graph.js";

const BREADTH = 46; // of the ground around each member, in the map's units
const FAR = 230; // a member farther from its head than this is joined by a thin line only
const BEYOND = 0.2; // of the map's breadth painted on each side of it
const OFTEN_NAMED = 2; // so many of a family's best known members are named early

// A polygon given as x, y, x, y …, with its corners rounded.
const outlineOf = (flat, turned) => {
  const corners = [];
  for (let n = 0; n < flat.length; n += 2) corners.push(turned(flat[n], flat[n + 1]));
  const path = new Path2D(), between = (a, b) => [(a.x + b.x) / 2, (a.y + b.y) / 2];
  corners.forEach((corner, n) => {
    const next = corners[(n + 1) % corners.length];
    if (!n) path.moveTo(...between(corners[corners.length - 1], corner));
    path.quadraticCurveTo(corner.x, corner.y, ...between(corner, next));
  });
  path.closePath();
  return path;
};

export class Grounds {
  constructor(map, upright) {
    this.map = map;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "grounds";
    map.box.prepend(this.canvas);
    this.families = index.families.map(([head, members]) => ({ head: nodes[head], members: members.map((row) => nodes[row]) }));
    const turned = (x, y) => (upright ? { x: -y, y: x } : { x, y });
    this.regions = index.regions.map(([names, size, middle, outline]) => ({
      size, ...turned(...middle), text: names.map((row) => nodes[row].label).join(" · "), path: outlineOf(outline, turned),
    }));
    this.known = new Set(this.families.flatMap(({ members }) =>
      [...members].sort((a, b) => b.papers - a.papers || a.row - b.row).slice(0, OFTEN_NAMED)));
    this.sizes = new Map(this.families.map(({ head, members }) => [head, members.length]));
    this.off = new Set();
  }

  // 2 a head, 1 one of the best known members, 0 anything else.
  rank(node) { return this.sizes.has(node) ? 2 : this.known.has(node) ? 1 : 0; }

  sizeOf(node) { return this.sizes.get(node) ?? 0; }

  // A canvas wider than the map: while the map moves it is moved along as it is, and painted anew when the map rests.
  paint(still) {
    const { camera, box } = this.map;
    if (!still && this.painted) {
      const grown = camera.scale / this.painted.scale;
      const [x, y] = [camera.left - this.painted.left * grown, camera.top - this.painted.top * grown];
      this.canvas.style.transform = `matrix(${grown}, 0, 0, ${grown}, ${x}, ${y})`;
      return;
    }
    const [width, height] = [box.clientWidth, box.clientHeight], ratio = devicePixelRatio;
    const [across, down] = [width * BEYOND, height * BEYOND];
    Object.assign(this.canvas, { width: (width + 2 * across) * ratio, height: (height + 2 * down) * ratio });
    Object.assign(this.canvas.style, { left: `${-across}px`, top: `${-down}px`, width: `${width + 2 * across}px`, height: `${height + 2 * down}px`,
      transform: "none", transformOrigin: `${across}px ${down}px` });
    this.painted = { scale: camera.scale, left: camera.left, top: camera.top };
    const ctx = this.canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    ctx.translate(across + camera.left, down + camera.top);
    ctx.scale(camera.scale, camera.scale);
    this.draw(ctx, camera.scale);
  }

  // In the map's coordinates. One stroke a family, so that the tint does not add up.
  draw(ctx, scale) {
    ctx.lineCap = ctx.lineJoin = "round";
    if (!this.off.has("regions")) this.regions.forEach(({ path }, n) => {
      ctx.fillStyle = this.map.colours.regions[n % this.map.colours.regions.length];
      ctx.fill(path);
    });
    if (!this.off.has("families")) for (const family of this.families) this.paintFamily(ctx, family, scale);
  }

  paintFamily(ctx, { head, members }, scale) {
    if (!this.map.isDrawn(head)) return;
    const joined = members.filter((node) => this.map.isDrawn(node)).map((node) => this.map.spots.get(node.row));
    const from = this.map.spots.get(head.row);
    this.stroke(ctx, from, joined.filter((to) => Math.hypot(to.x - from.x, to.y - from.y) <= FAR), BREADTH, "family");
    this.stroke(ctx, from, joined, Math.max(1.6, 1 / scale), "family-line");
  }

  stroke(ctx, from, ends, width, colour) {
    ctx.strokeStyle = this.map.colours[colour];
    ctx.lineWidth = width;
    ctx.beginPath();
    for (const to of ends) {
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
    }
    ctx.stroke();
  }
}
