"""What the tests of the exports share: the graph of the example papers, built once, and stores that run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import browser
from triple_stores import Running, oxigraph_running, virtuoso_running

import kg
from exports import store_client
from exports.store_auth import PASSWORD_VARIABLE, USER_VARIABLE
from exports.store_endpoints import Protocol

__all__ = ["browser"]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo_graph() -> kg.Graph:
    return kg.build([str(ROOT / "examples" / "papers.jsonl")])


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with virtuoso_running(tmp_path_factory.mktemp("virtuoso")) as store:
        yield store


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with oxigraph_running(tmp_path_factory.mktemp("oxigraph")) as store:
        yield store


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials and no proxy from the machine that runs the tests, and short pauses between tries."""
    for name in (USER_VARIABLE, PASSWORD_VARIABLE, "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
    monkeypatch.setattr(store_client, "PAUSES", (0.01, 0.01))


@pytest.fixture
def in_chunks_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many triples go in a request."""
    return lambda number: monkeypatch.setattr("exports.load.CHUNK", dict.fromkeys(Protocol, number))
