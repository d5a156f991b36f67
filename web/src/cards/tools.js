// What can be done with a node on the map: pin, hide, expand, look at its family alone.

import { current } from "../address.js";
import { isConcept } from "../data/graph.js";
import { button } from "../dom.js";

let act = () => {};
// How a wish is fulfilled is the page's business; it says so once, at the start.
export const onTool = (handler) => { act = handler; };

const toggle = (name, done, undo, active, node) => button(active ? undo : done, () => act(name, node), { "aria-pressed": String(active) });

export const nodeTools = (node) => {
  const view = current();
  const familial = isConcept(node) && [...node.out, ...node.into].some((fact) => fact.predicate === "variant_of");
  return [
    familial ? toggle("lens", "Family lens", "Leave the lens", view.lens === node.id, node) : null,
    button("Expand", () => act("expand", node), { title: "Bring the next neighbours onto the map" }),
    toggle("pin", "Pin", "Unpin", view.pinned.includes(node.id), node),
    button("Hide", () => act("hide", node)),
  ].filter(Boolean);
};
