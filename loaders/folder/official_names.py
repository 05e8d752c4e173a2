"""What the name of a file promises, and what is found in one that does not keep it.

A file is recognised by its content. Its name only tells which files must not be passed over
when they are not recognised: what comes under the name that its publisher gives it.
"""

import re
from typing import Final

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

MEDQUAD_PAGE: Final = "medquad-page"

# The names that publishers give their files, to the name of the kind.
_NAMES: Final = {
    r"mondo(-[a-z]+)?\.json": "mondo-json",
    r"mondo_[\w.]+\.sssom\.tsv": "mondo-sssom",
    r"hp([-.][\w.-]+)?\.json": "hp-json",
    r"phenotype([-._]\w+)*\.hpoa": "phenotype-hpoa",
    r"en_product1\.xml": "orphadata-product1",
    r"en_product3_\d+\.xml": "orphadata-product3",
    r"en_product4\.xml": "orphadata-product4",
    r"en_product6\.xml": "orphadata-product6",
    r"en_product7\.xml": "orphadata-product7",
    r"en_product9_prev\.xml": "orphadata-product9-prev",
    r"en_product9_ages\.xml": "orphadata-product9-ages",
    r"ORPHApacket_\d+\.json": "orphapackets",
    r"orphapackets?([-_]\w+)*\.(tar|tgz)": "orphapackets",
    r"ordo([-._]\w+)*\.obo": "ordo-obo",
    r"GARD\.csv": "gard-records",
    r"GARD_xrefs\.csv": "gard-xrefs",
    r"GARD_genes\.csv": "gard-genes",
    r"gard_to_gard_mappings\.csv": "gard-hierarchy",
    r"hgnc_complete_set([-._]\w+)*\.(txt|tsv)": "hgnc-complete-set",
    r"2_GARD_QA/\d{7}\.xml": MEDQUAD_PAGE,
}
_PATTERNS: Final = [
    (re.compile(rf"(?:.*/)?{name}(?:\.gz)?", re.ASCII), kind) for name, kind in _NAMES.items()
]
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SHOWN: Final = 40


def promised(name: str) -> str | None:
    """Return the name of the kind that a file with this name should be, None if it promises none.

    >>> promised("orphanet/en_product6.xml.gz"), promised("notes.xml")
    ('orphadata-product6', None)
    """
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(name)), None)


def content_of(file: SourceFile) -> str:
    """Return in words what a file that is not recognised holds."""
    try:
        with file.opened() as stream:
            head = stream.read(1024)
    except SourceError as error:
        return error.problem.removeprefix("expected gzip, found ")
    if not head.strip():
        return "nothing: the file is empty"
    if _HTML.match(head):
        return "a web page (HTML)"
    if b"\0" in head:
        return f"a NUL at byte {head.index(0) + 1}: a binary file, or not UTF-8"
    return repr(head[:_SHOWN].decode("utf-8", "backslashreplace")) + " ..."
