"""The committed script is made of the sources that lie beside it, and carries the licences of what it holds."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from exports.explorer.page import asset

WEB = Path(__file__).parents[3] / "web"


def test_the_script_is_made_of_the_sources() -> None:
    sources = sorted(file.relative_to(WEB).as_posix() for file in (WEB / "src").rglob("*.js"))
    made = sha256()
    for name in [*sources, "package-lock.json", "build.js"]:
        made.update(f"{name}\n{(WEB / name).read_text('utf-8')}\n".encode())
    found = re.search(r"sources ([0-9a-f]{64})", asset("explorer.js"))
    assert found is not None
    assert found[1] == made.hexdigest(), "run npm ci && npm run build in web/"


def test_the_script_names_its_libraries_and_their_licences() -> None:
    script = asset("explorer.js")
    for name in ("sigma 3", "graphology 0", "graphology-utils 2", "events 3"):
        assert f"\n{name}" in script
    assert script.count("Permission is hereby granted") == 4


def test_the_script_compiles_no_text_and_fetches_nothing() -> None:
    script = asset("explorer.js")
    assert not re.search(r"\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write\(", script)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource", script)
    assert "</script" not in script
