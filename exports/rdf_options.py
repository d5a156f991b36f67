"""What may be asked of RDF beside its format, and which files cannot have it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.formats import Format
from exports.profiles import Profile
from extractors.errors import OutputError

_RDF = "exports.serialise"
_TRIPLES = frozenset({".ttl", ".nt", ".jsonld"})


@dataclass(frozen=True, slots=True)
class RdfOptions:
    """The base of all IRIs and the profile; None leaves each format its own."""

    base: str | None = None
    profile: Profile | None = None

    def given(self) -> dict[str, Any]:
        """The options that are set, by name."""
        asked = {"base": self.base, "profile": self.profile}
        return {name: value for name, value in asked.items() if value is not None}

    def arguments(self, path: Path, known: Format) -> dict[str, Any]:
        """What to give the renderer of ``path``; OutputError for what its format cannot do."""
        asked = self.given()
        if asked and known.module != _RDF:
            names = " and ".join(f"--{name}" for name in asked)
            raise OutputError(f"{path}: {known.name} is no RDF and has no {names}; give .ttl .nt .nq .trig .jsonld")
        if self.profile is Profile.QUADS and known.suffix in _TRIPLES:
            raise OutputError(f"{path}: {known.name} as written here has no named graphs; for quads give .nq or .trig")
        if self.profile is Profile.RDF12 and known.suffix == ".jsonld":
            raise OutputError(
                f"{path}: {known.name} cannot say a triple of a triple; for rdf12 give .ttl .nt .nq .trig"
            )
        return asked
