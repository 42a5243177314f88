import { percentile } from "../../src/evaluation/metrics/statistics.js";
import { EventQueue } from "./event-queue.js";

/** Many servers over few databases, and the questions that come to them. */
export interface Cluster {
  /** Processes of Footnote, which answer one question at a time each. */
  readonly servers: number;
  /** Databases that searches go to: replicas, and the primary where there are none. */
  readonly databases: number;
  /** Processors of each database. */
  readonly databaseCores: number;
  /** Time of a server's processor for a question, at the median, in milliseconds. */
  readonly serverMs: number;
  /** Time of a database's processor for a question, at the median, in milliseconds. */
  readonly databaseMs: number;
  /** The way there and back, in milliseconds, for each of so many queries of a question. */
  readonly networkMs: number;
  readonly queries: number;
  /** How far times spread: the standard deviation of their logarithms. */
  readonly spread: number;
}

/** What a cluster did under a load. */
export interface Simulated {
  readonly questionsPerSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** The share of the time that servers and databases are busy. */
  readonly serversBusy: number;
  readonly databasesBusy: number;
}

/** A number of processors with one queue. */
class Station {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  busyMs = 0;

  constructor(cores: number) {
    this.#free = cores;
  }

  /** Runs `start` as soon as a processor is free. */
  enter(start: () => void): void {
    if (this.#free === 0) {
      this.#waiting.push(start);
      return;
    }
    this.#free--;
    start();
  }

  leave(workedMs: number): void {
    this.busyMs += workedMs;
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free++;
    } else {
      next();
    }
  }
}

/**
 * A discrete-event simulation: questions come at random (a Poisson process), go to the servers in turn, and need half of
 * their server's time before the database's, half after it. While it waits for the database, a server's processor is
 * free for other questions.
 * @param random from 0 to 1
 */
export function simulate(
  cluster: Cluster,
  questionsPerSecond: number,
  questions: number,
  random: () => number,
): Simulated {
  const events = new EventQueue();
  const servers = Array.from({ length: cluster.servers }, () => new Station(1));
  const databases = Array.from({ length: cluster.databases }, () => new Station(cluster.databaseCores));
  const took: number[] = [];
  const work = (station: Station | undefined, milliseconds: number, done: () => void) =>
    station?.enter(() => {
      events.in(milliseconds, () => {
        station.leave(milliseconds);
        done();
      });
    });
  const ask = (i: number) => {
    const start = events.now;
    const server = servers[i % servers.length];
    const database = databases[i % databases.length];
    const half = spread(cluster.serverMs, cluster.spread, random) / 2;
    const inDatabase = spread(cluster.databaseMs, cluster.spread, random);
    work(server, half, () =>
      events.in(cluster.networkMs * cluster.queries, () =>
        work(database, inDatabase, () => work(server, half, () => took.push(events.now - start))),
      ),
    );
  };
  let at = 0;
  for (let i = 0; i < questions; i++) {
    at += (-Math.log(1 - random()) * 1000) / questionsPerSecond;
    events.in(at, () => ask(i));
  }
  events.run();
  const busy = (stations: readonly Station[], cores: number) =>
    stations.reduce((sum, { busyMs }) => sum + busyMs, 0) / (stations.length * cores * events.now);
  return {
    questionsPerSecond: (1000 * took.length) / events.now,
    p50: percentile(took, 0.5) ?? 0,
    p95: percentile(took, 0.95) ?? 0,
    serversBusy: busy(servers, 1),
    databasesBusy: busy(databases, cluster.databaseCores),
  };
}

/** A time whose logarithm is normally distributed (Box–Muller). */
function spread(median: number, sigma: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}
