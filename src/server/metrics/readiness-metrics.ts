import { Gauge, type Registry } from "prom-client";
import type { Readiness } from "../health/readiness.js";

/** Whether questions can be answered, as `/readyz` says; over several processes, whether all can. */
export function watchReadiness(
  registry: Registry,
  readiness: () => Promise<Pick<Readiness, "isReady">>,
): void {
  new Gauge({
    name: "footnote_ready",
    help: "1 if questions can be answered, as /readyz says.",
    aggregator: "min",
    registers: [registry],
    async collect() {
      this.set((await readiness()).isReady ? 1 : 0);
    },
  });
}
