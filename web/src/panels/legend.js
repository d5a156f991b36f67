// The legend, which is the filter: kinds and grounds, roles, years, venue, score, code.

import { isFiltered, unfiltered } from "../address.js";
import { ROLE_NAMES } from "../cards/parts.js";
import { index, nodes } from "../data/graph.js";
import { ROLES } from "../data/relations.js";
import { button, byId, el, glyph, svg } from "../dom.js";
import { offers } from "../filters.js";

const GROUNDS = { families: "families", regions: "communities" };

const toggled = (list, name, on) => (on ? list.filter((one) => one !== name) : [...list, name]);

const check = (name, shown, onchange, ...marks) => {
  const box = el("input", { type: "checkbox", value: name, onchange: () => onchange(box.checked) });
  box.checked = true;
  return { box, line: el("li", {}, el("label", {}, box, ...marks, el("span", {}, shown))) };
};

const group = (title, ...parts) => el("fieldset", {}, el("legend", {}, title), ...parts);

const bars = (years) => {
  const most = Math.max(...years.map(([, count]) => count)), step = 200 / years.length;
  return svg("svg", { viewBox: "0 0 200 30", "aria-hidden": "true", preserveAspectRatio: "none" }, ...years.map(([year, count], n) => svg("rect", {
    x: n * step, width: step * 0.86, y: 30 - (count / most) * 30, height: (count / most) * 30, "data-year": year })));
};

// Two year fields that keep within one another.
const yearGroup = (years, change) => {
  const [first, last] = [years[0][0], years[years.length - 1][0]];
  const field = (label, value) => el("input", { type: "number", min: first, max: last, value, "aria-label": label });
  const from = field("From year", first), to = field("To year", last), chart = bars(years);
  const read = () => {
    const low = Math.max(Math.min(Number(from.value) || first, last), first), high = Math.min(Math.max(Number(to.value) || last, low), last);
    change((view) => ({ ...view, years: low === first && high === last ? null : [low, high] }));
  };
  for (const input of [from, to]) input.addEventListener("change", read);
  const show = (view) => {
    const [low, high] = view.years ?? [first, last];
    [from.value, to.value] = [low, high];
    for (const bar of chart.children) bar.classList.toggle("out", bar.dataset.year < low || bar.dataset.year > high);
  };
  return { part: group("Years", chart, el("div", { class: "years" }, from, el("span", { "aria-hidden": "true" }, "–"), to)), show };
};

const venueGroup = (venues, change) => {
  const choice = el("select", { "aria-label": "Venue", onchange: () => change((view) => ({ ...view, venue: choice.value || null })) },
    el("option", { value: "" }, "all venues"), ...venues.map(([venue, count]) => el("option", { value: venue }, `${venue} (${count})`)));
  return { part: group("Venue", choice), show: (view) => { choice.value = view.venue ?? ""; } };
};

const scoreGroup = (change) => {
  const slider = el("input", { type: "range", min: 0, max: 0.95, step: 0.05, value: 0, "aria-label": "Least confidence of a statement" });
  const said = el("output", {}, "any");
  slider.addEventListener("input", () => change((view) => ({ ...view, score: Number(slider.value) }), { replace: true }));
  return { part: group("Confidence at least", el("div", { class: "score" }, slider, said)), show: (view) => {
    slider.value = view.score;
    said.textContent = view.score ? view.score.toFixed(2) : "any";
  } };
};

const kindGroup = (change) => {
  const drawn = new Map();
  for (const [row] of index.drawn) drawn.set(nodes[row].kind, (drawn.get(nodes[row].kind) ?? 0) + 1);
  const kinds = index.kinds.filter(([kind]) => drawn.has(kind)).map(([kind, name]) => {
    const { box, line } = check(kind, name, (on) => change((view) => ({ ...view, off: toggled(view.off, kind, on) })), glyph(kind));
    line.firstChild.append(el("span", { class: "count" }, drawn.get(kind).toLocaleString("en")));
    return { box, line };
  });
  return { part: group("On the map", el("ul", { id: "kinds" }, ...kinds.map(({ line }) => line))),
    show: (view) => { for (const { box } of kinds) box.checked = !view.off.includes(box.value); } };
};

const groundGroup = (change) => {
  const grounds = Object.entries(GROUNDS).filter(([name]) => index[name].length).map(([name, shown]) => check(name, shown,
    (on) => change((view) => ({ ...view, grounds: toggled(view.grounds, name, on) })), el("span", { class: `ground ${name}`, "aria-hidden": "true" })));
  if (!grounds.length) return null;
  return { part: group("Grounds", el("ul", {}, ...grounds.map(({ line }) => line))),
    show: (view) => { for (const { box } of grounds) box.checked = !view.grounds.includes(box.value); } };
};

const roleGroup = (change) => {
  const roles = ROLES.map((role) => check(role, ROLE_NAMES[role][1].toLowerCase(), (on) => change((view) => ({ ...view, roles: toggled(view.roles, role, on) }))));
  return { part: el("details", {}, el("summary", {}, "What papers do with concepts"), el("ul", {}, ...roles.map(({ line }) => line))),
    show: (view) => { for (const { box } of roles) box.checked = !view.roles.includes(box.value); } };
};

const codeGroup = (count, change) => {
  const { box, line } = check("code", `only papers with code (${count.toLocaleString("en")})`, (on) => change((view) => ({ ...view, code: on })));
  return { part: el("ul", {}, line), show: (view) => { box.checked = view.code; } };
};

// Builds the panel; gives a function that shows a view in it. `change` takes a view to the next.
export const startLegend = (change) => {
  const { years, venues, code, roles, score } = offers();
  const groups = [
    kindGroup(change), groundGroup(change), years.length > 1 ? yearGroup(years, change) : null, venues.length > 1 ? venueGroup(venues, change) : null,
    code ? codeGroup(code, change) : null, score && index.lines.length ? scoreGroup(change) : null, roles && index.lines.length ? roleGroup(change) : null,
  ].filter(Boolean);
  const reset = button("Show all again", () => change(unfiltered), { id: "reset" });
  byId("filters").append(...groups.map(({ part }) => part), reset);
  byId("legend-box").open = !matchMedia("(max-width: 720px)").matches;
  return (view) => {
    for (const { show } of groups) show(view);
    reset.hidden = !isFiltered(view);
  };
};
