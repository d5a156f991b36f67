// Text into elements, always as text: no function here or elsewhere parses HTML.

const SVG = "http://www.w3.org/2000/svg";
export const GLYPHS = {
  circle: "M8 3a5 5 0 1 0 .01 0z", hexagon: "M13.2 8 10.6 12.5H5.4L2.8 8 5.4 3.5h5.2z", square: "M3.5 3.5h9v9h-9z",
  diamond: "M8 2l6 6-6 6-6-6z", triangle: "M8 2.5l5.6 10H2.4z", triangleDown: "M8 13.5l5.6-10H2.4z",
  star: "M8 1.8l1.8 4 4.4.5-3.3 2.9.9 4.3L8 11.3l-3.8 2.2.9-4.3L1.8 6.3l4.4-.5z",
};
export const GLYPH_OF = {
  paper: "circle", method: "circle", model: "hexagon", dataset: "square", task: "diamond", metric: "triangle",
  repository: "triangleDown", page: "star", result: "circle",
};

export const byId = (id) => document.getElementById(id);

const filled = (made, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

export const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

export const glyph = (kind) => svg("svg", { viewBox: "0 0 16 16", class: `glyph ${kind}`, "aria-hidden": "true" },
  svg("path", { d: GLYPHS[GLYPH_OF[kind]] }));

export const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// A text that turns the direction of writing keeps it to itself.
export const bidi = (text) => el("bdi", {}, text);

export const counted = (count, one, several = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : several}`;

// What is not there yet, in its place as soon as it is.
export const later = (made) => {
  const place = el("div", { class: "later" });
  made.then((ready) => (ready ? place.replaceWith(ready) : place.remove()));
  return place;
};

export const outside = (url, shown = url) => {
  let address = null;
  try {
    address = new URL(url);
  } catch {
    return bidi(shown);
  }
  if (!["http:", "https:"].includes(address.protocol)) return bidi(shown);
  return el("a", { href: address.href, rel: "noopener noreferrer", target: "_blank", class: "out" }, bidi(shown));
};
