"""Data and scripts inside an HTML page, so that no text can become markup and nothing else can run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import TypeAlias

from markupsafe import Markup

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | dict[str, Json] | None"

PIECE = 1 << 16
"""Characters in one piece of a rendered page."""

_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def embedded(value: Json) -> Markup:
    """JSON that no HTML parser and no old JavaScript parser can mistake for anything else.

    >>> embedded("</script>")
    Markup('"\\\\u003c/script\\\\u003e"')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():  # several times as quick as str.translate
        text = text.replace(character, escape)
    return Markup(text)


def content_policy(scripts: Iterable[str], styles: Iterable[str], *, beside: bool = False) -> str:
    """A Content-Security-Policy that allows these very texts and no network; ``beside`` also files next to the page.

    A page opened from a disk has an origin of its own, which ``'self'`` does not name: hence ``file:``.
    """
    own = " 'self' file:" if beside else ""
    return (
        f"default-src 'none'; script-src {_allowed(scripts)}{own}; style-src {_allowed(styles)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def pieces(page: str) -> Iterator[bytes]:
    """A page as UTF-8, a piece at a time.

    A lone surrogate can only come from a text, so it stands in a JSON string, where \\udxxx is its escape.
    """
    for start in range(0, len(page), PIECE):
        yield page[start : start + PIECE].encode("utf-8", "backslashreplace")


def _allowed(texts: Iterable[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
