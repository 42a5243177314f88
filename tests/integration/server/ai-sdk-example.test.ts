import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { serveWorkspace } from "../../support/server/serve-workspace.js";
import { createWorkspace, repository } from "../../support/workspace.js";

describe("the AI SDK's example of docs/api.md", () => {
  const file = path.join(repository, "docs/examples/ai-sdk.ts");

  it("is the example that stands there", async () => {
    expect(await readFile(path.join(repository, "docs/api.md"), "utf8")).toContain(
      await readFile(file, "utf8"),
    );
  });

  it("prints the answer and its sources, with the key that the server asks for", async () => {
    const key = "key-of-the-example-0123456789";
    const served = await serveWorkspace({}, { PUBLIC_URL: "https://docs.example.com", API_KEYS: key });
    const workspace = await createWorkspace();
    try {
      const tsx = path.join(repository, "node_modules/tsx/dist/cli.mjs");
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [tsx, file], {
        // tsx makes a folder for its pipe in that for temporary files, and leaves it there.
        env: {
          PATH: process.env["PATH"],
          TSX_DISABLE_CACHE: "1",
          TMPDIR: workspace.folder,
          FOOTNOTE_URL: served.url,
          FOOTNOTE_API_KEY: key,
        },
      });
      expect(stderr).toBe("");
      expect(stdout).toMatch(/Oktober 1992.*\[1\]\n/s);
      expect(stdout).toMatch(/\nBeziehungen .+: https:\/\/docs\.example\.com\/documents\/\w+#\d+-\d+\n$/);
    } finally {
      await workspace.remove();
      await served.close();
    }
  });
});
