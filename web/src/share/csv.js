// A view as a table: one line a statement, with the best sentence that says so.

import { need } from "../data/graph.js";
import { told } from "../data/reasons.js";
import { viewedFacts } from "./statements.js";

const COLUMNS = ["head", "head_label", "predicate", "tail", "tail_label", "score", "paper", "sentence"];
const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would compute is made text by an apostrophe

const cell = (value) => {
  const text = FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const toCsv = async (view, chosen) => {
  const facts = viewedFacts(view, chosen);
  await need(facts.map((fact) => fact.head));
  const lines = facts.map((fact) => {
    const [piece] = told(fact);
    return [fact.head.id, fact.head.label, fact.predicate, fact.tail.id, fact.tail.label, fact.score, piece?.paper?.id ?? "", piece?.text ?? ""];
  });
  return [COLUMNS, ...lines].map((line) => line.map(cell).join(",")).join("\r\n");
};
