import { join } from "node:path";
import { parseArgs } from "node:util";
import { INSTALLATION } from "../src/config/installation.js";
import { benchAnswers } from "./answers/bench-answers.js";
import { benchFootprint } from "./footprint/bench-footprint.js";
import { benchGraph } from "./graph/bench-graph.js";
import { benchIngest } from "./ingest/bench-ingest.js";
import { benchLoad } from "./load/bench-load.js";
import { benchPeers } from "./peers/bench-peers.js";
import type { BenchOptions, Report } from "./report.js";
import { compare, machine, machineLoad, readResult, saveCharts, saveResult } from "./results.js";
import { benchScale } from "./scale/bench-scale.js";
import { benchSearch } from "./search/bench-search.js";
import { benchServers } from "./servers/bench-servers.js";
import { benchSimulation } from "./simulation/bench-simulation.js";
import { benchSoak } from "./soak/bench-soak.js";
import { benchStart } from "./start/bench-start.js";
import { benchSweep } from "./sweep/bench-sweep.js";

const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<Report>>> = {
  ingest: benchIngest,
  search: benchSearch,
  answers: benchAnswers,
  graph: benchGraph,
  peers: benchPeers,
  footprint: benchFootprint,
  start: benchStart,
  scale: benchScale,
  servers: benchServers,
  simulation: benchSimulation,
  sweep: benchSweep,
  load: benchLoad,
  soak: benchSoak,
};

/** What only runs when it is asked for. */
const ONLY_NAMED: readonly string[] = ["scale", "servers", "simulation", "sweep", "load", "soak"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: "string", default: "2000" },
    "search-documents": { type: "string", default: "8600" },
    sizes: { type: "string", default: "84,840,8400" },
    postgres: { type: "string" },
    data: {
      type: "string",
      multiple: true,
      default: ["eval", "eval-real"].map((name) => join(INSTALLATION.root, "..", "shared", name)),
    },
    keep: { type: "string" },
    stores: { type: "string", default: "hnsw,exact,postgres" },
    checkout: { type: "string" },
    seconds: { type: "string", default: "60" },
    connections: { type: "string", default: "50" },
    minutes: { type: "string", default: "30" },
    save: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
// `sweep` is given folders and runs alone.
const folders = positionals[0] === "sweep" ? positionals.slice(1) : [];
if (positionals[0] === "sweep" && folders.length === 0) {
  console.error("Name the folders whose files are to be read: npm run bench -- sweep DIR …");
  process.exit(2);
}
const options: BenchOptions = {
  folders,
  documents: Number(values.documents),
  searchDocuments: Number(values["search-documents"]),
  sizes: values.sizes.split(",").map(Number),
  postgres: values.postgres,
  data: values.data,
  keep: values.keep,
  stores: values.stores.split(","),
  checkout: values.checkout,
  seconds: Number(values.seconds),
  connections: Number(values.connections),
  minutes: Number(values.minutes),
};

const asked = positionals.slice(0, positionals.length - folders.length);
const names = asked.length === 0 ? Object.keys(PARTS).filter((name) => !ONLY_NAMED.includes(name)) : asked;
const unknown = names.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}: the parts are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

if (!values.json) {
  console.log(`${machine()}, load ${machineLoad().toFixed(1)}`);
}
const figures: Record<string, unknown> = {};
for (const name of names) {
  const load = machineLoad();
  const report = await PARTS[name]?.(options);
  figures[name] = report?.figures;
  for (const problem of report?.broken ?? []) {
    process.exitCode = 1;
    console.error(`${name}: ${problem}`);
  }
  if (!values.json) {
    console.log(`\n## ${name}\n\n${report?.markdown}`);
    const last = await readResult(name);
    if (last !== undefined) {
      console.log(`\n${compare(last, report?.figures)}`);
    }
  }
  if (values.save) {
    await saveResult(name, report?.toSave ?? report?.figures, load);
    await saveCharts(report?.charts ?? {});
  }
}
if (values.json) {
  console.log(JSON.stringify({ machine: machine(), ...figures }));
}
