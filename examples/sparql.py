"""SPARQL without a server: data sets on which the papers of the example evaluate most."""

from __future__ import annotations

import sys
from pathlib import Path

import kg
from exports.sparql import query

graph = kg.build([str(Path(__file__).with_name("papers.jsonl"))] if len(sys.argv) == 1 else sys.argv[1:])

answer = query(
    graph,
    """
    SELECT ?name (COUNT(DISTINCT ?paper) AS ?papers) {
        ?paper a schema:ScholarlyArticle ; pk:evaluatesOn ?dataset .
        ?dataset skos:prefLabel ?name .
    }
    GROUP BY ?name ORDER BY DESC(?papers) ?name LIMIT 10
    """,
)
for name, papers in answer.rows:
    print(f"{papers:>4}  {name}")
