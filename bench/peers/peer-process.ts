import { join } from "node:path";
import { z } from "zod";
import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import { percentile } from "../../src/evaluation/metrics/statistics.js";
import { built } from "../process/built.js";
import { residentMegabytes } from "../process/memory.js";
import { measureQuality } from "./measure-quality.js";
import type { PeerFigures } from "./peer-figures.js";
import type { System } from "./system.js";

/** What the process is told, as JSON in its first argument. */
const order = z.object({
  system: z.enum(["footnote", "lexical", "dense", "tutorial", "orama"]),
  folder: z.string(),
  files: z.array(z.string()),
});

const { system: name, folder, files } = order.parse(JSON.parse(process.argv[2] ?? ""));
const system = await open(name);
const start = performance.now();
const passages = await system.ingest(join(folder, "documents"));
const ingestMs = performance.now() - start;
const quality = [];
const milliseconds: number[] = [];
for (const file of files) {
  const measured = await measureQuality(system, folder, file);
  quality.push({ file, ...measured.quality });
  milliseconds.push(...measured.milliseconds);
}
const figures: PeerFigures = {
  passages,
  ingestMs,
  queryP50Ms: percentile(milliseconds, 0.5) ?? 0,
  queryP95Ms: percentile(milliseconds, 0.95) ?? 0,
  residentMegabytes: residentMegabytes(),
  quality,
};
console.log(JSON.stringify(figures));
await system.close();

/** Only what the system needs is loaded. */
async function open(system: z.infer<typeof order>["system"]): Promise<System> {
  if (system === "footnote") {
    return (await import("./footnote.js")).createFootnote();
  }
  if (system === "lexical" || system === "dense") {
    return (await import("./footnote.js")).createFootnote(system);
  }
  const { openEmbedder } = await built<typeof App>("app/workspace");
  const embedder = await openEmbedder(loadConfig({}, process.cwd()));
  if (system === "tutorial") {
    return (await import("./tutorial.js")).createTutorial(embedder);
  }
  return (await import("./orama.js")).createOrama(embedder);
}
