// Links within the page: to a node, and to the reasons for a statement.

import { hrefOf, openFact, openNode } from "./address.js";
import { confidence } from "./data/reasons.js";
import { bidi, el, glyph } from "./dom.js";

export const nodeLink = (node, ...shown) => el("a", { href: hrefOf(openNode(node)), class: `to ${node.kind}` },
  ...(shown.length ? shown : [glyph(node.kind), bidi(node.label)]));

export const because = (fact, shown = "why?") => el("a", {
  href: hrefOf(openFact(fact)), class: "why", title: fact.score === undefined ? null : `Why? (${confidence(fact.score)})`,
  "aria-label": `Why: ${fact.head.label} ${fact.reads} ${fact.tail.label}`,
}, shown);
