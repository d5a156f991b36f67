"""The plan: papers → readings → mentions → concepts → evidence → facts, each a table made from the one before.

Nothing is done over that an earlier build has done: each stage takes over the rows of those papers or groups for which
all that it rests on is unchanged. A stage is a function of its rows alone, so that what is taken over is what would be
made again, and a graph that was extended is the graph of all its papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from extractors.collecting import uncollected
from extractors.own_catalogue import joined_with
from extractors.types import Extraction
from kg.aliases import aliases_with
from kg.decisions import Decision
from kg.plan.columns import SCHEMAS
from kg.plan.concepts import concepts_by_group, concepts_table, ids_of
from kg.plan.deciding import decided
from kg.plan.drafting import redrafted
from kg.plan.engine import Engine
from kg.plan.evidence import evidence_after, families_of, in_order
from kg.plan.extracting import Progress, readings_of
from kg.plan.facts import facts_after
from kg.plan.joining import keys_after
from kg.plan.kin import kin_in
from kg.plan.mentions import Settled, settle_all
from kg.plan.merges import merges_after
from kg.plan.nodes import first_of_each, moved_rows, names_after, nodes_table, paper_nodes
from kg.plan.papers import Papers
from kg.plan.parts import Parts
from kg.plan.readings import readings_table
from kg.plan.said import Said, state_all
from kg.plan.selecting import flags_of, is_in, one_array, row_texts
from kg.plan.splicing import spliced
from kg.plan.winning import wins_after
from kg.tables.schema import SCHEMAS as GRAPH

NOTHING: Mapping[str, Any] = {name: schema.empty_table() for name, schema in {**SCHEMAS, **GRAPH}.items()}
"""The tables where there was no earlier build, or another edition made it."""

OF_DECISIONS = frozenset({"merges", "names"})
"""The tables that are made anew where decisions moved mentions, in this build or the earlier one."""

Keep: TypeAlias = Callable[[str, Any], object]
"""Given each table of a graph, by name, as soon as it is made."""


@dataclass(frozen=True, slots=True)
class Given:
    """What besides the papers decides the graph."""

    catalogue: str = ""
    """The text of the user's own table."""
    decisions: Sequence[Decision] = ()


ALONE = Given()
"""Nothing but the papers."""


class Tables(dict[str, Any]):
    """Tables by name, each handed on as soon as it is made."""

    def __init__(self, keep: Keep | None = None) -> None:
        self._keep = keep

    def __setitem__(self, name: str, table: Any) -> None:
        super().__setitem__(name, table)
        if self._keep is not None:
            self._keep(name, table)


def assemble(
    papers: Papers,
    given: Given,
    engine: Engine,
    *,
    before: Mapping[str, Any] = NOTHING,
    known: Any = None,
    parts: Parts | None = None,
    progress: Progress | None = None,
    keep: Keep | None = None,
) -> Tables:
    """Read the papers that have come, and make all of them the tables of a graph, working tables and all.

    ``before`` are the tables of an earlier build by the same editions and with the same catalogue, ``known`` more
    readings of the same edition and catalogue; ``parts`` and ``progress`` as for ``readings_of``.
    """
    kept = before["readings"]
    others = len(papers.rows) - len(papers.come)
    anew = readings_of(
        papers.come,
        kept if known is None else known,
        engine,
        catalogue=given.catalogue,
        parts=parts,
        progress=progress,
        others=others,
    )
    readings = spliced(kept, flags_of(is_in(kept["paper"], papers.gone)), anew, key="paper")
    return make(papers, readings, given, engine, before, keep=keep)


def made_of(extractions: Iterable[Extraction], given: Given = ALONE) -> Tables:
    """The tables of a graph from extractions, in any order, made in this process."""
    ordered = sorted(extractions, key=lambda extraction: extraction.paper.id)
    papers = Papers.all(extraction.paper for extraction in ordered)
    return make(papers, readings_table(ordered), given, Engine())


