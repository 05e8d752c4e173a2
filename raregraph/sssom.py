"""raregraph sssom: the mappings of a release as SSSOM TSV."""

from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_data.release import current, opened, read_manifest
from graph_data.sssom_export import Selection, write_sssom
from ontology.prefix_table import by_spelling
from ontology.standard import OIO, SKOS
from raregraph.csv_files import written
from raregraph.terminal import output_option, release_option

PREDICATES = {
    name: NamedNode(SKOS + name)
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
} | {"hasDbXref": NamedNode(OIO + "hasDbXref")}


def space_named(_: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Return the prefix of the identifier space that an option names, in any spelling.

    Raises click.BadParameter if there is none.
    """
    if name is None:
        return None
    declaration = by_spelling().get(name.casefold())
    if declaration is None or not declaration.is_identifier_space:
        raise click.BadParameter(f"{name!r} is no identifier space: expected such as MONDO")
    return declaration.prefix


@click.command()
@release_option
@output_option
@click.option("--subject-source", callback=space_named, help="Only mappings from this space.")
@click.option("--object-source", callback=space_named, help="Only mappings to this space.")
@click.option("--predicate", type=click.Choice(list(PREDICATES)), help="Only such mappings.")
def sssom(
    folder: Path | None,
    output: Path | None,
    subject_source: str | None,
    object_source: str | None,
    predicate: str | None,
) -> None:
    """Write the mapping records of a release as one mapping set in SSSOM TSV.

    Each row has its record, its justification and its source; a denied match has
    predicate_modifier Not.

    \b
    Examples:
      raregraph sssom --output mappings.sssom.tsv
      raregraph sssom --subject-source MONDO --object-source UMLS --predicate exactMatch
    """
    release = current(folder)
    wanted = Selection(subject_source, object_source, PREDICATES[predicate] if predicate else None)
    with written(output) as file:
        count = write_sssom(opened(release), file, read_manifest(release).release, wanted)
    click.echo(f"{count:,} mappings written", err=True)
