"""One process at a time in a folder; the lock goes with its process, however that ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_PAUSE = 0.05


@contextmanager
def locked(path: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock file ``path``, made where there is none; a TimeoutError after ``patience`` seconds of waiting.

    Where the system has no such locks (Windows) nothing is held.
    """
    with path.open("ab") as file:
        _take(file, time.monotonic() + patience)
        yield


def _take(file: IO[bytes], deadline: float) -> None:
    try:
        import fcntl
    except ImportError:
        return
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise TimeoutError("another process holds the lock") from None
            time.sleep(_PAUSE)
