// Keys that work anywhere on the page but in a field.

import { byId } from "./dom.js";

const STEP = 80; // pixels an arrow key moves the map

export const startKeys = (map, { search, leave, list, whole }) => {
  const anywhere = { "/": search, Escape: leave, l: list, 0: whole, "+": () => map.camera.zoomBy(1.4), "=": () => map.camera.zoomBy(1.4), "-": () => map.camera.zoomBy(1 / 1.4) };
  const onMap = {
    ArrowLeft: () => map.camera.panBy(-STEP, 0), ArrowRight: () => map.camera.panBy(STEP, 0),
    ArrowUp: () => map.camera.panBy(0, -STEP), ArrowDown: () => map.camera.panBy(0, STEP),
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    const action = anywhere[event.key] ?? (document.activeElement === byId("map") ? onMap[event.key] : null);
    if (!action) return;
    event.preventDefault();
    action();
  });
};
