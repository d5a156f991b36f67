// The page: what its address names is shown; everything a reader does goes through the address.

import { current, format, openNode, parse } from "./address.js";
import { cardOf, spoken } from "./cards/card.js";
import { onTool } from "./cards/tools.js";
import { index, isConcept, Meeting, namesCame, need, nodeById } from "./data/graph.js";
import { byId } from "./dom.js";
import { passing } from "./filters.js";
import { startKeys } from "./keys.js";
import { GraphMap } from "./map/map.js";
import { noMap } from "./map/nomap.js";
import { startAbout } from "./panels/about.js";
import { startLegend } from "./panels/legend.js";
import { overviewCard } from "./panels/overview.js";
import { startSearch } from "./panels/search.js";
import { startTour } from "./panels/tour.js";
import { startShare } from "./share/share.js";

const card = byId("card");
let chosen = null, shown = "", fly = true, turn = 0;

const go = (view, { replace = false, flying = true } = {}) => {
  const hash = format(view);
  fly = flying;
  if (hash !== (location.hash || "#")) history[replace ? "replaceState" : "pushState"](null, "", hash);
  follow();
};
const change = (next, options) => go({ ...next(current()), at: null }, { flying: false, ...options });

const open = (what, options) => go({ ...current(), open: what, list: false, at: null }, options);
const leave = () => {
  if (tour.isOpen()) tour.leave();
  else go({ ...current(), open: null, list: false, lens: null, at: null }, { flying: false });
};

const chosenBy = async ({ open: said }) => {
  if (!said) return null;
  const ids = said.head ? [said.head, said.tail] : [said.id];
  if (ids.some((id) => !nodeById(id))) await namesCame();
  const ends = ids.map(nodeById);
  if (ends.some((end) => !end)) return null;
  await need(ends);
  if (!said.head) return ends[0];
  if (said.predicate === "meets") return isConcept(ends[0]) && isConcept(ends[1]) ? new Meeting(...ends) : null;
  return ends[0].out.find((fact) => fact.tail === ends[1] && fact.predicate === said.predicate) ?? null;
};

const showCard = (view) => {
  const parts = chosen ? cardOf(chosen) : view.list ? overviewCard() : [];
  byId("card-body").replaceChildren(...parts.filter(Boolean));
  card.hidden = !parts.length;
  card.scrollTop = 0;
  document.body.classList.toggle("with-card", !card.hidden);
  if (chosen) byId("status").textContent = spoken(chosen);
  document.title = chosen ? `${chosen.label ?? spoken(chosen)} – ${index.title}` : index.title;
};

const nodesOf = (ids) => ids.map(nodeById).filter(Boolean);

// Filters, lens and card follow the address; a slow fetch that has been overtaken shows nothing.
const follow = async () => {
  const view = current(), mine = (turn += 1);
  if ([...view.hidden, ...view.pinned].some((id) => !nodeById(id))) await namesCame();
  const found = await chosenBy(view), head = view.lens ? await chosenBy({ open: { id: view.lens } }) : null;
  if (head) await fetchFamily(head);
  if (mine !== turn) return;
  shown = location.hash;
  chosen = found;
  map.grounds.off = new Set(view.grounds);
  map.filter(passing(view), nodesOf(view.hidden), nodesOf(view.pinned));
  legend(view);
  showCard(view);
  map.choose(chosen, { fly: fly && !view.at });
  if ((head ?? null) !== (map.lens?.head ?? null)) map.lookThrough(head);
  if (view.at) map.camera.moveTo({ x: view.at[0], y: view.at[1] }, view.at[2], false);
  fly = true;
};

// Generation by generation, each variant once.
const fetchFamily = async (head) => {
  const seen = new Set([head]);
  for (let next = [head]; next.length;) {
    await need(next);
    next = next.flatMap((node) => node.into).filter((fact) => fact.predicate === "variant_of").map((fact) => fact.head).filter((node) => !seen.has(node));
    for (const node of next) seen.add(node);
  }
};

const toggled = (ids, id) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
const say = (text) => { byId("status").textContent = text; };
const TOOLS = {
  pin: (node) => change((view) => ({ ...view, pinned: toggled(view.pinned, node.id) })),
  hide: (node) => go({ ...current(), open: null, hidden: [...current().hidden, node.id], at: null }, { flying: false }),
  lens: (node) => change((view) => ({ ...view, lens: view.lens === node.id ? null : node.id })),
  expand: (node) => say(`${map.expand(node)} more on the map`),
};

const drawsWebGl = () => {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
};

const map = drawsWebGl() ? new GraphMap(byId("map"), {
  onNode: (node) => open(openNode(node), { flying: false }),
  onLine: (line) => open({ head: line.head.id, predicate: line.predicate, tail: line.tail.id }, { flying: false }),
  onNothing: leave,
}) : noMap();
const legend = startLegend(change);
const search = startSearch((node) => {
  open(openNode(node));
  requestAnimationFrame(() => card.focus({ preventScroll: true }));
});
const list = () => go({ ...current(), open: null, list: !current().list, at: null });
const whole = () => { leave(); map.whole(); };
const tour = startTour({ wanted: location.hash.length < 2 });

startAbout();
startShare(map, () => ({ view: current(), chosen }));
startKeys(map, { search, leave, list, whole });
onTool((name, node) => TOOLS[name](node));
const onClick = (id, action) => byId(id).addEventListener("click", action);
onClick("close", leave);
onClick("home", whole);
onClick("whole", whole);
onClick("list-open", list);
onClick("closer", () => map.camera.zoomBy(1.4));
onClick("farther", () => map.camera.zoomBy(1 / 1.4));

// A link on a card was written when the card was made; the filters may have changed since.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(parse(link.hash).open);
});
for (const moved of ["popstate", "hashchange"]) addEventListener(moved, () => { if (location.hash !== shown) follow(); });

legend(current());
if (location.hash.length > 1) follow();
globalThis.explorer = { map, nodeById }; // for the console of whoever wants to ask more
performance.mark("interactive");
document.documentElement.dataset.ready = "yes";
