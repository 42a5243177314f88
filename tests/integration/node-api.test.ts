import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { type AnswerEvent, type Footnote, openFootnote } from "footnote";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkspace, repository, type Workspace } from "../support/workspace.js";

const QUESTION = "How many people died in the armed clashes of September 2022?";

describe("the package", () => {
  let workspace: Workspace;
  let footnote: Footnote;

  beforeAll(async () => {
    workspace = await createWorkspace();
    footnote = await openFootnote({ cwd: workspace.folder, maxQuestionCharacters: 200 });
  });

  afterAll(async () => {
    await footnote.close();
    await workspace.remove();
  });

  it("says before the first ingest that there is no index", async () => {
    await expect(footnote.ask(QUESTION)).rejects.toMatchObject({ code: "index_empty" });
  });

  it("ingests, with progress", async () => {
    const paths: string[] = [];
    const report = await footnote.ingest({ onProgress: ({ path }) => paths.push(path) });
    expect(report).toMatchObject({
      added: [expect.stringContaining("Kirgisistan")],
      failed: [],
      documents: 1,
    });
    expect(new Set(paths)).toEqual(new Set(report.added));
    expect((await footnote.ingest()).unchanged).toEqual(report.added);
  });

  it("searches, and explains what it found", async () => {
    const { passages } = await footnote.search("armed clashes", { limit: 2 });
    expect(passages).toHaveLength(2);
    const explained = await footnote.explain("armed clashes", { limit: 2 });
    expect(explained.passages.map(({ id }) => id)).toEqual(passages.map(({ id }) => id));
    expect(explained.question.language).toBe("en");
  });

  it("answers, with quotes that stand in the document", async () => {
    const answer = await footnote.ask(QUESTION);
    expect(answer).toMatchObject({ answered: true, kind: "answer", model: "extractive" });
    expect(answer.citations[0]).toMatchObject({ verified: true, quote: expect.stringContaining("94") });
  });

  it("understands a conversation", async () => {
    const { question } = await footnote.ask([
      { role: "user", content: "What happened in September 2022?" },
      { role: "assistant", content: "There were armed clashes." },
      { role: "user", content: "How many people died in it?" },
    ]);
    expect(question).toContain("September 2022");
  });

  it("streams an answer's events in order", async () => {
    const events: AnswerEvent[] = [];
    for await (const event of footnote.stream(QUESTION)) {
      events.push(event);
    }
    const types = events.map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(["passages", "done"]);
    expect(types).toEqual(expect.arrayContaining(["delta", "citation"]));
  });

  it("refuses what can't be asked", async () => {
    const invalid = { code: "invalid_request" };
    await expect(footnote.ask(" ")).rejects.toMatchObject(invalid);
    await expect(footnote.ask("x".repeat(201))).rejects.toMatchObject(invalid);
    await expect(footnote.search("x", { limit: 51 })).rejects.toMatchObject(invalid);
    await expect(footnote.search("x", { documents: ["unknown"] })).rejects.toMatchObject({
      code: "document_not_found",
    });
    const signal = AbortSignal.abort();
    await expect(footnote.ask(QUESTION, { signal })).rejects.toMatchObject({ code: "aborted" });
  });
});

it("a program that imports the package finds it typed", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "footnote-consumer-"));
  try {
    await mkdir(path.join(folder, "node_modules/@types"), { recursive: true });
    await symlink(repository, path.join(folder, "node_modules/footnote"), "dir");
    const nodeTypes = "node_modules/@types/node";
    await symlink(path.join(repository, nodeTypes), path.join(folder, nodeTypes), "dir");
    const program = `
      import { type Answer, openFootnote } from "footnote";
      const footnote = await openFootnote({ documentsDir: "papers", llmTimeout: 3, environment: process.env });
      const answer: Answer = await footnote.ask("?");
      for await (const event of footnote.stream("?")) if (event.type === "citation") event.citation.quote;
      // @ts-expect-error there is no such kind of answer
      answer.kind === "guess";
      // @ts-expect-error there is no such pooling
      await openFootnote({ embeddingPooling: "sum" });
      // @ts-expect-error only a server has one
      await openFootnote({ port: 1 });
    `;
    await writeFile(path.join(folder, "program.mts"), program);
    const compiler = path.join(repository, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--target", "es2023", "--lib", "es2023", "--types", "node"];
    const resolution = ["--module", "nodenext", "--skipLibCheck", "false"];
    const compiled = promisify(execFile)(
      process.execPath,
      [compiler, ...options, ...resolution, "program.mts"],
      { cwd: folder },
    );
    // Rejected with the compiler's messages if there are any.
    expect((await compiled).stdout).toBe("");
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe("the example of docs/node-api.md", () => {
  const file = path.join(repository, "docs/examples/node-api.ts");

  it("is the example that stands there", async () => {
    expect(await readFile(path.join(repository, "docs/node-api.md"), "utf8")).toContain(
      await readFile(file, "utf8"),
    );
  });

  it("runs against the built package", async () => {
    const workspace = await createWorkspace();
    try {
      const tsx = path.join(repository, "node_modules/tsx/dist/cli.mjs");
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        [tsx, file, workspace.documents, workspace.index],
        // Elsewhere than here, since the repository's tsconfig.json names the source. tsx makes a folder for its pipe in
        // that for temporary files, and leaves it there.
        { cwd: workspace.folder, env: { ...process.env, TSX_DISABLE_CACHE: "1", TMPDIR: workspace.folder } },
      );
      expect(stderr).toBe("");
      expect(stdout).toContain("1 added, 0 changed, 0 removed.");
      expect(stdout).toMatch(/94 Menschen.*\[1\]/s);
      expect(stdout).toContain("[1] Beziehungen zwischen Kirgisistan und Tadschikistan, quote checked: ");
      expect(stdout).toContain("Oktober 1992");
    } finally {
      await workspace.remove();
    }
  });
});
