// A view as SVG and as PNG: the lines, shapes and names that are on the screen.

import { index, nodes } from "../data/graph.js";
import { GLYPH_OF, GLYPHS } from "../dom.js";

const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.codePointAt(0)};`).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
const fixed = (number) => number.toFixed(1);

const inside = ({ clientWidth, clientHeight }, { x, y }) => x > -40 && y > -40 && x < clientWidth + 40 && y < clientHeight + 40;

const lineOf = (a, b, colour, width, opacity = 1) =>
  `<path d="M${fixed(a.x)} ${fixed(a.y)}L${fixed(b.x)} ${fixed(b.y)}" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}"/>`;

const shapeOf = (map, node, colour) => {
  const { x, y, radius } = map.at(node);
  return `<path transform="translate(${fixed(x - radius * 1.6)} ${fixed(y - radius * 1.6)}) scale(${(radius / 5).toFixed(3)})" d="${GLYPHS[GLYPH_OF[node.kind]]}" fill="${colour}"><title>${escaped(node.label)}</title></path>`;
};

const labelOf = (map) => (label) => {
  const spot = map.painter.anchorOf(label);
  if (!spot) return "";
  const [, style, weight, family] = /^(italic )?(\d+ )?\d+px (.*)$/.exec(label.font) ?? [null, "", "", "sans-serif"];
  return `<text x="${fixed(spot.x + label.offset[0])}" y="${fixed(spot.y + label.offset[1])}" font-size="${label.size}" font-family="${escaped(family)}" font-weight="${(weight ?? "400").trim()}"${style ? ' font-style="italic"' : ""} fill="${label.colour}">${escaped(label.text)}</text>`;
};

const faded = (map) => (map.lens || map.chosen ? 0.12 : 1);

const background = (map) => {
  const lines = index.lines.flatMap(([head, tail], number) => {
    if (!map.showsLine(number)) return [];
    const [a, b] = [map.at(nodes[head]), map.at(nodes[tail])];
    return inside(map.box, a) || inside(map.box, b) ? [lineOf(a, b, map.colours.line, 1)] : [];
  });
  const shapes = map.order.filter((node) => map.isDrawn(node) && inside(map.box, map.at(node))).map((node) => shapeOf(map, node, map.colours[node.kind]));
  return `<g opacity="${faded(map)}">${lines.join("")}${shapes.reverse().join("")}</g>`;
};

const foreground = (map) => {
  if (map.lens) {
    const { lines, places, colourOf } = map.lens;
    return [...lines.filter(({ fact }) => places.has(fact.tail)).map(({ fact, colour }) => lineOf(map.at(fact.head), map.at(fact.tail), colour, 2)),
      ...[...places.keys()].map((node) => shapeOf(map, node, colourOf.get(node) ?? map.colours.ink))].join("");
  }
  const { near, facts } = map.light;
  return [...facts.map((fact) => lineOf(map.at(fact.head), map.at(fact.tail), map.colours[fact.tail.kind], 1, 0.5)),
    ...near.filter((node) => map.isDrawn(node)).map((node) => shapeOf(map, node, map.colours[node.kind]))].join("");
};

export const toSvg = (map) => {
  const { clientWidth: width, clientHeight: height } = map.box;
  const { placed } = map.painter;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
    + `<rect width="100%" height="100%" fill="${map.colours.ground}"/>${background(map)}${foreground(map)}`
    + `<g text-anchor="middle" dominant-baseline="middle" paint-order="stroke" stroke="${map.colours.ground}" stroke-width="3.5" stroke-linejoin="round">`
    + `${placed.map(labelOf(map)).join("")}</g></svg>`;
};

// Twice as fine as the screen.
export const toPng = async (map) => {
  const { clientWidth: width, clientHeight: height } = map.box;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(map))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
};
