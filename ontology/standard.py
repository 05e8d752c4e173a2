"""The constants used of RDF, RDFS, SKOS, DCTERMS, PROV and the other shared vocabularies.

Named prefix_localName, the local name spelt as its vocabulary spells it.
"""

from typing import Final

from pyoxigraph import NamedNode

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
PAV: Final = "http://purl.org/pav/"
OA: Final = "http://www.w3.org/ns/oa#"
VOID: Final = "http://rdfs.org/ns/void#"
SH: Final = "http://www.w3.org/ns/shacl#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
SPDX: Final = "http://spdx.org/rdf/terms#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
VOIDEXT: Final = "http://ldf.fi/void-ext#"
GEOF: Final = "http://www.opengis.net/def/function/geosparql/"
IAO: Final = "http://purl.obolibrary.org/obo/IAO_"
RO: Final = "http://purl.obolibrary.org/obo/RO_"
OIO: Final = "http://www.geneontology.org/formats/oboInOwl#"
BIOLINK: Final = "https://w3id.org/biolink/vocab/"
SCHEMA: Final = "https://schema.org/"
SSSOM: Final = "https://w3id.org/sssom/"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"

rdf_type: Final = NamedNode(RDF + "type")
rdf_Statement: Final = NamedNode(RDF + "Statement")
rdf_subject: Final = NamedNode(RDF + "subject")
rdf_predicate: Final = NamedNode(RDF + "predicate")
rdf_object: Final = NamedNode(RDF + "object")
rdf_value: Final = NamedNode(RDF + "value")

rdfs_label: Final = NamedNode(RDFS + "label")
rdfs_comment: Final = NamedNode(RDFS + "comment")
rdfs_subClassOf: Final = NamedNode(RDFS + "subClassOf")
rdfs_seeAlso: Final = NamedNode(RDFS + "seeAlso")

xsd_date: Final = NamedNode(XSD + "date")
xsd_gYear: Final = NamedNode(XSD + "gYear")
xsd_gYearMonth: Final = NamedNode(XSD + "gYearMonth")
xsd_integer: Final = NamedNode(XSD + "integer")

owl_Axiom: Final = NamedNode(OWL + "Axiom")
owl_annotatedSource: Final = NamedNode(OWL + "annotatedSource")
owl_annotatedProperty: Final = NamedNode(OWL + "annotatedProperty")
owl_annotatedTarget: Final = NamedNode(OWL + "annotatedTarget")

skos_Concept: Final = NamedNode(SKOS + "Concept")
skos_prefLabel: Final = NamedNode(SKOS + "prefLabel")
skos_altLabel: Final = NamedNode(SKOS + "altLabel")
skos_broader: Final = NamedNode(SKOS + "broader")
skos_narrower: Final = NamedNode(SKOS + "narrower")
skos_exactMatch: Final = NamedNode(SKOS + "exactMatch")

dcterms_title: Final = NamedNode(DCTERMS + "title")
dcterms_description: Final = NamedNode(DCTERMS + "description")
dcterms_identifier: Final = NamedNode(DCTERMS + "identifier")
dcterms_license: Final = NamedNode(DCTERMS + "license")
dcterms_date: Final = NamedNode(DCTERMS + "date")
dcterms_issued: Final = NamedNode(DCTERMS + "issued")
dcterms_modified: Final = NamedNode(DCTERMS + "modified")
dcterms_references: Final = NamedNode(DCTERMS + "references")
dcterms_isReferencedBy: Final = NamedNode(DCTERMS + "isReferencedBy")
dcterms_isPartOf: Final = NamedNode(DCTERMS + "isPartOf")

prov_Entity: Final = NamedNode(PROV + "Entity")
prov_hadPrimarySource: Final = NamedNode(PROV + "hadPrimarySource")
prov_wasDerivedFrom: Final = NamedNode(PROV + "wasDerivedFrom")
pav_retrievedOn: Final = NamedNode(PAV + "retrievedOn")
pav_sourceAccessedOn: Final = NamedNode(PAV + "sourceAccessedOn")
pav_version: Final = NamedNode(PAV + "version")

