import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BackupReport } from "../../../src/app/back-up.js";
import type { RestoreReport } from "../../../src/app/restore.js";
import type { Answer } from "../../../src/core/answer.js";
import { ended, run, start } from "../../support/footnote.js";
import { announcedUrl } from "../../support/server/announced-url.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const BREAD = "# Bread\n\nRye bread needs fifty minutes in the oven.\n";
const LATER = "# Bread\n\nRye bread needs ninety minutes in the oven.\n";
const SENTENCE = /^Rye bread needs (fifty|ninety) minutes in the oven\.$/;
const QUESTION = "How long does rye bread need in the oven?";
const FEEDBACK = '{"at":"2026-01-01T00:00:00.000Z","answerId":"a","rating":"up"}\n';

describe("backup and restore", () => {
  let workspace: Workspace;
  let server: ChildProcess;
  let url: string;
  let first: BackupReport;
  const footnote = (...args: readonly string[]) => run(args, { cwd: workspace.folder });
  const at = (name: string) => path.join(workspace.folder, name);

  beforeAll(async () => {
    workspace = await createWorkspace({ "bread.md": BREAD });
    // What the folder holds is only indexed when a test says so.
    server = start(["serve"], { cwd: workspace.folder, env: { PORT: "0", WATCH: "off" } });
    url = await announcedUrl(server, ended(server));
    await writeFile(path.join(workspace.index, "feedback.jsonl"), FEEDBACK);
    expect(await settledAnswer()).toContain("fifty");
    first = await json<BackupReport>("backup", "first.zip", "--with-documents");
    expect(first).toMatchObject({
      file: at("first.zip"),
      documents: 2,
      documentFiles: 2,
      skipped: [],
    });
  });

  afterAll(async () => {
    server.kill("SIGKILL");
    await workspace.remove();
  });

  async function json<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await footnote(...args, "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return JSON.parse(stdout) as T;
  }

  async function ask(): Promise<Answer> {
    const response = await fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content: QUESTION }], stream: false }),
    });
    return (await response.json()) as Answer;
  }

  /** The answer when nothing else is going on, whose quotes hold. */
  async function settledAnswer(): Promise<string> {
    const { answer, citations } = await ask();
    expect(citations.map(({ verified }) => verified)).toEqual([true]);
    return answer;
  }

  /** Asks the server as long as something else is going on. */
  async function askMeanwhile<T>(
    work: Promise<T>,
  ): Promise<{ readonly result: T; readonly answers: Answer[] }> {
    const answers: Answer[] = [];
    let isOver = false;
    const result = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      answers.push(await ask());
    }
    return { result: await result, answers };
  }

  it("bring an earlier index back while a server answers, which goes on and notices it", async () => {
    await workspace.drop("bread.md", LATER);
    await workspace.drop("tea.md", "# Tea\n\nTea is brewed from leaves.\n");
    expect((await footnote("ingest")).code).toBe(0);
    expect(await settledAnswer()).toContain("ninety");
    const { result, answers } = await askMeanwhile(json<RestoreReport>("restore", "first.zip"));
    expect(result).toMatchObject({ documents: 2, documentFiles: 1, feedback: 0 });
    // A busy ingest commits more than once: at least its own and the restore's came after the first backup.
    expect(first.generation).toBeGreaterThanOrEqual(1);
    expect(result.generation).toBeGreaterThanOrEqual(first.generation + 2);
    for (const { answer, citations } of answers) {
      expect(answer.replace(/ \[\d\]$/, "")).toMatch(SENTENCE);
      // One that was read before the commit and checked after it says that the quote doesn't hold any more.
      expect(citations.map(({ quote }) => quote)).toEqual([expect.stringMatching(SENTENCE)]);
    }
    expect(await settledAnswer()).toContain("fifty");
    expect(await (await fetch(`${url}/api/documents`)).text()).not.toContain("tea.md");
    // The folder has its document again, with its time, and nothing is lost.
    expect(await readFile(path.join(workspace.documents, "bread.md"), "utf8")).toBe(BREAD);
    const replaced = result.replacedDocuments ?? expect.fail("none was replaced");
    expect(await readFile(path.join(replaced, "bread.md"), "utf8")).toBe(LATER);
    expect(await readdir(workspace.documents)).toContain("tea.md");
    const { stdout } = await footnote("ingest");
    expect(stdout).toMatch(/^\+ tea\.md\n1 added, 0 changed, 0 renamed, 0 removed, 2 unchanged/);
    expect(await readdir(workspace.index)).not.toContainEqual(expect.stringMatching(/^restore-/));
  });

  it("bring back what a restore has replaced", async () => {
    const { earlier } = await json<RestoreReport>("restore", "first.zip", "--without-documents");
    const { earlier: none, documents } = await json<RestoreReport>("restore", earlier ?? "", "--discard");
    expect({ none, documents }).toEqual({ none: null, documents: 3 });
    expect(await (await fetch(`${url}/api/search?q=tea+leaves&k=1`)).text()).toContain("brewed from leaves");
  });

  it("go through pipes, to another machine", async () => {
    const elsewhere = at("elsewhere");
    await mkdir(elsewhere);
    const backup = start(["backup", "-", "--with-documents"], { cwd: workspace.folder });
    const [bytes] = await Promise.all([
      buffer(backup.stdout ?? expect.fail("no output")),
      once(backup, "close"),
    ]);
    const restore = start(["restore", "-"], { cwd: elsewhere });
    restore.stdin?.end(bytes);
    const { code, stdout } = await ended(restore);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Restored the backup of .+ holds 3 documents in \d+ passages\.\n/);
    expect(await readdir(path.join(elsewhere, "documents"))).toContain("tea.md");
    expect(await readFile(path.join(elsewhere, "index", "feedback.jsonl"), "utf8")).toBe(FEEDBACK);
    const { stdout: ingested } = await run(["ingest"], { cwd: elsewhere });
    expect(ingested).toMatch(/^0 added, 0 changed, 0 renamed, 0 removed, 3 unchanged/);
  });

  it("restore an index that is damaged now, which is kept", async () => {
    const damaged = at("damaged");
    await mkdir(damaged);
    await copyFile(path.join(workspace.index, "index.sqlite"), path.join(damaged, "index.sqlite"));
    const bytes = await readFile(path.join(damaged, "index.sqlite"));
    await writeFile(path.join(damaged, "index.sqlite"), bytes.fill(0xa5, 16_384, 10 * 16_384));
    expect((await footnote("backup", "none.zip", "--index", damaged)).stderr).toMatch(/damaged/);
    const { code, stderr } = await footnote(
      "restore",
      "first.zip",
      "--index",
      damaged,
      "--without-documents",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/moved to .*damaged-/) });
    const { stdout } = await footnote("search", "rye bread", "-k", "1", "--index", damaged);
    expect(stdout).toContain("fifty minutes");
    expect(await readdir(workspace.folder)).not.toContainEqual(
      expect.stringMatching(/none\.zip|footnote-backup/),
    );
  });

  it("keep the calibration, and say that servers read it when they start", async () => {
    const calibration = path.join(workspace.index, "calibration.json");
    await writeFile(calibration, '{"version":1,"embedder":"other","directions":{}}\n');
    expect((await footnote("backup", "calibrated.zip")).code).toBe(0);
    expect((await stat(at("calibrated.zip"))).mode & 0o777).toBe(0o600);
    await rm(calibration);
    const { stderr } = await footnote("restore", "calibrated.zip");
    expect(stderr).toMatch(/calibration\.json is another one now: restart/);
    expect(await readFile(calibration, "utf8")).toContain('"embedder":"other"');
  });

  it("add only the feedback that isn't there", async () => {
    const file = path.join(workspace.index, "feedback.jsonl");
    await writeFile(file, "");
    await appendFile(file, '{"answerId":"b"}');
    const report = await json<RestoreReport>("restore", "first.zip", "--without-documents", "--discard");
    expect(report.feedback).toBe(1);
    expect(await readFile(file, "utf8")).toBe(`{"answerId":"b"}\n${FEEDBACK}`);
  });

  it("say what is wrong with a file, and with what was typed", async () => {
    await writeFile(at("text.zip"), "text");
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [["restore", "text.zip"], 2, /^footnote: The file isn't a backup.+ `footnote backup`.+\n$/],
      [["restore", "missing.zip"], 2, /^footnote: The backup can't be opened/],
      [["backup"], 2, /missing required argument 'file'/],
      [["backup", "-", "--json"], 2, /leave out --json/],
      [["backup", "text.zip/a.zip"], 1, /^footnote: The backup couldn't be made or restored: E\w+:/],
      [["backup", "b.zip", "--index", "nothing"], 1, /no index yet/],
    ];
    for (const [args, code, message] of cases) {
      const outcome = await footnote(...args);
      expect(outcome).toEqual({ code, stderr: expect.stringMatching(message), stdout: expect.anything() });
    }
  });
});
