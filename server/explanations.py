"""What each kind of error means, an example of it, and what to do: the pages below /problems/."""

from typing import NamedTuple


class Explanation(NamedTuple):
    """The meaning of an error, a request that causes it, a way out, the settings in question."""

    meaning: str
    example: str
    remedy: str
    settings: tuple[str, ...] = ()


EXPLANATIONS = {
    "bad-request": Explanation(
        "The request is not one of the SPARQL Protocol: a parameter is missing, given twice or"
        " not readable, or the body is of another type.",
        "GET /sparql?query=ASK%7B%7D&query=ASK%7B%7D",
        "Send exactly one query: as the parameter query, percent-encoded once, or as a body of"
        " type application/sparql-query.",
    ),
    "http-error": Explanation(
        "The request fails for a reason of HTTP that has nothing to do with the query.",
        "POST /sparql with a body of another length than Content-Length says",
        "The status and the detail say what is wrong with the request.",
    ),
    "not-found": Explanation(
        "There is no page and no data at this address.",
        "GET /nowhere",
        "Begin at the first page, /. The endpoint is /sparql.",
    ),
    "method-not-allowed": Explanation(
        "The address is there, but it does not answer this method.",
        "DELETE /sparql",
        "The header Allow lists the methods that are answered.",
    ),
    "body-too-large": Explanation(
        "The body of the request is longer than the server takes.",
        "POST /sparql with a query of several megabytes",
        "Shorten the query: split long VALUES lists into several requests.",
        ("request_bytes",),
    ),
    "not-acceptable": Explanation(
        "The answer cannot be written in any format that was asked for. SELECT and ASK have other"
        " formats than CONSTRUCT and DESCRIBE, and XML cannot hold every character.",
        "GET /sparql?query=ASK%7B%7D&format=pdf",
        "Choose one of the formats listed in the member expected, by Accept or by format=.",
    ),
    "query-refused": Explanation(
        "The query is not evaluated, whatever the load.",
        "A query that nests groups deeper than the engine can read",
        "The detail says why. Write the query in another way.",
    ),
    "syntax-error": Explanation(
        "The text is not SPARQL. line and column tell the place, excerpt shows it with a"
        " caret, expected says what may stand there, hint what is probably meant.",
        "GET /sparql?query=SELEC%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
        "Correct the place that the caret shows; often the mistake ends the line before.",
    ),
    "query-too-complex": Explanation(
        "The query is nested so deeply, or chains so many patterns or path steps, that the engine"
        " would break before it began.",
        "A query of thousands of nested groups",
        "Write long lists as VALUES or IN, and split the query into several.",
    ),
    "search-refused": Explanation(
        "A text search, SERVICE rg:search { ... }, is not written in a way that can be answered.",
        "GET /sparql?query=SELECT%20*%20%7B%20SERVICE%20rg%3Asearch%20%7B%20%7D%20%7D",
        'Write SERVICE rg:search { ?hit rg:query "insulinom*" ; rg:score ?score }.',
    ),
    "update-refused": Explanation(
        "The text is SPARQL Update. This endpoint only reads.",
        "GET /sparql?query=CLEAR%20ALL",
        "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE. A copy of your own can be changed: the"
        " files of the whole release are listed on the first page.",
    ),
    "unknown-term": Explanation(
        "An IRI of the raregraph vocabulary stands in the query, but neither the vocabulary nor"
        " the data have it. The answer would be empty, as if the data said nothing.",
        "GET /sparql?query=ASK%7B%20%3Fs%20rg%3Ainheritence%20%3Fo%20%7D",
        "Take the term that the hint names, or look in the graph graph:vocabulary.",
    ),
    "unknown-function": Explanation(
        "The query calls a function by its IRI, and there is none of that name. Functions of"
        " SPARQL are written without a prefix.",
        "GET /sparql?query=ASK%7B%20FILTER(xsd%3Anumber(1))%20%7D",
        "Take the function that the hint names, or one of SPARQL itself, such as STRLEN or REGEX.",
    ),
    "unknown-graph": Explanation(
        "The query is to be asked of a graph that this release does not have.",
        "GET /sparql?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fexample.org%2Fnone",
        "Take one of the graphs that the hint names; SELECT DISTINCT ?g { GRAPH ?g {} } lists all.",
    ),
    "graph-not-found": Explanation(
        "A graph was asked for by its IRI, and this release has none of that name.",
        "GET /graph-store?graph=http%3A%2F%2Fexample.org%2Fnone",
        "Take one of the graphs that the hint names; SELECT DISTINCT ?g { GRAPH ?g {} } lists all.",
    ),
    "service-refused": Explanation(
        "The query calls another endpoint by SERVICE that is not on the list of this server. By"
        " default the list is empty.",
        "GET /sparql?query=ASK%7BSERVICE%3Chttps%3A%2F%2Fexample.org%2Fsparql%3E%7B%7D%7D",
        "Ask the other endpoint yourself and give its answer as VALUES.",
        ("service_allow",),
    ),
    "service-failed": Explanation(
        "Another endpoint, called by SERVICE, did not answer as it should.",
        "A query with SERVICE while the other endpoint is down",
        "Try again later; with SERVICE SILENT the rest of the query is answered without it.",
        ("service_allow",),
    ),
    "query-failed": Explanation(
        "The engine began to evaluate the query and gave up with an error.",
        "A query that reads a damaged part of the data",
        "The detail is what the engine said. If it makes no sense, please report it.",
    ),
    "query-crashed": Explanation(
        "The process that evaluated the query died of it. No other query was harmed.",
        "A query of thousands of nested groups",
        "Write the query with less nesting: VALUES or IN instead of long chains.",
    ),
    "query-timeout": Explanation(
        "The query took longer than it may. There is no partial answer.",
        "GET /sparql?timeout=1&query=ASK%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff.%3Fg%20%3Fh%20%3Fi"
        "%20FILTER(%3Fa%3D%3Fi%2B1)%7D",
        "Begin with the most selective pattern, join every pattern to it by a variable, and ask"
        " for fewer rows by LIMIT.",
        ("query_seconds",),
    ),
    "memory-exceeded": Explanation(
        "The query needed more memory than it may have. ORDER BY, DISTINCT and GROUP BY hold all"
        " rows at once.",
        "ORDER BY over a product of two patterns that share no variable",
        "Select fewer rows before sorting or grouping; join the patterns by a variable.",
        ("worker_memory_bytes",),
    ),
    "result-too-large": Explanation(
        "The answer is longer than it may be. Nothing of it is sent: a part would look whole.",
        "SELECT * over a product of two patterns",
        "Ask for a part by LIMIT and OFFSET with ORDER BY, or take the files of the release.",
        ("result_bytes",),
    ),
    "busy": Explanation(
        "All workers are busy and no more queries may wait, or too many clients are sending"
        " a request, or reading a long answer, slowly.",
        "Hundreds of slow queries at once",
        "Try again after the seconds in the header Retry-After.",
        ("workers", "queue_length"),
    ),
    "too-many-requests": Explanation(
        "One client has asked more than its share, or has too many request bodies or long answers"
        " under way at once.",
        "Hundreds of slow queries in a minute from one address",
        "Try again after the seconds in the header Retry-After, and send one query after another."
        " The files of the whole release are listed on the first page.",
        ("client_queries", "client_seconds_per_minute"),
    ),
    "client-left": Explanation(
        "The client closed its connection before the answer was there, so the query was stopped."
        " Only the log of the server tells of it.",
        "Ctrl-C while a query runs",
        "Nothing: who asked does not wait any more.",
    ),
    "worker-killed": Explanation(
        "Something outside the query ended its process. The query is not to blame.",
        "The system is short of memory while a query runs",
        "Send the same query again.",
    ),
    "internal-error": Explanation(
        "This server has a fault. The query is not to blame.",
        "None is known, or it would have been mended.",
        "Please report what you asked and when.",
    ),
}
