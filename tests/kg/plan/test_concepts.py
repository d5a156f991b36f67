"""From drafts to concepts: ids, and which concepts have a place in families."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.catalogue import shipped_catalogue
from extractors.types import Kind
from kg.concepts import Concept
from kg.families import family_facts
from kg.plan.columns import SCHEMAS
from kg.plan.concepts import concepts_in, concepts_table, ids_of
from kg.plan.kin import kin_in
from kg.tables.schema import SCHEMAS as GRAPH

KEYS = st.lists(st.sampled_from(("lora", "qlora", "dora", "lora-1", "glue")), min_size=1, max_size=3)
DRAFT = st.tuples(st.sampled_from(("", "method")), st.text("abc", min_size=1, max_size=2), KEYS)
RESERVED = frozenset({"method:lora", "method:glue"})


def drafts_of(drafts: dict[str, tuple[str, list[str]]]) -> pa.Table:
    rows = [
        {"group": group, "kind": "method", "name": group.strip(), "keys": keys, "aliases": [group], "names": []}
        for group, (_, keys) in sorted(drafts.items())
    ]
    return pa.Table.from_pylist(rows, SCHEMAS["drafts"])


def one_by_one(drafts: dict[str, tuple[str, list[str]]]) -> dict[str, str]:
    """The catalogue's get theirs; then each gets the first that is free, or else its last."""
    ids = {group: f"method:{keys[0]}" for group, (known, keys) in drafts.items() if known}
    taken = set(ids.values())
    for group, (known, keys) in sorted(drafts.items()):
        if not known:
            wanted = [f"method:{key}" for key in keys]
            ids[group] = next((each for each in wanted if each not in taken | RESERVED), wanted[-1])
            taken.add(ids[group])
    return ids


@settings(deadline=None)
@given(st.lists(DRAFT, max_size=8))
def test_every_draft_gets_the_best_id_that_is_free(found: list[tuple[str, str, list[str]]]) -> None:
    drafts = {f"{known}\t{key}\t": (known, ["lora"] if known else keys) for known, key, keys in found}
    table = drafts_of(drafts)
    ids = ids_of(table, RESERVED)
    assert dict(zip(table["group"].to_pylist(), ids.to_pylist(), strict=True)) == one_by_one(drafts)
    by_id = concepts_in(concepts_table(table, ids))
    assert list(by_id) == sorted(set(ids.to_pylist()))


NAME = st.one_of(
    st.text("aLR-2 é中", min_size=1, max_size=7),
    st.sampled_from(
        ("LoRA", "QLoRA", "VB-LoRA", "BERT", "RoBERTa", "low-rank adapter", "GPT-2", "Natural LoRA", "tiny BERT")
    ),
)


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(NAME, st.tuples(st.sampled_from(Kind), st.lists(NAME, max_size=2)), max_size=12))
def test_whoever_is_left_out_has_no_family(named: dict[str, tuple[Kind, list[str]]]) -> None:
    concepts = [
        Concept(kind, f"k{number}", name, tuple(sorted(aliases)))
        for number, (name, (kind, aliases)) in enumerate(named.items())
    ]
    concepts += [Concept(Kind.METHOD, "lora", "LoRA", ("LoRA",)), Concept(Kind.METHOD, "qlora", "QLoRA", ("QLoRA",))]
    by_id = {each.id: each for each in sorted(concepts, key=lambda each: each.id)}
    rows = [
        {"id": each.id, "kind": each.kind.value, "name": each.name, "aliases": each.aliases} for each in by_id.values()
    ]
    table = pa.Table.from_pylist(rows, GRAPH["concepts"])
    entries = shipped_catalogue()
    assert concepts_in(table) == by_id
    assert family_facts(kin_in(table, entries), (), entries) == family_facts(by_id, (), entries)
