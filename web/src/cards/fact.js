// Why a statement is held: every sentence behind it, how it was read, and how sure that is.

import { isConcept } from "../data/graph.js";
import { confidence, readingOf, told } from "../data/reasons.js";
import { factsBetween, papersOf } from "../data/relations.js";
import { el } from "../dom.js";
import { nodeLink } from "../links.js";
import { quotation } from "../marking.js";
import { fetchedList, section, shortList } from "./parts.js";

const evidenceLine = (fact) => (piece) => () => el("li", {},
  piece.paper ? nodeLink(piece.paper) : null, quotation(piece, [fact.head, fact.tail].filter(isConcept)),
  el("p", { class: "small" }, [piece.text ? readingOf(piece.rule) : "", confidence(piece.score)].filter(Boolean).join(" · ")));

const statement = (fact, note) => el("header", {}, el("p", { class: "kind" }, note),
  el("h2", { class: "statement", tabindex: "-1" }, nodeLink(fact.head), el("span", { class: "reads" }, ` ${fact.reads} `), nodeLink(fact.tail)));

export const factCard = (fact) => {
  const all = factsBetween(fact.head, fact.tail).sort((a, b) => (b === fact) - (a === fact));
  return all.flatMap((one) => [statement(one, `Why · ${confidence(one.score)}`), shortList(told(one).map(evidenceLine(one)))]);
};

const meetingLine = (meeting) => (paper) => {
  const said = [meeting.head, meeting.tail].map((node) => paper.out.find((fact) => fact.tail === node)).filter(Boolean);
  const texts = new Map(said.flatMap(told).filter((piece) => piece.text).map((piece) => [piece.text, piece]));
  return el("li", {}, nodeLink(paper), ...[...texts.values()].slice(0, 2).map((piece) => quotation(
    { ...piece, from: 0, to: 0 }, [meeting.head, meeting.tail])));
};

// Two concepts that occur together: the papers that name both, each with its sentences.
export const meetingCard = (meeting) => {
  const others = new Set(papersOf(meeting.tail));
  const papers = papersOf(meeting.head).filter((paper) => others.has(paper));
  const stated = factsBetween(meeting.head, meeting.tail).map((fact) => () => el("li", {}, fact.head.label, ` ${fact.reads} `, fact.tail.label));
  return [statement(meeting, "Why"), stated.length ? shortList(stated) : null,
    section("Papers that name both", papers.length, fetchedList(papers, (paper) => paper, meetingLine(meeting)))];
};

