"""While a table is loaded the collector of garbage rests."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from extractors.collecting import uncollected


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    yield
    gc.enable()


def test_the_collector_rests_and_goes_on() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_where_loading_fails() -> None:
    def load() -> None:
        with uncollected():
            raise ValueError("a broken table")

    with pytest.raises(ValueError, match="broken"):
        load()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    uncollected()(gc.isenabled)()
    assert not gc.isenabled()


def test_loads_inside_loads_rest_to_the_end_of_the_outer() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
