import { once } from "node:events";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../../src/core/answer.js";
import type { StoredDocument } from "../../../src/core/document.js";
import type { DocumentsList } from "../../../src/server/routes/documents.js";
import type { AddResult } from "../../../src/server/uploads/add-documents.js";
import { makeZip, type ZipEntry } from "../../support/documents/make-zip.js";
import { type ServedWorkspace, serveWorkspace } from "../../support/server/serve-workspace.js";
import { waitFor } from "../../support/wait-for.js";

const adminKey = "the-admin-key";
const admin = { authorization: `Bearer ${adminKey}` };

describe("the documents of a running server", () => {
  let served: ServedWorkspace;

  const send = (address: string, init: RequestInit = {}) => fetch(served.url + address, init);
  const list = async () => (await (await send("/api/documents")).json()) as DocumentsList;
  const upload = (name: string, content: string | Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    body.append("file", new Blob([content]), name);
    return send("/api/documents", { method: "POST", body, headers: admin });
  };
  const ask = (content: string) =>
    send("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ messages: [{ role: "user", content }], stream: false }),
    });
  const files = async () => (await readdir(served.workspace.documents)).sort();

  beforeAll(async () => {
    served = await serveWorkspace(
      { "broken.docx": "not a zip" },
      {
        ADMIN_KEY: adminKey,
        MAX_FILE_BYTES: "100000",
      },
    );
  });

  afterAll(() => served.close());

  it("are listed with what failed and why", async () => {
    const { documents, failed, sync } = await list();
    expect(documents).toEqual([expect.objectContaining({ state: "ready", language: "de", format: "text" })]);
    expect(failed).toEqual([
      expect.objectContaining({ path: "broken.docx", state: "failed", reason: expect.any(String) }),
    ]);
    expect(JSON.stringify([documents, failed, sync])).not.toContain(served.workspace.folder);
    expect(sync).toMatchObject({ running: false, lastError: null, finishedAt: expect.any(String) });
  });

  it("can be added, asked about, replaced and removed", async () => {
    const question = "How long is rye bread baked?";
    const added = await upload("bread.md", "# Rye\n\nRye bread is baked for fifty minutes at 210 degrees.\n");
    expect(added.status).toBe(201);
    const { documents } = (await added.json()) as AddResult;
    const id = documents[0]?.id ?? "";
    const answer = (await (await ask(question)).json()) as Answer;
    expect(answer.answer).toContain("fifty minutes");
    expect(answer.citations[0]).toMatchObject({ documentId: id, heading: ["Rye"], page: null, row: null });

    const replaced = await upload(
      "bread.md",
      "# Rye\n\nRye bread is baked for ninety minutes at 180 degrees.\n",
    );
    expect(await replaced.json()).toMatchObject({ added: [], changed: ["bread.md"], documents: [{ id }] });
    expect(((await (await ask(question)).json()) as Answer).answer).toContain("ninety minutes");

    const removed = await send(`/api/documents/${id}`, { method: "DELETE", headers: admin });
    expect(await removed.json()).toEqual({ removed: ["bread.md"] });
    expect((await send(`/api/documents/${id}`)).status).toBe(404);
    expect(((await (await ask(question)).json()) as Answer).answered).toBe(false);
    expect(await files()).not.toContain("bread.md");
  });

  it("keep the place of each row", async () => {
    const rows = ["Name;Telefon", "Erika Muster;0301234", "Max Beispiel;0895678"].join("\n");
    const { documents } = (await (await upload("telefon.csv", rows)).json()) as AddResult;
    const { text, marks } = (await (
      await send(`/api/documents/${documents[0]?.id}`)
    ).json()) as StoredDocument;
    expect(marks.map(({ kind, value }) => [kind, value])).toContainEqual(["row", 3]);
    for (const { start } of marks) {
      expect(text.slice(start)).toMatch(/^\S/);
    }
    const answer = (await (await ask("Welche Telefonnummer hat Max Beispiel?")).json()) as Answer;
    expect(answer.citations[0]).toMatchObject({ row: 3, quote: expect.stringContaining("0895678") });
    await send(`/api/documents/${documents[0]?.id}`, { method: "DELETE", headers: admin });
  });

  it("don't take what can't be read, and say why", async () => {
    const before = await files();
    const response = await upload("fake.pdf", "this is no PDF");
    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain("fake.pdf");
    expect(text).not.toContain(served.workspace.folder);
    expect((await upload("large.txt", "x".repeat(100_001))).status).toBe(422);
    expect((await upload("huge.txt", new Uint8Array(3_000_000))).status).toBe(413);
    expect(await files()).toEqual(before);
  });

  it("can be packed into a zip archive", async () => {
    const pack = (...entries: readonly ZipEntry[]) =>
      upload("archive.zip", Uint8Array.from(makeZip(entries)));
    const lamp = { name: "sub/lamp.md", content: "# Lamp\n\nThe lighthouse lamp burns for ninety nights." };
    const broken = { name: "broken.docx", content: "not a zip" };
    const added = await pack({ name: "photo.raw" }, broken, lamp);
    expect(added.status).toBe(201);
    const { documents } = (await added.clone().json()) as AddResult;
    expect(await added.json()).toMatchObject({
      documents: [{ path: "archive.zip/sub/lamp.md", title: "Lamp" }],
      added: ["archive.zip/sub/lamp.md"],
      failed: [
        { name: "archive.zip/broken.docx", reason: expect.stringContaining("zip archive") },
        { name: "archive.zip/photo.raw", reason: expect.stringContaining("isn't supported") },
      ],
    });
    const question = "How long does the lighthouse lamp burn?";
    expect(((await (await ask(question)).json()) as Answer).answer).toContain("ninety nights");

    const removed = await send(`/api/documents/${documents[0]?.id}`, { method: "DELETE", headers: admin });
    expect(removed.status).toBe(422);
    expect(await removed.text()).toContain("archive.zip/sub/lamp.md lies inside archive.zip");

    for (const [refused, status, reason] of [
      [await pack(broken), 422, "broken.docx"],
      [await pack({ name: "photo.raw" }), 415, "no file of a supported format"],
      [await pack({ ...lamp, encrypted: true }), 422, "without a password"],
      [await upload("archive.zip", "not a zip"), 422, "whole zip archive"],
    ] as const) {
      expect([refused.status, await refused.text()]).toEqual([status, expect.stringContaining(reason)]);
    }
    const replaced = await pack({ ...lamp, content: "# Lamp\n\nThe lighthouse lamp burns for six nights." });
    expect(await replaced.json()).toMatchObject({ changed: ["archive.zip/sub/lamp.md"], failed: [] });
    expect(((await (await ask(question)).json()) as Answer).answer).toContain("six nights");
    await rm(path.join(served.workspace.documents, "archive.zip"));
    expect(await served.scheduler.ingest()).toMatchObject({ removed: ["archive.zip/sub/lamp.md"] });
  });

  it("keep nothing of an upload that breaks off", async () => {
    const before = await files();
    const socket = connect(Number(new URL(served.url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `POST /api/documents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${adminKey}\r\n` +
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n" +
        '--b\r\nContent-Disposition: form-data; name="file"; filename="half.txt"\r\n\r\nhalf',
    );
    await waitFor(async () => expect(await files()).toHaveLength(before.length + 1));
    socket.destroy();
    await waitFor(async () => expect(await files()).toEqual(before));
  });

  it("are compared with the folder on demand", async () => {
    await mkdir(path.join(served.workspace.documents, "sub"));
    await writeFile(
      path.join(served.workspace.documents, "sub", "tea.txt"),
      "Tea is brewed from leaves in hot water.",
    );
    const response = await send("/api/ingest", {
      method: "POST",
      headers: { ...admin, "content-type": "application/json" },
      body: "{}",
    });
    expect(await response.json()).toMatchObject({ added: ["sub/tea.txt"], changed: [], removed: [] });
    expect(await (await send("/api/ingest", { headers: admin })).json()).toMatchObject({ running: false });
  });

  it("can change while questions are answered, and none fails", async () => {
    let running = true;
    const asked = Promise.all(
      ["Wann wollte Kirgisistan vermitteln?", "How is tea brewed?"].map(async (question) => {
        const failures: string[] = [];
        let answers = 0;
        for (; running; answers += 1) {
          const response = await ask(question);
          const body = await response.text();
          if (response.status !== 200 || !(JSON.parse(body) as Answer).answered) {
            failures.push(body);
          }
        }
        return { answers, failures };
      }),
    );
    const note = (name: string) => path.join(served.workspace.documents, name);
    for (let round = 0; round < 3; round += 1) {
      await writeFile(note(`note-${round}.txt`), `Note ${round} is about lanterns and umbrellas.`);
      await served.scheduler.ingest();
      await rename(note(`note-${round}.txt`), note(`renamed-${round}.txt`));
      await Promise.all([served.scheduler.ingest(), upload("more.md", `# More\n\nRound ${round} of many.`)]);
      await rm(note(`renamed-${round}.txt`));
      await served.scheduler.ingest({ rebuild: round === 2 });
    }
    running = false;
    for (const { answers, failures } of await asked) {
      expect(failures).toEqual([]);
      expect(answers).toBeGreaterThan(0);
    }
    expect(await readFile(note("more.md"), "utf8")).toContain("Round 2");
  });
});
