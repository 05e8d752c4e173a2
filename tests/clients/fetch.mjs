// Ask an endpoint with fetch-sparql-endpoint, as its manual says, and print what came as JSON.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [endpoint, select, ask, construct] = process.argv.slice(2);

async function collected(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

const answers = {};
for (const method of ["POST", "GET"]) {
  const fetcher = new SparqlEndpointFetcher({ method });
  const rows = await collected(await fetcher.fetchBindings(endpoint, select));
  const triples = await collected(await fetcher.fetchTriples(endpoint, construct));
  answers[method] = {
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v.value]))),
    boolean: await fetcher.fetchAsk(endpoint, ask),
    triples: triples.map((triple) => triple.object.value),
  };
}
console.log(JSON.stringify(answers));
