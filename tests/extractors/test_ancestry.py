"""What the catalogue says descends from what."""

from __future__ import annotations

from extractors.ancestry import Descent, ancestors, find_descents
from extractors.catalogue import Entry, shipped_catalogue
from extractors.types import Kind

ENTRIES = {(entry.kind, entry.name): entry for entry in shipped_catalogue()}
LORA = ENTRIES[Kind.METHOD, "LoRA"]
PARENT = ENTRIES[LORA.family[0]]


def test_a_parent_is_one_step_away_and_its_parents_two_unless_they_are_parents_too() -> None:
    for entry in ENTRIES.values():
        steps_to = ancestors(entry.family)
        for parent in entry.family:
            assert steps_to[parent] == 1
            above = ENTRIES[parent].family if parent in ENTRIES else ()
            assert all(steps_to[each] == (1 if each in entry.family else 2) for each in above)


def test_nothing_descends_from_itself() -> None:
    assert not [key for key, entry in ENTRIES.items() if key in ancestors(entry.family)]


def test_the_nearest_ancestor_that_a_paper_names_is_marked() -> None:
    above = next(ENTRIES[key] for key, steps in ancestors(LORA.family).items() if steps == 2)
    entries = {"lora": LORA, "parent": PARENT, "above": above}
    assert find_descents(entries)["lora", "parent"] == Descent(1, True)
    assert find_descents(entries)["lora", "above"] == Descent(2, False)
    del entries["parent"]
    assert find_descents(entries)["lora", "above"] == Descent(2, True)


def test_what_the_catalogue_lacks_descends_from_nothing() -> None:
    assert find_descents({"fold": None, "foldwise": Entry(Kind.METHOD, "Foldwise"), "lora": LORA}) == {}
