import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "../../../src/cli/run.js";

describe("wrong usage", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-usage-"));
    vi.spyOn(process, "cwd").mockReturnValue(folder);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  async function footnote(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    for (const [name, value] of Object.entries(env)) {
      vi.stubEnv(name, value);
    }
    const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await run(args);
    const code = process.exitCode;
    process.exitCode = 0;
    return { code, stdout: stdout.mock.calls.join(""), stderr: stderr.mock.calls.join("") };
  }

  it.each<[string, string[], Record<string, string>]>([
    ["an unknown command", ["anser"], {}],
    ["an unknown option", ["ingest", "--quick"], {}],
    ["a question that is missing", ["ask"], {}],
    ["a question that is empty", ["ask", " "], {}],
    ["a question without quotes", ["ask", "who", "is", "it"], {}],
    ["a question that is too long", ["ask", "x".repeat(2001)], {}],
    ["a query that is empty", ["search", ""], {}],
    ["options that exclude each other", ["ask", "x", "--stream", "--json"], {}],
    ["no passages", ["search", "x", "-k", "0"], {}],
    ["too many passages", ["search", "x", "-k", "51"], {}],
    ["passages that are no number", ["search", "x", "-k", "ten"], {}],
    ["a folder that is forgotten", ["--index", "--json", "ingest"], {}],
    ["a folder that is empty", ["ingest", "--documents", ""], {}],
    ["a data set that is missing", ["eval", "nowhere"], {}],
    ["a documents folder that is missing", ["ingest", "--json", "--documents", "nowhere"], {}],
    ["a malformed variable", ["serve"], { PORT: "http" }],
    ["a store that doesn't exist", ["ask", "x"], { STORE: "mysql://user:hunter2@host/db" }],
    ["prompts that are missing", ["serve"], { PROMPTS_DIR: "nowhere" }],
  ])("is %s: one line that says so, and exit code 2", async (_, args, env) => {
    const documents = args.includes("--documents") ? [] : ["--documents", folder];
    const { code, stdout, stderr } = await footnote([...args, ...documents], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(/(^|\n)footnote: .+\n$/);
    expect(stderr.match(/^footnote: /gm)).toHaveLength(1);
    expect(stderr).not.toMatch(/\n {4}at |hunter2/);
    if (args.includes("--json")) {
      expect(JSON.parse(stdout)).toEqual({
        error: { code: expect.any(String), message: expect.any(String) },
      });
    } else {
      expect(stdout).toBe("");
    }
  });

  it("is answered with help where no command is named", async () => {
    const { code, stdout, stderr } = await footnote([]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: footnote");
  });

  it("shows the stack with --debug only", async () => {
    const { stderr } = await footnote(["ask", "x", "--debug"], { PORT: "http" });
    expect(stderr).toMatch(/PORT must be .*\n {4}at /);
  });

  it("is found in .env too", async () => {
    await writeFile(path.join(folder, ".env"), "MAX_QUESTION_CHARACTERS=10\n");
    vi.stubEnv("MAX_QUESTION_CHARACTERS", undefined);
    const { code, stderr } = await footnote(["ask", "A question of more than ten characters?"]);
    expect(code).toBe(2);
    expect(stderr).toContain("MAX_QUESTION_CHARACTERS");
  });
});

describe("help", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    [
      ["--help"],
      ["serve", "ingest", "ask", "search", "doctor", "--documents", "--index", "--debug", ".env.example"],
    ],
    [
      ["search", "--help"],
      ["-k", "--explain", "--json", "--index"],
    ],
    [
      ["help", "ask"],
      ["<question>", "--json", "--stream"],
    ],
  ])("of %j names every command and option", async (args, words) => {
    const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    await run(args);
    expect(process.exitCode ?? 0).toBe(0);
    for (const word of words) {
      expect(stdout.mock.calls.join("")).toContain(word);
    }
  });
});
