// A node on a canvas: the shape of its kind.

import { GLYPH_OF, GLYPHS } from "../dom.js";

const paths = new Map();
const pathOf = (kind) => {
  if (!paths.has(kind)) paths.set(kind, new Path2D(GLYPHS[GLYPH_OF[kind]]));
  return paths.get(kind);
};

export const drawShape = (ctx, kind, { x, y }, radius, colour) => {
  ctx.save();
  ctx.translate(x - radius * 1.6, y - radius * 1.6);
  ctx.scale(radius / 5, radius / 5);
  ctx.fillStyle = colour;
  ctx.fill(pathOf(kind));
  ctx.restore();
};

export const drawRing = (ctx, { x, y }, radius, colour, width = 1.5) => {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.stroke();
};

export const drawLine = (ctx, a, b, colour, width, alpha = 1) => {
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.lineTo(b.x, b.y);
  ctx.stroke();
  ctx.globalAlpha = 1;
};
