"""SPARQL: what can be asked, how it is answered, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, parse_query_results
from rdflib.query import Result

from exports import query_process, sparql
from exports.answers import Form, shortened, to_csv, to_json, to_tsv
from exports.cells import FORMULA_STARTS, safe_cell
from exports.iris import BASE, prefixes
from exports.sparql import query
from extractors.errors import QueryError
from kg.facts import Node
from kg.graph import Graph
from kg.schema import NodeKind

EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port on loopback, and what has been said to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stopped = threading.Event()

        def listen() -> None:
            while not stopped.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.settimeout(1)
                    heard.append(caller.recv(1000))

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], heard
        stopped.set()
        thread.join()


def test_select_answers_with_a_table(small_graph: Graph) -> None:
    answer = query(small_graph, "SELECT ?m ?t { ?p pk:introduces ?m ; dcterms:title ?t } ORDER BY ?t")
    assert answer.columns == ("m", "t")
    assert answer.rows == ((f"{BASE}method/lora", "LoRA"), (f"{BASE}method/lora-pro", "LoRA-Pro"))


def test_ids_are_prefixed_names_without_declaring_anything(small_graph: Graph) -> None:
    answer = query(small_graph, "SELECT ?l { method:lora-pro pk:variantOf+ ?c . ?c skos:prefLabel ?l }")
    assert answer.rows == (("LoRA",),)


@pytest.mark.parametrize(("variant", "verdict"), [("lora-pro", "true"), ("lora", "false")])
def test_ask_answers_true_or_false(small_graph: Graph, variant: str, verdict: str) -> None:
    answer = query(small_graph, f"ASK {{ method:{variant} pk:variantOf method:lora }}")
    assert (answer.columns, answer.rows, answer.form) == (("answer",), ((verdict,),), Form.BOOLEAN)
    assert json.loads(to_json(answer)) == {"head": {}, "boolean": verdict == "true"}


def test_construct_answers_with_sorted_triples(small_graph: Graph) -> None:
    answer = query(small_graph, "CONSTRUCT { ?c skos:prefLabel ?l } WHERE { ?c a pk:Method ; skos:prefLabel ?l }")
    assert answer.columns == ("subject", "predicate", "object")
    assert [row[2] for row in answer.rows] == ["LoRA", "LoRA-Pro"]
    assert answer.rows == tuple(sorted(answer.rows))


def test_describe_tells_of_one_resource(small_graph: Graph) -> None:
    answer = query(small_graph, "DESCRIBE task:fine-tuning")
    assert {row[0] for row in answer.rows} == {f"{BASE}task/fine-tuning"}


def test_what_is_unbound_is_empty_text_and_absent_in_json(small_graph: Graph) -> None:
    answer = query(small_graph, "SELECT ?m ?y { ?m a pk:Method OPTIONAL { ?m dcterms:issued ?y } } ORDER BY ?m")
    assert [row[1] for row in answer.rows] == ["2021", ""]
    assert [sorted(row) for row in json.loads(to_json(answer))["results"]["bindings"]] == [["m", "y"], ["m"]]


def test_two_runs_give_the_same_rows(small_graph: Graph) -> None:
    asked = "SELECT * { ?s ?p ?o } LIMIT 50"
    assert query(small_graph, asked) == query(small_graph, asked)


def test_json_is_read_by_rdflib_and_oxigraph_as_what_was_in_the_graph(small_graph: Graph) -> None:
    text = to_json(
        query(
            small_graph,
            "SELECT ?p ?y ?t { ?p a schema:ScholarlyArticle ; dcterms:title ?t OPTIONAL { ?p dcterms:issued ?y } }",
        )
    )
    rows = {tuple(row) for row in Result.parse(io.BytesIO(text.encode()), format="json")}
    hostile = small_graph.node("paper:t-hostile").label
    assert (rdflib.URIRef(f"{BASE}paper/t-hostile"), None, rdflib.Literal(hostile)) in rows
    assert rdflib.Literal("2021", datatype=rdflib.XSD.gYear) in {row[1] for row in rows}
    assert len(list(parse_query_results(text, format=QueryResultsFormat.JSON))) == len(rows) == 3


def test_csv_is_read_back_and_no_cell_is_a_formula() -> None:
    title = '=HYPERLINK("http://x.example","a,b")\nnext'
    graph = Graph.from_facts([Node("paper:p", NodeKind.PAPER, title, {"title": title})], [])
    text = to_csv(query(graph, "SELECT ?p ?t { ?p dcterms:title ?t ; a schema:ScholarlyArticle }"))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["p", "t"], [f"{BASE}paper/p", f"'{title}"]]


def test_tsv_is_read_by_oxigraph_as_the_same_terms_as_json(small_graph: Graph) -> None:
    asked = """SELECT ?s ?o ?n ?t {
        { ?s ?p ?o FILTER(!isBlank(?o)) BIND(1.5 AS ?n) } UNION { VALUES ?t { "a\\t\\"b\\"\\\\\\r\\n" "x"@en } }
    }"""
    answer = query(small_graph, asked)
    read = [
        [tuple(row) for row in parse_query_results(text, format=form)]
        for text, form in ((to_tsv(answer), QueryResultsFormat.TSV), (to_json(answer), QueryResultsFormat.JSON))
    ]
    assert read[0] == read[1]
    assert len(read[0]) > 200


def test_tsv_of_a_verdict_and_of_triples_has_a_header(small_graph: Graph) -> None:
    assert to_tsv(query(small_graph, "ASK {}")) == '?answer\n"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\n'
    described = to_tsv(query(small_graph, "DESCRIBE metric:accuracy")).splitlines()
    assert described[0] == "?subject\t?predicate\t?object"
    assert f'<{BASE}metric/accuracy>\t<{prefixes()["skos"]}prefLabel>\t"accuracy"' in described


def test_a_table_shows_prefixed_names_that_a_query_reads_again(small_graph: Graph) -> None:
    answer = query(small_graph, "SELECT DISTINCT ?s { ?s ?p ?o FILTER(!CONTAINS(STR(?s), '%')) } ORDER BY ?s")
    names = [row[0] for row in shortened(answer, prefixes())]
    assert {"method:lora", "paper:arxiv:2407.18242", "pk:introduces"} <= set(names)
    assert f"{BASE}repository/github.com/mrflogs/lora-pro" in names, "a slash would need an escape"
    written = " ".join(name if not name.startswith("http") else f"<{name}>" for name in names)
    again = query(small_graph, f"SELECT ?s {{ VALUES ?s {{ {written} }} }}")
    assert again.rows == answer.rows


def test_text_that_looks_like_an_iri_is_not_shortened(small_graph: Graph) -> None:
    answer = query(small_graph, f"SELECT ?t {{ VALUES ?t {{ '{BASE}method/lora' }} }}")
    assert shortened(answer, prefixes()) == ((f"{BASE}method/lora",),)


def test_numbers_stay_numbers_in_csv_even_below_zero(small_graph: Graph) -> None:
    answer = query(small_graph, 'SELECT ?n ?d ?t { VALUES (?n ?d ?t) { (-5 -1.5 "-5") } }')
    assert to_csv(answer) == "n,d,t\r\n-5,-1.5,'-5\r\n"


@given(st.text())
def test_no_safe_cell_opens_a_formula_and_text_is_kept(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell in (text, f"'{text}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("SELECT * {\n  ?s ?p ?o\n  ORDER", r"line 3, column \d+: found"),
        ("SELECT * { ?s ?p ", r"line 1, column 18: found its end; expected"),
        (
            "SELECT ?s { ?s nope:x ?o }",
            r"line 1, column 16: unknown prefix 'nope:'; declare it, or use one of cr:, data",
        ),
        ("PREFIX a: <b:> SELECT *\n{ ?s a:x ?o ; nope:x _:b }", r"line 2, column 15: unknown prefix 'nope:'"),
        ("PREFIX nope: <b:> SELECT * { ?s nope:x 'a:b' ", r"line 1, column \d+: found its end; expected"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT contains a variable that is unbound"),
        ("", "line 1, column 1: found its end"),
        ("SELECT (<http://x.example/f>(1) AS ?x) {}", "custom function"),
        ("SELEC ?x", "line 1, column 1: found 'SELEC'; a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("# one\nprefix a: <b:>\n{ ?s ?p ?o }", r"line 3, column 1: found '\{ \?s \?p \?o \}'; a query begins with"),
        ("PREFIX a: <b:>", "line 1, column 15: found its end; a query begins with SELECT"),
        ("PREFIX a: <b c> SELECT * {}", "iRI parsing failed"),
    ],
)
def test_a_faulty_query_is_told_in_one_line_with_its_place(small_graph: Graph, asked: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        query(small_graph, asked)
    assert str(caught.value).startswith("SPARQL")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "asked",
    ["ask{}", "BASE<http://x.example/> prefix a: <b:> # ASK\nASK {}", 'VERSION "1.2" ASK {}', "#\nPREFIX :<b:>ASK{}"],
)
def test_a_query_begins_in_whatever_case_after_what_it_declares(small_graph: Graph, asked: str) -> None:
    assert query(small_graph, asked).rows == (("true",),)


@pytest.mark.parametrize(
    "asked",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX x: <http://x.example/>\n# SELECT\ndelete where { ?s ?p ?o }",
        "BASE <http://x.example/> LOAD <http://x.example/>",
        "CLEAR ALL",
    ],
)
def test_an_update_is_refused_by_name(small_graph: Graph, asked: str) -> None:
    with pytest.raises(QueryError, match="is an update; give a SELECT"):
        query(small_graph, asked)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x.example/> { ?s ?p ?o } }",
        "PREFIX : <http://x.example/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICESILENT<http://x.example/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://x.example/>{ ?s ?p ?o } }",
        "PREFIX e: <a:> SELECT * { ?s ?p e:a\\' . SERVICE <http://x.example/> { ?s ?p 'b' } }",
        "PREFIX e: <a:> SELECT * { VALUES ?x {'''a'} SERVICE <http://x.example/> {?s ?p e:a\\!} VALUES ?y {'''b'''}}",
    ],
)
def test_service_is_refused_however_it_is_spelt(small_graph: Graph, asked: str) -> None:
    with pytest.raises(QueryError, match=r"line 1, column \d+: SERVICE calls another store"):
        query(small_graph, asked)


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT ?service { VALUES ?service { 'SERVICE <http://x.example/>' } }",
        "SELECT * { task:customer-service ?p ?o } # SERVICE\n",
        'SELECT * { <http://x.example/SERVICE> ?p ?o FILTER(STR(?o) = """a "SERVICE" """) }',
    ],
)
def test_the_word_service_may_be_named_and_quoted(small_graph: Graph, asked: str) -> None:
    query(small_graph, asked)


def test_no_query_reaches_the_network_even_past_the_check(
    small_graph: Graph, listener: tuple[int, list[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, heard = listener
    monkeypatch.setattr(sparql, "check", len)
    with pytest.raises(QueryError, match="the query failed"):
        query(small_graph, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
    assert heard == []


def test_a_query_that_takes_too_long_is_stopped(small_graph: Graph) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within 0\.5 seconds"):
        query(small_graph, f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", seconds=0.5)
    assert time.monotonic() - began < 10


def test_an_answer_without_measure_is_stopped(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_process, "LARGEST", 1024 * 1024)
    with pytest.raises(QueryError, match="larger than 1 MB; add a LIMIT"):
        query(small_graph, f"SELECT * {{ {EVERYTHING} }}")


def test_a_query_that_takes_all_memory_is_stopped(small_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_process, "MEMORY", 50 * 1024 * 1024)
    with pytest.raises(QueryError, match=r"needs more than 0\.0488281 GB of memory; narrow it"):
        query(small_graph, f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c ?f")


def test_a_query_nested_too_deep_is_one_line(small_graph: Graph) -> None:
    with pytest.raises(QueryError, match="SPARQL") as caught:
        query(small_graph, "SELECT * " + "{" * 200_000)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_title_cannot_write_a_query() -> None:
    title = '" } ; DELETE WHERE { ?s ?p ?o } #'
    graph = Graph.from_facts([Node("paper:p", NodeKind.PAPER, title, {"title": title})], [])
    assert query(graph, "SELECT ?t { paper:p dcterms:title ?t }").rows == ((title,),)
