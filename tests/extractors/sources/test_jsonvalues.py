"""JSON as a stream: memory is one value, wrappers open and close, and every layout gives the same values."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sources.decoding import TextInput, decode
from extractors.sources.jsonvalues import LISTS, Broken, json_values

ROWS = [{"title": f"Title {n}", "abstract": 'Text {with} [brackets], "quotes" and commas.'} for n in range(3)]


def values(content: str, block: int = 1 << 16) -> list[object]:
    head, rest = content[:block], (content[at : at + block] for at in range(block, len(content), block))
    return [found.value for found in json_values(TextInput("input", head, rest))]


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("indent", [None, 0, 2, "\t"])
def test_a_services_wrapper_is_entered_and_left(key: str, indent: int | str | None) -> None:
    wrapper = {
        "total": 3,
        "meta": {"page": 1, "q": "a \\ {b}"},
        "token": 'x"y',
        key: ROWS,
        "next": None,
        "group_by": [],
    }
    content = json.dumps(wrapper, indent=indent)
    assert values(content) == ROWS
    assert values(f"{content}\n{content}") == [*ROWS, *ROWS]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_paper_that_has_a_list_of_its_own_is_no_wrapper(indent: int | None) -> None:
    paper = {"year": 2021, "title": "A", "data": [{"title": "not a paper"}]}
    inner = {"year": 2021, "data": [{"title": "not a paper"}], "title": "A"}
    for content in ([paper, inner], {"results": [paper, inner]}):
        assert values(json.dumps(content, indent=indent)) == [paper, inner]
    assert values("\n".join(json.dumps(each, indent=1) for each in (paper, paper))) == [paper, paper]


@given(st.integers(1, 50), st.sampled_from([None, 1, 4]))
def test_values_are_the_same_wherever_blocks_end(block: int, indent: int | None) -> None:
    content = json.dumps({"results": ROWS}, indent=indent)
    head = max(block, 20)
    rest = (content[at : at + block] for at in range(head, len(content), block))
    assert [found.value for found in json_values(TextInput("input", content[:head], rest))] == ROWS


def test_memory_is_one_value_however_long_the_array() -> None:
    row = json.dumps({"title": "A", "abstract": "word " * 200})

    def blocks() -> Iterator[str]:
        for _ in range(2000):
            yield f"{row},\n" * 10
        yield f"{row}]"

    tracemalloc.start()
    try:
        found = sum(1 for _ in json_values(TextInput("input", "[\n", blocks())))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == 20_001
    assert peak < 1_000_000


def test_a_wrapper_that_is_cut_short_says_so_at_its_end() -> None:
    content = json.dumps({"data": ROWS}, indent=1)
    whole = decode("input", io.BytesIO(content[: content.rindex("]")].encode()))
    *_, last = json_values(whole)
    assert last.value == Broken("", "the array has no end: the file is cut short; a closing ] is needed")
    assert last.place == f"input:{content[: content.rindex(']')].rstrip().count(chr(10)) + 1}"


def test_after_a_broken_value_reading_goes_on_however_far_the_next_is() -> None:
    broken = '{"title": "A", "abstract" "no colon", "more": "' + "x" * 300_000 + '"}'
    content = f"[\n{broken},\n{json.dumps(ROWS[0])}\n]"
    first, second = values(content)
    assert isinstance(first, Broken)
    assert second == ROWS[0]
