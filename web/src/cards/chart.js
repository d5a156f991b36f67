// Papers per year as bars: a picture for the eye, the same as a sentence for a screen reader.

import { el, svg } from "../dom.js";

const [WIDTH, HEIGHT, FOOT] = [360, 64, 16];
const SHORTEST = 6; // years across, so that one year is not one wide bar

export const yearChart = (uses) => {
  if (!uses.length) return null;
  const most = Math.max(...uses.map(([, count]) => count));
  const step = WIDTH / Math.max(uses.length, SHORTEST);
  const bars = uses.map(([year, count], n) => svg("rect", {
    x: (n * step + step * 0.12).toFixed(1), width: (step * 0.76).toFixed(1), rx: 1.5,
    y: (HEIGHT - (count / most) * (HEIGHT - 12)).toFixed(1), height: ((count / most) * (HEIGHT - 12)).toFixed(1),
  }, svg("title", {}, `${year}: ${count}`)));
  const every = Math.ceil(uses.length / 8);
  const years = uses.map(([year], n) => (n % every === 0 || uses.length <= 8
    ? svg("text", { x: (n * step + step / 2).toFixed(1), y: HEIGHT + FOOT - 3, "text-anchor": "middle" }, String(year)) : null));
  const said = `Papers a year: ${uses.filter(([, count]) => count).map(([year, count]) => `${year} ${count}`).join(", ")}`;
  return el("figure", { class: "chart" }, svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT + FOOT}`, role: "img", "aria-label": said },
    svg("line", { x1: 0, x2: uses.length * step, y1: HEIGHT, y2: HEIGHT }), ...bars, ...years));
};
