"""URLs as a text leaves them, made whole: what each leads to and whether it is the paper's own release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.cues import alternatives, cue
from extractors.types import Link, LinkKind, Paper, Span

_KNOWN_HOSTS = (
    *("github.com", "gitlab.com", "gitee.com", "bitbucket.org", "huggingface.co", "hf.co", "anonymous.4open.science"),
    *("doi.org", "bit.ly", "goo.gl", "tinyurl.com"),
)
_HOSTS = "(?:" + "|".join(map(re.escape, _KNOWN_HOSTS)) + ")"
_SIGNS = ("//", "www.", "github.io", "gitlab.io", *_KNOWN_HOSTS)
"""Text in ASCII with none of these has no URL."""

_URL = re.compile(
    r"(?:https?\s?:\s?//\s?"
    r"|(?<![\w@./-])www\."
    rf"|(?<![\w@./-])(?={_HOSTS}/)"  # without a scheme: known hosts only
    r"|(?<![\w@./-])(?=[\w-]+\.(?:github|gitlab)\.io\b))"
    r"(?:[^\s<>\"'`|\\^{}\[\]]|\\(?=[_%#&~]))+",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}'\"*~"
_CODE_HOSTS = ("github.com", "gitlab.com", "gitee.com", "bitbucket.org")
_NO_OWNER = frozenset({"topics", "orgs", "features", "about", "blog", "search", "marketplace", "sponsors"})

# Who releases what, from the words before a URL.
_RELEASED = alternatives(
    """codes? | codebase | implementations? | models? | data | datasets? | checkpoints? | repository | toolkit | package
    | library | weights | project | page | website | demos? | software | benchmark"""
)
_OWN = cue(
    r"(?:our|the|all|source|its|full|training|corresponding|this|complete|python|pytorch|official)\s+"
    rf"(?:[\w-]+\s+){{0,3}}{_RELEASED}\b"
    r""" | codes?\b | available | released? | open[- ]?sourced? | publicly | we (?:release|provide|publish|share|open)
    | can be found | found (?:at|in|on|here) | see\b | visit | project (?:page|website) | homepage | accessible | hosted
    | access""",
    after="",
)
_THIRD = cue(
    r"""built (?:up)?on | based on | build on | building on | adapted from | forked? (?:from|of) | modified from
    | from the (?:official )?(?:repository|implementation)
    | using the (?:[\w-]+ ){0,3}(?:library|implementation|toolkit|framework|code)
    | (?:library|toolkit|framework) (?:of|by|from) | implementation of \w+ (?:at|from|in) | integrated (?:in|into)
    | merged into | part of | compared? (?:to|with) | such as | provided by | original (?:code|implementation)
    | third[- ]party | implemented (?:in|with|using|within)""",
    after="",
)


def find_links(paper: Paper, view: str) -> Iterator[Link]:
    """The distinct links of a paper in text order, then those its source lists; normalised, own or third-party."""
    seen: set[str] = set()
    for match in _URL.finditer(_joined_view(paper.text, view)) if _may_have_url(view) else ():
        raw = match[0].rstrip(_TRAILING)
        url = normal_url(raw)
        if url is None or url.casefold() in seen:
            continue
        seen.add(url.casefold())
        own, rule, score = _release(view, match.start())
        yield Link(url, link_kind(url), own, Span(match.start(), match.start() + len(raw)), rule, score)
    for listed in paper.code:
        url = normal_url(listed)
        if url is not None and url.casefold() not in seen:
            seen.add(url.casefold())
            yield Link(url, link_kind(url), True, None, "listed by the source", 0.99)


def _may_have_url(view: str) -> bool:
    return not view.isascii() or any(map(view.lower().__contains__, _SIGNS))


def _joined_view(text: str, view: str) -> str:
    """The view, but with what LaTeX braces say about a URL: ``a/b{https://…}`` ends at the brace."""
    if not any(sign in text for sign in "{}\\~"):
        return view
    return re.sub(
        r"(?<!/)~", " ", "".join(raw if raw in "{}\\~" else seen for raw, seen in zip(text, view, strict=True))
    )


def normal_url(raw: str) -> str | None:
    """``https://host/path`` without ``www.``, ``.git``, trailing signs; a code host's URL is cut to owner and name.

    >>> normal_url("github.com/a/b.git"), normal_url("http://www.github.com/a/b/tree/main/x).")
    ('https://github.com/a/b', 'https://github.com/a/b')
    >>> normal_url("https://github.com/") is None
    True
    """
    bare = re.sub(r"^(?:https?\s?:\s?//\s?)?(?:www\.)?", "", raw.strip().replace("\\", ""), flags=re.IGNORECASE).rstrip(
        _TRAILING
    )
    host, _, path = bare.partition("/")
    host = host.lower()
    if "." not in host or not re.fullmatch(r"[a-z0-9.-]+(?::\d+)?", host):
        return None
    if host in _CODE_HOSTS:
        return _repository(host, path)
    path = path.rstrip("/")
    return f"https://{host}/{path}" if path else f"https://{host}"


def _repository(host: str, path: str) -> str | None:
    parts = [part for part in re.split(r"[?#]", path)[0].split("/") if part]
    if not parts or parts[0].lower() in _NO_OWNER:
        return None
    if len(parts) > 1:
        parts[1] = re.sub(r"\.git$", "", parts[1]).rstrip(_TRAILING)
    return "https://" + "/".join([host, *[part for part in parts[:2] if part]])


def link_kind(url: str) -> LinkKind:
    """What a normalised URL leads to, by host and path."""
    host, _, path = url.removeprefix("https://").partition("/")
    if host in _CODE_HOSTS:
        return LinkKind.REPOSITORY if "/" in path else LinkKind.OTHER
    if host in ("huggingface.co", "hf.co"):
        first = path.partition("/")[0]
        named = {
            "datasets": LinkKind.HF_DATASET,
            "spaces": LinkKind.HF_SPACE,
            "papers": LinkKind.OTHER,
            "collections": LinkKind.OTHER,
            "blog": LinkKind.OTHER,
        }
        return named.get(first, LinkKind.HF_MODEL if path else LinkKind.OTHER)
    if host.startswith("anonymous.4open") or "anonymous" in host or "anonymous" in path.lower():
        return LinkKind.ANONYMOUS_CODE
    if host in ("doi.org", "dx.doi.org"):
        return LinkKind.DOI
    if re.search(r"\.(?:github|gitlab)\.io$|^sites\.google\.com$|^\w+\.(?:page|site)$", host):
        return LinkKind.PROJECT_PAGE
    return LinkKind.OTHER


def _release(view: str, start: int) -> tuple[bool, str, float]:
    """Whose release a URL is, by the nearest cue before it in its sentence; without one it is the paper's own.

    Words of use less than 40 characters before the URL outweigh words of release between.
    """
    reach = max(0, start - 220)
    left = max(view.rfind(". ", reach, start), view.rfind("\n", reach, start), reach - 1) + 1
    before = view[left:start]
    own = max((match.end() for match in _OWN.finditer(before)), default=-1)
    third = max((match.end() for match in _THIRD.finditer(before)), default=-1)
    if third > own or (third >= 0 and len(before) - third < 40):
        return False, "words of use before the URL", 0.8
    if own >= 0:
        return True, "words of release before the URL", 0.95
    return True, "no words of use before the URL", 0.8
