"""The key under which spellings are one: folded, with Greek letters by name and British spelling as American."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extractors.text import fold

_GREEK = re.compile("[α-ωΑ-Ω]")
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})is(?=(?:ations?|ers?)\b)", re.IGNORECASE), "iz"),
    (re.compile(r"(?<=al|ar|er|im|nt|on|or|en)is(?=(?:e[ds]?|ing)\b)", re.IGNORECASE), "iz"),
    (re.compile(r"(?<=\bmodel|\blabel)l(?=(?:ed|ing)\b)", re.IGNORECASE), ""),
    (re.compile(r"(?<=behavi|\bneighb)our|(?<=\bcol)our", re.IGNORECASE), "or"),
)
"""Endings that differ; whatever else they meet is changed alike wherever it stands, so equal spellings stay equal."""

_TELLING = ("is", "ll", "our")
"""Text with none of these has none of the endings."""


@lru_cache(maxsize=65536)
def spelling_key(surface: str) -> str:
    """``extractors.text.fold`` of a surface, for which Greek letters and British spelling make no difference.

    >>> spelling_key("β-VAE") == spelling_key("beta-VAE")
    True
    >>> spelling_key("Post-Training Quantisation") == spelling_key("post-training quantization")
    True
    """
    plain = surface if surface.isascii() else _GREEK.sub(_greek_name, surface)
    return fold(american(plain))


@lru_cache(maxsize=65536)
def american(text: str) -> str:
    """Text with American endings.

    >>> american("direct preference optimisation"), american("denoising"), american("labelled")
    ('direct preference optimization', 'denoising', 'labeled')
    """
    lower = text.lower()
    if text.isascii() and not any(map(lower.__contains__, _TELLING)):
        return text
    for pattern, ending in _BRITISH:
        text = pattern.sub(ending, text)
    return text


def _greek_name(match: re.Match[str]) -> str:
    return unicodedata.name(match[0]).removesuffix(" WITH TONOS").rsplit(" ", 1)[-1].lower().replace("lamda", "lambda")
