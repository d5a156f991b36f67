"""The command line: the one place that sees extractors, kg and exports together."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from extractors.errors import KGError
from kg.cli.asking import related, review, show
from kg.cli.building import build, extract, remove
from kg.cli.catalogue import catalogue
from kg.cli.delivering import export
from kg.cli.finding import cypher, papers, siblings
from kg.cli.questions import beats, code, diff, path, timeline, together
from kg.cli.stores import load, query
from kg.cli.training import evaluate, train

app = typer.Typer(
    name="paperkg",
    help="A knowledge graph of AI papers from titles and abstracts alone: methods, models, data sets, tasks, "
    "metrics, code.",
    epilog="Example: paperkg build examples/papers.jsonl -o demo && paperkg show demo LoRA",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    build,
    extract,
    remove,
    show,
    papers,
    related,
    siblings,
    together,
    path,
    timeline,
    beats,
    code,
    diff,
    review,
    query,
    cypher,
    export,
    load,
    train,
    evaluate,
)
"""Every subcommand, in the order of the help; each one's docstring ends with an example."""

for command in COMMANDS:
    app.command(no_args_is_help=True)(command)

app.add_typer(catalogue)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"paperkg {version('paperkg')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A knowledge graph of AI papers from titles and abstracts alone."""


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    sys.stderr.write("paperkg: interrupted; a graph that was there before is unchanged\n")
    raise SystemExit(130)


def main() -> None:
    """Run the command line. An error of ours, or of the disk, is one line on standard error and exit status 1."""
    signal.signal(signal.SIGINT, _interrupted)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here a full disk is still ours to report
    except KGError as error:
        sys.stderr.write(f"paperkg: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        _silence_stdout()  # the reader of our output left, as head does
        sys.exit(1)
    except OSError as error:
        _silence_stdout()
        sys.stderr.write(f"paperkg: the output cannot be written: {error.strerror or error}\n")
        sys.exit(1)


def _silence_stdout() -> None:
    """Let nothing more be written: Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
