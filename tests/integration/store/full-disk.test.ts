import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFeedbackFile } from "../../../src/server/feedback/feedback-file.js";
import { run } from "../../support/footnote.js";
import { startServe } from "../../support/server/serve-process.js";

/** Mounts a small disk; false where that isn't permitted, as for anybody but root on Linux. */
function mount(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a full disk", () => {
  let folder: string;
  let index: string;
  let isMounted = false;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-full-"));
    index = path.join(folder, "index");
    await mkdir(index);
    await mkdir(path.join(folder, "documents"));
    await write("tea.md", "# Tea\n\nTea is brewed from leaves in hot water.\n");
    isMounted = mount(index);
  });
  afterAll(async () => {
    if (isMounted) {
      execFileSync("umount", [index]);
    }
    await rm(folder, { recursive: true });
  });

  const write = (name: string, text: string) => writeFile(path.join(folder, "documents", name), text);

  it("fails an ingest and a rating with a code, and everything goes on once there is room", async (context) => {
    context.skip(!isMounted, "no disk can be mounted here");
    expect(await run(["ingest"], { cwd: folder })).toMatchObject({ code: 0 });
    const server = await startServe(folder, { WATCH: "off", ADMIN_KEY: "admin" });
    const ingest = () =>
      fetch(`${server.url}/api/ingest`, {
        method: "POST",
        headers: { authorization: "Bearer admin", "content-type": "application/json" },
        body: "{}",
      });
    const search = async () => (await fetch(`${server.url}/api/search?q=tea&k=1`)).text();
    try {
      const lines = Array.from({ length: 3000 }, (_, i) => `Report ${i} tells of lantern ${i * 7}.\n\n`);
      await write("reports.md", lines.join(""));
      const failed = await ingest();
      expect(failed.status).toBe(503);
      expect(await failed.json()).toMatchObject({ error: { code: "index_not_writable" } });
      expect(await search()).toContain("brewed from leaves");

      const feedback = path.join(index, "feedback.jsonl");
      const filler = path.join(index, "filler");
      await writeFile(filler, Buffer.alloc(8_000_000)).catch(() => undefined);
      const line = { at: "", answerId: "a", rating: "up" } as const;
      await expect(openFeedbackFile(feedback, 1_000_000_000).append(line)).rejects.toMatchObject({
        code: "feedback_failed",
      });
      await rm(filler);

      await rm(path.join(folder, "documents", "reports.md"));
      await write("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
      expect(await (await ingest()).json()).toMatchObject({ added: ["bread.md"], documents: 2 });
      expect(await search()).toContain("brewed from leaves");
    } finally {
      server.process.kill("SIGTERM");
      await server.outcome;
    }
  });
});
