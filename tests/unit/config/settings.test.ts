import { describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config/config.js";
import { environmentOf, type Settings } from "../../../src/config/settings.js";

describe("settings", () => {
  it("are the variables in camel case, with numbers as numbers", () => {
    const settings: Settings = {
      documentsDir: "papers",
      llm: "ollama:x",
      maxPages: 12,
      rerankModel: undefined,
    };
    const environment = environmentOf(settings);
    expect(environment).toEqual({ DOCUMENTS_DIR: "papers", LLM: "ollama:x", MAX_PAGES: "12" });
    expect(loadConfig(environment, "/home")).toMatchObject({
      documentsDir: "/home/papers",
      llm: "ollama:x",
      loading: { pages: 12 },
    });
  });

  it("that there aren't, and those of a server only, are refused by name", () => {
    expect(() => environmentOf({ documentDir: "papers" } as Settings)).toThrow(
      /^documentDir is no setting\./,
    );
    expect(() => environmentOf({ port: 1 } as Settings)).toThrow(/^port is no setting\./);
  });
});
