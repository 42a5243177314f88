import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const ADMIN = { authorization: "Bearer admin" };
const JSON_TYPE = { ...ADMIN, "content-type": "application/json" };

/**
 * Lets a process make no file longer than this, as if the disk had no more room; nobody needs to be root for it.
 * @param bytes or `unlimited`
 */
function limitFiles({ process }: ServeProcess, bytes: number | "unlimited"): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
}

function hasPrlimit(): boolean {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(hasPrlimit())("a disk that takes no more", () => {
  let workspace: Workspace;
  let server: ServeProcess;

  beforeAll(async () => {
    workspace = await createWorkspace();
    server = await startServe(workspace.folder, { ADMIN_KEY: "admin", WATCH: "off", WORKERS: "1" });
  });
  afterAll(async () => {
    await server.kill();
    await workspace.remove();
  });

  const answerOf = async (response: Response) => ({
    status: response.status,
    body: (await response.text()).replace(/^$/, "null"),
  });
  const post = async (address: string, body: object) =>
    answerOf(
      await fetch(server.url + address, { method: "POST", headers: JSON_TYPE, body: JSON.stringify(body) }),
    );
  const upload = async (name: string, text: string) => {
    const form = new FormData();
    form.append("file", new File([text], name));
    return answerOf(
      await fetch(`${server.url}/api/documents`, { method: "POST", headers: ADMIN, body: form }),
    );
  };
  const codeOf = ({ body }: { readonly body: string }) =>
    (JSON.parse(body) as { error?: { code: string } }).error?.code;
  const messages = [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }];
  const ask = () => post("/api/chat", { stream: false, messages });

  it("refuses an upload, an ingest and a rating with a code, answers meanwhile, and takes them afterwards", async () => {
    const before = await readdir(workspace.documents);
    const rating = { answerId: "a", rating: "up" };
    expect((await post("/api/feedback", rating)).status).toBe(204);
    limitFiles(server, 16);

    const refused = await upload("long.md", "Lanterns shine at night. ".repeat(20_000));
    expect([refused.status, codeOf(refused)]).toEqual([507, "disk_full"]);
    expect(refused.body).not.toContain(workspace.folder);
    expect(await readdir(workspace.documents)).toEqual(before);

    await workspace.drop("bread.md", "# Bread\n\nRye bread needs fifty minutes.\n");
    const failed = await post("/api/ingest", {});
    expect([failed.status, codeOf(failed)]).toEqual([503, "index_not_writable"]);
    const state = await fetch(`${server.url}/api/ingest`, { headers: ADMIN });
    expect(await state.json()).toMatchObject({ lastError: expect.stringContaining("can't be written") });

    const unrated = await post("/api/feedback", rating);
    expect([unrated.status, codeOf(unrated)]).toEqual([503, "feedback_failed"]);
    expect((await ask()).body).toContain("Oktober 1992");
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);

    limitFiles(server, "unlimited");
    expect(JSON.parse((await post("/api/ingest", {})).body)).toMatchObject({ added: ["bread.md"] });
    expect(await upload("long.md", "Lanterns shine at night. ".repeat(20_000))).toMatchObject({
      status: 201,
    });
    expect((await post("/api/feedback", rating)).status).toBe(204);
    const lines = (await readFile(path.join(workspace.index, "feedback.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([rating, rating]);
    const list = await (await fetch(`${server.url}/api/documents`)).text();
    expect(list).toContain('"long.md"');
    expect((await ask()).body).toContain("Oktober 1992");
  });
});
