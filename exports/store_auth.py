"""Who we are to a triple store: credentials from the caller, the URL, the environment or netrc; digest or basic."""

from __future__ import annotations

import netrc
import os
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from extractors.errors import StoreError

USER_VARIABLE = "PAPERKG_STORE_USER"
PASSWORD_VARIABLE = "PAPERKG_STORE_PASSWORD"

# A challenge may share its header with others (RFC 9110, section 11.6.1); httpx knows only one that begins it.
_DIGEST = re.compile(r"(?:^|,\s*)(digest\s.*)", re.IGNORECASE)
_BASIC = re.compile(r"(?:^|,\s*)basic\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and a password that no ``repr`` shows; an empty user stands for nobody in particular."""

    user: str
    password: str = field(repr=False)


def find_credentials(url: httpx.URL, user: str | None, password: str | None) -> Credentials:
    """The caller's, else the URL's, else the environment's, else netrc's for this host, else none.

    A user without a password takes the environment's, else that of netrc for the same user. A netrc file that cannot be
    read is a StoreError.
    """
    fallback = os.environ.get(PASSWORD_VARIABLE, "")
    for name, secret in ((user, password), (url.username, url.password), (os.environ.get(USER_VARIABLE), fallback)):
        if name:
            return Credentials(name, secret or fallback or _password_of(name, url.host))
    name, secret = _from_netrc(url.host)
    return Credentials(name, secret)


def _password_of(user: str, host: str) -> str:
    name, secret = _from_netrc(host)
    return secret if name == user else ""


def _from_netrc(host: str) -> tuple[str, str]:
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        found = netrc.netrc(str(path)).authenticators(host) if path.is_file() else None
    except netrc.NetrcParseError as error:  # whose message may quote a password
        raise StoreError(
            f"{path}, line {error.lineno}: not in the netrc format; mend it or set {USER_VARIABLE}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read; mend it or set {USER_VARIABLE}") from error
    return (found[0] or "", found[2] or "") if found else ("", "")


class StoreAuth(httpx.Auth):
    """Answers whichever challenge the store makes, digest before basic, and keeps to it from then on.

    Nothing is sent before the store has asked.
    """

    requires_request_body = True

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """As ``httpx.Auth`` has it."""
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED or not self._credentials.user:
            return
        offered = response.headers.get_list("www-authenticate")
        digest = next(filter(None, map(_DIGEST.search, offered)), None)
        if digest:
            self._chosen = httpx.DigestAuth(self._credentials.user, self._credentials.password)
            flow = self._chosen.auth_flow(request)
            next(flow)  # the request without credentials, whose answer is at hand
            yield flow.send(
                httpx.Response(response.status_code, headers={"www-authenticate": digest[1]}, request=request)
            )
        elif any(_BASIC.search(challenge) for challenge in offered):
            self._chosen = httpx.BasicAuth(self._credentials.user, self._credentials.password)
            yield from self._chosen.auth_flow(request)
