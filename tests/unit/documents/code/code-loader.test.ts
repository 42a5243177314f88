import { describe, expect, it } from "vitest";
import { CODE_LOADER } from "../../../../src/documents/code/code-loader.js";
import { expectSound, LIMITS } from "../../../contract/loader.js";

const load = (code: string) => CODE_LOADER.load(new TextEncoder().encode(code), "a/b.ts", LIMITS);

describe("code loader", () => {
  it("divides code where something new begins at the margin, and keeps short parts together", async () => {
    const body = `  const line = 1;\n\n${"  // what it does\n".repeat(30)}`;
    const document = await load(
      `import a;\n\nconst b = 1;\n\nfunction c() {\n${body}\n}\n\nfunction d() {\n}\n`,
    );
    expectSound(document);
    const parts = document.blocks.map(({ start, end }) => document.text.slice(start, end));
    expect(parts.map((part) => part.split("\n")[0])).toEqual(["import a;", "function d() {"]);
    expect(parts[0]?.endsWith("\n\n}")).toBe(true);
  });

  it("refuses minified code, however it is named", async () => {
    await expect(load(`var a=${"[1,2],".repeat(2000)}0;\n`)).rejects.toThrow(
      /a\/b\.ts is minified code.*\.footnoteignore/u,
    );
  });

  it("takes a file of blank lines for an empty document", async () => {
    const document = await load("\n \n\t\n");
    expectSound(document);
    expect(document.blocks).toEqual([]);
  });
});
