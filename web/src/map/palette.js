// The colours of the style sheet, for what is drawn on a canvas.

import { index } from "../data/graph.js";

const NAMES = ["ground", "ink", "soft", "line", "veil", "family", "family-line", "region-text",
  ...index.kinds.flatMap(([kind]) => [kind, `${kind}-text`])];
const BRANCHES = 8, REGIONS = 6;

// The more lines there are, the fainter each is.
const FULL = 2500; // lines that are drawn as the style sheet says
const lineColour = (colour, count) => colour.replace(/([\d.]+)\)$/, (_, alpha) => `${(alpha * Math.min(1, (FULL / Math.max(count, 1)) ** 0.6)).toFixed(3)})`);

export const palette = () => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, colour(name)])),
    line: lineColour(colour("line"), index.lines.length),
    regions: Array.from({ length: REGIONS }, (_, n) => colour(`region-${n + 1}`)),
    branches: Array.from({ length: BRANCHES }, (_, n) => colour(`branch-${n + 1}`)),
  };
};
