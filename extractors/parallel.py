"""Many papers read by several processes: the same extractions in the same order as by one.

Each process holds one batch at a time and sends back paper by paper, so that the first paper it has not sent is the
one it died on; a batch is given out only when few are ahead of the one that is due, so memory stays bounded.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import TypeAlias

from extractors.errors import ReadingError
from extractors.types import Extraction, Paper

BATCH = 32
"""Papers given to a process at a time."""

AHEAD = 4
"""How many batches a process may be ahead of the one that is due."""

WORTHWHILE = 500
"""Papers that make up for starting a process, which takes as long as reading about half as many."""

PATIENCE = 5.0
"""Seconds that a process is given to end before it is killed."""

Reader: TypeAlias = Callable[[Paper], Extraction]
"""Reads one paper; a function of a module, so that another process can import it."""


def read_paper(paper: Paper) -> Extraction:
    """``extractors.pipeline.extract``, imported where papers are read: what only hands them out needs no spaCy."""
    from extractors.pipeline import extract

    return extract(paper)


def sensible_workers(papers: int) -> int:
    """How many processes are worth having for so many papers: no more than there are processors."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, papers // WORTHWHILE))


def extract_many(
    papers: Iterable[Paper], *, workers: int = 1, batch: int = BATCH, read: Reader = read_paper
) -> Iterator[Extraction]:
    """Read papers, in their order, over so many processes; with one worker, in this one.

    A ReadingError names the paper that could not be read. Whatever ends the iteration ends the processes.
    """
    if workers < 1 or batch < 1:
        raise ValueError(f"workers {workers}, batch {batch}: expected one or more of each")
    return _alone(papers, read) if workers == 1 else _together(papers, workers, batch, read)


def _alone(papers: Iterable[Paper], read: Reader) -> Iterator[Extraction]:
    for paper in papers:
        try:
            extraction = read(paper)
        except Exception as error:
            raise _unread(paper, error) from error
        yield extraction


@dataclass(slots=True)
class Worker:
    """A process, our end of the pipe to it, and the batch that it holds."""

    process: SpawnProcess
    pipe: Connection
    number: int = 0
    papers: list[Paper] = field(default_factory=list)
    found: list[Extraction] = field(default_factory=list)

    def give(self, number: int, papers: list[Paper]) -> None:
        """Hand over a batch."""
        self.number, self.papers, self.found = number, papers, []
        try:
            self.pipe.send(papers)
        except OSError as error:
            raise self._death() from error

    def take(self) -> bool:
        """Take in the next extraction; whether the batch is done."""
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise self._death() from error
        if isinstance(answer, ReadingError):
            raise answer
        self.found.append(answer)
        return len(self.found) == len(self.papers)

    def _death(self) -> ReadingError:
        self.process.join(PATIENCE)
        code = self.process.exitcode or 0
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"
        paper = self.papers[len(self.found)]
        return ReadingError(
            paper.id, f"the process that read it {how}", "expected an extraction; where memory is short, fewer workers"
        )


def _together(papers: Iterable[Paper], workers: int, size: int, read: Reader) -> Iterator[Extraction]:
    batches = enumerate(_batches(papers, size))
    crew: list[Worker] = []
    busy: dict[Connection, Worker] = {}
    finished: dict[int, list[Extraction]] = {}
    due = given = 0
    try:
        while True:
            while len(busy) < workers and given < due + AHEAD * workers and (job := next(batches, None)):
                worker = next((each for each in crew if each.pipe not in busy), None) or _hired(crew, read)
                worker.give(*job)
                busy[worker.pipe] = worker
                given += 1
            if not busy:
                return
            for worker in [busy[pipe] for pipe in wait(list(busy)) if isinstance(pipe, Connection)]:
                if worker.take():
                    finished[worker.number] = busy.pop(worker.pipe).found
            while due in finished:
                yield from finished.pop(due)
                due += 1
    finally:
        _dismiss(crew)


def _batches(papers: Iterable[Paper], size: int) -> Iterator[list[Paper]]:
    source = iter(papers)
    while batch := list(islice(source, size)):
        yield batch


def _hired(crew: list[Worker], read: Reader) -> Worker:
    """One more worker, started where there is work for it."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    with _undisturbed(), theirs:
        process = context.Process(target=_work, args=(theirs, read), daemon=True)
        process.start()
    crew.append(Worker(process, ours))
    return crew[-1]


def _dismiss(crew: list[Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
        worker.process.terminate()
    for worker in crew:
        worker.process.join(PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is started here never sees an interrupt, which is ours to act on, nor runs the caller's script again.

    A spawned process takes over the mask of signals, and imports what ``__main__`` is when it is started: a script
    without a guard would start processes without end.
    """
    masks = hasattr(signal, "pthread_sigmask")
    if masks:
        resource_tracker.ensure_running()  # here, for it lets interrupts through again once it has started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else set()
    script, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script
        if masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, read: Reader) -> None:
    """Answer batches of papers with an extraction or an error each, until the other end is closed."""
    while True:
        try:
            papers = pipe.recv()
        except EOFError:
            return
        for paper in papers:
            try:
                pipe.send(_answer(read, paper))
            except BrokenPipeError:
                return


def _answer(read: Reader, paper: Paper) -> Extraction | ReadingError:
    try:
        return read(paper)
    except Exception as error:
        answer = _unread(paper, error)
        answer.add_note("".join(traceback.format_exception(error)))
        return answer


def _unread(paper: Paper, error: Exception) -> ReadingError:
    return ReadingError(paper.id, f"reading failed with {type(error).__name__}: {error}", "expected an extraction")
