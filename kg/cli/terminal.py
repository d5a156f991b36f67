"""What the commands print with: a console for people, and progress that shows on a terminal only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.types import Skip

PIPED_WIDTH = 160
"""Columns when the output is no terminal."""

SKIPS_SHOWN = 10


def console() -> Console:
    """Standard output: coloured on a terminal, plain text elsewhere."""
    out = Console(highlight=False, markup=False, emoji=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, emoji=False, width=PIPED_WIDTH)


def errors() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error while it is a terminal; called with how many of how many (None: unknown) are done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors(),
        transient=True,
        disable=not errors().is_terminal,
    )
    with bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table without frames around cells."""
    made = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        header_style="dim",
        padding=(0, 2, 0, 0),
    )
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def add_row(to: Table, *cells: object) -> None:
    """Add a row of plain text."""
    to.add_row(*(Text(str(cell)) for cell in cells))


def print_json(answer: Any) -> None:
    """Write an answer to standard output as JSON for people and programs."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def print_skips(out: Console, skips: Sequence[Skip]) -> None:
    """What was skipped and why: the first few, and how many more."""
    if not skips:
        return
    out.print(Text(f"Skipped: {len(skips)}", style="bold yellow"))
    for skip in skips[:SKIPS_SHOWN]:
        out.print(Text(f"  {skip.place}: {skip.reason}"))
    if len(skips) > SKIPS_SHOWN:
        out.print(Text(f"  … and {len(skips) - SKIPS_SHOWN} more (all with --skips FILE)"))
