"use strict";
// The search box: names, aliases, titles and addresses, best first, by keyboard or pointer.

const MOST_HITS = 12;
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const searchable = nodes.filter((node) => node.kind !== "result").map((node) => ({
  node,
  keys: [...new Set([...names(node), node.attributes.title ?? "", node.attributes.url ?? ""].filter(Boolean).map(fold))],
}));

// 4 the whole name, 3 its beginning, 2 the beginning of a word, 1 inside, 0 not at all.
const fit = (key, query) => {
  if (key === query) return 4;
  const at = key.indexOf(query);
  if (at < 0) return 0;
  if (at === 0) return 3;
  return WORD.test(key[at - 1]) ? 1 : 2;
};

const find = (text, most = MOST_HITS) => {
  const query = fold(text.trim());
  if (!query) return [];
  const hits = [];
  for (const { node, keys } of searchable) {
    let best = 0, through = "";
    for (const key of keys) {
      const now = fit(key, query);
      if (now > best) [best, through] = [now, key];
    }
    const known = isConcept(node) ? Math.log1p(node.papers) / 8 : 0;
    const byLabel = through === fold(node.label) ? 0.4 : 0;
    if (best) hits.push({ node, through, score: best + known + byLabel });
  }
  return hits.sort((a, b) => b.score - a.score || a.node.row - b.node.row).slice(0, most);
};

const startSearch = (choose) => {
  const input = document.getElementById("query");
  const list = document.getElementById("hits");
  const status = document.getElementById("status");
  let hits = [], active = -1;

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
  // Two things of one name and kind are told apart by a paper that names them.
  const apart = (node) => {
    const same = hits.filter((hit) => hit.node.label === node.label && hit.node.kind === node.kind).length > 1;
    const paper = same && node.into.find((fact) => fact.head.kind === "paper")?.head;
    return paper ? el("span", { class: "also" }, "in ", bidi(shortened(paper.label))) : null;
  };
  const line = ({ node, through }, number) => {
    const alias = names(node).find((name) => fold(name) === through);
    const also = alias && alias !== node.label ? el("span", { class: "also" }, "also ", bidi(alias)) : null;
    const papers = node.kind === "paper" ? `${node.attributes.year ?? ""}` : `${node.papers} ${node.papers === 1 ? "paper" : "papers"}`;
    return el("li", {
      id: `hit-${number}`, role: "option", "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); pick(number); },
    }, glyph(node.kind), el("span", { class: "name" }, bidi(node.label), also ?? apart(node)), el("span", { class: "count" }, papers));
  };
  const show = () => {
    hits = find(input.value);
    list.replaceChildren(...hits.map(line));
    if (!hits.length && input.value.trim()) list.replaceChildren(el("li", { class: "none" }, "Nothing has this name."));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${hits.length} found`;
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
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    pick(active);
  });
  return () => { input.focus(); input.select(); };
};
