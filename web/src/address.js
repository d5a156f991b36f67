// What the address of the page says, and what it shall say: the whole view, so that a link reopens it.

const KINDS = ["paper", "repository", "page", "result"];
const EMPTY = {
  open: null, list: false, lens: null, off: [], roles: [], years: null, venue: null, score: 0, code: false,
  grounds: [], hidden: [], pinned: [], at: null,
};

// A colon and a slash stay as they are, so that a shared address can be read.
const escaped = (text) => encodeURIComponent(text).replace(/%3A/g, ":").replace(/%2F/g, "/").replace(/%2C/g, ",");

export const openNode = (node) => ({ id: node.id });
export const openFact = (fact) => ({ head: fact.head.id, predicate: fact.predicate, tail: fact.tail.id });

const openPart = (open) => {
  if (!open) return [];
  if (open.head) return [["head", open.head], ["predicate", open.predicate], ["tail", open.tail]];
  const kind = open.id.slice(0, open.id.indexOf(":"));
  return [KINDS.includes(kind) ? [kind, open.id.slice(kind.length + 1)] : ["concept", open.id]];
};

export const format = (view) => {
  const parts = openPart(view.open);
  if (view.list) parts.push(["list", "yes"]);
  if (view.lens) parts.push(["lens", view.lens]);
  if (view.off.length) parts.push(["without", view.off.join(",")]);
  if (view.roles.length) parts.push(["no-role", view.roles.join(",")]);
  if (view.grounds.length) parts.push(["no-ground", view.grounds.join(",")]);
  if (view.years) parts.push(["years", view.years.join("-")]);
  if (view.venue) parts.push(["venue", view.venue]);
  if (view.score) parts.push(["score", view.score.toFixed(2)]);
  if (view.code) parts.push(["code", "yes"]);
  parts.push(...view.hidden.map((id) => ["hide", id]), ...view.pinned.map((id) => ["pin", id]));
  if (view.at) parts.push(["at", view.at.map((value) => Number(value.toPrecision(5))).join(",")]);
  return parts.length ? `#${parts.map(([name, value]) => `${name}=${escaped(value)}`).join("&")}` : "#";
};

const openOf = (said) => {
  if (said.has("head")) return { head: said.get("head"), predicate: said.get("predicate"), tail: said.get("tail") };
  const whole = said.get("concept") ?? said.get("node");
  if (whole) return { id: whole };
  const kind = KINDS.find((one) => said.has(one));
  if (!kind) return null;
  const id = said.get(kind);
  return { id: id.startsWith(`${kind}:`) ? id : `${kind}:${id}` };
};

const numbers = (text, separator) => {
  const found = (text ?? "").split(separator).map(Number);
  return text && found.every(Number.isFinite) ? found : null;
};
const several = (text) => (text ? text.split(",") : []);

export const parse = (hash) => {
  const said = new URLSearchParams(hash.slice(1).replace(/\+/g, "%2B"));
  const years = numbers(said.get("years"), "-"), at = numbers(said.get("at"), ",");
  return {
    ...EMPTY, open: openOf(said), list: said.has("list"), lens: said.get("lens"), off: several(said.get("without")),
    roles: several(said.get("no-role")), grounds: several(said.get("no-ground")),
    years: years?.length === 2 ? years : null, venue: said.get("venue"),
    score: Math.min(Math.max(Number(said.get("score")) || 0, 0), 1), code: said.has("code"),
    hidden: said.getAll("hide"), pinned: said.getAll("pin"), at: at?.length === 3 ? at : null,
  };
};

// Only what is open changes; filters and pins stay.
export const hrefOf = (open) => format({ ...current(), open, list: false, at: null });
export const current = () => parse(location.hash);

export const unfiltered = (view) => ({
  ...view, off: [], roles: [], years: null, venue: null, score: 0, code: false, grounds: [], hidden: [] });
export const isFiltered = (view) => format({ ...unfiltered(EMPTY), ...view, open: null, list: false, lens: null, pinned: [], at: null }) !== "#";
