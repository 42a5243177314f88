import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-consumer-"));
  await mkdir(path.join(folder, "node_modules"));
  await symlink(repository, path.join(folder, "node_modules/footnote"), "dir");
});

afterAll(() => rm(folder, { recursive: true }));

/** What the compiler says of a file of a site that uses the package; empty if all is well. */
async function compile(source: string): Promise<string> {
  await writeFile(path.join(folder, "site.ts"), source);
  const options = ["--noEmit", "--strict", "--target", "es2023", "--lib", "es2023,dom", "--types", ""];
  const bundler = ["--module", "esnext", "--moduleResolution", "bundler", "--skipLibCheck", "false"];
  const compiler = path.join(repository, "node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...options, ...bundler, "site.ts"], { cwd: folder }, (_, out) =>
      resolve(out),
    );
  });
}

it("a site that is compiled finds the element, its events and its texts typed", async () => {
  const site = `
    import "footnote/widget";
    import type { AnswerDetail, FootnoteChatElement, OwnMessages } from "footnote/widget";
    const chat: FootnoteChatElement = document.createElement("footnote-chat");
    chat.server = "https://docs.example.com/";
    chat.messages = { locale: "fr", composer: { label: "Question" } } satisfies OwnMessages;
    chat.addEventListener("footnote-answer", ({ detail }) => { const answer: AnswerDetail = detail; answer.citations[0]?.quote; });
    document.addEventListener("footnote-feedback", ({ detail }) => detail.rating === "up");
    await chat.ask("?");
    // @ts-expect-error there is no such theme
    chat.theme = "blue";
  `;
  expect(await compile(site)).toBe("");
  expect(await compile(site.replace('"blue"', '"dark"'))).toContain("Unused '@ts-expect-error'");
});
