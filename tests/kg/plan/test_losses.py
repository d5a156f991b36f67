"""A cluster that loses processes and machines: nothing is missing, nothing comes twice, or it is told in one line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import KGError
from kg.plan import losses
from kg.plan.losses import TRIES, asked

ray = pytest.importorskip("ray")
LOST = ray.exceptions.NodeDiedError("a node died")


class Losing:
    """Gives numbers up to ``last``, each once, and is lost after some of them."""

    def __init__(self, *, last: int, after: tuple[int, ...]) -> None:
        self.left, self.after, self.asked = list(range(last + 1)), list(after), 0

    def __call__(self) -> Iterator[int]:
        self.asked += 1
        while self.left:
            yield self.left.pop(0)
            if self.after and self.left and self.left[0] > self.after[0]:
                self.after.pop(0)
                raise LOST


@pytest.fixture(autouse=True)
def machines(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processors the cluster is found to have, time after time; the last of them for good."""
    known = [1]
    monkeypatch.setattr(losses, "processors", lambda: known.pop(0) if len(known) > 1 else known[0])
    monkeypatch.setattr(losses, "PATIENCE", 1.0)
    return known


def test_what_is_lost_is_asked_for_again() -> None:
    losing = Losing(last=9, after=(2, 5, 7, 8))
    assert list(asked("head:1", losing)) == list(range(10))
    assert losing.asked == 5


def test_losses_without_anything_in_between_are_one_line() -> None:
    times: list[int] = []

    def ask() -> Iterator[int]:
        times.append(1)
        raise LOST
        yield 0

    with pytest.raises(KGError, match=r"^head:1: machines were lost .*NodeDiedError.* unchanged, [^\n]*$"):
        list(asked("head:1", ask))
    assert len(times) == TRIES


def test_a_cluster_without_machines_gets_some_time_to_get_one(machines: list[int]) -> None:
    machines[:] = [0, 0, 1]
    assert list(asked("head:1", Losing(last=3, after=(1,)))) == [0, 1, 2, 3]
    machines[:] = [0]
    with pytest.raises(KGError, match="no machine with a processor is left"):
        list(asked("head:1", Losing(last=3, after=(1,))))


def test_an_error_in_what_is_asked_is_no_loss() -> None:
    def ask() -> Iterator[int]:
        raise ValueError("no number")
        yield 0

    for cluster in ("", "head:1"):
        with pytest.raises(ValueError, match="no number"):
            list(asked(cluster, ask))


ON_A_CLUSTER = """
import os, signal, sys, time
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from ray.cluster_utils import Cluster

from kg.plan import engine

engine.ROWS_A_PART = 8
TABLE = pa.table({"number": list(range(64))})


@dataclass(frozen=True)
class Squaring:
    dying: str

    def __call__(self, number):
        time.sleep(0.03)
        if number == 30 and self.dying and not Path(self.dying).exists():
            Path(self.dying).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number


small = {"object_store_memory": 100 << 20}
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **small})
nodes = [cluster.add_node(num_cpus=1, **small) for _ in range(2)]
working = engine.start(2, 1, cluster.address)

made = working.mapped(TABLE, Squaring(sys.argv[1]), pa.int64(), batch=4)
assert Path(sys.argv[1]).exists()
assert made.to_pylist() == [number * number for number in range(64)]

rows, squares = [], []
for some, values in working.streamed(TABLE, Squaring(""), pa.int64(), batch=4):
    if not rows:
        cluster.remove_node(nodes.pop(), allow_graceful=False)
    rows += some.to_pylist()
    squares += values.to_pylist()
assert sorted(rows) == list(range(64))
assert squares == [row * row for row in rows]
"""


def test_a_process_that_is_killed_and_a_machine_that_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ON_A_CLUSTER, str(tmp_path / "died")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
