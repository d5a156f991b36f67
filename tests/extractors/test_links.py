"""URLs as LaTeX-to-text steps leave them."""

from __future__ import annotations

import pytest

from extractors.links import find_links, link_kind, normal_url
from extractors.text import matching_view
from extractors.types import Link, LinkKind, Paper


def links(abstract: str, code: tuple[str, ...] = ()) -> list[Link]:
    paper = Paper("p", "T", abstract, code=code)
    return list(find_links(paper, matching_view(paper.text)))


REPOSITORY = "https://github.com/ann/fold-net"


@pytest.mark.parametrize(
    "abstract",
    [
        f"Code: {REPOSITORY}.",
        f"Code ({REPOSITORY}),",
        f"Code at~{REPOSITORY}.git",
        f"Code at url{{{REPOSITORY}}}",
        rf"Code at \url{{{REPOSITORY}}}.",
        f"Code at {REPOSITORY}{{{REPOSITORY}}}.",
        f"Code at {REPOSITORY}/tree/main/src.",
        "Code at github.com/ann/fold-net.",
        "Code at www.github.com/ann/fold-net/",
        "Code at http://github.com/ann/fold-net#readme",
        "Code at https: //github.com/ann/fold-net",
    ],
)
def test_one_repository_is_read_from_any_form(abstract: str) -> None:
    assert [(link.url, link.kind) for link in links(abstract)] == [(REPOSITORY, LinkKind.REPOSITORY)]


@pytest.mark.parametrize(
    "abstract", ["we use github.com daily", "e.g.this/that", "ann@github.com/x", "no.link here", ""]
)
def test_what_is_no_link_is_not_read(abstract: str) -> None:
    assert links(abstract) == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://gitee.com/ann/fold", LinkKind.REPOSITORY),
        ("https://huggingface.co/ann/fold-7b", LinkKind.HF_MODEL),
        ("https://huggingface.co/datasets/ann/folds", LinkKind.HF_DATASET),
        ("https://huggingface.co/spaces/ann/demo", LinkKind.HF_SPACE),
        ("https://ann.github.io/fold", LinkKind.PROJECT_PAGE),
        ("https://anonymous.4open.science/r/fold", LinkKind.ANONYMOUS_CODE),
        ("https://doi.org/10.1000/fold", LinkKind.DOI),
        ("https://bit.ly/fold", LinkKind.OTHER),
    ],
)
def test_each_host_has_its_kind_with_and_without_a_scheme(url: str, kind: LinkKind) -> None:
    for written in (url, url.removeprefix("https://")):
        assert [(link.url, link.kind) for link in links(f"Available at {written}.")] == [(url, kind)]


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Our code is available at {}.", True),
        ("We release the models at {}", True),
        ("See {} for more.", True),
        ("FoldNet: {}", True),
        ("It is built on {}.", False),
        ("We start from the official implementation {}", False),
        ("It is implemented with {}", False),
        ("Our code, which is adapted from {}", False),
    ],
)
def test_the_sentence_tells_whose_release_it_is(sentence: str, own: bool) -> None:
    assert [link.own for link in links(sentence.format(REPOSITORY))] == [own]


def test_a_link_spans_its_text_and_stands_once() -> None:
    text = f"Code: {REPOSITORY}. Again {REPOSITORY.upper()}"
    (link,) = links(text)
    assert link.span is not None
    assert f"T\n{text}"[link.span.start : link.span.end] == REPOSITORY


def test_what_the_source_lists_is_the_papers_own() -> None:
    (link,) = links("", code=("github.com/ann/fold-net.git",))
    assert (link.url, link.own, link.span) == (REPOSITORY, True, None)


@pytest.mark.parametrize(
    "raw", ["https://", "https://github.com/", "https://github.com/topics/x", "word", "https://a b.c"]
)
def test_no_address_no_url(raw: str) -> None:
    assert normal_url(raw) is None


def test_a_normal_url_is_its_own_normal_form() -> None:
    assert normal_url(REPOSITORY) == REPOSITORY
    assert link_kind(REPOSITORY) is LinkKind.REPOSITORY
