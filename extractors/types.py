"""The values that flow out of this package: papers, and what was read from each.

All offsets are half-open character offsets into ``Paper.text``; for every span that leaves this package
``paper.text[start:end]`` is exactly the text it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a concept is."""

    METHOD = "method"
    MODEL = "model"
    DATASET = "dataset"
    TASK = "task"
    METRIC = "metric"


ARTEFACTS = (Kind.METHOD, Kind.MODEL)
"""The kinds of what people build, as against what they measure it on and with."""


class Role(StrEnum):
    """What a concept is to the paper that names it; ``extractors.roles.PRIORITY`` ranks them."""

    INTRODUCED = "introduced"
    EVALUATED_ON = "evaluated_on"
    COMPARED = "compared"
    STUDIED = "studied"
    USED = "used"
    MENTIONED = "mentioned"


class RelationType(StrEnum):
    """What a sentence says of two concepts, read from head to tail."""

    VARIANT_OF = "variant_of"
    PART_OF = "part_of"
    USED_FOR = "used_for"
    APPLIED_TO = "applied_to"
    EVALUATED_ON = "evaluated_on"
    COMPARED_WITH = "compared_with"
    TRAINED_ON = "trained_on"


class LinkKind(StrEnum):
    """What a URL leads to."""

    REPOSITORY = "repository"
    PROJECT_PAGE = "project_page"
    HF_MODEL = "hf_model"
    HF_DATASET = "hf_dataset"
    HF_SPACE = "hf_space"
    ANONYMOUS_CODE = "anonymous_code"
    DOI = "doi"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its source gives it.

    ``id`` is an arXiv id or DOI where the source gives one, as id or in a link, else the source's own id, else a hash
    of the folded title.
    ``sources`` lists every place the paper was read from, as ``file:line``. ``ids`` are all its ids that mean the same
    paper wherever they are met: arXiv ids, DOIs and those of large catalogues, with the catalogue's name before a
    colon. ``origins`` says of a paper of several sources where each field came from, as ``field file:line``;
    ``origin`` reads it.
    """

    id: str
    title: str
    abstract: str
    year: int | None = None
    venue: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    code: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Title and abstract, joined by one line feed: what every offset counts in."""
        return f"{self.title}\n{self.abstract}"

    def origin(self, field: str) -> tuple[str, ...]:
        """The places that a field's value was read from: one, several for ``code`` and ``ids``, none for no value."""
        parts = (origin.partition(" ") for origin in self.origins)
        given = tuple(place for name, _, place in parts if name == field)
        return given or (self.sources[:1] if getattr(self, field) else ())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Paper.text``, half-open, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names a concept.

    ``rule`` names what found it; ``score`` is in (0, 1]; ``role`` is what its sentence makes of it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    rule: str
    score: float
    role: Role = Role.MENTIONED
    name: str = ""
    """The name in full where the text has but its end: "CIFAR-100" for the "100" of "CIFAR-10/100"."""

    @property
    def span(self) -> Span:
        """Its place in ``Paper.text``."""
        return Span(self.start, self.end)

    @property
    def form(self) -> str:
        """What it is called here: its name in full, or its text, which is the same but for coordinated names."""
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and the long form the text gives for it, with the span of each."""

    short: str
    long: str
    short_span: Span
    long_span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A normalised URL; ``own`` says that it is the paper's own release rather than somebody else's."""

    url: str
    kind: LinkKind
    own: bool
    span: Span | None
    """Where the text has it; None when the source lists it apart from the text."""
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """Two mentions that a sentence joins; ``evidence`` is the stretch that says so."""

    head: Mention
    type: RelationType
    tail: Mention
    evidence: Span
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """A quantitative claim; what the text does not say is None. ``value`` is as in the text."""

    value: str
    value_span: Span
    method: Mention | None
    dataset: Mention | None
    metric: Mention | None
    baseline: Mention | None
    evidence: Span
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Untyped:
    """A name or phrase that looks technical and is no mention, everywhere it stands, and why it is none."""

    text: str
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one paper.

    Mentions are in text order, the longer first where two begin together. None crosses another; one lies in another
    only where its concept stands nowhere else: "shape functions" in "nonlinear shape functions".
    """

    paper: Paper
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
    untyped: tuple[Untyped, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that could not be read, and why."""

    place: str
    reason: str


@dataclass(slots=True)
class Intake:
    """What reading has met so far besides papers; filled while papers are streamed."""

    files: list[str] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
