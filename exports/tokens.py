"""Terms of RDF as N-Triples writes them: what the whole of the RDF is kept as until it is bytes.

A token is ``<an IRI>``, ``"a text"`` or ``"a value"^^<its datatype>``. Only escapes that JSON knows too are used, so
that what stands between (and with) the quotes is a JSON string as well; Turtle reads tokens as they are. U+FFFD
stands for NUL and lone surrogates, which RDF tools refuse.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from math import isfinite

XSD = "http://www.w3.org/2001/XMLSchema#"

_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
# The first four must be escaped; the other controls as RDF 1.2's canonical form has it; and what some readers of
# lines take for the end of one: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')


def text_token(text: str) -> str:
    r"""``text`` as a plain literal.

    >>> print(text_token('a "b"' + chr(0)))
    "a \"b\"�"
    """
    if text.isprintable() and '"' not in text and "\\" not in text:  # all of it in C: nearly every text
        return f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def english_token(text: str) -> str:
    """``text`` as a literal in English."""
    return text_token(text) + "@en"


def typed_token(lexical: str, datatype: str) -> str:
    """A value of a datatype of XML Schema, by its local name; ``lexical`` must need no escape."""
    return f'"{lexical}"^^<{XSD}{datatype}>'


@lru_cache(maxsize=4096, typed=True)  # 1, 1.0 and True are equal, and are written differently
def decimal_token(number: float) -> str:
    """A decimal without an exponent; empty for what is no number.

    >>> decimal_token(5e-07)
    '"0.0000005"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if isinstance(number, bool) or not isfinite(number):
        return ""
    return typed_token(format(Decimal(repr(number)), "f"), "decimal")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char == "\0" or "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _NAMED.get(char) or f"\\u{ord(char):04X}"
