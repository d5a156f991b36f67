"""Which paper a row is: its arXiv id or DOI, else the id it was given, else a hash of its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import unquote

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|"
    "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|"
    "plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
"""Archives that ids before April 2007 begin with: https://info.arxiv.org/help/arxiv_identifier.html"""

_ARXIV_ID = (
    r"(?P<new>\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?!\d)"
    rf"|(?P<archive>{_ARCHIVES})(?:\.[a-z]{{2}})?/(?P<number>\d{{7}})(?:v\d+)?(?!\d)"
)
_BARE_ARXIV = re.compile(rf"(?:arxiv:\s*)?(?:{_ARXIV_ID})(?:\.pdf)?$", re.IGNORECASE)
_LINKED_ARXIV = re.compile(
    r"(?:(?<![\w-])(?:arxiv|alphaxiv|ar5iv)\.org/(?:[a-z]+/)+|huggingface\.co/papers/|10\.48550/arxiv\.)"
    rf"(?:{_ARXIV_ID})",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:^|[/:=\s])(10\.\d{4,9}/[^\s?#&\"<>]+)", re.IGNORECASE)
"""Crossref's pattern for modern DOIs, widened: https://www.crossref.org/blog/dois-and-matching-regular-expressions/"""
_AFTER_DOI = re.compile(r"(?:/(?:full|pdf|epdf|abstract|meta|html)|\.pdf|[.,;:)\]}]+)$", re.IGNORECASE)


def paper_id(given: str, links: Iterable[str], title: str) -> str:
    """``arxiv:2106.09685`` or ``doi:10.…`` where ``given``, else a link, has one; else ``given``; else a title id.

    arXiv versions are stripped, an arXiv DOI is its arXiv id, DOIs are lower case.

    >>> paper_id("", ["https://arxiv.org/pdf/2106.09685v2.pdf"], "LoRA")
    'arxiv:2106.09685'
    >>> paper_id("10.1145/3292500.3330919", [], "Optuna")
    'doi:10.1145/3292500.3330919'
    """
    known = (_known_id(text) for text in (given, *links))
    return next(filter(None, known), "") or given or title_id(title)


def is_global(identifier: str) -> bool:
    """Whether an id means the same paper wherever it is met, as arXiv ids and DOIs do."""
    return identifier.startswith(("arxiv:", "doi:"))


def title_id(title: str) -> str:
    """``t-`` and 12 hexadecimal digits of the folded title's SHA-256: 48 bits, so that among three million
    titles a clash is a matter of 1.6 in 100."""
    return "t-" + sha256(fold_title(title).encode()).hexdigest()[:12]


def fold_title(title: str) -> str:
    """The letters and digits of a title, without case, accents or compatibility forms (NFKD).

    A title without any letter or digit is only stripped of case.

    >>> fold_title("S²FT: Poincaré Fine-Tuning")
    's2ftpoincarefinetuning'
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", title).casefold())
    return "".join(filter(str.isalnum, folded)) or folded


def _known_id(text: str) -> str:
    plain = unquote(text).strip()
    return _arxiv_id(plain) or _doi(plain)


def _arxiv_id(text: str) -> str:
    found = _BARE_ARXIV.match(text) or _LINKED_ARXIV.search(text)
    if not found:
        return ""
    return f"arxiv:{found['new'] or found['archive'].lower() + '/' + found['number']}"


def _doi(text: str) -> str:
    found = _DOI.search(text)
    if not found:
        return ""
    doi = found[1]
    while (shorter := _AFTER_DOI.sub("", doi)) != doi:
        doi = shorter
    return f"doi:{doi.lower()}"
