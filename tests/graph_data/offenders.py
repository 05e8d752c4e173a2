"""A small sound graph, and for each rule of the shapes a few triples that break it."""

HEAD = """
@prefix rg: <https://w3id.org/raregraph/vocab/> .
@prefix d: <https://w3id.org/raregraph/id/> .
@prefix ex: <https://example.org/> .
@prefix HP: <http://purl.obolibrary.org/obo/HP_> .
@prefix MONDO: <http://purl.obolibrary.org/obo/MONDO_> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
"""

# A small graph that no rule objects to.
SOUND = """
ex:source a prov:Entity ; dcterms:title "A source"@en .
ex:quote a oa:SpecificResource ; oa:hasSource ex:source ; oa:hasSelector ex:words .
ex:words a oa:TextQuoteSelector ; oa:exact "about 10% of them" .
ex:claim a rdf:Statement, rg:PlainClaim ;
    rdf:subject d:a ; rdf:predicate rg:inheritance ; rdf:object HP:0000006 ;
    rg:assertedBy ex:source ; rg:evidence ex:quote ;
    biolink:knowledge_level "knowledge_assertion" ; biolink:agent_type "manual_agent" .
d:a a biolink:Disease, skos:Concept ; skos:prefLabel "A"@en ; rg:inheritance HP:0000006 .
d:b a biolink:Disease, skos:Concept ; skos:prefLabel "B"@en .
HP:0000006 rdfs:subClassOf HP:0000005 .
"""

