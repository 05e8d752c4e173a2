// Ask an endpoint with Comunica, as its manual says, and print what came as JSON.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, select, ask, construct] = process.argv.slice(2);
const engine = new QueryEngine();
const context = { sources: [{ type: "sparql", value: endpoint }] };
const found = { sources: [endpoint] }; // Comunica finds out what kind of source it is

const rows = await (await engine.queryBindings(select, context)).toArray();
const again = await (await engine.queryBindings(select, found)).toArray();
const triples = await (await engine.queryQuads(construct, context)).toArray();
const values = (row) => Object.fromEntries([...row].map(([k, v]) => [k.value, v.value]));
console.log(
  JSON.stringify({
    rows: rows.map(values),
    found: again.map(values),
    boolean: await engine.queryBoolean(ask, context),
    triples: triples.map((triple) => triple.object.value),
  }),
);
