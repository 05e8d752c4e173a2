"""For each kind of conflict, triples that are one and triples that are none."""

from .small_store import claim, diseases, mapping

INSULINOMA = (
    diseases("MONDO:0024677", "MONDO:0005048", "ORPHA:97279")
    + mapping("MONDO:0024677", "UMLS:C0021670")
    + mapping("MONDO:0005048", "ORPHA:97279")
)
SEED = diseases("MONDO:0019954", "ORPHA:97253") + mapping("MONDO:0019954", "ORPHA:97253")
PAIR = (
    diseases("MONDO:0000010", "ORPHA:10", "OMIM:100010")
    + mapping("MONDO:0000010", "ORPHA:10")
    + mapping("MONDO:0000010", "OMIM:100010")
)
MODES = "HP:0001417 rdfs:subClassOf HP:0000005 . HP:0001419 rdfs:subClassOf HP:0001417 ."
AGES = """
HP:0003581 rdfs:subClassOf HP:0003674 . HP:0003584 rdfs:subClassOf HP:0003581 .
HP:0003593 rdfs:subClassOf HP:0003674 . HP:0003577 rdfs:subClassOf HP:0003674 .
HP:0003623 rdfs:subClassOf HP:0003674 .
"""
FUNCTIONING = (
    diseases("ORPHA:97280", "ORPHA:506060", "MONDO:0019959", "MONDO:0023206")
    + mapping("MONDO:0019959", "ORPHA:97280")
    + mapping("MONDO:0023206", "ORPHA:506060")
    + "ORPHA:97280 skos:broader ORPHA:506060 ."
    + "MONDO:0023206 rdfs:subClassOf MONDO:0019954 ."
)
NET = (
    diseases("ORPHA:506052", "ORPHA:97253", "ORPHA:506060")
    + """
ORPHA:97253 skos:broader ORPHA:506052 . ORPHA:506060 skos:broader ORPHA:97253 .
ORPHA:506052 rg:preferredParent ORPHA:250908 . ORPHA:506060 rg:preferredParent ORPHA:250908 .
"""
)


def _onset(age: str, orphanet: str = "HP:0003581") -> str:
    return (
        PAIR
        + AGES
        + claim("onset", "ORPHA:10", "rg:onset", orphanet)
        + claim("course", "OMIM:100010", "rg:clinicalCourse", age)
    )


def _prevalence(one: str, other: str, measure: str = "rg:pointPrevalence") -> str:
    return (
        diseases("ORPHA:97253")
        + claim("us", "ORPHA:97253", "rg:pointPrevalence", "d:us", f'; rg:prevalenceClass "{one}"')
        + claim("japan", "ORPHA:97253", measure, "d:japan", f'; rg:prevalenceClass "{other}"')
    )


