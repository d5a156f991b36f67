"""The command line: the one place that sees extractors, kg and exports together."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from extractors.errors import KGError
from kg.cli.asking import query, related, show
from kg.cli.building import build, extract
from kg.cli.delivering import export, load

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

COMMANDS = (build, extract, show, related, query, export, load)
"""Every subcommand, in the order of the help; each one's docstring ends with an example."""

for command in COMMANDS:
    app.command(no_args_is_help=True)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"paperkg {version('paperkg')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A knowledge graph of AI papers from titles and abstracts alone."""


def main() -> None:
    """Run the command line. An error of ours is one line on standard error and exit status 1."""
    try:
        app()
    except KGError as error:
        sys.stderr.write(f"paperkg: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output left, as head does; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("paperkg: interrupted; a graph that was there before is unchanged\n")
        sys.exit(130)
