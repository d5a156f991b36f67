"""The plan: papers → readings → mentions → concepts → evidence → facts, each a table made from the one before.

Nothing is done over that an earlier build has done: each stage takes over the rows of those papers or groups for which
all that it rests on is unchanged. A stage is a function of its rows alone, so that what is taken over is what would be
made again, and a graph that was extended is the graph of all its papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.own_catalogue import joined_with
from extractors.types import Extraction, Paper
from kg.aliases import aliases_with
from kg.concepts import Concept
from kg.decisions import Decision
from kg.plan.columns import SCHEMAS
from kg.plan.deciding import decided
from kg.plan.drafting import concepts_of, drafts_of
from kg.plan.engine import Engine, uncollected
from kg.plan.extracting import Progress, readings_of
from kg.plan.facts import (
    concepts_table,
    facts_table,
    first_of_each,
    in_order,
    merges_table,
    names_table,
    nodes_table,
    with_families,
)
from kg.plan.papers import papers_table
from kg.plan.parts import Parts
from kg.plan.readings import readings_table
from kg.plan.selecting import is_in, opened, where_in, where_not_in
from kg.plan.settled import settle_all
from kg.plan.stating import STATED, Stating
from kg.schema import Predicate

NOTHING: Mapping[str, Any] = {
    name: schema.empty_table() for name, schema in {**SCHEMAS, "evidence": SCHEMAS["stated"]}.items()
}
"""The working tables where there was no earlier build, or another edition made it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What besides the papers decides the graph."""

    catalogue: str = ""
    """The text of the user's own table."""
    decisions: Sequence[Decision] = ()


BATCH = 64
SHARE = 4_000
"""Papers that take about as long to state what they state as it takes to start a process."""

ALONE = Given()
"""Nothing but the papers."""


@dataclass(frozen=True, slots=True)
class Made:
    """The tables of a graph, working tables and all, by name; and its concepts, by id."""

    tables: Mapping[str, Any]
    concepts: Mapping[str, Concept]


def assemble(
    papers: Sequence[Paper],
    given: Given,
    engine: Engine,
    *,
    before: Mapping[str, Any] = NOTHING,
    parts: Parts | None = None,
    progress: Progress | None = None,
) -> Made:
    """Read distinct papers, sorted by id, and make all of it the tables of a graph.

    ``before`` are the working tables of an earlier build by the same editions and with the same catalogue; ``parts``
    and ``progress`` as for ``readings_of``.
    """
    rows = papers_table(papers)
    readings = readings_of(
        papers, before["readings"], engine, catalogue=given.catalogue, parts=parts, progress=progress
    )
    return make(papers, rows, readings, given, engine, before)


def made_of(extractions: Iterable[Extraction], given: Given = ALONE) -> Made:
    """The tables of a graph from extractions, in any order, made in this process."""
    ordered = sorted(extractions, key=lambda extraction: extraction.paper.id)
    papers = [extraction.paper for extraction in ordered]
    return make(papers, papers_table(papers), readings_table(ordered), given, Engine())


@uncollected()
def make(
    papers: Sequence[Paper], rows: Any, readings: Any, given: Given, engine: Engine, before: Mapping[str, Any] = NOTHING
) -> Made:
    """The tables of a graph from papers, sorted by id, and what was read from them, row by row."""
    settled = settle_all(papers, rows, readings, before, engine, given.catalogue)
    known = aliases_with(given.catalogue)
    drafts = _redrafted(before["drafts"], settled.mentions, settled.touched, engine, given.catalogue)
    concepts, mentions, final = concepts_of(drafts, known.ids), settled.mentions, drafts
    if given.decisions:
        mentions, touched = decided(mentions, concepts, given.decisions, given.catalogue)
        final = _redrafted(drafts, mentions, touched, engine, given.catalogue)
        concepts = concepts_of(final, known.ids)
    named = _named(mentions, concepts)
    said = state_all(rows, readings, named, settled.dirty, before, engine)
    by_id = {concept.id: concept for concept in concepts.values()}
    stated = in_order(said["stated"])
    graph = _graph(
        rows, named, said, with_families(said["evidence"], stated, by_id, joined_with(given.catalogue)), by_id
    )
    names = names_table(graph["nodes"], settled.settled, concepts, final, [graph["links"], graph["results"]])
    working = {
        "readings": readings,
        "senses": settled.senses,
        "mentions": settled.mentions.append_column("concept", named["concept"]),
        "settled": settled.settled,
        "drafts": drafts,
        "stated": stated,
        "cited": said["cited"],
        "reported": said["reported"],
    }
    return Made({**graph, "names": names, **working}, by_id)