# kind -> triples that are one conflict
CONFLICTS = {
    "identifier-routes": [INSULINOMA + mapping("ORPHA:97279", "UMLS:C0021670")],
    "different-identifiers": [
        SEED + mapping("MONDO:0019954", "UMLS:C1337011") + mapping("ORPHA:97253", "UMLS:C0242363")
    ],
    "shared-identifier": [
        diseases("ORPHA:1", "ORPHA:2")
        + mapping("ORPHA:1", "OMIM:100100")
        + mapping("ORPHA:2", "OMIM:100100")
    ],
    "several-identifiers": [
        diseases("ORPHA:97282")
        + mapping("ORPHA:97282", "UMLS:C0011993")
        + mapping("ORPHA:97282", "UMLS:C0086768"),
        diseases("MONDO:0019959")
        + mapping("MONDO:0019959", "icd11.foundation:1918063179")
        + mapping("MONDO:0019959", "icd11.foundation:2121897507"),
    ],
    "identifier-editions": [
        diseases("ORPHA:97279")
        + mapping("ORPHA:97279", "ICD10:E16.8", predicate="skos:broadMatch", by="source:ordo-1")
        + mapping("ORPHA:97279", "ICD10:D13.7", predicate="skos:narrowMatch"),
    ],
    "shared-name": [
        INSULINOMA
        + "MONDO:0024677 oio:hasExactSynonym 'insulinoma'@en ."
        + "ORPHA:97279 rdfs:label 'Insulinoma'@en .",
        diseases("MONDO:0000001", "MONDO:0000002")
        + "MONDO:0000001 rdfs:label 'a b'@en . MONDO:0000002 oio:hasExactSynonym 'A b'@en .",
        diseases("GARD:0005493", "GARD:0003787")
        + "GARD:0005493 skos:prefLabel 'VIPoma'@en . GARD:0003787 rdfs:label 'VIPoma'@en .",
    ],
    "label": [
        diseases("ORPHA:1")
        + "ORPHA:1 rdfs:label 'New name'@en ; schema:name 'Old name'@en ; skos:altLabel 'NN'@en ."
    ],
    "inheritance-modes": [
        diseases("ORPHA:652")
        + claim("dominant", "ORPHA:652", "rg:inheritance", "HP:0000006")
        + claim("none", "ORPHA:652", "rg:inheritance", "d:not-genetically-inherited")
    ],
    "inheritance-sources": [
        PAIR
        + MODES
        + claim("dominant", "ORPHA:10", "rg:inheritance", "HP:0000006")
        + claim("recessive", "OMIM:100010", "rg:inheritance", "HP:0000007")
    ],
    "onset": [_onset("HP:0003593"), _onset("HP:0003577")],
    "epidemiology": [_prevalence("1-5 / 10 000", "1-9 / 100 000")],
    "hierarchy": [
        FUNCTIONING + "MONDO:0019959 rdfs:subClassOf MONDO:0019954 .",
        FUNCTIONING + "MONDO:0023206 rdfs:subClassOf MONDO:0019959 .",
        FUNCTIONING + "MONDO:0019959 rdfs:subClassOf MONDO:0000001 .",
    ],
    "preferred-parent": [NET + "ORPHA:97253 rg:preferredParent ORPHA:97978 ."],
    "obsolete-target": [
        diseases("MONDO:0006048", "ORPHA:97253")
        + mapping("MONDO:0006048", "ORPHA:97253")
        + "MONDO:0006048 owl:deprecated true ."
    ],
    "packet-children": [
        diseases("ORPHA:97253", "ORPHA:506060")
        + "ORPHA:97253 schema:name 'NET'@en . ORPHA:506060 skos:broader ORPHA:97253 ."
    ],
}

