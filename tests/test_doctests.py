"""Worked examples in docstrings are right, in every module of the three packages."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

PACKAGES = ("extractors", "kg", "exports")
ELSEWHERE = {"kg", "kg.__main__"}
"""The front door, whose example prints much and has a test of its own; and what runs when it is imported."""

MODULES = {
    *PACKAGES,
    *(found.name for name in PACKAGES for found in walk_packages(import_module(name).__path__, f"{name}.")),
} - ELSEWHERE


@pytest.mark.parametrize("name", sorted(MODULES))
def test_examples_in_docstrings(name: str) -> None:
    if name.startswith("extractors.training.teacher."):
        pytest.importorskip("torch", reason="the extra paperkg[teacher] is not installed")
    assert doctest.testmod(import_module(name)).failed == 0
