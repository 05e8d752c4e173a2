"""For each check query, a few triples that break it."""

CLAIM = "rdf:subject d:a ; rdf:predicate rg:onset ; rdf:object HP:0003581"

LIMITED = f"ex:d a rg:QualifiedClaim ; {CLAIM} ."

# name of the check query -> triples that break it
CHECKS = {
    "plain_claim_without_direct_triple": [f"ex:c a rg:PlainClaim ; {CLAIM} ."],
    "conditional_claim_with_direct_triple": [
        f"ex:c a rg:QualifiedClaim ; {CLAIM} . d:a rg:onset HP:0003581 ."
    ],
    "plain_claim_beside_conditional_one": [
        f"ex:c a rg:PlainClaim ; {CLAIM} . {LIMITED}",
        f"ex:c a rg:PlainClaim ; {CLAIM} . ex:d a rg:UnqualifiedSourceClaim ; {CLAIM} ;"
        " rg:contextualisedBy ex:e . ex:e a rg:QuantifiedClaim .",
    ],
    "negated_claim_with_direct_triple": [
        f"ex:c biolink:negated true ; {CLAIM} . d:a rg:onset HP:0003581 .",
        f"ex:c biolink:negated true ; a rg:PlainClaim ; {CLAIM} .",
    ],
    "association_without_claim": ["d:b rg:inheritance HP:0000007 ."],
    "hierarchy_without_claim": [
        "ex:c a rdf:Statement ; rdf:predicate rdfs:subClassOf . d:a rdfs:subClassOf d:b .",
    ],
    "evidence_is_nowhere": [
        "ex:claim rg:evidence ex:hearsay .",
        "ex:claim rg:evidence <https://example.org/other#line=5> .",
    ],
    "claim_without_context": [f"ex:c a rg:UnqualifiedSourceClaim ; {CLAIM} ."],
    "name_without_claim": ['d:a skos:altLabel "Alias"@en .'],
    "synonym_missing_among_names": ['d:a oio:hasExactSynonym "Alias"@en .'],
    "quantified_claim_without_number_in_quote": [
        "ex:c a rg:QuantifiedClaim ; biolink:has_percentage 20.0 ; rg:evidence ex:quote .",
        "ex:c a rg:QuantifiedClaim ; biolink:has_percentage 1.0 ; rg:evidence ex:quote .",
        "ex:c a rg:QuantifiedClaim ; biolink:has_count 10 ; biolink:has_total 11 ;"
        " rg:evidence ex:quote .",
    ],
    "limiting_words_not_in_quote": [
        'ex:c a rdf:Statement ; rg:quantifierText "most"@en ; rg:evidence ex:quote .'
    ],
    "percentage_on_an_example": [
        "ex:c rdf:subject d:a ; rdf:predicate rg:occursInContextOf ; rg:example d:b ."
        " ex:e rdf:subject d:a ; rdf:predicate rg:occursInContextOf ; rdf:object d:b ;"
        " biolink:has_percentage 10.0 ."
    ],
    "evidence_of_another_source": ["ex:claim rg:evidence ex:e . ex:e oa:hasSource ex:other ."],
    "evidence_without_words": ["ex:claim rg:evidence ex:e . ex:e oa:hasSelector ex:row ."],
    "exact_match_joins_two_of_ours": [
        "d:a skos:exactMatch MONDO:0000001 . d:b skos:exactMatch MONDO:0000001 .",
        "d:a skos:exactMatch d:b .",
        "d:a skos:exactMatch ex:orpha . MONDO:0000001 skos:exactMatch ex:orpha ."
        " MONDO:0000001 skos:exactMatch ex:umls . d:b skos:exactMatch ex:umls .",
    ],
    "match_contradicts_itself": [
        "d:a skos:exactMatch MONDO:0000001 ; skos:broadMatch MONDO:0000001 ."
    ],
    "same_as": ["d:a owl:sameAs MONDO:0000001 ."],
    "phenotype_as_disease": [
        "ex:c rdf:predicate rg:predisposesTo ; rdf:object HP:0030405 .",
        "HP:0030405 a biolink:Disease .",
        "d:a skos:exactMatch HP:0012197 .",
        "ex:c a rdf:Statement ; rdf:predicate rg:geneAssociation ; rdf:subject HP:0012197 .",
    ],
    "inheritance_is_no_mode": [
        "ex:c rdf:predicate rg:inheritance ; rdf:object HP:0012197 .",
        "d:a rg:inheritance HP:0012197 .",
    ],
    "undeclared_term": [
        "d:a rg:inheritence HP:0000006 .",
        "d:a biolink:no_such_slot d:b .",
        "ex:c a rdf:Statement ; rdf:predicate rg:curedBy .",
        "d:a a schema:MedicalConditon .",
    ],
    "undescribed_resource": ["ex:c rg:assertedBy <https://w3id.org/raregraph/source/nowhere> ."],
    "context_is_missing": [f"ex:c a rg:UnqualifiedSourceClaim ; {CLAIM} ."],
    "two_plain_inheritance_modes": [
        "ex:c a rg:QualifiedClaim ; rdf:subject d:a ; rdf:predicate rg:inheritance ;"
        " rdf:object HP:0000007 ; rg:assertedBy ex:source .",
        "ex:c a rg:PlainClaim ; rdf:subject d:a ; rdf:predicate rg:inheritance ;"
        " rdf:object HP:0000007 ; rg:assertedBy ex:other .",
    ],
    "gene_tie_is_not_causal": [
        "ex:c a rdf:Statement, rg:PlainClaim ; rdf:predicate rg:geneAssociation ;"
        ' rg:associationType "Candidate gene tested in"@en .',
        "ex:c a rdf:Statement, rg:PlainClaim ; rdf:predicate rg:geneAssociation ;"
        ' rg:associationType "Biomarker tested in"@en .',
        "ex:c a rdf:Statement ; rdf:predicate rg:geneAssociation .",
    ],
    "conflict_misses_its_entity": [
        "ex:x a rg:Conflict ; rg:concerns d:b ; rg:conflictingStatement ex:claim ."
    ],
    "language_missing": ['d:a skos:altLabel "Alias" .'],
    "mapping_without_direct_triple": [
        "ex:m a owl:Axiom ; owl:annotatedSource d:a ; owl:annotatedProperty skos:exactMatch ;"
        " owl:annotatedTarget MONDO:0000001 ."
    ],
    "match_without_record": ["d:a skos:exactMatch MONDO:0000001 ."],
}
