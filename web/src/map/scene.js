// What the map holds, and sigma to draw it: nodes and lines by WebGL, grounds under them, names over them.

import Graph from "graphology";
import Sigma from "sigma";
import { index, nodes } from "../data/graph.js";
import { GLYPH_OF } from "../dom.js";
import { LineProgram, ShapeProgram, shapeNumber } from "./programs.js";

const SETTINGS = {
  defaultNodeType: "shape", defaultEdgeType: "line", nodeProgramClasses: { shape: ShapeProgram }, edgeProgramClasses: { line: LineProgram },
  renderLabels: false, itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, stagePadding: 0,
  enableCameraRotation: false, zoomingRatio: 1.4, inertiaDuration: 150, zoomDuration: 150,
};

// A spot is a drawn node's place and radius, in the map's own units, y downwards.
export const spotsOf = (box) => {
  const upright = box.clientHeight > box.clientWidth; // wide maps, upright screens
  return new Map(index.drawn.map(([row, x, y, size]) => [row, upright ? { x: -y, y: x, size } : { x, y, size }]));
};

// From the least to the most along each axis, without a share of outliers at either end.
export const extentOf = (found, share = 0) => {
  const spots = [...found];
  const range = (axis) => {
    const values = spots.map((spot) => spot[axis]).sort((a, b) => a - b);
    const skip = Math.floor(values.length * share);
    return [values[skip] ?? -100, values[values.length - 1 - skip] ?? 100];
  };
  return { x: range("x"), y: range("y") };
};

export const attributesOf = (row, { x, y, size }, colours) => {
  const { kind } = nodes[row];
  return { x, y: -y, size, color: colours[kind], shape: shapeNumber(GLYPH_OF[kind]), kind };
};

export const makeScene = (box, spots, colours, isHidden) => {
  const graph = new Graph({ type: "directed", multi: true });
  for (const [row, spot] of spots) graph.addNode(row, attributesOf(row, spot, colours));
  index.lines.forEach(([head, tail], number) => graph.addEdgeWithKey(number, head, tail, { color: colours.line }));
  const { x, y } = extentOf(spots.values());
  const renderer = new Sigma(graph, box, {
    ...SETTINGS,
    nodeReducer: (row, spot) => (isHidden(Number(row)) ? { ...spot, hidden: true } : spot),
  });
  renderer.setCustomBBox({ x: [x[0] - 60, x[1] + 60], y: [-y[1] - 60, -y[0] + 60] });
  renderer.createCanvasContext("overlay", { afterLayer: "nodes" });
  // Pixels read back to find a node would stall each movement of the pointer; see picking.js.
  renderer.getNodeAtPosition = () => null;
  renderer.pickingLayers.clear();
  renderer.resize(true);
  renderer.refresh();
  return renderer;
};

export const layer = (renderer, id) => renderer.getCanvases()[id].getContext("2d");
