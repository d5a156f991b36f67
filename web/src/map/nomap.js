// In place of the map where a browser draws no WebGL: search, lists and cards work without it.

import { byId, el } from "../dom.js";

const nothing = () => {};

export const noMap = () => {
  byId("map").append(el("p", { class: "notice" }, "This browser draws no WebGL, so there is no map. Search, lists and cards work."));
  document.documentElement.dataset.map = "none";
  return {
    lens: null, grounds: {}, filter: nothing, choose: nothing, lookThrough: nothing, whole: nothing, expand: () => 0,
    camera: { looksAt: () => [0, 0, 1], moveTo: nothing, zoomBy: nothing, panBy: nothing },
  };
};
