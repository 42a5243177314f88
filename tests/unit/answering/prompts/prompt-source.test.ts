import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPrompts } from "../../../../src/answering/prompts/prompt-source.js";

const SHIPPED = new URL("../../../../prompts/", import.meta.url).pathname;

describe("openPrompts", () => {
  let dir: string;
  let notices: string[];
  const onNotice = (notice: string) => notices.push(notice);
  beforeEach(async () => {
    notices = [];
    dir = await mkdtemp(join(tmpdir(), "footnote-prompts-"));
    await cp(SHIPPED, dir, { recursive: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  const change = async (version: string) => {
    const file = join(dir, "answer.md");
    const source = await readFile(file, "utf8");
    await writeFile(file, source.replace(/^version: .*$/mu, version));
  };

  it("takes a changed file from the next question on, and says so once", async () => {
    const prompts = await openPrompts(dir, { reload: true, onNotice });
    await change("version: 2026-11");
    expect((await prompts.current()).answer.version).toBe("answer@2026-11");
    expect((await prompts.current()).answer.version).toBe("answer@2026-11");
    expect(notices).toEqual([expect.stringContaining("were changed")]);
  });

  it("keeps what it has where the change doesn't pass, and says why once", async () => {
    const prompts = await openPrompts(dir, { reload: true, onNotice });
    const before = (await prompts.current()).answer.version;
    await change("no version at all");
    expect((await prompts.current()).answer.version).toBe(before);
    expect((await prompts.current()).answer.version).toBe(before);
    expect(notices).toEqual([expect.stringMatching(/can't be used.*answer\.md/)]);
  });

  it("doesn't look again in production", async () => {
    const prompts = await openPrompts(dir, { reload: false, onNotice });
    const before = (await prompts.current()).answer.version;
    await change("version: 99");
    expect((await prompts.current()).answer.version).toBe(before);
  });
});