oa_SpecificResource: Final = NamedNode(OA + "SpecificResource")
oa_TextQuoteSelector: Final = NamedNode(OA + "TextQuoteSelector")
oa_TextPositionSelector: Final = NamedNode(OA + "TextPositionSelector")
oa_XPathSelector: Final = NamedNode(OA + "XPathSelector")
oa_hasSource: Final = NamedNode(OA + "hasSource")
oa_hasSelector: Final = NamedNode(OA + "hasSelector")
oa_refinedBy: Final = NamedNode(OA + "refinedBy")
oa_exact: Final = NamedNode(OA + "exact")
oa_start: Final = NamedNode(OA + "start")
oa_end: Final = NamedNode(OA + "end")

oio_hasExactSynonym: Final = NamedNode(OIO + "hasExactSynonym")
oio_hasRelatedSynonym: Final = NamedNode(OIO + "hasRelatedSynonym")
oio_hasBroadSynonym: Final = NamedNode(OIO + "hasBroadSynonym")
oio_hasNarrowSynonym: Final = NamedNode(OIO + "hasNarrowSynonym")
oio_hasDbXref: Final = NamedNode(OIO + "hasDbXref")

biolink_Disease: Final = NamedNode(BIOLINK + "Disease")
biolink_agent_type: Final = NamedNode(BIOLINK + "agent_type")
biolink_knowledge_level: Final = NamedNode(BIOLINK + "knowledge_level")
schema_MedicalCondition: Final = NamedNode(SCHEMA + "MedicalCondition")
schema_WebPage: Final = NamedNode(SCHEMA + "WebPage")
schema_CreativeWork: Final = NamedNode(SCHEMA + "CreativeWork")
schema_author: Final = NamedNode(SCHEMA + "author")
schema_category: Final = NamedNode(SCHEMA + "category")
schema_name: Final = NamedNode(SCHEMA + "name")
schema_publisher: Final = NamedNode(SCHEMA + "publisher")
schema_url: Final = NamedNode(SCHEMA + "url")

void_Dataset: Final = NamedNode(VOID + "Dataset")
void_DatasetDescription: Final = NamedNode(VOID + "DatasetDescription")
void_class: Final = NamedNode(VOID + "class")
void_classPartition: Final = NamedNode(VOID + "classPartition")
void_classes: Final = NamedNode(VOID + "classes")
void_dataDump: Final = NamedNode(VOID + "dataDump")
void_distinctObjects: Final = NamedNode(VOID + "distinctObjects")
void_distinctSubjects: Final = NamedNode(VOID + "distinctSubjects")
void_entities: Final = NamedNode(VOID + "entities")
void_exampleResource: Final = NamedNode(VOID + "exampleResource")
void_feature: Final = NamedNode(VOID + "feature")
void_properties: Final = NamedNode(VOID + "properties")
void_property: Final = NamedNode(VOID + "property")
void_propertyPartition: Final = NamedNode(VOID + "propertyPartition")
void_sparqlEndpoint: Final = NamedNode(VOID + "sparqlEndpoint")
void_subset: Final = NamedNode(VOID + "subset")
void_triples: Final = NamedNode(VOID + "triples")
void_uriSpace: Final = NamedNode(VOID + "uriSpace")
void_vocabulary: Final = NamedNode(VOID + "vocabulary")
voidext_datatype: Final = NamedNode(VOIDEXT + "datatype")
voidext_datatypePartition: Final = NamedNode(VOIDEXT + "datatypePartition")

