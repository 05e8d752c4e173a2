"""Where the sources are downloaded: one entry per source, under the name of its kind."""

from collections.abc import Iterable
from typing import Final

from loaders.fetching.content import (
    GARD_HIERARCHY,
    GARD_TABLE,
    GZIP,
    HGNC,
    HPOA,
    OBO_GRAPH,
    ORPHADATA,
    SSSOM,
    Shape,
)
from loaders.fetching.remote import Download, Remote

# A release on GitHub has its name in the address that /latest/ is redirected to.
_RELEASE: Final = r"/releases/download/v?([^/]+)/"
_ORPHADATA: Final = "https://www.orphadata.com/data/xml/"
_MONDO: Final = "https://raw.githubusercontent.com/monarch-initiative/mondo/master/"
_GARD: Final = "https://raw.githubusercontent.com/ncats/RDAS/HEAD/RDAS_GARD/src/"
_CC_BY: Final = "CC BY 4.0"

_CLASSIFICATIONS: Final = (
    "146 147 148 150 152 156 181 182 183 184 185 186 187 188 189 193 194 195 196 197 198 199 200"
    " 201 202 203 204 205 209 212 216 231 233 235"
)
_MAPPINGS: Final = {
    "broadmatch": "icd10cm icd11.foundation mesh ncit sctid",
    "closematch": "icd10cm meddra ncit sctid",
    "exactmatch": "doid efo icd10cm icd10who icd11.foundation meddra mesh ncit omim omimps orphanet"
    " sctid umls",
    "hasdbxref": "gard hgnc hp icd10cm icd11.foundation icdo meddra nord oncotree orphanet",
    "narrowmatch": "icd10cm icd11.foundation mesh ncit sctid",
    "relatedmatch": "icd10cm meddra mesh ncit sctid",
}


def _download(
    name: str,
    title: str,
    addresses: Iterable[str],
    shape: Shape,
    licence: str,
    versioned_by: str,
    *,
    pattern: str = "",
    file: str = "",
    seen: bool = True,
) -> Download:
    remotes = (
        Remote(name, file or address.rsplit("/", 1)[1], address, shape, licence, pattern)
        for address in addresses
    )
    return Download(name, title, tuple(remotes), versioned_by, seen)


def _orphadata(name: str, title: str, *files: str) -> Download:
    addresses = [f"{_ORPHADATA}en_{file}.xml" for file in files]
    return _download(name, title, addresses, ORPHADATA, _CC_BY, "date and version in the file")


def _gard(name: str, title: str, file: str, shape: Shape) -> Download:
    licence = "no licence stated (US government)"
    return _download(name, title, [_GARD + file], shape, licence, "SHA-256", seen=False)


_IN_FILE: Final = "release in the redirect, and in the file"
DOWNLOADS: Final = (
    _download(
        "mondo-json",
        "Mondo disease ontology",
        ["https://purl.obolibrary.org/obo/mondo.json"],
        OBO_GRAPH,
        _CC_BY,
        _IN_FILE,
        pattern=_RELEASE,
    ),
    _download(
        "mondo-sssom",
        "Mondo mappings",
        [
            f"{_MONDO}src/ontology/mappings/mondo_{predicate}_{target}.sssom.tsv"
            for predicate, targets in _MAPPINGS.items()
            for target in targets.split()
        ],
        SSSOM,
        "CC0 1.0",
        "version in the file",
    ),
    _download(
        "hp-json",
        "Human Phenotype Ontology",
        ["https://purl.obolibrary.org/obo/hp.json"],
        OBO_GRAPH,
        "HPO licence",
        _IN_FILE,
        pattern=_RELEASE,
    ),
    _download(
        "phenotype-hpoa",
        "HPO annotations",
        ["https://purl.obolibrary.org/obo/hp/hpoa/phenotype.hpoa"],
        HPOA,
        "HPO licence",
        _IN_FILE,
        pattern=_RELEASE,
    ),
    _orphadata("orphadata-product1", "Orphanet nomenclature and alignments", "product1"),
    _orphadata(
        "orphadata-product3",
        "Orphanet classifications",
        *(f"product3_{number}" for number in _CLASSIFICATIONS.split()),
    ),
    _orphadata("orphadata-product4", "Orphanet phenotypes", "product4"),
    _orphadata("orphadata-product6", "Orphanet genes", "product6"),
    _orphadata("orphadata-product7", "Orphanet linearisation", "product7"),
    _orphadata("orphadata-product9-prev", "Orphanet epidemiology", "product9_prev"),
    _orphadata("orphadata-product9-ages", "Orphanet natural history", "product9_ages"),
    _download(
        "orphapackets",
        "ORPHApackets",
        ["https://github.com/Orphanet/orphapacket/archive/refs/heads/master.tar.gz"],
        GZIP,
        _CC_BY,
        "date in the packets",
        file="orphapackets.tar.gz",
    ),
    _download(
        "ordo-obo",
        "ORDO 3.1 as OBO, kept by Mondo's imports (Orphanet itself publishes OWL only)",
        [
            "https://raw.githubusercontent.com/monarch-initiative/mondo-ingest/"
            "2943ade1af86ec802bfe5981c62f97e9c08cdbfb/raw/ordo.obo.gz"
        ],
        GZIP,
        _CC_BY,
        "data-version in the file",
        seen=False,
    ),
    _gard("gard-records", "GARD records", "GARD.csv", GARD_TABLE),
    _gard("gard-xrefs", "GARD cross references", "GARD_xrefs.csv", GARD_TABLE),
    _gard("gard-genes", "GARD genes", "GARD_genes.csv", GARD_TABLE),
    _gard("gard-hierarchy", "GARD hierarchy", "gard_to_gard_mappings.csv", GARD_HIERARCHY),
    _download(
        "hgnc-complete-set",
        "HGNC complete set",
        ["https://storage.googleapis.com/public-download-files/hgnc/tsv/tsv/hgnc_complete_set.txt"],
        HGNC,
        "CC0 1.0",
        "Last-Modified",
    ),
)
