"""Where the plan runs: on this machine, in this process or several, or on a Ray cluster. The same frames on all.

Daft (https://www.getdaft.io) hands rows to the functions of the plan, and groups them on a cluster. This is the only
module that starts it, once there is more to do than one process does best; what it would report to its makers over the
network is switched off before that.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

os.environ.update(DAFT_ANALYTICS_ENABLED="0", SCARF_NO_ANALYTICS="true", DO_NOT_TRACK="1", RAY_USAGE_STATS_ENABLED="0")
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from extractors.collecting import uncollected
from extractors.errors import KGError
from kg.plan.losses import asked, processors
from kg.plan.selecting import changes, one_array

if TYPE_CHECKING:
    from daft import DataFrame

RowFunction: TypeAlias = Callable[..., Any]
"""Takes the values of a row, gives one value; a frozen value of a module's class, so that it can travel."""

ROWS_A_PART = 256
"""Rows that make up a part of a frame on a cluster."""

MOST_PARTS = 4096

WORTHWHILE = 500
"""Papers that make up for starting a process, which takes as long as reading about half as many."""

PATIENCE = 10.0
"""Seconds that a cluster is given to answer."""

_ROW = "row"


@dataclass(frozen=True, slots=True)
class Engine:
    """``workers`` processes on this machine, or the cluster at ``ray``, an address as ``ray.init`` takes it."""

    workers: int = 1
    ray: str = ""

    def frame(self, table: Any) -> DataFrame:
        """A table as a frame, in so many parts that each worker of a cluster has some."""
        import daft

        frame = daft.from_arrow(table)
        parts = min(max(1, len(table) // ROWS_A_PART), MOST_PARTS)
        return frame.into_partitions(parts) if self.ray and parts > 1 else frame

    def streamed(
        self, table: Any, function: RowFunction, type_: Any, *, batch: int, share: int = 1
    ) -> Iterator[tuple[Any, Any]]:
        """The function's values for all rows, some at a time as they are made: the rows' numbers, and an array.

        ``workers`` processes share the rows, fewer where a process would have less than ``share`` of them, for which it
        does not pay to start one; each is given ``batch`` rows at a time. Which rows come first is left open: a
        cluster gives back what is done. A KGError where that has lost too much; see ``kg.plan.losses``.
        """
        if not len(table):
            return
        workers = max(1, min(self.workers, len(table) // share))
        if workers == 1 and not self.ray:
            yield from _here(table, function, type_, batch)
            return
        numbered = table.append_column(_ROW, pa.array(range(len(table)), pa.int64()))
        done = np.zeros(len(table), np.bool_)

        def rest() -> Iterator[tuple[Any, Any]]:
            most = max(1, processors()) if self.ray else workers  # Daft waits two minutes for one that is gone
            stage = _stage(function, type_, min(workers, most), batch, cluster=bool(self.ray))
            for rows, values in self._staged(numbered.filter(pa.array(~done)), stage):
                done[np.asarray(rows)] = True
                yield rows, values.cast(type_)

        yield from asked(self.ray, rest)

    def _staged(self, numbered: Any, stage: Any) -> Iterator[tuple[Any, Any]]:
        """What a stage makes of rows, with their numbers."""
        if not len(numbered):
            return
        from daft import col

        values = stage.values(*(col(name) for name in numbered.column_names if name != _ROW))
        for found in self.frame(numbered).select(col(_ROW), values.alias("made")).to_arrow_iter():
            yield found.column(0), found.column(1)

    def mapped(self, table: Any, function: RowFunction, type_: Any, *, batch: int, share: int = 1) -> Any:
        """The same for all rows, as one array in their order."""
        made = list(self.streamed(table, function, type_, batch=batch, share=share))
        if not made:
            return pa.array([], type_)
        rows, values = pa.concat_arrays([row for row, _ in made]), pa.concat_arrays([value for _, value in made])
        made.clear()  # else all would be there three times
        return values.take(pc.sort_indices(rows))

    def gathered(self, table: Any, key: str, columns: Sequence[str], count: str) -> Any:
        """A row for each value of ``key``, by it: that, and a list of the different values of columns, counted."""
        if not self.ray:
            return _lists(_counted(table, (key, *columns), count), key)
        return next(asked(self.ray, lambda: iter([self._gathered(table, key, columns, count)])))

    def _gathered(self, table: Any, key: str, columns: Sequence[str], count: str) -> Any:
        from daft import col
        from daft.functions import to_struct

        counted = (
            self.frame(table.select([key, *columns])).groupby(key, *columns).agg(col(columns[0]).count().alias(count))
        )
        each = counted.select(col(key), to_struct(*map(col, (*columns, count))).alias("each"))
        return each.groupby(key).agg(col("each").list_agg()).sort(key).to_arrow()


def start(workers: int | None, papers: int, ray: str = "") -> Engine:
    """The engine for so many papers: this many processes, as many as are worth it where it is None, or a cluster.

    A KGError when no cluster answers at the address ``ray``.
    """
    if ray:
        _join_cluster(ray)
    return Engine(workers or sensible_workers(papers, processors() if ray else _processors_here()), ray)


def sensible_workers(papers: int, available: int) -> int:
    """How many processes are worth having for so many papers: no more than there are processors available."""
    return max(1, min(available, papers // WORTHWHILE))


def _processors_here() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _here(table: Any, function: RowFunction, type_: Any, batch: int) -> Iterator[tuple[Any, Any]]:
    """The function's values for all rows, in this process."""
    for start in range(0, len(table), batch):
        some = table.slice(start, batch)
        columns = (column.to_pylist() for column in some.columns)
        with uncollected():
            made = pa.array([function(*row) for row in zip(*columns, strict=True)], type_)
        yield pa.array(range(start, start + len(some)), pa.int64()), made


def _counted(table: Any, columns: Sequence[str], count: str) -> Any:
    found = table.select(columns).group_by(list(columns)).aggregate([([], "count_all")])
    return found.rename_columns([count if name == "count_all" else name for name in found.column_names])


def _lists(table: Any, key: str) -> Any:
    """A row for each value of a column, by it: that, and a list of the rows with it."""
    ordered = table.sort_by(key).combine_chunks()
    keys = one_array(ordered[key])
    starts = np.flatnonzero(changes(keys))
    ends = pa.array(np.append(starts, len(keys)), pa.int32())
    each = pa.ListArray.from_arrays(ends, one_array(ordered.drop_columns([key]).to_struct_array()))
    return pa.table({key: keys.take(pa.array(starts)), "each": each})


def _join_cluster(address: str) -> None:
    try:
        import ray
    except ImportError as error:
        raise KGError("ray is not installed; install it with: pip install 'paperkg[ray]'") from error
    import daft

    if not ray.is_initialized():
        try:
            _knock(address)
            ray.init(address=address, log_to_driver=False)
        except (OSError, ValueError, RuntimeError) as error:
            told = f"{address}: no Ray cluster answers there ({error})"
            raise KGError(f"{told}; start one with: ray start --head") from error
    daft.set_runner_ray(noop_if_initialized=True)


def _knock(address: str) -> None:
    """An OSError where nothing listens: Ray itself goes on trying for five minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host, int(port)), timeout=PATIENCE).close()


def _stage(function: RowFunction, type_: Any, workers: int, batch: int, *, cluster: bool) -> Any:
    import daft
    from daft import DataType

    several: dict[str, Any] = {"use_process": True, "max_concurrency": workers}
    alone: dict[str, Any] = {"max_concurrency": workers} if cluster else {"use_process": False}

    @daft.cls(**(several if workers > 1 and not cluster else alone))
    class Stage:
        """Holds the function where it is called, so that it travels there once."""

        def __init__(self, call: RowFunction) -> None:
            self.call = call
            self.turn = Lock()  # Daft calls from several threads, and the pipeline's caches are made for one at a time

        @daft.method.batch(return_dtype=DataType.from_arrow_type(type_), batch_size=batch)
        def values(self, *columns: Any) -> Any:
            rows: Sequence[tuple[Any, ...]] = list(zip(*(column.to_pylist() for column in columns), strict=True))
            with self.turn, uncollected():
                return pa.array([self.call(*row) for row in rows], type_)

    return Stage(function)
