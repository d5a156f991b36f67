"""How fast each format is read, and in how much memory.

    python benchmarks/sources.py [FILE...] [--records 20000]

Writes that many invented records, and a tenth of them, in every format, and reads each file in a process of its own.
Prints records a second, megabytes a second, the peak memory of the larger file and how much of it the smaller one did
not need: memory is flat where that is near nothing. FILEs are read as well. Beside the runs a fixed loop of plain
Python is timed, so that figures from a busy machine can be told from a slow program.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import zstandard
from pace import plain_loop
from pyarrow import parquet

_WORDS = ("weaving", "loom", "pattern", "thread", "network", "attention", "sparse", "of", "the", "we", "show", "dye")
_READ = """
import re, sys, time
from pathlib import Path
from extractors.sources.read import read_papers
from extractors.types import Intake
start, intake = time.perf_counter(), Intake()
papers = sum(1 for _ in read_papers([sys.argv[1]], intake))
seconds = time.perf_counter() - start
# Not getrusage: what it reports begins with the peak of the process that started this one.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(papers, len(intake.skips), seconds, int(peak) / 1024)
"""

Record = dict[str, Any]


def invented(number: int) -> Iterator[Record]:
    """Records with a title of ten words and an abstract of 180, the same every time."""
    words = random.Random(7)
    for count in range(number):
        abstract = " ".join(words.choices(_WORDS, k=180)).capitalize() + "."
        title = f"{' '.join(words.choices(_WORDS, k=9))} {count}"
        yield {"id": f"{2001 + count // 90_000}.{10_000 + count % 90_000}", "title": title, "abstract": abstract}


def as_lines(shape: Callable[[Record], object]) -> Callable[[Iterable[Record]], Iterator[str]]:
    """One JSON object a line."""
    return lambda records: (json.dumps(shape(record)) + "\n" for record in records)


def as_array(shape: Callable[[Record], object], start: str = "[\n", end: str = "]") -> Any:
    """An indented JSON array, or one in a wrapper."""

    def write(records: Iterable[Record]) -> Iterator[str]:
        between = start
        for record in records:
            yield between + json.dumps(shape(record), indent=1)
            between = ",\n"
        yield f"\n{end}"

    return write


def between(start: str, pattern: str, end: str) -> Callable[[Iterable[Record]], Iterator[str]]:
    """A text for each record, with something before the first and after the last."""

    def write(records: Iterable[Record]) -> Iterator[str]:
        yield start
        for record in records:
            yield pattern.format(**record)
        yield end

    return write


def openalex(record: Record) -> object:
    """An OpenAlex work."""
    index: dict[str, list[int]] = {}
    for position, word in enumerate(record["abstract"].split()):
        index.setdefault(word, []).append(position)
    number = record["id"].replace(".", "")
    authors = [{"author": {"display_name": f"Author {n}"}} for n in range(4)]
    work = {"id": f"https://openalex.org/W{number}", "title": record["title"], "publication_year": 2021}
    return {**work, "authorships": authors, "abstract_inverted_index": index}


def openreview(record: Record) -> object:
    """An OpenReview note of version 2."""
    content = {field: {"value": record[field]} for field in ("title", "abstract")}
    return {"id": record["id"], "forum": record["id"], "invitations": ["x"], "content": content}


WRITERS: dict[str, Callable[[Iterable[Record]], Iterator[str]]] = {
    "plain JSON lines": as_lines(lambda record: record),
    "plain JSON array": as_array(lambda record: record),
    "arXiv snapshot": as_lines(lambda r: {**r, "journal-ref": None, "categories": "cs.LG", "authors_parsed": []}),
    "OpenAlex": as_lines(openalex),
    "Semantic Scholar API": as_array(lambda r: {"paperId": r["id"], **r}, '{"total": 1, "data": [\n', "]}"),
    "HF daily papers": as_array(
        lambda r: {
            "paper": {"id": r["id"], "title": r["title"], "summary": r["abstract"], "upvotes": 1, "publishedAt": "2021"}
        }
    ),
    "PwC papers": as_array(lambda r: {"paper_url": "", **r, "short_abstract": "", "proceeding": None}),
    "PwC links": as_array(
        lambda r: {
            "paper_title": r["title"],
            "paper_arxiv_id": r["id"],
            "repo_url": "github.com/a/b",
            "is_official": True,
        }
    ),
    "OpenReview notes": as_array(openreview, '{"notes": [\n', "]}"),
    "conference list": as_array(lambda r: {**r, "track": "main", "status": "Poster"}),
    "CSL JSON": as_array(lambda r: {**r, "type": "article", "container-title": "x"}),
    "arXiv API Atom": between(
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<entry><id>http://arxiv.org/abs/{id}v1</id><title>{title}</title><summary>{abstract}</summary></entry>\n",
        "</feed>",
    ),
    "OAI-PMH": between(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>',
        '<record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{id}</id><title>{title}</title>'
        "<abstract>{abstract}</abstract></arXiv></metadata></record>\n",
        "</ListRecords></OAI-PMH>",
    ),
    "ACL Anthology XML": between(
        '<collection id="2021.x"><volume id="1">',
        '<paper id="1"><title>{title}</title><author><first>A</first><last>B</last></author>'
        "<abstract>{abstract}</abstract></paper>\n",
        "</volume></collection>",
    ),
    "BibTeX": between(
        "",
        "@article{{k{id},\n  title = {{{title}}},\n  author = {{A B and C D}},\n  abstract = {{{abstract}}}\n}}\n",
        "",
    ),
    "RIS": between("", "TY  - JOUR\nTI  - {title}\nAU  - B, A\nAB  - {abstract}\nER  - \n", ""),
    "CSV": between("id,title,abstract\n", "{id},{title},{abstract}\n", ""),
}


def written(folder: Path, number: int) -> Iterator[tuple[str, Path]]:
    """A file in every format, and the plainest in every container."""
    for name, write in WRITERS.items():
        path = folder / f"{name}.{number}"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(write(invented(number)))
        yield name, path
    parquet.write_table(pyarrow.Table.from_pylist(list(invented(number))), folder / f"parquet.{number}")
    yield "Parquet", folder / f"parquet.{number}"
    plain = (folder / f"plain JSON lines.{number}").read_bytes()
    for name, packed in (("gzip", gzip.compress(plain)), ("zstd", zstandard.compress(plain))):
        (folder / f"{name}.{number}").write_bytes(packed)
        yield f"JSON lines, {name}", folder / f"{name}.{number}"
    with zipfile.ZipFile(folder / f"zip.{number}", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("papers.jsonl", plain)
    yield "JSON lines, zip", folder / f"zip.{number}"


def read(path: Path) -> tuple[int, int, float, float]:
    """Papers, skips, seconds, and megabytes at the peak. Linux only."""
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
    papers, skips, seconds, peak = done.stdout.split()
    return int(papers), int(skips), float(seconds), float(peak)


def main() -> None:
    """Write, read and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path)
    parser.add_argument("--records", type=int, default=20_000)
    arguments = parser.parse_args()
    print(f"plain loop {plain_loop():.2f} s")
    print(f"{'':<24}{'papers':>8}{'skips':>7}{'a second':>10}{'MB/s':>7}{'peak MB':>9}{'growth':>8}")
    with tempfile.TemporaryDirectory() as name:
        few = {label: read(path)[3] for label, path in written(Path(name), arguments.records // 10)}
        for label, path in written(Path(name), arguments.records):
            report(label, path, few[label])
        for path in arguments.files:
            report(path.name[-23:], path, None)
    print(f"plain loop {plain_loop():.2f} s")


def report(label: str, path: Path, few: float | None) -> None:
    """One line of the table."""
    papers, skips, seconds, peak = read(path)
    size = path.stat().st_size / 1e6
    growth = "" if few is None else f"{peak - few:+.0f} MB"
    print(f"{label:<24}{papers:>8}{skips:>7}{papers / seconds:>10.0f}{size / seconds:>7.1f}{peak:>9.0f}{growth:>8}")


if __name__ == "__main__":
    main()
