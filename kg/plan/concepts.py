"""From drafts to concepts: which draft gets which id, and the table of concepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.types import Kind
from kg.concepts import Concept
from kg.plan.selecting import changes, flags_of, is_in, one_array
from kg.tables.columns import Flags, Rows
from kg.tables.schema import SCHEMAS as GRAPH


def ids_of(drafts: Any, reserved: Set[str]) -> Any:
    """The id of the concept of every draft, row by row.

    An id that several may have goes to the catalogue's, then to the first group that it is the best for. ``reserved``
    are the catalogue's ids, whether or not it is met.
    """
    lists = one_array(drafts["keys"])
    owners = pc.list_parent_indices(lists)
    kinds = one_array(drafts["kind"]).take(owners)
    candidates = pc.binary_join_element_wise(kinds, pc.list_flatten(lists), ":")
    firsts = np.concatenate([[0], np.cumsum(np.asarray(pc.list_value_length(lists)))])[:-1].astype(np.int64)
    ids = candidates.take(pa.array(firsts))
    is_known = ~flags_of(pc.starts_with(drafts["group"], _UNKNOWN))
    doubtful = np.flatnonzero(_is_doubtful(candidates, reserved)[firsts] & ~is_known)
    if not len(doubtful):
        return ids
    rivals = drafts.select(["kind", "keys"]).take(pa.array(doubtful))
    settled = pa.array(list(_settled(rivals, reserved)), pa.string())
    return _replaced(ids, doubtful, settled)


_UNKNOWN = "\t"
"""How a group begins that the catalogue does not have; see ``kg.plan.settling.group_text``."""


def _is_doubtful(candidates: Any, reserved: Set[str]) -> Flags:
    """Of each id that a draft may have, whether it may be another's."""
    numbered = candidates.dictionary_encode()
    numbers = np.asarray(numbered.indices)
    several = np.bincount(numbers, minlength=len(numbered.dictionary)) > 1
    doubtful: Flags = (several | flags_of(is_in(numbered.dictionary, reserved)))[numbers]
    return doubtful


def _settled(rivals: Any, reserved: Set[str]) -> Iterator[str]:
    """The ids of drafts whose best id may be another's, in their order."""
    taken: set[str] = set()
    for kind, keys in zip(rivals["kind"].to_pylist(), rivals["keys"].to_pylist(), strict=True):
        ids = [f"{kind}:{key}" for key in keys]
        best = next((each for each in ids if each not in taken and each not in reserved), ids[-1])
        taken.add(best)
        yield best


def _replaced(values: Any, rows: Rows, others: Any) -> Any:
    """The values with others in some rows."""
    places = np.arange(len(values))
    places[rows] = np.arange(len(values), len(values) + len(rows))
    return pa.concat_arrays([values, others]).take(pa.array(places))


def concepts_table(drafts: Any, ids: Any) -> Any:
    """The table of concepts, by id; of drafts with one id, the last has it, of the catalogue's and the others."""
    is_known = ~flags_of(pc.starts_with(drafts["group"], _UNKNOWN))
    first = np.lexsort((np.arange(len(ids)), ~is_known))
    ordered = first[np.asarray(pc.sort_indices(ids.take(pa.array(first))))]
    names = ids.take(pa.array(ordered))
    last = np.append(changes(names)[1:], True)[: len(names)]
    rows = pa.array(ordered[last])
    chosen = drafts.select(["kind", "name", "aliases", "year", "link"]).take(rows)
    return pa.Table.from_arrays([ids.take(rows), *chosen.columns], schema=GRAPH["concepts"])


def concepts_in(table: Any) -> dict[str, Concept]:
    """The concepts of a table of them, by id."""
    found = (Concept(_KIND[kind], name.partition(":")[2], *rest) for name, kind, *rest in _values(table))
    return {concept.id: concept for concept in found}


_KIND = {kind.value: kind for kind in Kind}


def _values(table: Any) -> Iterator[Sequence[Any]]:
    columns = (table[name].to_pylist() for name in ("id", "kind", "name", "aliases", "year", "link"))
    for name, kind, label, aliases, year, link in zip(*columns, strict=True):
        yield name, kind, label, tuple(aliases), year, link or ""


def concepts_by_group(drafts: Any, ids: Any) -> Mapping[str, Concept]:
    """The concept of every group."""
    table = drafts.select(["kind", "name", "aliases", "year", "link"]).append_column("id", ids)
    found = (Concept(_KIND[kind], name.partition(":")[2], *rest) for name, kind, *rest in _values(table))
    return dict(zip(drafts["group"].to_pylist(), found, strict=True))
