"""From dumps, recognised by their content, to a table of entries that the shipped catalogue does not have."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractors.catalogue import Entry, shipped_catalogue
from extractors.dumps.cso import is_cso, topic_entries
from extractors.dumps.paperswithcode import Papers, dataset_entry, find_papers, method_entry, task_entries
from extractors.errors import InputError
from extractors.lexicon import read_generic
from extractors.shapes import no_names
from extractors.spelling import spelling_key
from extractors.terms import plain_words

EXPECTED = (
    "expected a JSON list of methods, data sets or links between papers and code as Papers with Code left them,"
    " or the CSV of the Computer Science Ontology; .gz will do"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """The entries that are new, by kind and name, and how many rows were left out, by why."""

    entries: tuple[Entry, ...]
    left_out: dict[str, int] = field(default_factory=dict)


def import_dumps(paths: Sequence[Path]) -> Imported:
    """Read dumps together, so that links give papers their arXiv ids; an InputError names a file that is none."""
    lists: list[list[dict[str, Any]]] = []
    found: list[Entry] = []
    for path in paths:
        text = read_text(path)
        if is_cso(text):
            found.extend(topic_entries(text))
        else:
            lists.append(_parsed(text, path))
    papers = find_papers(row for rows in lists for row in rows if "repo_url" in row)
    for rows in lists:
        found.extend(entry for row in rows for entry in _entries(row, papers))
    return _new(found)


def read_text(path: Path) -> str:
    """A file's text, unpacked if it is packed by gzip; the whole is held in memory."""
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(str(path), str(getattr(error, "strerror", None) or error), EXPECTED) from error


def _parsed(text: str, path: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(str(path), f"no JSON ({error})", EXPECTED) from error
    known = isinstance(rows, list) and all(isinstance(row, dict) and _is_known(row) for row in rows)
    if not known:
        raise InputError(str(path), "JSON of another sort", EXPECTED)
    return list(rows)


def _is_known(row: dict[str, Any]) -> bool:
    return "repo_url" in row or ("name" in row and ("collections" in row or "modalities" in row))


def _entries(row: dict[str, Any], papers: Papers) -> Iterable[Entry]:
    if "repo_url" in row:
        return ()
    if "collections" in row:
        return (method_entry(row, papers),)
    return (dataset_entry(row, papers), *task_entries(row))


_ODD = re.compile(r"[?!~=<>{}\[\]|]|\bhttps?:|\.\.\.")


def is_fit(name: str) -> bool:
    """Whether a name can be looked for in text: the dumps hold questions and advertisements that users left there.

    >>> is_fit("SPEECH-COCO"), is_fit("How do I get a refund?"), is_fit("17"), is_fit("x")
    (True, False, False, False)
    """
    short = len(name) <= 60 and len(name.split()) <= 8
    return short and _ODD.search(name) is None and len(name) > 1 and any(c.isalpha() for c in name)


def is_word(name: str) -> bool:
    """Whether a name is written as a word of the language is, so that most places that have it mean no concept.

    >>> is_word("Knowledge"), is_word("dev"), is_word("Among Them"), is_word("IMDB"), is_word("Fashion-MNIST")
    (True, True, True, False, False)
    """
    words = name.lower().split()
    one = len(words) == 1 and name.isalpha() and not any(c.isupper() for c in name[1:])
    return one or (len(words) > 1 and all(word in plain_words() for word in words[:-1]))


def _new(found: Iterable[Entry]) -> Imported:
    """Each entry once, without those whose name the shipped catalogue or an earlier entry has, whatever the kind."""
    taken = {key for entry in shipped_catalogue() for key in map(spelling_key, entry.names)}
    unfit = read_generic() | no_names()
    entries: list[Entry] = []
    left_out: dict[str, int] = {}
    for entry in sorted(found, key=lambda entry: (entry.kind, entry.name, entry.link == "", entry.aliases, entry.link)):
        key = spelling_key(entry.name)
        why = "known" if key in taken else "too general" if key in unfit or is_word(entry.name) else ""
        why = why or ("" if is_fit(entry.name) else "no name")
        if why:
            left_out[why] = left_out.get(why, 0) + 1
            continue
        aliases = tuple(alias for alias in entry.aliases if spelling_key(alias) not in taken)
        taken.update(filter(None, map(spelling_key, (entry.name, *aliases))))
        entries.append(replace(entry, aliases=aliases))
    names = {(entry.kind, entry.name) for entry in (*shipped_catalogue(), *entries)}
    return Imported(
        tuple(replace(entry, family=tuple(own for own in entry.family if own in names)) for entry in entries), left_out
    )
