"""A Graph Store in memory, on loopback, that refuses, loses and dies as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import RdfFormat, Triple, parse, serialize

PAGE = b"<html><h1>No,\r\n <b>never</b> &amp; not now</h1></html>"


@dataclass
class Store:
    """What it holds, and how it behaves."""

    asks: str = ""
    """Its challenge to whoever changes something."""
    answers: Mapping[int, int] = field(default_factory=dict)
    """The status it answers in place of its own, by number of the request; 0 for dying without a word."""
    largest: int = 1_000_000
    """Bytes of a chunk."""
    loses: int = 0
    """Triples that it drops of each chunk without a word."""
    answers_queries: bool = False
    """Whether it says at /query how many triples it holds."""
    gives_out: bool = True
    """Whether it gives out what it holds."""
    graphs: dict[str, set[Triple]] = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and Authorization header of each that changes something."""
    address: str = ""

    def status(self, body: bytes, authorised: bool) -> int:
        """The answer to the request that was noted last."""
        code = self.answers.get(len(self.requests))
        if code is None and self.asks and not authorised:
            code = 401
        if code is None and len(body) > self.largest:
            code = 413
        return 204 if code is None else code

    def take(self, place: str, body: bytes, *, replace: bool) -> None:
        """Hold what was sent."""
        held = self.graphs.setdefault(place, set())
        if replace:
            held.clear()
        held.update([quad.triple for quad in parse(body, format=RdfFormat.TURTLE)][self.loses :])


@contextmanager
def serving(store: Store) -> Iterator[Store]:
    """Let ``store`` answer at its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.startswith("/query"):
                self.count()
                return
            store.requests.append((self.command, self.headers.get("Authorization", "")))
            code = store.status(body, "Authorization" in self.headers)
            if code == 0:
                self.close_connection = True
                return
            if code == 204:
                store.take(self.place(), body, replace=self.command == "PUT")
            self.reply(code)

        do_POST = do_PUT  # noqa: N815

        def do_GET(self) -> None:
            if store.gives_out and self.place() in store.graphs:
                held = serialize(store.graphs[self.place()], format=RdfFormat.N_TRIPLES)
                self.reply(200, held or b"", "application/n-triples; charset=utf-8")
            else:
                self.reply(404)

        def count(self) -> None:
            if not store.answers_queries:
                self.reply(404)
                return
            number = str(sum(map(len, store.graphs.values())))
            rows = {"results": {"bindings": [{"n": {"type": "literal", "value": number}}]}}
            self.reply(200, json.dumps(rows).encode(), "application/sparql-results+json")

        def place(self) -> str:
            return parse_qs(urlsplit(self.path).query)["graph"][0]

        def reply(self, code: int, text: bytes = b"", media: str = "text/html") -> None:
            text = PAGE if code >= 300 else text
            self.send_response(code)
            if code == 401:
                self.send_header("WWW-Authenticate", store.asks)
            if code == 307:
                self.send_header("Location", f"http://example.org/elsewhere?{urlsplit(self.path).query}")
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        store.address = f"http://127.0.0.1:{server.server_port}/data"
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()
