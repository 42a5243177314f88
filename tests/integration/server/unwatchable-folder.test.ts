import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listedPaths } from "../../support/server/listed-paths.js";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const FAULTS = new URL("../../support/faults/no-watches.mjs", import.meta.url);

let workspace: Workspace;
let server: ServeProcess;
let fault: string;

beforeAll(async () => {
  workspace = await createWorkspace({ "tea.md": "# Tea\n\nTea is brewed from leaves.\n" });
  fault = path.join(workspace.folder, "fault");
  await writeFile(fault, "");
  server = await startServe(workspace.folder, {
    NODE_OPTIONS: `--import=${FAULTS.href}`,
    FAULT_FILE: fault,
  });
});
afterAll(async () => {
  await server.kill();
  await workspace.remove();
});

const paths = () => listedPaths(server.url);
const warnings = () => server.log().match(/^.*fs\.inotify\.max_user_watches.*$/gm);

it("a folder that the system can't watch is told of once, looked at now and then, and watched when that is possible", async () => {
  await until(() => warnings() !== null);
  expect(warnings()).toEqual([expect.stringMatching(/may be noticed late: .*ENOSPC/)]);
  expect(server.log()).not.toContain("--debug");

  await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
  await until(async () => (await paths()).includes("bread.md"));
  expect(warnings()).toHaveLength(1);

  await rm(fault);
  await until(() => server.log().includes("The documents folder is watched again."));
  await workspace.drop("milk.md", "# Milk\n\nMilk comes from cows.\n");
  await until(async () => (await paths()).includes("milk.md"));
  expect(await paths()).toContain("bread.md");
});
