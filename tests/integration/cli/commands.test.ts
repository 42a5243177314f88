import { cp, open, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExplainedPassage, SearchResult } from "../../../src/app/search-result.js";
import type { Check } from "../../../src/cli/doctor/check.js";
import type { Answer } from "../../../src/core/answer.js";
import type { IngestReport } from "../../../src/ingest/ingest.js";
import { ended, type Outcome, run, start } from "../../support/footnote.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const when = "Wann wollte Kirgisistan vermitteln?";
const currency = "Welche Währung hat Kirgisistan?";

describe("the command line", () => {
  let workspace: Workspace;
  let first: Outcome;
  const footnote = (...args: readonly string[]) => run(args, { cwd: workspace.folder });

  beforeAll(async () => {
    // The folders are the default ones of the working directory.
    workspace = await createWorkspace();
    first = await footnote("ask", when);
  });

  afterAll(() => workspace.remove());

  it("builds an index that is missing before it answers, and says so", () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toContain("no index yet");
  });

  it("prints an answer with its footnotes and sources for a person", () => {
    expect(first.stdout).toMatch(
      /^Beziehungen .*\n.*Oktober 1992.* \[1\]\n✓ quote checked {2}\S+\.txt:\d+-\d+\n$/s,
    );
    expect(first.stdout).not.toContain("\u001b");
  });

  describe.concurrent("over an index", () => {
    it("prints a refusal as one, and that is no failure", async () => {
      const { code, stdout, stderr } = await footnote("ask", currency);
      expect(code).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toMatch(
        /^Not in the documents\n.+\nNot found in the documents: “Währung”\nClosest to it: “Beziehungen .+”\n$/,
      );
    });

    it("prints the same answer as it is written, and then what answers in it", async () => {
      const { code, stdout, stderr } = await footnote("ask", when, "--stream");
      expect(code).toBe(0);
      expect(stderr).toBe("");
      const [text = "", sources] = stdout.split("\n\nSources\n");
      expect(first.stdout).toContain(text);
      expect(sources).toMatch(
        /^\[1\] Beziehungen .* ✓ quote checked\n {4}“Kirgisistan versuchte im Oktober 1992 .*”\n {4}\S+\.txt:\d+-\d+\n$/,
      );
    });

    it("prints an answer as one JSON value", async () => {
      const { code, stdout, stderr } = await footnote("ask", when, "--json");
      expect(code).toBe(0);
      expect(stderr).toBe("");
      const answer = JSON.parse(stdout) as Answer;
      expect(answer).toMatchObject({ answered: true, question: when, model: "extractive" });
      expect(answer.citations[0]).toMatchObject({ marker: 1, verified: true });
    });

    it("lists and explains passages", async () => {
      const { code, stdout } = await footnote("search", "Grenze", "-k", "2", "--explain");
      expect(code).toBe(0);
      expect(stdout).toMatch(/^question in .*: Grenze; \d+ passages found\n\n 1 {2}0\.\d{3} {2}\S/);
      expect(stdout.match(/^ \d {2}0\.\d{3} {2}\S/gm)).toHaveLength(2);
      expect(
        stdout.match(/^ {4}lexical 0\.\d{3} \(\d+ of \d+\), dense 0\.\d{3} \(\d+ of \d+\)$/gm),
      ).toHaveLength(2);
      expect(stdout.match(/^ {4}sum( +0\.\d{3}){2}$/gm)).toHaveLength(2);
    });

    it("prints passages as one JSON value", async () => {
      const { stdout } = await footnote("search", "Grenze", "-k", "2", "--explain", "--json");
      const { passages } = JSON.parse(stdout) as SearchResult<ExplainedPassage>;
      expect(passages).toHaveLength(2);
      expect(passages[0]?.evidence.paragraph.words).toBeGreaterThan(0);
    });

    it("finds everything in order", async () => {
      const { code, stdout } = await footnote("doctor", "--json");
      const { ok, checks } = JSON.parse(stdout) as {
        readonly ok: boolean;
        readonly checks: readonly Check[];
      };
      expect({ code, ok }).toEqual({ code: 0, ok: true });
      expect(checks.find(({ name }) => name === "index")).toMatchObject({ status: "ok" });
    });

    it("finds what isn't in order, and that is a failure", async () => {
      const { code, stdout } = await footnote("doctor", "--documents", "nowhere");
      expect(code).toBe(1);
      expect(stdout).toMatch(/^✗ documents .*DOCUMENTS_DIR/m);
    });

    it("doesn't mind a reader that has seen enough", async () => {
      const child = start(["ask", when, "--stream"], { cwd: workspace.folder });
      const outcome = ended(child);
      child.stdout?.destroy();
      expect(await outcome).toMatchObject({ code: 0, stderr: "" });
    });
  });

  it("brings the index up to date and reports what changed", async () => {
    const ingest = async () => {
      const { code, stdout } = await footnote("ingest", "--json");
      expect(code).toBe(0);
      return JSON.parse(stdout) as IngestReport;
    };
    const bread = path.join(workspace.documents, "bread.md");
    await writeFile(bread, "# Bread\n\nRye bread needs fifty minutes.\n");
    expect(await ingest()).toMatchObject({ added: ["bread.md"], changed: [], removed: [], documents: 2 });
    await writeFile(bread, "# Bread\n\nRye bread needs sixty-five minutes.\n");
    await writeFile(path.join(workspace.documents, "scan.tiff"), "II*");
    expect(await ingest()).toMatchObject({
      added: [],
      changed: ["bread.md"],
      skipped: [{ path: "scan.tiff", reason: expect.any(String) }],
    });
  });

  it("sets a damaged index aside and builds it from the documents again", async () => {
    const index = path.join(workspace.folder, "damaged");
    await cp(workspace.index, index, { recursive: true });
    const database = await open(path.join(index, "index.sqlite"), "r+");
    await database.write(Buffer.alloc(4096, "x"), 0, 4096, 0);
    await database.close();
    const damaged = await footnote("ask", when, "--index", index);
    expect(damaged).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^footnote: .*ingest.*\n$/),
    });
    const mended = await footnote("ingest", "--index", index);
    expect(mended).toMatchObject({ code: 0, stderr: expect.stringContaining("damaged") });
    expect(mended.stdout).toContain("; the index holds 2 documents");
    expect((await readdir(index)).some((name) => name.startsWith("damaged-"))).toBe(true);
  });
});
