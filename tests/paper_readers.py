"""Ways to read a paper that go wrong, in a module of their own so that another process can import them."""

from __future__ import annotations

import os
import signal
import time

from extractors.types import Extraction, Paper


def read_or_fail(paper: Paper) -> Extraction:
    """Fail on the paper called bad."""
    if paper.id == "bad":
        raise ValueError("no such fold")
    return Extraction(paper)


def read_or_die(paper: Paper) -> Extraction:
    """End the whole process on the paper called bad, as a crash or the system would."""
    if paper.id == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return Extraction(paper)


def read_slowly(paper: Paper) -> Extraction:
    """Take a minute, but for the paper called quick."""
    if paper.id != "quick":
        time.sleep(60)
    return Extraction(paper)


def read_unevenly(paper: Paper) -> Extraction:
    """The first paper takes longest, so that others are done before it."""
    time.sleep(0.5 if paper.id == "0" else 0.0)
    return Extraction(paper)
