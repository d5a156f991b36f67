"""What all papers say of abbreviations, made again only for keys of which some paper now says something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kg.plan.columns import SCHEMAS
from kg.plan.selecting import is_in
from kg.senses import Defined, Definition, Said, Senses


def senses_after(senses: Any, was: Any, now: Any, readings: Any) -> tuple[Senses, set[str]]:
    """The senses of readings, sorted by paper, and the keys of which the readings before said something else.

    ``senses`` is the table of what those said; ``was`` are those of them that are no more, ``now`` the new ones.
    """
    if not len(senses) and len(now) == len(readings):
        return Senses.of(_said(readings)), set()
    keys = _keys(was) | _keys(now)
    return senses_from(senses).renewed(keys, Senses.of(_said(readings, pa.array(sorted(keys), pa.string()))))


def _keys(readings: Any) -> set[str]:
    definitions = pc.list_flatten(readings["definitions"].combine_chunks())
    classes = pc.list_flatten(readings["classes"].combine_chunks())
    columns = (definitions.field("short_key"), definitions.field("long_key"), classes.field("key"))
    return {key for column in columns for key in column.to_pylist()}


def _said(readings: Any, keys: Any = None) -> Iterator[Said]:
    """What each of the readings says, or says of some keys; those that say nothing are passed over."""
    definitions = _by_row(readings["definitions"], ("short_key", "long_key"), keys)
    classes = _by_row(readings["classes"], ("key",), keys)
    rows = sorted({*definitions, *classes})
    for row, paper in zip(rows, readings["paper"].take(pa.array(rows, pa.int64())).to_pylist(), strict=True):
        called = {each["key"]: each["called"] for each in classes.get(row, ())}
        yield Said(paper, [Defined(**each) for each in definitions.get(row, ())], called)


def _by_row(column: Any, fields: Collection[str], keys: Any) -> Mapping[int, list[dict[str, str]]]:
    """The structs in lists, by the row of their list: all, or those of which one of these fields is one of the keys."""
    lists = column.combine_chunks()
    parents, structs = np.asarray(pc.list_parent_indices(lists)), pc.list_flatten(lists)
    if keys is not None:
        naming = np.any([np.asarray(is_in(structs.field(name), keys)) for name in fields], axis=0)
        parents, structs = parents[naming], structs.filter(pa.array(naming))
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row, struct in zip(parents.tolist(), structs.to_pylist(), strict=True):
        found[row].append(struct)
    return found


def senses_table(senses: Senses) -> Any:
    """The table of senses, by key."""
    keys = sorted({*senses.of_short, *senses.definitions, *senses.classes})
    defined = [senses.definitions.get(key) for key in keys]
    columns = [
        keys,
        [senses.of_short.get(key) for key in keys],
        [each.short if each else None for each in defined],
        [each.paper if each else None for each in defined],
        [sorted(found) if (found := senses.classes.get(key)) else None for key in keys],
    ]
    schema = SCHEMAS["senses"]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def senses_from(table: Any) -> Senses:
    """The senses of a table."""
    rows = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return Senses(
        {key: tuple(longs) for key, longs, *_ in rows if longs is not None},
        {key: Definition(short, paper) for key, _, short, paper, _ in rows if short is not None},
        {key: frozenset(classes) for key, *_, classes in rows if classes is not None},
    )
