import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../support/footnote.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

describe("an index whose damage shows only when it is read", () => {
  let workspace: Workspace;
  const footnote = (...args: readonly string[]) => run(args, { cwd: workspace.folder });
  const question = "Wann wollte Kirgisistan vermitteln?";

  beforeAll(async () => {
    workspace = await createWorkspace();
    expect((await footnote("ingest")).code).toBe(0);
    await cp(workspace.index, path.join(workspace.folder, "whole"), { recursive: true });
  });
  beforeEach(async () => {
    await rm(workspace.index, { recursive: true });
    await cp(path.join(workspace.folder, "whole"), workspace.index, { recursive: true });
  });
  afterAll(() => workspace.remove());

  /** Replaces bytes of the same length wherever they stand in the database. */
  async function spoil(from: Buffer, to: Buffer): Promise<void> {
    const file = path.join(workspace.folder, "index", "index.sqlite");
    const bytes = await readFile(file);
    expect(bytes.includes(from)).toBe(true);
    for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at)) {
      to.copy(bytes, at);
    }
    await writeFile(file, bytes);
  }

  it("gives no wrong text but an error, and the command it names mends it", async () => {
    await spoil(Buffer.from("Oktober 1992"), Buffer.from("Oktober 1882"));
    const { code, stdout, stderr } = await footnote("ask", question);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("ingest --rebuild");
    expect((await footnote("ingest", "--rebuild")).code).toBe(0);
    expect((await footnote("ask", question)).stdout).toContain("Oktober 1992");
  });

  it("is set aside and built anew by an ingest that comes upon it", async () => {
    await spoil(Buffer.from("Beziehungen_zwischen"), Buffer.from("Bexiehungen_zwischen"));
    const { code, stderr } = await footnote("ingest");
    expect(stderr).toContain("built anew");
    expect(code).toBe(0);
    expect((await footnote("ask", question)).stdout).toContain("Oktober 1992");
  });
});
