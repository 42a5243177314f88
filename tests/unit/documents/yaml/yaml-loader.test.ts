import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { YAML_LOADER } from "../../../../src/documents/yaml/yaml-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (text: string, path = "a.yaml") => YAML_LOADER.load(Buffer.from(text), path, LIMITS);

describe("YAML loader", () => {
  it("leaves values as they are written", async () => {
    const { text } = await load("version: 1.10\nday: 2024-01-05\nopen: yes\ncode: 007\nnothing: ~\nempty:\n");
    expect(text).toBe("Version: 1.10\nDay: 2024-01-05\nOpen: yes\nCode: 007");
  });

  it("follows anchors, merges and blocks of text", async () => {
    const { text, notices } = await load(
      "base: &base {port: 80}\nsite:\n  <<: *base\n  host: a.org\nabout: |\n  First line.\n  Second line.\n",
    );
    expect(text).toBe("Base port: 80\nSite port: 80\nSite host: a.org\n\nAbout\n\nFirst line.\nSecond line.");
    expect(notices).toEqual([]);
  });

  it("says that comments are left out", async () => {
    const { text, notices } = await load("# about the port\nport: 80 # default\n");
    expect(text).toBe("Port: 80");
    expect(notices).toEqual(["comments: not read"]);
  });

  it("reads several documents, each at its line", async () => {
    const document = await load("name: Ada\ncity: Wien\n---\nname: Bob\n");
    expect(document.text).toBe("Name: Ada | City: Wien\nName: Bob");
    expect(document.marks.map(({ value }) => value)).toEqual([1, 4]);
  });

  it("keeps every text and structure in step, whatever the YAML", async () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(json, async (value) => expectSound(await load(stringify(value)))),
      { numRuns: 100 },
    );
  });

  it("refuses what unfolds without end, or is nested too deep", async () => {
    const line = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(", ")}]\n`;
    const bomb = `a: &a [x, x]\n${line("b", "a")}${line("c", "b")}${line("d", "c")}${line("e", "d")}${line("f", "e")}`;
    for (const text of [bomb, `${"[".repeat(500)}${"]".repeat(500)}`, `${"[".repeat(50_000)}`]) {
      await expect(load(text)).rejects.toMatchObject({ code: "unreadable_document" });
    }
  });

  it("says what the mistake is", async () => {
    await expect(load("a: [1\nb: }")).rejects.toThrow(
      /^a\.yaml isn't valid YAML: Flow sequence .* at line 2/u,
    );
  });
});
