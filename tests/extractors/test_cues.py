"""Tables of cue phrases."""

from __future__ import annotations

import pytest

from extractors.cues import alternatives, cue


def test_phrases_keep_their_blanks_and_inner_alternatives() -> None:
    pattern = cue(
        """better than | (?:super|infer)ior to
        | on par with"""
    )
    assert all(pattern.search(text) for text in ("BETTER than X", "inferior to X", "it is on par with X"))


@pytest.mark.parametrize("text", ["betterthan", "superior", "on par", "superior  to"])
def test_what_is_not_in_the_table_is_not_met(text: str) -> None:
    assert cue("better than | (?:super|infer)ior to | on par with").search(text) is None


def test_the_source_of_a_table_is_one_group() -> None:
    assert alternatives("a | b|c | d") == "(?:a|b|c|d)"
