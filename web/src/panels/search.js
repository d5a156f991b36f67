// The search box: by keyboard or pointer, what was found below it.

import { namesCame, names } from "../data/graph.js";
import { find, fold, gatherNames } from "../data/finding.js";
import { bidi, byId, counted, el, glyph } from "../dom.js";
import { shortened } from "../map/labels.js";

// Two things of one name and kind are told apart by a paper that names them.
const apart = (node, hits) => {
  const same = hits.filter((hit) => hit.node.label === node.label && hit.node.kind === node.kind).length > 1;
  const paper = same && node.into.find((fact) => fact.head.kind === "paper")?.head;
  return paper ? el("span", { class: "also" }, "in ", bidi(shortened(paper.label))) : null;
};

const lineOf = ({ node, through }, number, hits, pick) => {
  const alias = names(node).find((name) => fold(name) === through);
  const also = alias && alias !== node.label ? el("span", { class: "also" }, "also ", bidi(alias)) : null;
  const papers = node.kind === "paper" ? `${node.attributes.year ?? ""}` : counted(node.papers, "paper");
  return el("li", {
    id: `hit-${number}`, role: "option", "aria-selected": "false",
    onmousedown: (event) => { event.preventDefault(); pick(number); },
  }, glyph(node.kind), el("span", { class: "name" }, bidi(node.label), also ?? apart(node, hits)), el("span", { class: "count" }, papers));
};

export const startSearch = (choose) => {
  const input = byId("query"), list = byId("hits"), status = byId("status");
  let hits = [], active = -1, whole = false;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const pick = (number) => {
    const hit = hits[number];
    if (!hit) return;
    input.value = "";
    close();
    input.blur();
    choose(hit.node);
  };
  const point = (number) => {
    active = (number + hits.length) % hits.length;
    [...list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const show = () => {
    hits = find(input.value);
    list.replaceChildren(...hits.map((hit, number) => lineOf(hit, number, hits, pick)));
    const asked = Boolean(input.value.trim());
    if (!hits.length && asked) list.replaceChildren(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" },
      whole ? "Nothing has this name." : "Still reading the names …"));
    list.hidden = !asked;
    input.setAttribute("aria-expanded", String(asked));
    status.textContent = asked ? `${hits.length} found` : "";
    if (hits.length) point(0);
  };

  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.blur(); }
    if (!hits.length || list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); point(active - 1); }
  });
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    pick(active);
  });
  namesCame().then(() => {
    whole = true;
    requestAnimationFrame(() => setTimeout(() => {
      gatherNames();
      if (input.value) show();
      performance.mark("names");
      document.documentElement.dataset.names = "all";
    }));
  });
  return () => { input.focus(); input.select(); };
};
