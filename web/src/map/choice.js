// What a choice lights up: the nodes next to it, and the facts that join them.

import { Fact, Meeting } from "../data/graph.js";

export const NOTHING = { first: [], near: [], facts: [] };

export const lightOf = (map, chosen) => {
  if (!chosen) return NOTHING;
  if (chosen instanceof Fact || chosen instanceof Meeting) return { first: [chosen.head, chosen.tail], near: [chosen.head, chosen.tail], facts: [chosen] };
  const joined = [...chosen.out, ...chosen.into].filter((fact) => map.isDrawn(fact.head) && map.isDrawn(fact.tail));
  const near = new Set(joined.flatMap((fact) => [fact.head, fact.tail]));
  for (const meeting of map.meetingsOf(chosen)) {
    const other = meeting.head === chosen ? meeting.tail : meeting.head;
    if (near.has(other) || !map.isDrawn(other)) continue;
    near.add(other);
    joined.push(meeting);
  }
  near.delete(chosen);
  return { first: [chosen], near: [chosen, ...near], facts: joined };
};
