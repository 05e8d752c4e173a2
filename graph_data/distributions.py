"""The dumps of a release as distributions in DCAT 3, with what only the manifest can tell."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph_data.addresses import dump_address
from graph_data.dumps import DumpFile, media_type
from graph_data.format_iris import format_iri, media_type_iri
from graph_data.own_graphs import LICENCE
from graph_data.void import WHOLE
from ontology.base import DATASET
from ontology.standard import (
    dcat_accessURL,
    dcat_byteSize,
    dcat_compressFormat,
    dcat_Distribution,
    dcat_distribution,
    dcat_downloadURL,
    dcat_mediaType,
    dcterms_format,
    dcterms_identifier,
    dcterms_license,
    dcterms_title,
    rdf_type,
    spdx_algorithm,
    spdx_Checksum,
    spdx_checksum,
    spdx_checksumAlgorithm_sha256,
    spdx_checksumValue,
    xsd_hexBinary,
    xsd_nonNegativeInteger,
)

_GZIP: Final = media_type_iri("application/gzip")


def distributions(dumps: Iterable[str]) -> Iterator[Triple]:
    """Yield the description of each dump of these names; sizes and checksums are not in it.

    A dump cannot hold its own checksum, and it holds this description.
    """
    for name in sorted(dumps):
        node, is_packed = _distribution(name), name.endswith(".gz")
        content = media_type(name)
        yield Triple(WHOLE, dcat_distribution, node)
        yield Triple(node, rdf_type, dcat_Distribution)
        yield Triple(node, dcterms_title, Literal(name, language="en"))
        yield Triple(node, dcat_downloadURL, dump_address(name))
        yield Triple(node, dcat_accessURL, dump_address(name))
        yield Triple(node, dcat_mediaType, media_type_iri(content))
        yield Triple(node, dcterms_license, NamedNode(LICENCE))
        if form := format_iri(content):
            yield Triple(node, dcterms_format, form)
        if is_packed:
            yield Triple(node, dcat_compressFormat, _GZIP)


def measured(release: str, files: Iterable[DumpFile]) -> Iterator[Triple]:
    """Yield what a manifest adds: the name of the release, size and SHA-256 of each dump."""
    yield Triple(WHOLE, dcterms_identifier, Literal(release))
    for file in files:
        node, checksum = _distribution(file.name), NamedNode(f"{DATASET}sha256-{file.sha256}")
        size = Literal(str(file.bytes), datatype=xsd_nonNegativeInteger)
        yield Triple(node, dcat_byteSize, size)
        yield Triple(node, spdx_checksum, checksum)
        yield Triple(checksum, rdf_type, spdx_Checksum)
        yield Triple(checksum, spdx_algorithm, spdx_checksumAlgorithm_sha256)
        value = Literal(file.sha256, datatype=xsd_hexBinary)
        yield Triple(checksum, spdx_checksumValue, value)


def _distribution(name: str) -> NamedNode:
    return NamedNode(f"{DATASET}dump-{name}")
