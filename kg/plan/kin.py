"""The concepts that may have a place in a family, chosen from all by the columns of their table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from extractors.catalogue import Entry
from extractors.text import slug
from kg.concepts import Concept, concept_id
from kg.plan.concepts import concepts_in
from kg.plan.selecting import flags_of, is_in, one_array

_TELLING = r"^(?:.* )?[^ ]*[^a-z0-9 -][^ ]*[^a-z0-9 -][^ ]*$"
"""What every name fits that is a base of others or has one in it, as ``extractors.name_bases.is_base`` tells: two
capitals in its last word, which are characters other than these."""


def kin_in(concepts: Any, entries: Iterable[Entry]) -> Mapping[str, Concept]:
    """The concepts of a table, by id, that ``kg.families.family_facts`` says more of than of none.

    Those are the ones that the catalogue has, and those called by a name that others may be built on, or built on one.
    """
    known = sorted({concept_id(entry.kind, slug(entry.name)) for entry in entries})
    aliases = one_array(concepts["aliases"])
    owners = pc.list_parent_indices(aliases).filter(_telling(pc.list_flatten(aliases)))
    chosen = flags_of(is_in(concepts["id"], pa.array(known, pa.string()))) | flags_of(_telling(concepts["name"]))
    chosen[owners.to_numpy()] = True
    return concepts_in(concepts.filter(pa.array(chosen)))


def _telling(names: Any) -> Any:
    return pc.match_substring_regex(names, _TELLING)
