// The card of a repository or a page, and that of a result.

import { el, outside } from "../dom.js";
import { fetchedList, heading, paperLine, resultTable, section } from "./parts.js";
import { nodeTools } from "./tools.js";

const TITLES = [["has_code", "Code of"], ["cites_code", "Cited as code by"], ["has_page", "Page of"], ["cites_page", "Cited by"]];

export const placeCard = (node) => [heading(node, node.label, ...nodeTools(node)),
  node.attributes.url ? el("p", {}, outside(node.attributes.url)) : null,
  ...TITLES.map(([predicate, title]) => {
    const found = node.into.filter((fact) => fact.predicate === predicate);
    return found.length ? section(title, found.length, fetchedList(found, (fact) => fact.head, paperLine)) : null;
  })];

export const resultCard = (node) => [heading(node, node.attributes.value ?? node.label), resultTable([node])];