# kind -> triples that are none
SOUND = {
    "identifier-routes": [
        INSULINOMA + mapping("ORPHA:97279", "UMLS:C0021670", predicate="skos:broadMatch"),
        INSULINOMA
        + mapping("ORPHA:97279", "UMLS:C0021670")
        + "MONDO:0005048 owl:deprecated true .",
        INSULINOMA
        + mapping("ORPHA:97279", "UMLS:C0021670").partition("\n")[0]
        + "mapping:orpha-97279-umls-c0021670 sssom:predicate_modifier 'Not' .",
    ],
    "different-identifiers": [
        SEED + mapping("MONDO:0019954", "UMLS:C1337011") + mapping("ORPHA:97253", "MESH:D000001"),
        SEED
        + mapping("MONDO:0019954", "UMLS:C1337011")
        + mapping("ORPHA:97253", "UMLS:C0242363")
        + mapping("ORPHA:97253", "UMLS:C1337011"),
    ],
    "shared-identifier": [
        diseases("ORPHA:1", "MONDO:0000001")
        + mapping("ORPHA:1", "OMIM:100100")
        + mapping("MONDO:0000001", "OMIM:100100"),
        diseases("ORPHA:1", "ORPHA:2")
        + mapping("ORPHA:1", "OMIM:100100")
        + mapping("ORPHA:2", "OMIM:100100", predicate="skos:narrowMatch"),
    ],
    "several-identifiers": [
        diseases("ORPHA:97282")
        + mapping("ORPHA:97282", "UMLS:C0011993")
        + mapping("ORPHA:97282", "MESH:D003969")
    ],
    "identifier-editions": [
        diseases("ORPHA:97279")
        + mapping("ORPHA:97279", "ICD10:D37.7", by="source:ordo-1")
        + mapping("ORPHA:97279", "ICD10:D13.7", predicate="skos:narrowMatch", by="source:ordo-1"),
        diseases("ORPHA:97279")
        + mapping("ORPHA:97279", "ICD10:E16.8", by="source:ordo-1")
        + mapping("ORPHA:97279", "MESH:D007340"),
        diseases("ORPHA:97279")
        + mapping("ORPHA:97279", "ICD10:E16.8", by="source:ordo-1")
        + mapping("ORPHA:97279", "ICD10:D13.7", predicate="oio:hasDbXref"),
    ],
    "shared-name": [
        SEED + "MONDO:0019954 rdfs:label 'PNET'@en . ORPHA:97253 skos:altLabel 'PNET'@en .",
        diseases("MONDO:0000001", "ORPHA:1")
        + "MONDO:0000001 rdfs:label 'x'@en . ORPHA:1 rdfs:label 'x'@en .",
        INSULINOMA + "MONDO:0024677 oio:hasRelatedSynonym 'x'@en . ORPHA:97279 rdfs:label 'x'@en .",
    ],
    "label": [
        diseases("ORPHA:1") + "ORPHA:1 rdfs:label 'Name, one'@en ; schema:name 'NAME ONE'@en .",
        diseases("ORPHA:1")
        + "ORPHA:1 rdfs:label 'Name'@en ; skos:altLabel 'Other'@en ; schema:name 'Other'@en .",
        diseases("ORPHA:1") + "ORPHA:1 rdfs:label 'OBSOLETE: Name'@en ; schema:name 'Name'@en .",
        diseases("ORPHA:1") + "ORPHA:1 schema:name 'Name'@en , 'Other'@en .",
    ],
    "inheritance-modes": [
        diseases("ORPHA:652", "ORPHA:653")
        + claim("dominant", "ORPHA:652", "rg:inheritance", "HP:0000006")
        + claim("recessive", "ORPHA:653", "rg:inheritance", "HP:0000007")
        + claim("unknown", "ORPHA:653", "rg:inheritance", "d:inheritance-unknown")
    ],
    "inheritance-sources": [
        PAIR
        + MODES
        + claim("linked", "ORPHA:10", "rg:inheritance", "HP:0001417")
        + claim("recessive", "OMIM:100010", "rg:inheritance", "HP:0001419")
    ],
    "onset": [
        _onset("HP:0003584"),
        _onset("HP:0003577", orphanet="HP:0003623"),
        _onset("HP:0003593", orphanet="d:onset-at-all-ages"),
    ],
    "epidemiology": [
        _prevalence("1-5 / 10 000", "1-5 / 10 000"),
        _prevalence("1-5 / 10 000", "Unknown"),
        _prevalence("1-5 / 10 000", "1-9 / 100 000", measure="rg:annualIncidence"),
    ],
    "hierarchy": [
        FUNCTIONING + "MONDO:0019959 rdfs:subClassOf MONDO:0023206 .",
        FUNCTIONING,
        FUNCTIONING
        + "MONDO:0019959 rdfs:subClassOf MONDO:0000001 . MONDO:0023206 owl:deprecated true .",
    ],
    "preferred-parent": [
        NET + "ORPHA:97253 rg:preferredParent ORPHA:250908 .",
        diseases("ORPHA:1", "ORPHA:2")
        + "ORPHA:1 skos:broader ORPHA:2 ; rg:preferredParent ORPHA:3 ."
        + "ORPHA:2 rg:preferredParent ORPHA:4 .",
    ],
    "obsolete-target": [
        diseases("MONDO:0006048", "ORPHA:97253")
        + mapping("MONDO:0006048", "ORPHA:97253", predicate="oio:hasDbXref")
        + "MONDO:0006048 owl:deprecated true ."
    ],
    "packet-children": [
        diseases("ORPHA:97253", "ORPHA:506060")
        + "ORPHA:97253 schema:name 'NET'@en ; skos:narrower ORPHA:506060 ."
        + "ORPHA:506060 skos:broader ORPHA:97253 .",
        diseases("ORPHA:97253", "ORPHA:506060") + "ORPHA:506060 skos:broader ORPHA:97253 .",
    ],
}
