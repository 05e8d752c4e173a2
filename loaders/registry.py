"""The table of contents: every kind of source that there is a loader for."""

from types import ModuleType
from typing import Final

from loaders.kind import Kind
from loaders.sources import (
    gard_genes,
    gard_hierarchy,
    gard_page,
    gard_records,
    gard_xrefs,
    hgnc_complete_set,
    hp_json,
    mondo_json,
    mondo_sssom,
    ordo_obo,
    orphadata_product1,
    orphadata_product3,
    orphadata_product4,
    orphadata_product6,
    orphadata_product7,
    orphadata_product9_ages,
    orphadata_product9_prev,
    orphapackets,
    phenotype_hpoa,
    sssom,
)

# Each has read, which turns bytes into records, and describe, which turns a record into quads.
LOADERS: Final[dict[str, ModuleType]] = {"gard-page": gard_page, "sssom": sssom}

# What a folder of downloads is searched for.
KINDS: Final[tuple[Kind, ...]] = (
    gard_genes.KIND,
    gard_hierarchy.KIND,
    gard_records.KIND,
    gard_xrefs.KIND,
    hgnc_complete_set.KIND,
    hp_json.KIND,
    mondo_json.KIND,
    mondo_sssom.KIND,
    ordo_obo.KIND,
    orphadata_product1.KIND,
    orphadata_product3.KIND,
    orphadata_product4.KIND,
    orphadata_product6.KIND,
    orphadata_product7.KIND,
    orphadata_product9_ages.KIND,
    orphadata_product9_prev.KIND,
    orphapackets.KIND,
    phenotype_hpoa.KIND,
)
