import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPrompts } from "../../../../src/answering/prompts/load-prompts.js";
import { LANGUAGE_CODES } from "../../../../src/languages/find-language.js";

const ALL = ["passages", "question", "language", "key"];
const WHOLE = "<!-- system -->\n{{language}} {{key}}\n<!-- user -->\n{{passages}} {{question}}";

/** A prompt file with front matter. */
const page = (variables: readonly string[], body: string) =>
  `---\nversion: 7\nvariables: [${variables.join(", ")}]\n---\n${body}`;

const SHIPPED = new URL("../../../../prompts/", import.meta.url).pathname;

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
      key: "abc",
    });
    expect(prompts.answer.version).toMatch(/^answer@\d+$/);
    expect(prompt.user).toContain("THE PASSAGES");
    expect(prompt.user).toContain("THE $& QUESTION");
    expect(prompt.system).toContain("</passage-abc>");
    expect(prompt.system).not.toContain("THE PASSAGES");
    expect(prompt.system + prompt.user).not.toContain("{{");
  });

  it("refuses in the question's language, and in English where it has no text", async () => {
    const prompts = await loadPrompts(dir);
    expect(prompts.refusal("de")).toMatch(/Dokumenten/);
    expect(prompts.refusal("pt")).toBe(prompts.refusal("en"));
    await writeFile(join(dir, "refusal.pt.md"), page([], "Os documentos não dizem nada."));
    expect((await loadPrompts(dir)).refusal("pt")).toBe("Os documentos não dizem nada.");
  });

  it("comes with a refusal and a lead into excerpts for every language", async () => {
    const prompts = await loadPrompts(dir);
    for (const text of [prompts.refusal, prompts.excerpts]) {
      expect(new Set(LANGUAGE_CODES.map(text)).size).toBe(LANGUAGE_CODES.length);
    }
  });

  it.each([
    ["answer.md", page(ALL, `${WHOLE} {{anwser}}`), /answer\.md.*\{\{anwser\}\}.*unknown/],
    ["answer.md", page(ALL, WHOLE.replace("{{question}}", "?")), /answer\.md.*\{\{question\}\}.*missing/],
    ["answer.md", page(ALL.slice(1), WHOLE), /answer\.md.*"variables".*passages/],
    ["answer.md", page(ALL, "{{passages}} {{question}} {{language}} {{key}}"), /answer\.md.*<!-- system -->/],
    ["answer.md", WHOLE, /answer\.md.*front matter.*version/],
    ["answer.md", `---\n: [\n---\n${WHOLE}`, /answer\.md.*YAML/],
    ["answer.md", `---\nvariables: []\n---\n${WHOLE}`, /answer\.md.*"version"/],
    ["answer.md", `---\nversion: 1\nvariables: []\nmodel: x\n---\n${WHOLE}`, /answer\.md.*"version"/],
    ["refusal.en.md", page([], "About {{question}} nothing."), /refusal\.en\.md.*\{\{question\}\}.*unknown/],
    ["refusal.de.md", page([], "  \n"), /refusal\.de\.md.*empty/],
  ])("names the file and the placeholder that are wrong: %s %#", async (file, content, message) => {
    await writeFile(join(dir, file), content);
    await expect(loadPrompts(dir)).rejects.toMatchObject({
      code: "invalid_prompt",
      message: expect.stringMatching(message),
    });
  });

  it.each(["answer.md", "standalone-question.md", "refusal.en.md", "excerpts.en.md"])(
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
