// The statements that a view is about: those of the chosen node or, with nothing chosen, those of the papers that pass.

import { Fact, isPaper, Meeting } from "../data/graph.js";
import { ROLES } from "../data/relations.js";
import { passing, passingFacts } from "../filters.js";

const IS_ROLE = new Set(ROLES);

// By head, then tail, then predicate, as the graph keeps them.
export const viewedFacts = (view, chosen) => {
  const shows = passing(view);
  const fits = (fact) => shows(fact.head) && shows(fact.tail) && fact.score >= view.score && !view.roles.includes(fact.predicate);
  if (chosen instanceof Fact) return [chosen];
  if (chosen instanceof Meeting) return [...chosen.head.into, ...chosen.tail.into].filter((fact) => isPaper(fact.head) && IS_ROLE.has(fact.predicate) && fits(fact));
  if (chosen) return [...chosen.out, ...chosen.into].filter(fits);
  return passingFacts(view).filter((fact) => shows(fact.tail));
};
