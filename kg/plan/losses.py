"""What is asked of a cluster that may lose machines, with the rows that these held."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from extractors.errors import KGError

TRIES = 3
"""How often in a row, without anything coming in between, machines may be lost before it is told as an error."""

PATIENCE = 30.0
"""Seconds in which a cluster that has lost its last machine may get another."""

T = TypeVar("T")


def asked(cluster: str, ask: Callable[[], Iterator[T]]) -> Iterator[T]:
    """All that comes of asking; what is lost with a machine of the cluster at an address is asked for again.

    ``ask`` is called once, and again after each loss, for what has not come by then. Ray itself sees to a process that
    ends. A KGError where ``TRIES`` in a row have come to nothing, or no machine is left.
    """
    failures = 0
    while True:
        try:
            for found in ask():
                failures = 0
                yield found
            return
        except _losses(cluster) as error:
            failures += 1
            reason = type(error).__name__
            if failures == TRIES:
                raise _given_up(cluster, f"machines were lost {TRIES} times in a row ({reason})") from error
            _wait_for_machines(cluster, error)


def processors() -> int:
    """How many processors the machines of the cluster have that was joined, as far as is known now."""
    import ray

    return int(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]


def _losses(cluster: str) -> tuple[type[Exception], ...]:
    """What tells of a loss; an error in what was asked is none."""
    if not cluster:
        return ()
    from ray import exceptions as told

    return (
        told.ActorUnschedulableError,
        told.LocalRayletDiedError,
        told.NodeDiedError,
        told.ObjectLostError,
        told.OutOfMemoryError,
        told.RayActorError,
        told.RaySystemError,
        told.TaskUnschedulableError,
        told.WorkerCrashedError,
    )


def _wait_for_machines(cluster: str, error: Exception) -> None:
    """Wait for a processor where there is none; a KGError where none comes."""
    end = time.monotonic() + PATIENCE
    while not processors():
        if time.monotonic() > end:
            raise _given_up(cluster, "no machine with a processor is left") from error
        time.sleep(0.5)


def _given_up(cluster: str, reason: str) -> KGError:
    told = "the graph that was there is unchanged, and the same command goes on with what was read so far"
    return KGError(f"{cluster}: {reason}; {told}")
