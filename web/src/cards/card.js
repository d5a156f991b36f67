// The card of whatever is chosen.

import { Fact, isConcept, Meeting } from "../data/graph.js";
import { conceptCard } from "./concept.js";
import { factCard, meetingCard } from "./fact.js";
import { paperCard } from "./paper.js";
import { kindName } from "./parts.js";
import { placeCard, resultCard } from "./place.js";

export const cardOf = (chosen) => {
  if (chosen instanceof Fact) return factCard(chosen);
  if (chosen instanceof Meeting) return meetingCard(chosen);
  if (chosen.kind === "paper") return paperCard(chosen);
  if (chosen.kind === "result") return resultCard(chosen);
  return isConcept(chosen) ? conceptCard(chosen) : placeCard(chosen);
};

export const spoken = (chosen) => (chosen.reads
  ? `${chosen.head.label} ${chosen.reads} ${chosen.tail.label}` : `${kindName(chosen.kind)} ${chosen.label}`);
