import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServeProcess, startServe } from "../../support/server/serve-process.js";
import { until } from "../../support/wait-for.js";
import { createWorkspace, type Workspace } from "../../support/workspace.js";

const FAULTS = new URL("../../support/faults/embedding-thread.mjs", import.meta.url);
const ADMIN = { authorization: "Bearer admin", "content-type": "application/json" };
/** More texts than are embedded without a thread. */
const LONG = Array.from({ length: 600 }, (_, i) => `Lantern ${i} shines at night.`).join("\n\n");
const LOADING = "loading/process.js";
/** In bytes; takes a process a while to read. */
const LARGE = 52_000_000;

let workspace: Workspace;
let server: ServeProcess;
let fault: string;

beforeAll(async () => {
  workspace = await createWorkspace();
  fault = path.join(workspace.folder, "fault");
  server = await startServe(workspace.folder, {
    NODE_OPTIONS: `--import=${FAULTS.href}`,
    FAULT_FILE: fault,
    ADMIN_KEY: "admin",
    WATCH: "off",
    WORKERS: "1",
  });
});
afterAll(async () => {
  await server.kill();
  await workspace.remove();
});

const post = async (address: string, body: object) => {
  const init = { method: "POST", headers: ADMIN, body: JSON.stringify(body) };
  const response = await fetch(server.url + address, init);
  return { status: response.status, body: (await response.json()) as unknown };
};

it("an embedding thread that dies in an ingest fails that alone; questions are answered, and the next ingest has all", async () => {
  await writeFile(fault, "");
  await workspace.drop("lanterns.txt", LONG);
  const messages = [{ role: "user", content: "Wann wollte Kirgisistan vermitteln?" }];
  const [ingest, answer] = await Promise.all([
    post("/api/ingest", {}),
    post("/api/chat", { stream: false, messages }),
  ]);
  expect(ingest).toMatchObject({ status: 503, body: { error: { code: "embedding_failed" } } });
  expect(answer).toMatchObject({
    status: 200,
    body: { answer: expect.stringContaining("Oktober 1992") },
  });
  await until(() => /"part":"embedding_thread".*a part has crashed/.test(server.log()));

  await rm(fault);
  expect(await post("/api/ingest", {})).toMatchObject({
    status: 200,
    body: { added: ["lanterns.txt"], documents: 2 },
  });
});

it("a loading process that is killed over an upload fails that file alone, and leaves nothing behind", async () => {
  // One that has read other files would be given this one again.
  for (const pid of server.children(LOADING)) {
    process.kill(pid, "SIGKILL");
  }
  await until(() => server.children(LOADING).length === 0);
  const uploading = upload("large.txt", "Lanterns shine at night.\n\n".repeat(LARGE / 26));
  await until(async () => {
    const [pid] = server.children(LOADING);
    return pid !== undefined && (await bytesRead(pid)) >= LARGE && process.kill(pid, "SIGKILL");
  });
  expect(await uploading).toMatchObject({
    status: 422,
    body: {
      error: { code: "unreadable_document", message: expect.stringMatching(/^large\.txt: .*crashed/) },
    },
  });
  await until(() => /"part":"loading_process".*a part has crashed/.test(server.log()));

  expect(await upload("milk.txt", "Milk comes from cows.\n")).toMatchObject({
    status: 201,
    body: { added: ["milk.txt"], failed: [] },
  });
  const left = (await readdir(workspace.documents)).filter((name) => /^\.|large/.test(name));
  expect(left).toEqual([]);
});

async function upload(name: string, content: string) {
  const body = new FormData();
  body.append("file", new File([content], name));
  const { authorization } = ADMIN;
  const response = await fetch(`${server.url}/api/documents`, {
    method: "POST",
    headers: { authorization },
    body,
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** What a process has read so far, of its modules too, which are less than a large file. */
async function bytesRead(pid: number): Promise<number> {
  const io = await readFile(`/proc/${pid}/io`, "utf8").catch(() => "");
  return Number(/^rchar: (\d+)$/m.exec(io)?.[1] ?? 0);
}