def _graph(rows: Any, named: Any, said: Mapping[str, Any], evidence: Any, concepts: Mapping[str, Concept]) -> Any:
    """The tables of nodes and facts, and why each spelling is a concept's."""
    with ThreadPoolExecutor() as pool:  # Arrow and NumPy work without the interpreter's lock
        ordered, merges = pool.submit(in_order, evidence), pool.submit(merges_table, named)
        graph = {
            "papers": rows,
            "concepts": concepts_table(concepts),
            "links": first_of_each(said["cited"]),
            "results": first_of_each(said["reported"]),
        }
        graph["nodes"] = nodes_table(graph)
        graph |= {"evidence": ordered.result(), "merges": merges.result()}
    return graph | {"facts": facts_table(graph["evidence"], graph["nodes"]["id"].combine_chunks())}


def _redrafted(drafts: Any, mentions: Any, touched: Any, engine: Engine, catalogue: str) -> Any:
    """The drafts, those of the groups that were touched made again."""
    anew = drafts_of(where_in(mentions, "group", touched), engine, catalogue)
    return pa.concat_tables([where_not_in(drafts, "group", touched), anew]).sort_by("group").combine_chunks()


def _named(mentions: Any, concepts: Mapping[str, Concept]) -> Any:
    """The mentions with the concepts that their groups are."""
    groups = pa.array(concepts, pa.string())
    ids = pa.array([concept.id for concept in concepts.values()], pa.string())
    return mentions.append_column("concept", ids.take(pc.index_in(mentions["group"].combine_chunks(), groups)))


def state_all(rows: Any, readings: Any, named: Any, dirty: Any, before: Mapping[str, Any], engine: Engine) -> Any:
    """What all papers state: evidence, that for families apart, what they cite and what they report.

    Which variants a paper states is kept as it was stated, for other papers have a say in which of them stand.
    """
    again = pc.unique(pa.concat_arrays([dirty, _renamed(named, before["mentions"], dirty)]))
    anew = rows.append_column("content", readings["content"])
    anew = where_in(anew.append_column("concepts", _lists(rows["id"], named)), "id", again)
    ids = anew["id"].combine_chunks()
    made = engine.mapped(anew, Stating(), STATED, batch=BATCH, share=SHARE)
    kept = where_not_in(rows, "id", again)["id"]
    said = opened(ids, made.field("evidence"), _WITH_PAPER).drop_columns(["own"])
    is_family = pc.equal(said["predicate"], Predicate.VARIANT_OF.value)
    nodes = pc.binary_join_element_wise("paper:", kept, "")
    unchanged = pc.and_(
        is_in(before["evidence"]["paper"], nodes),
        pc.not_equal(before["evidence"]["predicate"], Predicate.VARIANT_OF.value),
    )
    return {
        "evidence": pa.concat_tables([before["evidence"].filter(unchanged), said.filter(pc.invert(is_family))]),
        "stated": pa.concat_tables([where_in(before["stated"], "paper", nodes), said.filter(is_family)]),
        "cited": _joined("cited", ids, made.field("links"), before, kept),
        "reported": _joined("reported", ids, made.field("results"), before, kept),
    }


_WITH_PAPER = pa.schema([pa.field("own", pa.string()), *SCHEMAS["stated"]])


def _renamed(named: Any, before: Any, dirty: Any) -> Any:
    """The papers with the same mentions as before of which one names a concept of another id now."""
    kept = where_not_in(named.select(["paper", "concept"]), "paper", dirty)
    was = where_in(before.select(["paper", "concept"]), "paper", pc.unique(kept["paper"]))
    other = pc.not_equal(kept["concept"].combine_chunks(), was["concept"].combine_chunks())
    return pc.unique(kept["paper"].combine_chunks().filter(other))


def _lists(papers: Any, named: Any) -> Any:
    """The concepts that each paper's mentions name, in the order of its mentions."""
    counts = named.group_by("paper", use_threads=False).aggregate([("paper", "count")])
    at = pc.index_in(papers.combine_chunks(), counts["paper"].combine_chunks())
    sizes = pc.fill_null(counts["paper_count"].combine_chunks().take(at), 0)
    offsets = np.concatenate([[0], np.cumsum(np.asarray(sizes))]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), named["concept"].combine_chunks())


def _joined(name: str, ids: Any, lists: Any, before: Mapping[str, Any], kept: Any) -> Any:
    """A working table's rows of papers, those that are stated anew and those that are kept, by paper."""
    rows = [where_in(before[name], "paper", kept), opened(ids, lists, SCHEMAS[name])]
    return pa.concat_tables(rows).sort_by([("paper", "ascending")]).combine_chunks()
