"""Requests to a triple store: authenticated, tried again when a fault may pass, and told in one line when it does not.

Every request that is sent here may be sent twice: none of them changes anything the second time.
"""

from __future__ import annotations

import html
import re
import time
from types import TracebackType
from typing import Self

import httpx

from exports.store_auth import PASSWORD_VARIABLE, USER_VARIABLE, Credentials, StoreAuth
from exports.store_endpoints import EXAMPLES, shown
from extractors.errors import StoreError

PATIENCE = httpx.Timeout(120.0, connect=10.0)
"""Seconds to wait for a store: a chunk may be long in being indexed, a connection is there or not."""

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each further try."""

LONGEST_PAUSE = 60.0
"""Seconds that a store may ask for by ``Retry-After``."""

_PASSING = frozenset({408, 425, 429, 502, 503, 504})
_DEADLOCK = "40001"
"""How Virtuoso says that a transaction lost against another (SQLSTATE)."""

_REFUSED = "refused the user or the password"
_NO_PASSWORD = f"no password is known: ${PASSWORD_VARIABLE} (or ~/.netrc) is not set"


class RejectedError(StoreError):
    """The store answered, and not with success; ``status`` is its code."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class StoreClient:
    """One connection to one store, as one user."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._client = httpx.Client(auth=StoreAuth(credentials), timeout=PATIENCE)
        self._answered = False

    def __enter__(self) -> Self:
        self._client.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.__exit__(kind, error, trace)

    def send(
        self,
        method: str,
        address: httpx.URL,
        *,
        headers: dict[str, str],
        content: bytes | None = None,
        form: dict[str, str] | None = None,
    ) -> httpx.Response:
        """The store's answer; a RejectedError for one that is not success, a StoreError where there is none."""
        request = self._client.build_request(method, address, headers=headers, content=content, data=form)
        for pause in (*PAUSES, None):
            try:
                response = self._client.send(request)
            except httpx.TransportError as error:
                if pause is None or not self._may_pass(error):
                    raise StoreError(f"{shown(address)}: the store {_silence(error)}") from error
            except (NotImplementedError, KeyError) as error:
                asks = f"asks for a kind of digest authentication that is not known: {error}"
                raise StoreError(f"{shown(address)}: the store {asks}") from error
            else:
                self._answered = True
                if response.is_success:
                    return response
                if pause is None or not _is_passing(response):
                    said = refusal(response, self._credentials)
                    raise RejectedError(f"{shown(address)}: the store {said}", response.status_code)
                pause = _wished(response, pause)
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _may_pass(self, error: httpx.TransportError) -> bool:
        """A store that was there may come back; one that was never there, or is silent, is left."""
        return self._answered and not isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout)


def refusal(response: httpx.Response, credentials: Credentials) -> str:
    """What the store said and, where that can be guessed, what to do about it."""
    code = response.status_code
    if code == httpx.codes.UNAUTHORIZED:
        if not credentials.user:
            return f"asks for a user; set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or name both in ~/.netrc"
        return f"refused the user {credentials.user!r}; {_NO_PASSWORD}" if not credentials.password else _REFUSED
    if response.is_redirect:
        return f"has moved to {_moved(response)}; give that address"
    said = one_line(_reason(response.text))
    return f"answered {code} {response.reason_phrase}{': ' + said if said else ''}{_hint(response, credentials)}"


def one_line(text: str) -> str:
    """``text`` without line breaks, and no longer than a person reads."""
    return " ".join(text.split())[:240]


def _silence(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    return f"cannot be reached ({one_line(str(error))})"


def _is_passing(response: httpx.Response) -> bool:
    return response.status_code in _PASSING or (response.is_error and _DEADLOCK in response.text[:2000])


def _wished(response: httpx.Response, pause: float) -> float:
    wish = response.headers.get("retry-after", "")
    return min(max(pause, float(wish)), LONGEST_PAUSE) if wish.isascii() and wish.isdigit() else pause


def _moved(response: httpx.Response) -> str:
    try:
        return shown(httpx.URL(response.headers.get("location", "")).copy_with(username=None, password=None))
    except httpx.InvalidURL:
        return "elsewhere"


def _hint(response: httpx.Response, credentials: Credentials) -> str:
    if response.status_code in {404, 405}:
        return f"; give the address that takes triples, such as {EXAMPLES}"
    if "permission" in response.text[:5000].lower():
        known = "" if credentials.password else f"; {_NO_PASSWORD}"
        return f"{known}; a store may ask for another address, such as {EXAMPLES}"
    return f"; {_NO_PASSWORD}" if response.status_code == httpx.codes.FORBIDDEN and not credentials.password else ""


def _reason(page: str) -> str:
    """What a person would read of an error page: Virtuoso has it in ``xmp``, others in plain text."""
    found = re.search(r"<xmp>(.*?)</xmp>", page, re.DOTALL | re.IGNORECASE)
    return html.unescape(found[1] if found else re.sub(r"<[^>]*>", " ", page[:5000]))