# message of the shape -> triples that break it
SHAPES = {
    "a claim has exactly one rdf:subject, an IRI": "ex:claim rdf:subject d:b .",
    "a claim has exactly one rdf:predicate, an IRI": "ex:claim rdf:predicate rg:onset .",
    "a claim has exactly one rdf:object": "ex:claim rdf:object HP:0000007 .",
    "a claim is asserted by exactly one described source release": (
        "ex:claim rg:assertedBy ex:nowhere ."
    ),
    "a claim has evidence, an IRI": 'ex:claim rg:evidence "hearsay" .',
    "a claim has one knowledge level of Biolink": 'ex:claim biolink:knowledge_level "sure" .',
    "a claim has one agent type of Biolink": 'ex:claim biolink:agent_type "somebody" .',
    "a claim is of exactly one kind": "ex:claim a rg:SynonymClaim .",
    "a plain claim has no limiting words": 'ex:claim rg:quantifierText "most"@en .',
    "a plain claim has no number and no frequency": "ex:claim biolink:has_percentage 10.0 .",
    "a plain claim needs no context": "ex:claim rg:contextualisedBy ex:claim .",
    "a plain claim is not denied, nor of one age, sex or form alone": (
        "ex:claim biolink:negated true ."
    ),
    "a qualified claim keeps what limits it": "ex:c a rg:QualifiedClaim .",
    "limiting words have their language": 'ex:c a rg:QualifiedClaim ; rg:quantifierText "most" .',
    "a count is at most its total": (
        "ex:c a rg:QuantifiedClaim ; biolink:has_count 3 ; biolink:has_total 2 ."
    ),
    "a range begins before it ends": (
        "ex:c a rg:QuantifiedClaim ; schema:minValue 50 ; schema:maxValue 3 ."
    ),
    "a quantified claim says what its number is a share or a measure of": (
        "ex:c a rg:QuantifiedClaim ; biolink:has_percentage 10.0 ."
    ),
    "a percentage is one xsd:decimal from 0 to 100": (
        'ex:c a rg:QuantifiedClaim ; rg:population "p"@en ; biolink:has_percentage 110.0 .'
    ),
    "a quantified claim has a percentage, a count and a total, or a value or range with its unit": (
        'ex:c a rg:QuantifiedClaim ; rg:population "p"@en ; biolink:has_count 3 .'
    ),
    "the predicate of a synonym claim is a scope of OBO or skos:altLabel": (
        "ex:c a rg:SynonymClaim ; rdf:predicate skos:prefLabel ."
    ),
    "the object of a synonym claim is a name with its language": (
        'ex:c a rg:SynonymClaim ; rdf:object "name" .'
    ),
    "what a name also names is an entity": 'ex:c a rg:SynonymClaim ; rg:alsoNames "B" .',
    "an extracted claim says rg:mentions and nothing more": (
        "ex:c a rg:ExtractedClaim ; rdf:predicate rg:inheritance ."
    ),
    "an extracted claim names the rule that found it": "ex:c a rg:ExtractedClaim .",
    "an extracted claim is marked as made by text mining": (
        'ex:c a rg:ExtractedClaim ; biolink:agent_type "manual_agent" .'
    ),
    "a condition has at most one skos:prefLabel, with its language": (
        'd:a skos:prefLabel "Another"@en .'
    ),
    "a condition has a skos:prefLabel, or a name in a source": "d:n a biolink:Disease .",
    "a name of a condition has its language": 'd:a skos:altLabel "Alias" .',
    "the identifier of a condition is one CURIE": 'd:a dcterms:identifier "13034" .',
    "a condition has at most one description": ('d:a dcterms:description "One."@en , "Two."@en .'),
    "an inheritance mode is an HPO term": "d:a rg:inheritance d:b .",
    "what a tumor secretes is a described rg:Hormone": "d:a rg:secretesHormone d:b .",
    "a hormone has exactly one skos:prefLabel, with its language": "d:h a rg:Hormone .",
    "evidence is in exactly one described source release": (
        "ex:quote oa:hasSource ex:other . ex:other a prov:Entity ."
    ),
    "evidence has a selector that says where": (
        "ex:e a oa:SpecificResource ; oa:hasSource ex:source ."
    ),
    "a quote is one text of 1 to 25 words": (
        f'ex:long a oa:TextQuoteSelector ; oa:exact "{" ".join(["word"] * 26)}" .'
    ),
    "a position has one start, before its end": (
        "ex:p a oa:TextPositionSelector ; oa:start 9 ; oa:end 3 ."
    ),
    "a position has one end": "ex:p a oa:TextPositionSelector ; oa:start 9 .",
    "a source has exactly one title": "ex:s a prov:Entity .",
    "a SHA-256 is 64 lower-case hexadecimal digits": 'ex:source rg:sha256 "ABC" .',
    "a source was last modified on one date": 'ex:source dcterms:modified "5/18/2018" .',
    "a licence is an IRI": 'ex:source dcterms:license "CC BY 4.0" .',
    "a resource has exactly one name": (
        "ex:r a rg:InformationResource ; rg:resourceRole rg:InDepthInformation ."
    ),
    "a resource has a role of the vocabulary": (
        'ex:r a rg:InformationResource ; schema:name "R"@en ; rg:resourceRole ex:friend .'
    ),
    "a conflict has exactly one label": "ex:x a rg:Conflict .",
    "a conflict has one kind of the vocabulary": "ex:x a rg:Conflict ; rg:conflictKind ex:odd .",
    "a conflict concerns a described entity": "ex:x a rg:Conflict ; rg:concerns ex:nothing .",
    "a statement of a conflict is a claim or a mapping record": (
        "ex:x a rg:Conflict ; rg:conflictingStatement d:a ."
    ),
    "a value of a conflict is a text": "ex:x a rg:Conflict ; rg:conflictingValue d:a .",
    "a conflict has at least two statements or values": (
        'ex:x a rg:Conflict ; rg:conflictingValue "one side" .'
    ),
    "a mapping has one subject": "ex:m a owl:Axiom .",
    "a mapping's predicate is a SKOS mapping property or oboInOwl:hasDbXref": (
        "ex:m a owl:Axiom ; owl:annotatedProperty owl:sameAs ."
    ),
    "a mapping has one object": "ex:m a owl:Axiom .",
    "a mapping has one justification of SEMAPV": (
        "ex:m a owl:Axiom ; sssom:mapping_justification semapv:NonsenseMatching ."
    ),
    "a mapping is asserted by exactly one described source release": "ex:m a owl:Axiom .",
    "a section has exactly one heading": "ex:part a rg:PageSection .",
    "a section has its place on the page, counted from 1": (
        "ex:part a rg:PageSection ; rg:position 0 ."
    ),
    "a section is part of a page": "ex:part a rg:PageSection .",
    "a sentence is part of a section": "ex:part a rg:PageSentence .",
    "a footnote of a sentence is a described reference": (
        "ex:part a rg:PageSentence ; dcterms:references ex:nothing ."
    ),
    "an example has one label": "ex:q a sh:SPARQLSelectExecutable .",
    "an example says what it shows": "ex:q a sh:SPARQLSelectExecutable .",
    "an example has one SELECT query": "ex:q a sh:SPARQLSelectExecutable .",
    "an example lists the rows of its answer": "ex:q a sh:SPARQLSelectExecutable .",
    "a VoID dataset says how many triples it has": "ex:v a void:Dataset ; void:triples -1 .",
    "a dump has an address": 'ex:v a void:Dataset ; void:dataDump "dump.ttl" .',
    "a VoID dataset has at most one endpoint, an IRI": (
        "ex:v a void:Dataset ; void:sparqlEndpoint ex:one , ex:other ."
    ),
    "a class partition is of one class": "ex:v void:classPartition ex:part .",
    "a property partition is of one property": "ex:v void:propertyPartition ex:part .",
    "a property partition says how many triples it has": "ex:v void:propertyPartition ex:part .",
    "a catalogue lists described datasets": "ex:k a dcat:Catalog ; dcat:dataset ex:nothing .",
    "a catalogue lists a described endpoint": "ex:k a dcat:Catalog ; dcat:service ex:nothing .",
    "a dataset has exactly one title": "ex:k a dcat:Dataset .",
    "a dataset has exactly one version": 'ex:k a dcat:Dataset ; dcat:version "1" , "2" .',
    "a dataset has at most one licence, an IRI": (
        'ex:k a dcat:Dataset ; dcterms:license "CC BY 4.0" .'
    ),
    "a dataset is derived from described source releases": (
        "ex:k a dcat:Dataset ; prov:wasDerivedFrom ex:nothing ."
    ),
    "a distribution of a dataset is described": (
        "ex:k a dcat:Dataset ; dcat:distribution ex:nothing ."
    ),
    "a distribution says where it is": "ex:k a dcat:Distribution .",
    "a distribution has a licence, an IRI": "ex:k a dcat:Distribution .",
    "a distribution has one size in bytes": 'ex:k a dcat:Distribution ; dcat:byteSize "1 MB" .',
    "the checksum of a distribution is described": (
        "ex:k a dcat:Distribution ; spdx:checksum ex:nothing ."
    ),
    "a checksum has one value": 'ex:k a spdx:Checksum ; spdx:checksumValue "ff" .',
    "a checksum names its algorithm": 'ex:k a spdx:Checksum ; spdx:algorithm "SHA-256" .',
    "a data service has one address": "ex:k a dcat:DataService .",
    "a data service serves a described dataset": (
        "ex:k a dcat:DataService ; dcat:servesDataset ex:nothing ."
    ),
    "a service has exactly one endpoint": "ex:s a sd:Service .",
    "a service supports a language of SPARQL 1.1 Service Description": (
        "ex:s a sd:Service ; sd:supportedLanguage sd:SPARQL11Qurey ."
    ),
    "a feature of a service is an IRI": 'ex:s a sd:Service ; sd:feature "union" .',
    "a service names its formats as the W3C does": (
        "ex:s a sd:Service ; sd:resultFormat ex:turtle ."
    ),
    "an extension function is declared as a function": (
        "ex:s a sd:Service ; sd:extensionFunction ex:nothing ."
    ),
    "a service has one default dataset": "ex:s a sd:Service ; sd:defaultDataset ex:nothing .",
    "a limit of a service is described": "ex:s a sd:Service ; rg:serviceLimit 20 .",
    "a dataset of a service has one default graph": "ex:s a sd:Dataset .",
    "a named graph of a service is described": "ex:s a sd:Dataset ; sd:namedGraph ex:nothing .",
    "a named graph has exactly one name": "ex:s a sd:NamedGraph .",
    "a named graph says which graph it names": "ex:s a sd:NamedGraph ; sd:graph ex:nothing .",
}
