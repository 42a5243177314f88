import { createRandom } from "../corpus/random.js";
import type { Report } from "../report.js";
import { readResult } from "../results.js";
import { type ScaleRow, scaleFigures } from "../scale/scale-figures.js";
import { table } from "../table.js";
import { comparableRows } from "./comparable-rows.js";
import { type Cluster, type Simulated, simulate } from "./simulate.js";

/** One hundred servers over so many databases that are searched: the primary alone, or its replicas. */
const SERVERS = 100;
const DATABASES = [1, 3, 10];
const DATABASE_CORES = 16;

/** In one data centre. */
const NETWORK_MS = 0.5;
/** What a search sends one after the other: state, proposals, passages and their paragraphs. */
const QUERIES = 4;

/** Shares of the load that the busiest part can just bear. */
const LOADS = [0.25, 0.5, 0.75, 0.9];
const QUESTIONS = 100_000;
const SEED = 1;

/** From p50 to p95 of a normal distribution, in standard deviations. */
const P95 = 1.645;

interface Row extends Simulated {
  readonly databases: number;
  readonly load: number;
}

/** What many servers over few databases would do, from what one of each took when `scale` was saved last. */
export async function benchSimulation(): Promise<Report> {
  const saved = await readResult("scale");
  const rows = saved === undefined ? [] : scaleFigures.parse(saved.figures).rows;
  // What a question takes longer than with a local index means something for the same passages only.
  const pair = comparableRows(rows, "PostgreSQL", "local, exact");
  if (pair === undefined) {
    throw new Error("Run npm run bench -- scale --postgres URL --save first: it measures what is simulated.");
  }
  const [measured, local] = pair;
  const clusters = DATABASES.map((databases) => clusterOf(measured, local, databases));
  const simulated = clusters.flatMap((cluster) => LOADS.map((load) => run(cluster, load)));
  const { passages } = measured;
  const [{ serverMs, databaseMs, spread }] = clusters as [Cluster];
  const given = `${passages.toLocaleString("en")} passages; a question takes ${serverMs.toFixed(1)} ms of a server, ${databaseMs.toFixed(1)} ms of a database of ${DATABASE_CORES} cores (log-normal, σ ${spread.toFixed(2)}).`;
  return { figures: { passages, clusters, simulated }, markdown: `${given}\n\n${describe(simulated)}` };
}

/**
 * The server's time is that of its processor. The database's is what a question takes longer than with a local index,
 * though a part of that is the server's too, which reads what the database sends: rather too much than too little.
 */
function clusterOf({ search }: ScaleRow, local: ScaleRow, databases: number): Cluster {
  const timings = search.rounds[0]?.timings ?? {};
  const { p50: total = 0, p95 = 0 } = timings["total"] ?? {};
  const serverMs = timings["cpu"]?.p50 ?? 0;
  const localTotal = local.search.rounds[0]?.timings["total"]?.p50 ?? 0;
  return {
    servers: SERVERS,
    databases,
    databaseCores: DATABASE_CORES,
    serverMs,
    databaseMs: Math.max(1, total - localTotal),
    networkMs: NETWORK_MS,
    queries: QUERIES,
    spread: Math.log(p95 / total) / P95,
  };
}

function run(cluster: Cluster, load: number): Row {
  // The mean of a log-normal distribution is above its median.
  const mean = (median: number) => median * Math.exp(cluster.spread ** 2 / 2);
  const bearable = Math.min(
    (cluster.servers * 1000) / mean(cluster.serverMs),
    (cluster.databases * cluster.databaseCores * 1000) / mean(cluster.databaseMs),
  );
  const simulated = simulate(cluster, load * bearable, QUESTIONS, createRandom(SEED));
  return { databases: cluster.databases, load, ...simulated };
}

function describe(rows: readonly Row[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return table(
    ["databases searched", "load", "questions/s", "p50", "p95", "servers busy", "databases busy"],
    rows.map(({ databases, load, questionsPerSecond, p50, p95, serversBusy, databasesBusy }) => [
      String(databases),
      percent(load),
      questionsPerSecond.toFixed(0),
      `${p50.toFixed(0)} ms`,
      `${p95.toFixed(0)} ms`,
      percent(serversBusy),
      percent(databasesBusy),
    ]),
  );
}
