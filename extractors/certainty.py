"""An extraction without what is less certain than a reader wants."""

from __future__ import annotations

from dataclasses import replace

from extractors.types import Extraction, Mention, Result


def at_least(extraction: Extraction, score: float) -> Extraction:
    """Only mentions, relations, results and links with at least this score, and relations whose ends are left.

    A result loses the parts that are dropped, not itself. Scores are probabilities that the annotation this package
    was trained on would agree; ``docs/model-card.md`` has the table of how true they are.
    """
    mentions = tuple(mention for mention in extraction.mentions if mention.score >= score)
    left = frozenset(mentions)
    return replace(
        extraction,
        mentions=mentions,
        links=tuple(link for link in extraction.links if link.score >= score),
        relations=tuple(r for r in extraction.relations if r.score >= score and {r.head, r.tail} <= left),
        results=tuple(_with_parts(result, left) for result in extraction.results if result.score >= score),
    )


def _with_parts(result: Result, left: frozenset[Mention]) -> Result:
    def kept(part: Mention | None) -> Mention | None:
        return part if part in left else None

    return replace(
        result,
        method=kept(result.method),
        dataset=kept(result.dataset),
        metric=kept(result.metric),
        baseline=kept(result.baseline),
    )
