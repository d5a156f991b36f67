// A view as a SPARQL query over the graph's evidence, whose statements name their predicate most precisely.

import { Fact, index, Meeting } from "../data/graph.js";
import { ROLES } from "../data/relations.js";

// From the graph's predicates to those of its RDF; the page is given the table, for RDF is not its business.
const termsOf = (predicate) => index.terms.predicates[predicate] ?? [];
const iri = (node) => `<${node.attributes.iri ?? `${index.terms.base}${node.id.replace(":", "/")}`}>`;
const values = (name, terms) => `  VALUES ?${name} { ${terms.join(" ")} }`;
const literal = (text) => JSON.stringify(text);

const conditions = (view) => [
  ...(view.score ? [`  FILTER(?confidence >= ${view.score.toFixed(2)})`] : []),
  ...(view.years ? [`  ?head dcterms:issued ?year . FILTER(xsd:integer(STR(?year)) >= ${view.years[0]} && xsd:integer(STR(?year)) <= ${view.years[1]})`] : []),
  ...(view.venue ? [`  ?head prism:publicationName ${literal(view.venue)} .`] : []),
  ...(view.code ? ["  ?head pk:hasCode ?code ."] : []),
];

const about = (view, chosen) => {
  if (chosen instanceof Fact) return [values("head", [iri(chosen.head)]), values("tail", [iri(chosen.tail)])];
  if (chosen instanceof Meeting) return [values("tail", [chosen.head, chosen.tail].map(iri)), "  ?head a schema:ScholarlyArticle .", ...conditions(view)];
  if (chosen) return [`  { BIND(${iri(chosen)} AS ?head) } UNION { BIND(${iri(chosen)} AS ?tail) }`, ...conditions({ ...view, years: null, venue: null, code: false })];
  const roles = ROLES.filter((role) => !view.roles.includes(role)).flatMap(termsOf);
  return [values("predicate", [...new Set(roles)]), "  ?head a schema:ScholarlyArticle .", ...conditions(view)];
};

export const toSparql = (view, chosen) => [
  "SELECT DISTINCT ?head ?predicate ?tail ?confidence ?exact {", ...about(view, chosen),
  "  ?evidence rdf:subject ?head ; rdf:predicate ?predicate ; rdf:object ?tail ; pk:confidence ?confidence .",
  "  OPTIONAL { ?evidence oa:exact ?exact }", "}", "ORDER BY ?head ?predicate ?tail", ""].join("\n");
