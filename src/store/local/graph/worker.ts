import { constants, setPriority } from "node:os";
import path from "node:path";
import process from "node:process";
import { Connection } from "../database/sqlite.js";
import { DATABASE } from "../folder/index-files.js";
import { type BuiltGraph, buildGraph } from "./build.js";
import type { GraphWorkerReply } from "./run-worker.js";

/**
 * A process that builds one graph and says what it has built: `node worker.js <folder> <file name>`.
 * It ends when the process that started it does.
 */
async function main(folder: string, name: string): Promise<void> {
  process.once("disconnect", () => process.exit());
  // Ctrl-C reaches every process of a terminal; the one that started this one decides what it means.
  process.on("SIGINT", () => undefined);
  // Searches have priority over this work.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const reply = await build(folder, name).then(
    (built): GraphWorkerReply => ({ built }),
    (error: unknown): GraphWorkerReply => ({
      reason: error instanceof Error ? error.message : String(error),
    }),
  );
  process.send?.(reply, () => process.exit());
}

async function build(folder: string, name: string): Promise<BuiltGraph | null> {
  const connection = new Connection(path.join(folder, DATABASE));
  connection.exec("PRAGMA query_only = ON");
  return buildGraph(connection, folder, name);
}

const [FOLDER = "", NAME = ""] = process.argv.slice(2);
await main(FOLDER, NAME);
