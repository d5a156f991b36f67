"""From a corpus of abstracts to the word table and the long forms (``extractors.tagger.words`` says what they hold)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.abbreviations import find_abbreviations
from extractors.document import read_document
from extractors.tagger.tokens import find_tokens
from extractors.text import fold
from extractors.types import Paper

CLUSTERINGS = (40, 200, 800)
"""How many clusters each clustering has."""

DIMENSIONS, WINDOW, LEAST_COUNT, EPOCHS = 64, 3, 8, 3
"""Of the word vectors (skip-gram with 5 negative samples: Mikolov et al., 2013)."""

ABBREVIATED = 3
"""Papers that must abbreviate a phrase for it to be listed."""


@dataclass(slots=True)
class Counts:
    """What is counted while the corpus is read, by word in lower case."""

    texts: list[list[str]] = field(default_factory=list)
    abstracts: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)
    long_forms: Counter[str] = field(default_factory=Counter)

    def add(self, paper: Paper) -> None:
        """Count one paper; a capital counts where no sentence begins."""
        document = read_document(paper)
        tokens = find_tokens(document)
        self.texts.append([token.text.lower() for token in tokens])
        body = [token for token in tokens if token.sentence]
        self.titles.update({token.text.lower() for token in tokens if not token.sentence})
        self.abstracts.update({token.text.lower() for token in body})
        within = (token for last, token in pairwise(body) if last.sentence == token.sentence)
        self.capitals.update({token.text.lower() for token in within if token.text[0].isupper()})
        self.long_forms.update({fold(pair.long) for pair in find_abbreviations(document.view)})


def count(papers: Iterable[Paper]) -> Counts:
    """Count a corpus."""
    counts = Counts()
    for paper in papers:
        counts.add(paper)
    return counts


def word_table(counts: Counts, seed: int) -> list[str]:
    """The lines of the word table, the commonest word first."""
    words, clusterings = cluster(counts.texts, seed)
    columns = ([str(label) for label in labels] for labels in clusterings)
    spread = (_spread(counts, word) for word in words)
    return [
        "\t".join((word, *labels, *numbers))
        for word, labels, numbers in zip(words, zip(*columns, strict=True), spread, strict=True)
    ]


def _spread(counts: Counts, word: str) -> tuple[str, ...]:
    abstracts, titles = counts.abstracts[word], counts.titles[word]
    leaning = int(math.log2((titles + 0.5) / (abstracts + 0.5))) + 4
    return (
        str(int(math.log2(abstracts + 1) / 2)),
        str(max(-1, min(5, leaning))),
        str(int(4 * counts.capitals[word] / (abstracts + 1))),
    )


def cluster(texts: list[list[str]], seed: int) -> tuple[list[str], list[list[int]]]:
    """Words by falling count, and for each clustering the cluster of each (k-means over unit word vectors)."""
    import numpy as np
    from gensim.models import Word2Vec  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from sklearn.cluster import MiniBatchKMeans  # type: ignore[import-untyped,import-not-found,unused-ignore]

    vectors = Word2Vec(
        texts, vector_size=DIMENSIONS, window=WINDOW, min_count=LEAST_COUNT, sg=1, epochs=EPOCHS, seed=seed, workers=1
    ).wv
    unit = vectors.vectors / np.linalg.norm(vectors.vectors, axis=1, keepdims=True)
    fits = (MiniBatchKMeans(min(size, len(unit)), random_state=seed, batch_size=4096, n_init=2) for size in CLUSTERINGS)
    return list(vectors.index_to_key), [fit.fit_predict(unit).tolist() for fit in fits]


def long_form_keys(counts: Counts) -> list[str]:
    """The keys of phrases that enough papers abbreviate, sorted."""
    return sorted(key for key, papers in counts.long_forms.items() if papers >= ABBREVIATED and key)
