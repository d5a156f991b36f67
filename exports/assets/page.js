"use strict";
// The page: what the address names is chosen; everything a reader does goes through the address.

const byId = (id) => document.getElementById(id);
const card = byId("card");
let fromMap = false;

const chosenByAddress = () => {
  let asked;
  try {
    asked = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B"));
  } catch {
    return null;
  }
  if (asked.has("node")) return nodeById.get(asked.get("node")) ?? null;
  const [head, tail] = ["head", "tail"].map((end) => nodeById.get(asked.get(end)));
  return head?.out.find((fact) => fact.tail === tail && fact.predicate === asked.get("predicate")) ?? null;
};

const go = (hash) => {
  if (location.hash === hash) follow();
  else location.hash = hash;
};

const show = (chosen) => {
  byId("card-body").replaceChildren(...(chosen ? cardOf(chosen).filter(Boolean) : []));
  card.hidden = !chosen;
  card.scrollTop = 0;
  document.body.classList.toggle("with-card", Boolean(chosen));
  if (chosen) byId("status").textContent = chosen instanceof Fact
    ? `${chosen.head.label} ${chosen.reads} ${chosen.tail.label}` : `${kindName(chosen.kind)} ${chosen.label}`;
};

const follow = () => {
  const chosen = chosenByAddress();
  show(chosen);
  map.choose(chosen, { fly: !fromMap });
  fromMap = false;
};

const leave = () => { if (location.hash) go("#"); };
const onMap = (hash) => { fromMap = true; go(hash); };

const legend = () => {
  const off = new Set();
  const drawn = new Map();
  for (const { group } of DRAWN.nodes) drawn.set(group, (drawn.get(group) ?? 0) + 1);
  for (const [kind, name] of tables.kinds.filter(([one]) => drawn.has(one))) {
    const box = el("input", { type: "checkbox", checked: "", value: kind, onchange: () => {
      if (box.checked) off.delete(kind); else off.add(kind);
      map.filter(new Set(off));
    } });
    byId("kinds").append(el("li", {}, el("label", {}, box, glyph(kind), el("span", {}, name),
      el("span", { class: "count" }, drawn.get(kind).toLocaleString("en")))));
  }
  if (DRAWN.families.length) {
    byId("kinds").append(el("li", { class: "key" }, el("span", { class: "ground" }), "a family: a concept and its variants"));
  }
  byId("legend-box").open = !matchMedia("(max-width: 720px)").matches;
};

const about = () => {
  const kinds = tables.kinds.map(([kind, name]) => [name, nodes.filter((node) => node.kind === kind).length]);
  const version = tables.about.version ? [["made by", `paperkg ${tables.about.version}`]] : [];
  const rows = [...kinds.filter(([, count]) => count), ["statements", facts.length], ["on the map", DRAWN.nodes.length], ...version];
  byId("counts").append(...rows.map(([name, value]) => el("div", {}, el("dt", {}, name),
    el("dd", {}, typeof value === "number" ? value.toLocaleString("en") : bidi(String(value))))));
  byId("about-open").addEventListener("click", () => byId("about").showModal());
};

const map = new PaperMap(byId("map"), {
  onNode: (node) => onMap(nodeHash(node)), onFact: (fact) => onMap(edgeHash(fact)), onNothing: leave });
const focusSearch = startSearch((node) => {
  go(nodeHash(node));
  requestAnimationFrame(() => card.focus({ preventScroll: true }));
});

byId("close").addEventListener("click", leave);
byId("home").addEventListener("click", () => { leave(); map.whole(); });
byId("closer").addEventListener("click", () => map.zoomBy(1.4));
byId("farther").addEventListener("click", () => map.zoomBy(1 / 1.4));
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey || byId("about").open) return;
  if (event.key === "/") { event.preventDefault(); focusSearch(); }
  if (event.key === "Escape") leave();
  if (event.key === "+" || event.key === "=") map.zoomBy(1.4);
  if (event.key === "-") map.zoomBy(1 / 1.4);
});
addEventListener("hashchange", follow);
legend();
about();
if (location.hash.length > 1) follow();
