"""Training from files to files: what ``paperkg train`` runs."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from extractors.errors import KGError
from extractors.linear import to_bytes
from extractors.sources.read import read_papers
from extractors.tagger.words import Words, from_files, shipped_words
from extractors.training.gold import read_gold
from extractors.training.silver import read_silver
from extractors.training.train import train
from extractors.training.words import count, long_form_keys, word_table
from extractors.types import Intake

HASH_SEED = "PYTHONHASHSEED"
"""gensim draws its first vectors by Python's hash, which only this variable makes the same in every run."""


class TrainingError(KGError):
    """Training cannot begin; the message says what it lacks."""


def train_into(
    gold: Sequence[Path],
    folder: Path,
    corpus: Sequence[str],
    seed: int,
    told: Callable[[str], None],
    *,
    silver: Path | None = None,
) -> None:
    """Train on annotated papers and write all into a folder: four models, with a corpus word table and long forms too.

    Of several files of annotated papers the first is the most careful, as ``train`` has it.
    ``silver`` is a file that ``extractors.training.teacher`` wrote. ``told`` is given a line at every stage.
    """
    _check(corpus)
    groups = [list(read_gold(path)) for path in gold]
    folder.mkdir(parents=True, exist_ok=True)
    words = _words(corpus, folder, seed, told) if corpus else shipped_words()
    taught = list(read_silver(silver)) if silver is not None else []
    trained = train(groups, words, seed, told, taught)
    for name, model in trained.models.items():
        (folder / f"{name}.npz").write_bytes(to_bytes(model))


def _check(corpus: Sequence[str]) -> None:
    try:
        import gensim  # type: ignore[import-untyped,import-not-found,unused-ignore] # noqa: F401
        import sklearn  # type: ignore[import-untyped,import-not-found,unused-ignore] # noqa: F401
    except ImportError as error:
        raise TrainingError(f"{error.name} is not installed: pip install 'paperkg[train]'") from error
    if corpus and not os.environ.get(HASH_SEED, "").isdigit():
        raise TrainingError(
            f"word vectors are the same in every run only with {HASH_SEED}=0 in the environment: set it"
        )


def _words(corpus: Sequence[str], folder: Path, seed: int, told: Callable[[str], None]) -> Words:
    told("counting the words of the corpus")
    counts = count(read_papers(corpus, Intake()))
    told(f"clustering the words of {len(counts.texts)} papers")
    _write(folder / "words.tsv.gz", word_table(counts, seed))
    _write(folder / "long_forms.txt.gz", long_form_keys(counts))
    return from_files(folder)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0))
