// A short tour at the first opening; once dismissed it does not come back on this device.

import { byId } from "../dom.js";

const STEPS = [
  ["#query", "Find anything", "Type a paper, a concept, another name of it or a repository. The key / brings you here."],
  ["#map", "Look around", "Drag to move, scroll or pinch to zoom. Choose a shape or a line: a card tells what it is, and every sentence that says so."],
  ["#legend", "The legend is the filter", "Take kinds, years or venues off the map and put them back. The address keeps the view: copy it under Share."],
];
const KEY = "paperkg-tour";

const seen = () => {
  try {
    return localStorage.getItem(KEY) === "seen";
  } catch {
    return false; // a browser that keeps nothing shows the tour each time
  }
};
const remember = () => {
  try {
    localStorage.setItem(KEY, "seen");
  } catch { /* then not */ }
};

export const startTour = ({ wanted }) => {
  const box = byId("tour");
  let at = 0;
  const show = () => {
    document.querySelector(".toured")?.classList.remove("toured");
    if (at >= STEPS.length) {
      box.hidden = true;
      remember();
      return;
    }
    const [place, title, text] = STEPS[at];
    document.querySelector(place).classList.add("toured");
    byId("tour-title").textContent = title;
    byId("tour-text").textContent = text;
    byId("tour-step").textContent = `${at + 1} of ${STEPS.length}`;
    byId("tour-next").textContent = at === STEPS.length - 1 ? "Done" : "Next";
    box.hidden = false;
  };
  const leave = () => {
    at = STEPS.length;
    show();
  };
  byId("tour-next").addEventListener("click", () => { at += 1; show(); });
  byId("tour-skip").addEventListener("click", leave);
  byId("tour-again").addEventListener("click", () => {
    byId("about").close();
    at = 0;
    show();
  });
  if (wanted && !seen()) show();
  return { leave, isOpen: () => !box.hidden };
};