dcat_Catalog: Final = NamedNode(DCAT + "Catalog")
dcat_DataService: Final = NamedNode(DCAT + "DataService")
dcat_Dataset: Final = NamedNode(DCAT + "Dataset")
dcat_Distribution: Final = NamedNode(DCAT + "Distribution")
dcat_accessService: Final = NamedNode(DCAT + "accessService")
dcat_accessURL: Final = NamedNode(DCAT + "accessURL")
dcat_byteSize: Final = NamedNode(DCAT + "byteSize")
dcat_compressFormat: Final = NamedNode(DCAT + "compressFormat")
dcat_dataset: Final = NamedNode(DCAT + "dataset")
dcat_distribution: Final = NamedNode(DCAT + "distribution")
dcat_downloadURL: Final = NamedNode(DCAT + "downloadURL")
dcat_endpointDescription: Final = NamedNode(DCAT + "endpointDescription")
dcat_endpointURL: Final = NamedNode(DCAT + "endpointURL")
dcat_keyword: Final = NamedNode(DCAT + "keyword")
dcat_landingPage: Final = NamedNode(DCAT + "landingPage")
dcat_mediaType: Final = NamedNode(DCAT + "mediaType")
dcat_servesDataset: Final = NamedNode(DCAT + "servesDataset")
dcat_service: Final = NamedNode(DCAT + "service")
dcat_version: Final = NamedNode(DCAT + "version")
dcterms_conformsTo: Final = NamedNode(DCTERMS + "conformsTo")
dcterms_creator: Final = NamedNode(DCTERMS + "creator")
dcterms_format: Final = NamedNode(DCTERMS + "format")
dcterms_publisher: Final = NamedNode(DCTERMS + "publisher")
foaf_Agent: Final = NamedNode(FOAF + "Agent")
foaf_name: Final = NamedNode(FOAF + "name")
foaf_primaryTopic: Final = NamedNode(FOAF + "primaryTopic")
spdx_Checksum: Final = NamedNode(SPDX + "Checksum")
spdx_algorithm: Final = NamedNode(SPDX + "algorithm")
spdx_checksum: Final = NamedNode(SPDX + "checksum")
spdx_checksumAlgorithm_sha256: Final = NamedNode(SPDX + "checksumAlgorithm_sha256")
spdx_checksumValue: Final = NamedNode(SPDX + "checksumValue")

sd_BasicFederatedQuery: Final = NamedNode(SD + "BasicFederatedQuery")
sd_Dataset: Final = NamedNode(SD + "Dataset")
sd_Function: Final = NamedNode(SD + "Function")
sd_Graph: Final = NamedNode(SD + "Graph")
sd_NamedGraph: Final = NamedNode(SD + "NamedGraph")
sd_SPARQL11Query: Final = NamedNode(SD + "SPARQL11Query")
sd_Service: Final = NamedNode(SD + "Service")
sd_UnionDefaultGraph: Final = NamedNode(SD + "UnionDefaultGraph")
sd_defaultDataset: Final = NamedNode(SD + "defaultDataset")
sd_defaultGraph: Final = NamedNode(SD + "defaultGraph")
sd_endpoint: Final = NamedNode(SD + "endpoint")
sd_extensionFunction: Final = NamedNode(SD + "extensionFunction")
sd_feature: Final = NamedNode(SD + "feature")
sd_graph: Final = NamedNode(SD + "graph")
sd_languageExtension: Final = NamedNode(SD + "languageExtension")
sd_name: Final = NamedNode(SD + "name")
sd_namedGraph: Final = NamedNode(SD + "namedGraph")
sd_propertyFeature: Final = NamedNode(SD + "propertyFeature")
sd_resultFormat: Final = NamedNode(SD + "resultFormat")
sd_supportedLanguage: Final = NamedNode(SD + "supportedLanguage")
schema_PropertyValue: Final = NamedNode(SCHEMA + "PropertyValue")
schema_target: Final = NamedNode(SCHEMA + "target")
schema_value: Final = NamedNode(SCHEMA + "value")
sh_SPARQLExecutable: Final = NamedNode(SH + "SPARQLExecutable")
sh_prefixes: Final = NamedNode(SH + "prefixes")
xsd_decimal: Final = NamedNode(XSD + "decimal")
xsd_hexBinary: Final = NamedNode(XSD + "hexBinary")
xsd_nonNegativeInteger: Final = NamedNode(XSD + "nonNegativeInteger")

