"""The word table, line by line."""

from __future__ import annotations

from extractors.tagger.words import RARE, Words, from_line


def test_a_line_names_what_each_column_says() -> None:
    assert from_line("crane\t3\t41\t4\t-1\t0") == ("crane", ("c0=3", "c1=41", "df4", "tr-1", "cp0"))


def test_of_a_clustering_without_the_word_nothing_is_said() -> None:
    assert from_line("crane\t3\t\t502\t4\t-1\t0") == ("crane", ("c0=3", "c2=502", "df4", "tr-1", "cp0"))


def test_words_are_found_in_any_case_and_what_is_lacking_is_rare() -> None:
    words = Words.of(dict([from_line("crane\t3\t41\t4\t-1\t0")]), ())
    assert words.traits_of("Crane") == words.traits_of("crane")
    assert words.traits_of("gull") == RARE
