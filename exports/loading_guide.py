"""The README beside published RDF: what the files are, and how each store takes them in.

The commands are those of the stores' own manuals: oxigraph-cli, Jena's tdb2.tdbloader, qlever-control, GraphDB's
importrdf, Virtuoso's bulk loader, Blazegraph's DataLoader and stardog-admin.
"""

from __future__ import annotations

_GUIDE = """\
# {title}

{triples} triples about {papers} papers, made by paperkg {version} in the profile `{profile}` (`rdf12` needs a store
that reads RDF 1.2). What they are is counted in `void.ttl`.

{terms}

| file | what it holds |
|---|---|
| `ontology.ttl` | the terms of its own, each with its meaning |
| `data-*.nt.gz` | the data: sorted N-Triples, at most 200 MB a file when unpacked |
| `quads-*.nq.gz` | the same data, what each paper says in a named graph of that paper |
| `shapes.ttl` | what the data keeps to, in the core of SHACL |
| `void.ttl` | counts, by class and property; names the files as if this folder were `{dataset}/` |
| `alignment.ttl` | concepts and what is close to them in CSO and Wikidata; apart, for no paper says so |
| `context.jsonld` | the context of paperkg's JSON-LD |

Load the ontology with the data. Where a store has named graphs, the examples below load into its default graph or
into `<{dataset}>`; load `quads-*.nq.gz` instead of `data-*.nt.gz` to have a graph a paper, never both.
Run the commands in this folder.

## Oxigraph

```sh
oxigraph load --location paperkg.oxigraph --file ontology.ttl data-*.nt.gz
oxigraph serve-read-only --location paperkg.oxigraph --bind localhost:7878
```

## Apache Jena (TDB2 and Fuseki)

```sh
tdb2.tdbloader --loader=parallel --loc=paperkg.tdb2 ontology.ttl data-*.nt.gz
fuseki-server --tdb2 --loc=paperkg.tdb2 /paperkg
```

## QLever

```sh
cat > Qleverfile <<'END'
[data]
NAME = paperkg
DESCRIPTION = {title}
FORMAT = ttl
[index]
INPUT_FILES = ontology.ttl data-*.nt.gz
CAT_INPUT_FILES = zcat -f ontology.ttl data-*.nt.gz
SETTINGS_JSON = {{ "num-triples-per-batch": 1000000 }}
[server]
PORT = 7001
ACCESS_TOKEN = paperkg
[runtime]
SYSTEM = docker
IMAGE = docker.io/adfreiburg/qlever:latest
END
qlever index
qlever start
```

## GraphDB

With the server stopped:

```sh
cat > graphdb.ttl <<'END'
@prefix graphdb: <http://www.ontotext.com/config/graphdb#> .
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
[] a rep:Repository ;
    rep:repositoryID "paperkg" ;
    rep:repositoryImpl [
        rep:repositoryType "graphdb:SailRepository" ;
        sr:sailImpl [ sail:sailType "graphdb:Sail" ; graphdb:ruleset "empty" ]
    ] .
END
importrdf preload --force --config-file graphdb.ttl ontology.ttl data-*.nt.gz
```

## Virtuoso

This folder must be among `DirsAllowed` in `virtuoso.ini`; `isql-vt` is called `isql` where it was not installed by
Debian. Give the password of dba for `dba`.

```sh
isql-vt 1111 dba dba exec="ld_dir('$PWD', 'ontology.ttl', '{dataset}'); \\
  ld_dir('$PWD', 'data-*.nt.gz', '{dataset}'); rdf_loader_run(); checkpoint;"
```

## Blazegraph

With the server stopped:

```sh
printf '%s\\n' com.bigdata.journal.AbstractJournal.file=paperkg.jnl \\
  com.bigdata.journal.AbstractJournal.bufferMode=DiskRW > RWStore.properties
java -Xmx4g -cp blazegraph.jar com.bigdata.rdf.store.DataLoader RWStore.properties ontology.ttl data-*.nt.gz
java -Xmx4g -Dbigdata.propertyFile=RWStore.properties -jar blazegraph.jar
```

## Stardog

```sh
stardog-admin db create -n paperkg --copy-server-side ontology.ttl data-*.nt.gz
```

## Check it

```sparql
SELECT (COUNT(*) AS ?triples) {{ ?s ?p ?o }}
```

gives {total}, the data and the ontology, in a store (in Virtuoso: a graph) that holds nothing else.
"""

_LICENSED = "The data is under the licence <{licence}>; ontology and shapes are under Apache-2.0."
_UNLICENSED = """\
Ontology and shapes are under Apache-2.0. No licence of the data is stated: titles, abstracts and the sentences quoted
from them are their authors'. Who publishes it states one with `paperkg export --rdf --licence IRI`."""


def loading_guide(
    *,
    title: str,
    dataset: str,
    version: str,
    profile: str,
    licence: str | None,
    papers: int,
    triples: int,
    ontology: int,
) -> str:
    """The README in Markdown; ``triples`` are those of the data, ``ontology`` those of the ontology."""
    return _GUIDE.format(
        title=title,
        dataset=dataset,
        version=version,
        profile=profile,
        terms=_LICENSED.format(licence=licence) if licence else _UNLICENSED,
        papers=papers,
        triples=triples,
        total=triples + ontology,
    )
