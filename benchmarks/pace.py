"""How fast this machine is here and now, so that timings of a busy one can be read beside it."""

from __future__ import annotations

import time


def plain_loop() -> float:
    """Seconds that ten million additions take here and now."""
    start = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return time.perf_counter() - start
