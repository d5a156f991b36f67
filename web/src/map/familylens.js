// The family lens: one family as a tree of rings around its head, each branch in a colour of its own.

import { variantTree } from "../data/relations.js";

const RING = 130; // between rings, in the map's units
const APART = 34; // between neighbours on a ring

const leaves = ({ below }) => (below.length ? below.reduce((sum, one) => sum + leaves(one), 0) : 1);

// Places by node, the tree's lines, and the colour of each branch; round the head's own place.
export const familyLens = (head, centre, colours) => {
  const tree = variantTree(head).sort((a, b) => leaves(b) - leaves(a) || a.fact.head.row - b.fact.head.row);
  const ends = tree.reduce((sum, one) => sum + leaves(one), 0);
  const ring = Math.max(RING, (ends * APART) / (2 * Math.PI));
  const places = new Map([[head, { x: centre.x, y: centre.y }]]), lines = [], colourOf = new Map();
  const spread = (branches, parent, from, depth, colour) => {
    let at = from;
    branches.forEach(({ fact, below }, n) => {
      const node = fact.head, wide = (leaves({ below }) / ends) * 2 * Math.PI, angle = at + wide / 2;
      const own = colour ?? colours[n % colours.length];
      places.set(node, { x: centre.x + Math.cos(angle) * ring * depth, y: centre.y + Math.sin(angle) * ring * depth });
      colourOf.set(node, own);
      lines.push({ fact, colour: own });
      spread(below, node, at, depth + 1, own);
      at += wide;
    });
  };
  spread(tree, head, -Math.PI / 2, 1, null);
  return { head, places, lines, colourOf };
};
