import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { IngestReport } from "../../../src/ingest/ingest.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { loadingProcesses } from "../../support/child-processes.js";
import { ended, run, start } from "../../support/footnote.js";
import { writeNumbered } from "../../support/ingest/numbered-documents.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

describe("footnote ingest", () => {
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await createWorkspace();
  });

  afterEach(() => workspace.remove());

  /** Starts a command and collects the lines it prints while it runs. */
  function follow(...args: readonly string[]) {
    const child = start(args, { cwd: workspace.folder });
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.on("data", (chunk: Buffer) => {
        printed[name] += chunk;
      });
    }
    const outcome = ended(child);
    return { child, printed, outcome, lines: () => printed.stdout.trimEnd().split("\n") };
  }

  it("stops cleanly on Ctrl-C, and the next one goes on", async () => {
    await writeNumbered(workspace.documents, 0, 60);
    const { child, outcome } = follow("ingest");
    // It reads files once it is at work.
    await until(() => loadingProcesses(child.pid).length > 0);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await outcome;
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stderr).toMatch(
      /Stopped\. The index holds \d+ documents?; the next ingest goes on from there\.\n/,
    );
    expect((await run(["ingest"], { cwd: workspace.folder })).code).toBe(0);
    const store = await (await openDriver({ store: "local", indexDir: workspace.index })).open({
      readOnly: true,
    });
    expect(await store.documents()).toHaveLength(61);
    await store.close();
  });

  it("goes on with --watch, printing a line for every set of changes", async () => {
    const { child, printed, outcome, lines } = follow("ingest", "--watch");
    await until(() => printed.stderr.includes("Watching"));
    expect(lines().at(-1)).toContain("1 added");
    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    await until(() => lines().at(-1)?.startsWith("1 added; the index holds 2 documents") === true);
    await workspace.drop("bad.txt", Buffer.from([0, 1, 2, 255, 0]));
    await until(() => lines().at(-1)?.startsWith("1 failed; ") === true);
    child.kill("SIGINT");
    expect((await outcome).code).toBe(0);
  });

  it("prints one JSON value a line with --watch and --json", async () => {
    const { child, printed, outcome, lines } = follow("ingest", "--watch", "--json");
    await until(() => printed.stderr.includes("Watching"));
    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    await until(() => lines().length === 2);
    child.kill("SIGTERM");
    expect((await outcome).code).toBe(0);
    const reports = lines().map((line) => JSON.parse(line) as IngestReport);
    expect(reports[0]).toMatchObject({ added: [expect.any(String)], documents: 1 });
    expect(reports[1]).toMatchObject({ added: ["bread.md"], documents: 2 });
  });

  it("doesn't take its own index for documents", async () => {
    const inside = path.join(workspace.documents, "index");
    const args = ["ingest", "--index", inside, "--json"];
    await run(args, { cwd: workspace.folder });
    const { stdout } = await run(args, { cwd: workspace.folder });
    expect(JSON.parse(stdout)).toMatchObject({
      added: [],
      changed: [],
      skipped: [],
      failed: [],
      documents: 1,
    });
  });
});
