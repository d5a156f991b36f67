"""What format a text is in, from its beginning; a file's name says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.errors import InputError
from extractors.sources.anthology import is_anthology, read_anthology
from extractors.sources.arxivatom import is_arxiv_atom, read_arxiv_atom
from extractors.sources.arxivsnapshot import is_arxiv_snapshot, read_arxiv_snapshot
from extractors.sources.bibtex import is_bibtex, read_bibtex
from extractors.sources.cleaning import clean_text, excerpt
from extractors.sources.conferencelists import is_conference_list, read_conference_list
from extractors.sources.csljson import is_csl_json, read_csl_json
from extractors.sources.csvfile import check_table, is_csv, read_csv
from extractors.sources.dailypapers import is_daily_papers, read_daily_papers
from extractors.sources.decoding import TextInput
from extractors.sources.feed import is_feed, read_feed
from extractors.sources.jsonl import is_json, read_json
from extractors.sources.oaipmh import is_oai_pmh, read_oai_pmh
from extractors.sources.openalex import is_openalex, read_openalex
from extractors.sources.openreview import is_openreview, read_openreview
from extractors.sources.paperswithcode import is_pwc_links, is_pwc_papers, read_pwc_links, read_pwc_papers
from extractors.sources.records import Row
from extractors.sources.ris import is_ris, read_ris
from extractors.sources.semanticscholar import is_semantic_scholar, read_semantic_scholar


class Format(NamedTuple):
    """A way to write papers down. ``recognises`` looks at a text's head alone; ``read`` takes all of it, once."""

    name: str
    recognises: Callable[[TextInput], bool]
    read: Callable[[TextInput], Iterator[Row]]


FORMATS: tuple[Format, ...] = (
    Format("arXiv API feed", is_arxiv_atom, read_arxiv_atom),
    Format("OAI-PMH", is_oai_pmh, read_oai_pmh),
    Format("ACL Anthology XML", is_anthology, read_anthology),
    Format("OpenAlex", is_openalex, read_openalex),
    Format("Papers with Code papers", is_pwc_papers, read_pwc_papers),
    Format("Papers with Code links", is_pwc_links, read_pwc_links),
    Format("arXiv snapshot", is_arxiv_snapshot, read_arxiv_snapshot),
    Format("Hugging Face daily papers", is_daily_papers, read_daily_papers),
    Format("OpenReview notes", is_openreview, read_openreview),
    Format("Semantic Scholar", is_semantic_scholar, read_semantic_scholar),
    Format("conference paper list", is_conference_list, read_conference_list),
    Format("CSL JSON", is_csl_json, read_csl_json),
    Format("JSON", is_json, read_json),
    Format("BibTeX", is_bibtex, read_bibtex),
    Format("RIS", is_ris, read_ris),
    Format("CSV", is_csv, read_csv),
    Format("trending-papers feed", is_feed, read_feed),
)
"""In the order they are asked: the first that recognises a text reads it, so the pickiest come first."""


def detect(text: TextInput) -> Format:
    """The format of a text; InputError when it is in none of ``FORMATS``, or a table that lacks what a paper needs."""
    for candidate in FORMATS:
        if candidate.recognises(text):
            return candidate
    check_table(text)
    found = f"no known format (it begins {excerpt(clean_text(text.head), 40)})"
    raise InputError(
        text.name, found, "give JSON with title and abstract, BibTeX, CSV with a header, or see docs/sources.md"
    )