owl_Class: Final = NamedNode(OWL + "Class")
owl_ObjectProperty: Final = NamedNode(OWL + "ObjectProperty")
owl_AnnotationProperty: Final = NamedNode(OWL + "AnnotationProperty")
owl_Ontology: Final = NamedNode(OWL + "Ontology")
owl_deprecated: Final = NamedNode(OWL + "deprecated")
dcterms_isReplacedBy: Final = NamedNode(DCTERMS + "isReplacedBy")
dcterms_rights: Final = NamedNode(DCTERMS + "rights")
dcterms_source: Final = NamedNode(DCTERMS + "source")
dcterms_type: Final = NamedNode(DCTERMS + "type")
oio_consider: Final = NamedNode(OIO + "consider")
oio_hasSynonymType: Final = NamedNode(OIO + "hasSynonymType")
oio_inSubset: Final = NamedNode(OIO + "inSubset")
skos_definition: Final = NamedNode(SKOS + "definition")
skos_note: Final = NamedNode(SKOS + "note")
skos_inScheme: Final = NamedNode(SKOS + "inScheme")
skos_ConceptScheme: Final = NamedNode(SKOS + "ConceptScheme")
skos_closeMatch: Final = NamedNode(SKOS + "closeMatch")
skos_broadMatch: Final = NamedNode(SKOS + "broadMatch")
skos_narrowMatch: Final = NamedNode(SKOS + "narrowMatch")
skos_relatedMatch: Final = NamedNode(SKOS + "relatedMatch")
biolink_Association: Final = NamedNode(BIOLINK + "Association")
biolink_DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation: Final = NamedNode(
    BIOLINK + "DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation"
)
biolink_DiseaseOrPhenotypicFeatureToLocationAssociation: Final = NamedNode(
    BIOLINK + "DiseaseOrPhenotypicFeatureToLocationAssociation"
)
biolink_DiseaseToPhenotypicFeatureAssociation: Final = NamedNode(
    BIOLINK + "DiseaseToPhenotypicFeatureAssociation"
)
biolink_Gene: Final = NamedNode(BIOLINK + "Gene")
biolink_GeneToDiseaseAssociation: Final = NamedNode(BIOLINK + "GeneToDiseaseAssociation")
biolink_PhenotypicFeature: Final = NamedNode(BIOLINK + "PhenotypicFeature")
biolink_frequency_qualifier: Final = NamedNode(BIOLINK + "frequency_qualifier")
biolink_has_count: Final = NamedNode(BIOLINK + "has_count")
biolink_has_percentage: Final = NamedNode(BIOLINK + "has_percentage")
biolink_has_total: Final = NamedNode(BIOLINK + "has_total")
biolink_negated: Final = NamedNode(BIOLINK + "negated")
biolink_onset_qualifier: Final = NamedNode(BIOLINK + "onset_qualifier")
biolink_sex_qualifier: Final = NamedNode(BIOLINK + "sex_qualifier")
schema_Dataset: Final = NamedNode(SCHEMA + "Dataset")
schema_Place: Final = NamedNode(SCHEMA + "Place")
schema_alternateName: Final = NamedNode(SCHEMA + "alternateName")
schema_creditText: Final = NamedNode(SCHEMA + "creditText")
schema_maxValue: Final = NamedNode(SCHEMA + "maxValue")
schema_minValue: Final = NamedNode(SCHEMA + "minValue")
schema_unitText: Final = NamedNode(SCHEMA + "unitText")
sssom_mapping_justification: Final = NamedNode(SSSOM + "mapping_justification")
sssom_mapping_provider: Final = NamedNode(SSSOM + "mapping_provider")
sssom_mapping_source: Final = NamedNode(SSSOM + "mapping_source")
sssom_object_label: Final = NamedNode(SSSOM + "object_label")
sssom_object_source_version: Final = NamedNode(SSSOM + "object_source_version")
sssom_predicate_modifier: Final = NamedNode(SSSOM + "predicate_modifier")
sssom_subject_label: Final = NamedNode(SSSOM + "subject_label")
sssom_subject_source_version: Final = NamedNode(SSSOM + "subject_source_version")
semapv_ManualMappingCuration: Final = NamedNode(SEMAPV + "ManualMappingCuration")
semapv_MappingChaining: Final = NamedNode(SEMAPV + "MappingChaining")
semapv_UnspecifiedMatching: Final = NamedNode(SEMAPV + "UnspecifiedMatching")
xsd_boolean: Final = NamedNode(XSD + "boolean")
xsd_string: Final = NamedNode(XSD + "string")
rdfs_isDefinedBy: Final = NamedNode(RDFS + "isDefinedBy")
