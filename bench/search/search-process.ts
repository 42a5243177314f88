import { z } from "zod";
import type * as App from "../../src/app/workspace.js";
import { loadConfig } from "../../src/config/config.js";
import { built } from "../process/built.js";
import { residentMegabytes } from "../process/memory.js";
import { askRound, readRounds } from "./rounds.js";
import type { SearchFigures } from "./search-figures.js";

/** What the process is told, as JSON in its first argument. */
const order = z.object({
  index: z.string(),
  made: z.string(),
  real: z.array(z.string()),
  /** More of the configuration, such as another store. */
  env: z.record(z.string(), z.string()).optional(),
});

const { openAnswering, openWorkspace } = await built<typeof App>("app/workspace");

const { index: indexDir, env, ...files } = order.parse(JSON.parse(process.argv[2] ?? ""));
const config = loadConfig({ ...process.env, INDEX_DIR: indexDir, ...env }, process.cwd());
const bareMegabytes = residentMegabytes();

const start = performance.now();
const workspace = await openWorkspace(config);
const { retriever, close } = await openAnswering(workspace, console.error);
const opened = performance.now();
await workspace.store.warmUp();
const loaded = performance.now();
await retriever.retrieve({ question: "Where does it begin?", limit: 10 });
const asked = performance.now();
// Until its graph is loaded, an index is searched vector by vector.
await workspace.store.settle();
const loadedMegabytes = residentMegabytes();

const rounds = [];
for (const round of await readRounds(files, workspace.store)) {
  rounds.push(await askRound(round, retriever, workspace.store));
}

const figures: SearchFigures = {
  passages: (await workspace.store.info()).passages,
  openMs: opened - start,
  warmUpMs: loaded - opened,
  firstQuestionMs: asked - loaded,
  bareMegabytes,
  loadedMegabytes,
  afterMegabytes: residentMegabytes(),
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
  rounds,
};
console.log(JSON.stringify(figures));
await close();
await workspace.close();
