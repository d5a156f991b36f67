"""The words that tell what a catalogued concept is about: those of its own names and of what it is a variant of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.catalogue import Entry
from extractors.spelling import american
from extractors.text import find_words, fold_word, matching_view
from kg.aliases import AliasTable

_THIN = frozenset(
    map(
        fold_word,
        """a an the of for and in on with by to as from via or model models method network networks learning deep neural
        data based task tasks large training time test machine metric score system general error rate set
        """.split(),  # noqa: SIM905 - forty words read better so
    )
)
"""Words that too many concepts have in their names to tell any apart."""

_ENDING = re.compile(r"(?:i[sz]ations?|ations?|ings?|ers?|ors?|ed|es|e|s|ions?|ic|y)$")


def stems_about(entry: Entry, known: AliasTable) -> dict[str, str]:
    """The telling words of an entry's names and of its parents', by stem."""
    return stems_of_entries((entry, *known.families.get(entry, ())))


def stems_of_entries(entries: Iterable[Entry]) -> dict[str, str]:
    """The words, by stem, of all names that have several."""
    names = (name for entry in entries for name in entry.names if len(find_words(name)) > 1)
    return {stem: word for name in names for stem, word in stems_of_text(name).items()}


def stems_of_text(text: str) -> dict[str, str]:
    """The telling words of a text, by stem."""
    words = (fold_word(word.text) for word in find_words(matching_view(american(text))))
    return {_ENDING.sub("", word)[:6]: word for word in words if len(word) > 3 and word not in _THIN}
