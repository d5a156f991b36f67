from __future__ import annotations

import re

from extractors.edition import edition


def test_it_is_twelve_digits_and_the_same_each_time() -> None:
    first = edition()
    edition.cache_clear()
    assert edition() == first
    assert re.fullmatch(r"[0-9a-f]{12}", first)
