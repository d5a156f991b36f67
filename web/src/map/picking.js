// What is under a pointer: a node, or else a line.

import { index, nodes } from "../data/graph.js";

const REACH = 7; // pixels: the least radius a pointer has to hit

const fromSegment = (p, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.min(Math.max(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
};

export const nodeUnder = (map, point) => {
  let found = null, closest = 2;
  const candidates = map.lens ? map.lens.places.keys() : map.light.near.length ? [...map.light.near, ...map.order] : map.order;
  for (const node of candidates) {
    if (!map.isDrawn(node)) continue;
    const { x, y, radius } = map.at(node);
    const gap = Math.hypot(x - point.x, y - point.y) - Math.max(radius, REACH);
    if (gap < closest) [found, closest] = [node, gap];
  }
  return found;
};

// The two ends and the predicate of a line; of several the nearest.
export const lineUnder = (map, point) => {
  let found = null, closest = REACH;
  const consider = (head, tail, predicate) => {
    const gap = fromSegment(point, map.at(head), map.at(tail));
    if (gap < closest) [found, closest] = [{ head, tail, predicate }, gap];
  };
  if (map.lens) {
    for (const { fact } of map.lens.lines) if (map.lens.places.has(fact.tail)) consider(fact.head, fact.tail, fact.predicate);
  } else if (map.light.facts.length) {
    for (const fact of map.light.facts) consider(fact.head, fact.tail, fact.predicate);
  } else {
    index.lines.forEach(([head, tail, predicate], number) => {
      if (map.showsLine(number)) consider(nodes[head], nodes[tail], predicate < 0 ? "meets" : index.predicates[predicate][0]);
    });
  }
  return found;
};
