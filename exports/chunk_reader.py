"""A file to read from, over pieces of bytes that are made as they are asked for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable


class ChunkReader(io.RawIOBase):
    """Reads ``chunks`` one after the other; ``lines`` of them were read so far, which ``progress`` is told."""

    def __init__(self, chunks: Iterable[bytes], progress: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self._chunks = iter(chunks)
        self._held = memoryview(b"")
        self._progress = progress
        self.lines = 0

    def readable(self) -> bool:
        """Yes: that is all it is."""
        return True

    def readinto(self, into: object, /) -> int:
        """Fill ``into`` as far as the chunk at hand goes; 0 at the end."""
        room = memoryview(into).cast("B")  # type: ignore[arg-type]
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._take(chunk)
        count = min(len(room), len(self._held))
        room[:count], self._held = self._held[:count], self._held[count:]
        return count

    def _take(self, chunk: bytes) -> None:
        self._held = memoryview(chunk)
        self.lines += chunk.count(b"\n")
        if self._progress:
            self._progress(self.lines)
