"""raregraph query, export and resolve: what a release says."""

from pathlib import Path

import click
from pyoxigraph import RdfFormat

from graph_data import export, release, resolution
from graph_data.dumps import dump
from graph_data.store import open_store
from ontology import identifiers
from ontology.base import GRAPH
from raregraph.terminal import (
    iri_below,
    output_option,
    release_option,
    short,
    table,
    write,
)

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@click.command()
@click.argument("query", type=str)
@release_option
@output_option
@click.option("--format", "form", help="csv, tsv, json, xml, turtle, ntriples, rdfxml, jsonld.")
def query(query: str, folder: Path | None, output: Path | None, form: str | None) -> None:
    """Ask QUERY, a SPARQL text or a file that holds one; a table unless a format is named.

    \b
    Examples:
      raregraph query 'SELECT ?name { d:gard-0013034 skos:altLabel ?name }'
      raregraph query names.rq --format csv --output names.csv
    """
    raise NotImplementedError


@click.command("export")
@release_option
@output_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(RDF_FORMATS)),
    default="turtle",
    show_default=True,
    help="turtle, ntriples and rdfxml hold the union of the graphs, each triple once.",
)
@click.option("--graph", help="Only this named graph, by IRI or by its name, such as curated.")
@click.option("--condition", help="Only this condition and all that is said of it, by identifier.")
def export_command(
    folder: Path | None,
    output: Path | None,
    form: str,
    graph: str | None,
    condition: str | None,
) -> None:
    """Write a release, one graph of it, or one condition with all its claims.

    \b
    Examples:
      raregraph export --output raregraph.ttl
      raregraph export --condition GARD:0003829 --format jsonld
    """
    if graph and condition:
        raise click.UsageError("--graph and --condition exclude each other")
    store = open_store(release.current(folder) / release.STORE)
    if graph:
        quads = export.one_graph(store, iri_below(GRAPH, graph))
    elif condition:
        quads = export.condition(store, identifiers.parse(condition))
    else:
        quads = export.whole(store)
    write(output, dump(quads, RDF_FORMATS[form], identifiers.output_prefixes()))


@click.command()
@click.argument("identifier")
@release_option
@click.option("--hops", default=3, show_default=True, type=click.IntRange(1, 9))
def resolve(identifier: str, folder: Path | None, hops: int) -> None:
    """List what IDENTIFIER, in any spelling, is mapped to, with predicate, source and route.

    \b
    Example:
      raregraph resolve ORPHA:97253
    """
    start = identifiers.parse(identifier)
    store = open_store(release.current(folder) / release.STORE)
    rows = [
        (
            short(found.entity),
            found.label,
            short(found.route[-1].predicate),
            short(found.route[-1].source),
            " > ".join(short(step.start) for step in found.route),
        )
        for found in resolution.equivalents(store, start, hops)
    ]
    if not rows:
        raise click.ClickException(f"{short(start)} is in no mapping of this release")
    table(("identifier", "label", "predicate", "source", "route"), rows)
