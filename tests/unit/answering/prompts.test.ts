import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPrompts } from "../../../src/answering/prompts.js";

const SHIPPED = new URL("../../../prompts/", import.meta.url).pathname;

describe("loadPrompts", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "footnote-prompts-"));
    await cp(SHIPPED, dir, { recursive: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  it("loads the prompts that come with Footnote", async () => {
    const prompts = await loadPrompts(dir);
    const prompt = prompts.answer.render({
      passages: "THE PASSAGES",
      question: "THE $& QUESTION",
      language: "de",
    });
    expect(prompt).toContain("THE PASSAGES");
    expect(prompt).toContain("THE $& QUESTION");
    expect(prompt).not.toContain("{{");
  });

  it("refuses in the question's language, and in English where it has no text", async () => {
    const prompts = await loadPrompts(dir);
    expect(prompts.refusal("de")).toMatch(/Dokumenten/);
    expect(prompts.refusal("fr")).toBe(prompts.refusal("en"));
    await writeFile(join(dir, "refusal.fr.md"), "Les documents n'en disent rien.");
    expect((await loadPrompts(dir)).refusal("fr")).toBe("Les documents n'en disent rien.");
  });

  it.each([
    ["answer.md", "{{passages}} {{question}} {{language}} {{anwser}}", /answer\.md.*\{\{anwser\}\}.*unknown/],
    ["answer.md", "{{passages}} {{language}}", /answer\.md.*\{\{question\}\}.*missing/],
    ["refusal.en.md", "About {{question}} nothing.", /refusal\.en\.md.*\{\{question\}\}.*unknown/],
    ["refusal.de.md", "  \n", /refusal\.de\.md.*empty/],
  ])("names the file and the placeholder that are wrong: %s", async (file, content, message) => {
    await writeFile(join(dir, file), content);
    await expect(loadPrompts(dir)).rejects.toMatchObject({
      code: "invalid_prompt",
      message: expect.stringMatching(message),
    });
  });

  it.each(["answer.md", "standalone-question.md", "refusal.en.md"])(
    "names a missing file: %s",
    async (file) => {
      await rm(join(dir, file));
      await expect(loadPrompts(dir)).rejects.toMatchObject({
        code: "invalid_prompt",
        message: expect.stringContaining(file),
      });
    },
  );

  it("says that the folder can't be read, without its path", async () => {
    await expect(loadPrompts(join(dir, "nowhere"))).rejects.toMatchObject({
      code: "invalid_prompt",
      message: expect.not.stringContaining(dir),
    });
  });
});
