// A view as a Python program that finds the same statements in the graph.

import { Fact, Meeting } from "../data/graph.js";
import { ROLES } from "../data/relations.js";

// JSON's escapes are Python's.
const literal = (text) => JSON.stringify(text);
const listed = (texts) => `{${texts.map(literal).join(", ")}}`;

const about = (chosen) => {
  if (chosen instanceof Fact) {
    return [`head, tail = ${literal(chosen.head.id)}, ${literal(chosen.tail.id)}`,
      `facts = [fact for fact in graph.facts_of(head) if fact.tail == tail and fact.predicate == ${literal(chosen.predicate)}]`];
  }
  if (chosen instanceof Meeting) return [`facts = [*graph.facts_about(${literal(chosen.head.id)}), *graph.facts_about(${literal(chosen.tail.id)})]`];
  if (chosen) return [`name = ${literal(chosen.id)}`, "facts = [*graph.facts_of(name), *graph.facts_about(name)]"];
  return ["facts = list(graph.facts())"];
};

const conditions = (view, chosen) => [
  ...(!chosen || chosen instanceof Meeting ? [`fact.predicate in ${listed(ROLES.filter((role) => !view.roles.includes(role)))}`, 'kind(fact.head) == "paper"']
    : view.roles.length ? [`fact.predicate not in ${listed(view.roles)}`] : []),
  ...(view.off.length ? [`not {kind(fact.head), kind(fact.tail)} & ${listed(view.off)}`] : []),
  ...(view.score ? [`fact.score >= ${view.score}`] : []),
  ...(view.years ? [`(kind(fact.head) != "paper" or ${view.years[0]} <= graph.nx.nodes[fact.head].get("year", 0) <= ${view.years[1]})`] : []),
  ...(view.venue ? [`(kind(fact.head) != "paper" or graph.nx.nodes[fact.head].get("venue") == ${literal(view.venue)})`] : []),
  ...(view.code ? ['(kind(fact.head) != "paper" or fact.head in with_code)'] : []),
];

export const toPython = (view, chosen) => {
  const asked = chosen instanceof Fact ? [] : conditions(view, chosen);
  return [
    "import kg", "", 'graph = kg.open("DIR")  # the folder that paperkg build wrote', ...about(chosen),
    ...(asked.length ? ["", "", "def kind(name):", '    return graph.nx.nodes[name]["kind"]', "", ""] : []),
    ...(view.code && asked.length ? ["with_code = {fact.head for fact in graph.facts(kg.Predicate.HAS_CODE)}"] : []),
    ...(asked.length ? ["facts = [", "    fact", "    for fact in facts", `    if ${asked.join("\n    and ")}`, "]"] : []),
    "for fact in facts:", "    print(graph.node(fact.head).label, fact.predicate, graph.node(fact.tail).label, fact.score)", "",
  ].join("\n");
};
