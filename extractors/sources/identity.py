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


CATALOGUES = ("arxiv:", "doi:", "acl:", "openalex:", "openreview:", "s2:")
"""How global ids begin, best first: arXiv, DOI, then catalogues: the ACL Anthology, OpenAlex, OpenReview and the
corpus ids of Semantic Scholar."""

_LISTED = (
    ("acl:", re.compile(r"(?<![\w-])aclanthology\.org/(\d{4}\.[\w-]+\.\d+|[A-Z]\d\d-\d{4})(?![\w-])")),
    ("openalex:", re.compile(r"(?<![\w-])openalex\.org/(?:works/)?(W\d+)(?!\w)")),
    ("openreview:", re.compile(r"(?<![\w-])openreview\.net/(?:forum|pdf)\?id=([\w-]{6,20})(?![\w-])")),
)
"""Where catalogues put their ids in links."""


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
    """Whether an id means the same paper wherever it is met, as arXiv ids and DOIs do, and those of catalogues."""
    return identifier.startswith(CATALOGUES)


def global_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Every id that is global in ids and links, sorted.

    >>> global_ids(["10.5555/12345678", "arxiv.org/abs/2106.09685v2", "https://openreview.net/forum?id=aB3-xyz"])
    ('arxiv:2106.09685', 'doi:10.5555/12345678', 'openreview:aB3-xyz')
    """
    return tuple(sorted({known for text in texts for known in (_known_id(text), _catalogue_id(text)) if known}))


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


def _catalogue_id(text: str) -> str:
    if text.startswith(CATALOGUES[2:]):
        return text
    found = ((prefix, pattern.search(text)) for prefix, pattern in _LISTED)
    return next((prefix + match[1] for prefix, match in found if match), "")


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
