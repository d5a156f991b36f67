// The share panel: the view as a link, a program, a query, a table or a picture. Nothing leaves the page but by the reader's hand.

import { format } from "../address.js";
import { byId } from "../dom.js";
import { toCsv } from "./csv.js";
import { toPng, toSvg } from "./picture.js";
import { toPython } from "./python.js";
import { toSparql } from "./sparql.js";

const download = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// Where the clipboard is refused, the text stands there to be copied by hand.
const copy = async (text, said) => {
  const field = byId("shared");
  field.value = text;
  field.hidden = false;
  try {
    await navigator.clipboard.writeText(text);
    byId("share-said").textContent = `${said} copied.`;
  } catch {
    field.focus();
    field.select();
    byId("share-said").textContent = `${said}: copy the text below.`;
  }
};

export const startShare = (map, seen) => {
  const link = () => `${location.href.split("#")[0]}${format({ ...seen().view, at: map.camera.looksAt() })}`;
  const saved = (name) => { byId("share-said").textContent = `${name} saved.`; };
  // A map of concepts alone has the statements of what is open, and of nothing else.
  const withTable = async (use) => {
    const table = await toCsv(seen().view, seen().chosen);
    if (table.includes("\n")) use(table);
    else byId("share-said").textContent = "No statement in this view: open a paper or a concept first.";
  };
  const ways = {
    link: () => copy(link(), "Link"),
    python: () => copy(toPython(seen().view, seen().chosen), "Python"),
    sparql: () => copy(toSparql(seen().view, seen().chosen), "SPARQL"),
    csv: () => withTable((table) => copy(table, "CSV")),
    "csv-file": () => withTable((table) => {
      download(new Blob([table], { type: "text/csv" }), "view.csv");
      saved("view.csv");
    }),
    svg: () => { download(new Blob([toSvg(map)], { type: "image/svg+xml" }), "view.svg"); saved("view.svg"); },
    png: async () => { download(await toPng(map), "view.png"); saved("view.png"); },
  };
  for (const choice of document.querySelectorAll("[data-share]")) choice.addEventListener("click", () => ways[choice.dataset.share]());
  byId("share-open").addEventListener("click", () => {
    byId("shared").hidden = true;
    byId("share-said").textContent = "";
    byId("share").showModal();
  });
};