@uncollected()
def make(
    papers: Papers,
    readings: Any,
    given: Given,
    engine: Engine,
    before: Mapping[str, Any] = NOTHING,
    *,
    keep: Keep | None = None,
) -> Tables:
    """The tables of a graph from papers and what was read from them, row by row.

    ``before`` are the tables that may be taken over; those ``OF_DECISIONS`` are empty where either build has decisions.
    """
    tables = Tables(keep)
    tables["papers"], tables["readings"] = papers.rows, readings
    tables["keys"] = keys_after(before["keys"], papers)
    settled = settle_all(papers, readings, before, engine, given.catalogue)
    tables["senses"], tables["settled"] = settled.senses, settled.settled
    tables["drafts"] = redrafted(before["drafts"], settled.mentions, settled.touched, engine, given.catalogue)
    mentions, drafts, ids = _named(settled, tables["drafts"], given, engine)
    named = mentions.append_column(SCHEMAS["mentions"].field("concept"), _concepts(mentions, drafts, ids))
    tables["mentions"] = settled.mentions.append_column(SCHEMAS["mentions"].field("concept"), named["concept"])
    tables["concepts"] = concepts_table(drafts, ids)
    said = state_all(papers.rows, readings, named, settled, before, engine)
    tables["cited"], tables["reported"] = said.cited, said.reported
    tables["stated"] = in_order(said.stated)
    entries = joined_with(given.catalogue)
    families = families_of(tables["stated"], kin_in(tables["concepts"], entries), entries)
    held = evidence_after(before["evidence"], said.nodes, said.evidence, families)
    tables["evidence"] = held.evidence
    tables["wins"] = wins_after(before["wins"], _reread(papers, held.touched), held.evidence, papers.rows)
    tables["links"], tables["results"] = first_of_each(said.cited), first_of_each(said.reported)
    tables["nodes"] = nodes_table(tables)
    nodes = one_array(tables["nodes"]["id"])
    moved = moved_rows(before["nodes"], nodes)
    tables["facts"] = facts_after(before["facts"], held, nodes, moved)
    tables["merges"] = merges_after(before["merges"], said.lost, said.found, named)
    lists = [(paper_nodes(tables["settled"]["paper"]), tables["settled"]["names"]), (ids, drafts["names"])]
    changed = _relabelled(papers, said, before, tables) if len(before["names"]) else nodes
    tables["names"] = names_after(before, tables, lists, changed, moved)
    return tables


def _named(settled: Settled, drafts: Any, given: Given, engine: Engine) -> tuple[Any, Any, Any]:
    """The mentions and the drafts as the user's decisions have them, and the id of the concept of each draft."""
    reserved = aliases_with(given.catalogue).ids
    ids = ids_of(drafts, reserved)
    if not given.decisions:
        return settled.mentions, drafts, ids
    concepts = concepts_by_group(drafts, ids)
    mentions, touched = decided(settled.mentions, concepts, given.decisions, given.catalogue)
    final = redrafted(drafts, mentions, touched, engine, given.catalogue)
    return mentions, final, ids_of(final, reserved)


def _concepts(mentions: Any, drafts: Any, ids: Any) -> Any:
    """The id of the concept that each mention names."""
    return ids.take(pc.index_in(one_array(mentions["group"]), one_array(drafts["group"])))


def _reread(papers: Papers, touched: Any) -> Any:
    """The ids of the nodes of papers of which the text or what was stated is another than before."""
    ids = pa.array([*papers.gone, *(paper.id for paper in papers.come)], pa.string())
    return pc.unique(pa.concat_arrays([one_array(paper_nodes(ids)), one_array(touched)]))


def _relabelled(papers: Papers, said: Said, before: Mapping[str, Any], tables: Mapping[str, Any]) -> Any:
    """The ids of nodes that may have gained or lost a name, whether or not they are still there."""
    ids = pa.array({*papers.gone, *(paper.id for paper in papers.come)}, pa.string())
    found = [one_array(paper_nodes(ids)), one_array(said.lost["concept"]), one_array(said.found["concept"])]
    for name, label in (("links", "label"), ("results", "value")):
        was, now = (row_texts(each[name], ["id", label]) for each in (before, tables))
        found.append(one_array(before[name]["id"]).filter(pc.invert(is_in(was, now))))
        found.append(one_array(tables[name]["id"]).filter(pc.invert(is_in(now, was))))
    return pc.unique(pa.concat_arrays(found))
