"""What the text says of two concepts: rules over one paper's reading, each a generator of relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.cues import cue
from extractors.document import Document
from extractors.reading import Reading, RelationRule, relate
from extractors.text import fold
from extractors.types import ARTEFACTS, Kind, Mention, Relation, RelationType, Role, Span
from extractors.variants import VARIANT_RULES

# Each is searched for in the words that end right before a mention.
_TRAINED = cue(
    "trained | pre-?trained | fine-?tuned | training | finetuned", after=r"(?: \w+){0,3} on(?: \w+){0,3}\s?$"
)
_APPLIED = cue(
    r"""appl(?:y|ied|ies|ying)(?: \w+){0,3} (?:to|on) | applicable to | extend(?:ed|s)? to | compress\w* | quantiz\w+
    | prun\w+ | fine-?tun\w+ | deployed on | integrated (?:in|with) | (?:in|on|with|to|of|for)""",
    after=r"(?: [\w-]+){0,3}\s?$",
)
_COMBINES = cue(
    r"""combin\w+ | integrat\w+ | incorporat\w+ | using | uses | employ\w* | leverag\w+ | utiliz\w+ | consist\w*
    | compris\w* | adopt\w* | exploit\w* | based on | with | via | by | through | introduc\w+ | built on | contain\w*
    | apply | applies""",
    after=r"(?: [\w-]+,?){0,6}\s?$",
)


_NO_PART = cue(
    r"""match\w* | close to | than | compar\w+ | outperform\w* | surpass\w* | baselines? | such as | avoid\w* | without
    | unlike | over | needs? | instead | compatible | on par | improv\w+ | replac\w+"""
)
_OWN = cue("we | our | ours | it | this (?:paper|work|method|approach) | the (?:proposed|resulting) \\w+")


def _of_main(
    reading: Reading, type_: RelationType, tails: Iterable[Mention], rule: str, score: float
) -> Iterator[Relation]:
    """The first thing the paper introduces, joined to each tail by the tail's sentence."""
    for head in reading.introduced()[:1]:
        for tail in tails:
            yield from relate(head, type_, tail, reading.document.sentence_at(tail.start), rule, score)


def find_evaluated(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is evaluated on each data set of the evaluation."""
    tails = reading.firsts(Kind.DATASET, Role.EVALUATED_ON)
    yield from _of_main(reading, RelationType.EVALUATED_ON, tails, "introduced, evaluated on", 0.7)


def find_compared(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is compared with each baseline."""
    tails = [tail for kind in ARTEFACTS for tail in reading.firsts(kind, Role.COMPARED)]
    yield from _of_main(reading, RelationType.COMPARED_WITH, tails, "introduced, compared with", 0.6)


def find_purposes(reading: Reading) -> Iterator[Relation]:
    """The introduced method or model is used for the tasks of the title and of the evaluation."""
    title = reading.document.title
    titled = [task for task in reading.firsts(Kind.TASK, Role.STUDIED) if task.end <= title.end]
    tails = [*reading.firsts(Kind.TASK, Role.EVALUATED_ON), *titled]
    yield from _of_main(reading, RelationType.USED_FOR, tails, "introduced, for the task", 0.5)


def find_parts(reading: Reading) -> Iterator[Relation]:
    """ "X combines A and B": methods used in a sentence that names what is introduced are parts of it."""
    for _, mentions in reading.sentences:
        wholes = [m for m in mentions if m.role is Role.INTRODUCED and m.kind in ARTEFACTS]
        for whole in wholes[:1]:
            for part in (m for m in mentions if m.start > whole.end and m.kind is Kind.METHOD and m.role is Role.USED):
                between = reading.between(whole, part)
                if _COMBINES.search(between) and not _NO_PART.search(between):
                    yield from relate(part, RelationType.PART_OF, whole, Span(whole.start, part.end), "X uses Y", 0.5)


def find_applied(reading: Reading) -> Iterator[Relation]:
    """ "X is applied to Mistral-7B": the introduced method and the models it is tried on."""
    for head in (m for m in reading.introduced()[:1] if m.kind is Kind.METHOD):
        seen: set[str] = set()
        for sentence, mentions in reading.sentences:
            own = _OWN.search(reading.document.text_of(sentence)) or any(
                fold(m.form) == fold(head.form) for m in mentions
            )
            for tail in (m for m in mentions if own and m.kind is Kind.MODEL and m.role is not Role.COMPARED):
                before = reading.document.view[max(sentence.start, tail.start - 60) : tail.start]
                if fold(tail.form) not in seen and _APPLIED.search(before):
                    seen.add(fold(tail.form))
                    yield from relate(head, RelationType.APPLIED_TO, tail, sentence, "introduced, applied to", 0.5)


def find_trained(reading: Reading) -> Iterator[Relation]:
    """ "BERT pre-trained on Wikipedia": a method or model and the data set named after "trained on"."""
    for _, mentions in reading.sentences:
        for index, tail in enumerate(mentions):
            if tail.kind is Kind.DATASET and _TRAINED.search(reading.document.before(tail.start)):
                for head in [m for m in mentions[:index] if m.kind in ARTEFACTS][-1:]:
                    evidence = Span(head.start, tail.end)
                    yield from relate(head, RelationType.TRAINED_ON, tail, evidence, "X trained on Y", 0.7)


RULES: tuple[RelationRule, ...] = (
    *VARIANT_RULES,
    find_evaluated,
    find_compared,
    find_purposes,
    find_parts,
    find_applied,
    find_trained,
)
"""Every rule, in the order in which they are asked; a new one is added here."""


def propose(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """All that the rules find, rule by rule; ``extractors.relating`` decides."""
    reading = Reading.of(document, mentions)
    for rule in RULES:
        yield from rule(reading)
