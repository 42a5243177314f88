import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DocumentSummary } from "../../../src/core/document.js";
import type { LoadResult } from "../../../src/ingest/loading/loading-pool.js";
import type { AppDependencies } from "../../../src/server/app.js";
import { openDocumentsFolder } from "../../../src/server/uploads/documents-folder.js";
import {
  config,
  createTestApp,
  errorOf,
  loader,
  report,
  scheduler,
  store,
} from "../../support/server/fakes.js";
import { waitFor } from "../../support/wait-for.js";

const adminKey = "the-admin-key";
const admin = { authorization: `Bearer ${adminKey}` };

/** A form with files, text by name. */
function form(files: Readonly<Record<string, string>>, folder?: string): FormData {
  const data = new FormData();
  for (const [name, text] of Object.entries(files)) {
    data.append("file", new Blob([text]), name);
  }
  if (folder !== undefined) {
    data.append("folder", folder);
  }
  return data;
}

describe("changing the documents over HTTP", () => {
  let folder: string;
  let documents: string;
  let indexed: DocumentSummary[];
  const sync = vi.fn();

  /** Reads text; what holds `broken` can't be read. */
  async function load({ absolute }: { readonly absolute: string }): Promise<LoadResult> {
    const text = await readFile(absolute, "utf8");
    if (text.includes("broken")) {
      return { state: "failed", reason: "it is broken", transient: false };
    }
    return { state: "unchanged", contentHash: "00", bytes: text.length };
  }

  /** An app over the folder; its index holds each file by its path, with its text as hash. */
  function createAdminApp(replaced: Partial<AppDependencies> = {}) {
    return createTestApp({
      config: { ...config, adminKey },
      loader: { ...loader, load },
      folder: openDocumentsFolder(documents),
      scheduler: { ...scheduler, ingest: sync },
      store: {
        ...store,
        documents: async () => indexed,
        files: async ({ ids } = {}) =>
          indexed
            .filter(({ id }) => ids?.has(id) ?? true)
            .map((document) => ({ ...document, modifiedMs: 0, loader: null })),
      },
      ...replaced,
    });
  }

  const upload = (body: FormData, app = createAdminApp(), headers: Record<string, string> = admin) =>
    app.request("/api/documents", { method: "POST", body, headers });
  const files = async (below = documents) =>
    (await readdir(below, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(below, path.join(entry.parentPath, entry.name)))
      .sort();

  async function readIndexed(): Promise<DocumentSummary[]> {
    const [like] = await store.documents();
    if (like === undefined) {
      throw new Error("the fake store is empty");
    }
    return Promise.all(
      (await files())
        .filter((name) => !name.startsWith("."))
        .map(async (name) => ({
          ...like,
          id: `id-${name}`,
          path: name,
          contentHash: await readFile(path.join(documents, name), "utf8"),
        })),
    );
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-uploads-"));
    documents = path.join(folder, "documents");
    await mkdir(documents);
    await writeFile(path.join(documents, "old.txt"), "old");
    indexed = await readIndexed();
    sync.mockReset().mockImplementation(async () => {
      indexed = await readIndexed();
      return report;
    });
  });
  afterEach(() => rm(folder, { recursive: true }));

  describe("with files", () => {
    it("adds, changes and leaves documents, and tells which", async () => {
      await writeFile(path.join(documents, "same.txt"), "same");
      indexed = await readIndexed();
      const response = await upload(form({ "new.txt": "new", "old.txt": "newer", "same.txt": "same" }));
      expect(response.status).toBe(201);
      expect(await response.json()).toMatchObject({
        documents: [{ path: "new.txt" }, { path: "old.txt" }, { path: "same.txt" }],
        added: ["new.txt"],
        changed: ["old.txt"],
        unchanged: ["same.txt"],
        failed: [],
      });
      expect(await readFile(path.join(documents, "old.txt"), "utf8")).toBe("newer");
      expect(sync).toHaveBeenCalledOnce();
    });

    it("puts them into a folder of the documents", async () => {
      const response = await upload(form({ "../a.txt": "a" }, "2024/letters"));
      expect(await response.json()).toMatchObject({ added: ["2024/letters/a.txt"] });
      expect(await files()).toEqual(["2024/letters/a.txt", "old.txt"]);
    });

    it("takes those it can read, and says why it doesn't take the others", async () => {
      const response = await upload(form({ "a.txt": "a", "b.txt": "broken", "c.exe": "c", "..": "d" }));
      expect(response.status).toBe(201);
      const { added, failed } = (await response.json()) as Record<string, unknown[]>;
      expect(added).toEqual(["a.txt"]);
      expect(failed).toEqual([
        { name: "b.txt", reason: "it is broken" },
        { name: "c.exe", reason: expect.stringMatching(/format isn't supported.*PDF/) },
        { name: "", reason: expect.stringContaining("no name") },
      ]);
      expect(await files()).toEqual(["a.txt", "old.txt"]);
    });

    it.each([
      [{ "old.txt": "broken" }, 422, "unreadable_document", /old\.txt: it is broken/],
      [{ "a.exe": "a" }, 415, "unsupported_format", /such as PDF/],
      [{ "a.png": "a" }, 415, "unsupported_format", /a\.png: .*OCR=tesseract/],
      [{ "a.exe": "a", "b.txt": "broken" }, 422, "unreadable_document", /a\.exe: .*; b\.txt: /],
      [{}, 422, "invalid_request", /`file`/],
    ])("keeps nothing of %j", async (given, status, code, message) => {
      const response = await upload(form(given));
      expect(response.status).toBe(status);
      expect(await errorOf(response)).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(await files()).toEqual(["old.txt"]);
      expect(await readFile(path.join(documents, "old.txt"), "utf8")).toBe("old");
      expect(sync).not.toHaveBeenCalled();
    });

    it("keeps nothing that the ingest leaves out", async () => {
      sync.mockImplementation(async () => ({
        ...report,
        failed: [{ path: "late.txt", reason: "reading it took longer than 60 s" }],
      }));
      const response = await upload(form({ "late.txt": "late" }));
      expect(await response.json()).toMatchObject({
        documents: [],
        failed: [{ name: "late.txt", reason: "reading it took longer than 60 s" }],
      });
      expect(await files()).toEqual(["old.txt"]);
    });

    it.each(["..", "../sibling", "a/../../b", ".git", "C:\\docs", "x".repeat(5000)])(
      "doesn't take the folder %.20j",
      async (name) => {
        const response = await upload(form({ "a.txt": "a" }, name));
        expect(response.status).toBe(422);
        expect(await files(folder)).toEqual(["documents/old.txt"]);
      },
    );

    it("replaces no file that isn't a document, such as one that the ingest leaves out", async () => {
      await writeFile(path.join(documents, "feedback.jsonl"), "what readers think");
      const response = await upload(form({ "feedback.jsonl": "{}" }));
      expect(response.status).toBe(422);
      expect(await errorOf(response)).toMatchObject({
        code: "invalid_request",
        message: expect.stringMatching(/^feedback\.jsonl is there already, but not in the index/),
      });
      expect(await readFile(path.join(documents, "feedback.jsonl"), "utf8")).toBe("what readers think");
      expect(await files()).toEqual(["feedback.jsonl", "old.txt"]);
    });

    it("replaces a file that couldn't be read", async () => {
      await writeFile(path.join(documents, "late.txt"), "broken");
      const failures = async () => [
        {
          path: "late.txt",
          reason: "it is broken",
          bytes: 6,
          modifiedMs: 0,
          loader: null,
          failedAt: "2026-11-28T00:00:00Z",
        },
      ];
      const documentsOf = async () => indexed;
      const app = createAdminApp({ store: { ...store, documents: documentsOf, failures } });
      const response = await upload(form({ "late.txt": "mended" }), app);
      expect(await response.json()).toMatchObject({ added: ["late.txt"], failed: [] });
      expect(await readFile(path.join(documents, "late.txt"), "utf8")).toBe("mended");
    });

    it("doesn't follow a link", async () => {
      await mkdir(path.join(folder, "outside"));
      await writeFile(path.join(folder, "outside", "a.txt"), "outside");
      await symlink(path.join(folder, "outside"), path.join(documents, "link"));
      await symlink(path.join(folder, "outside", "a.txt"), path.join(documents, "a.txt"));
      expect((await upload(form({ "b.txt": "b" }, "link"))).status).toBe(422);
      expect((await upload(form({ "a.txt": "a" }))).status).toBe(422);
      expect(await readFile(path.join(folder, "outside", "a.txt"), "utf8")).toBe("outside");
      expect(await files(path.join(folder, "outside"))).toEqual(["a.txt"]);
    });

    it("forgets what a killed server has left behind, but not what may still be on its way", async () => {
      const { tidy, temporaryFile } = openDocumentsFolder(documents);
      const [left, coming] = [await temporaryFile(".txt"), await temporaryFile(".pdf")];
      await Promise.all([writeFile(left, "half"), writeFile(coming, "half")]);
      await utimes(left, 0, 0);
      await utimes(path.join(documents, "old.txt"), 0, 0);
      await tidy();
      expect(await files()).toEqual([path.basename(coming), "old.txt"]);
    });

    it("doesn't take the name of a folder", async () => {
      await mkdir(path.join(documents, "letters.txt"));
      expect((await upload(form({ "letters.txt": "a" }))).status).toBe(422);
    });

    it.each([true, false])("refuses more than MAX_FILE_BYTES (length told: %s)", async (told) => {
      const body = form({ "a.txt": "x".repeat(1_200_000) });
      const request = new Request("http://localhost/api/documents", { method: "POST", body, headers: admin });
      if (told) {
        request.headers.set("content-length", "1200000");
      }
      const response = await createAdminApp().request(request);
      expect(response.status).toBe(413);
      expect(await files()).toEqual(["old.txt"]);
    });

    it("takes more than other bodies may have", async () => {
      expect((await upload(form({ "a.txt": "x".repeat(config.limits.bodyBytes + 1) }))).status).toBe(201);
    });

    it("refuses what isn't a form", async () => {
      const send = (body: string, type: string) =>
        createAdminApp().request("/api/documents", {
          method: "POST",
          body,
          headers: { ...admin, "content-type": type },
        });
      expect((await send("{}", "application/json")).status).toBe(415);
      expect((await send("{}", "multipart/form-data; boundary=b")).status).toBe(400);
    });

    it("keeps nothing when the client leaves", async () => {
      const leave = new AbortController();
      const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf';
      const body = new ReadableStream({
        start: (stream) => stream.enqueue(new TextEncoder().encode(start)),
        async pull(stream) {
          await waitFor(async () => expect(await files()).toHaveLength(2));
          leave.abort();
          stream.error(new Error("aborted"));
        },
      });
      const response = await createAdminApp().request(
        new Request("http://localhost/api/documents", {
          method: "POST",
          body,
          headers: { ...admin, "content-type": "multipart/form-data; boundary=b" },
          signal: leave.signal,
          duplex: "half",
        } as RequestInit),
      );
      expect(response.status).toBe(503);
      expect(await files()).toEqual(["old.txt"]);
    });

    it("works on two uploads at a time", async () => {
      let finish: (result: LoadResult) => void = () => undefined;
      const done = new Promise<LoadResult>((resolve) => {
        finish = resolve;
      });
      const app = createAdminApp({ loader: { ...loader, load: () => done } });
      const first = [upload(form({ "a.txt": "a" }), app), upload(form({ "b.txt": "b" }), app)];
      const third = await upload(form({ "c.txt": "c" }), app);
      expect(third.status).toBe(429);
      expect(third.headers.get("retry-after")).toBe("1");
      finish({ state: "unchanged", contentHash: "00", bytes: 1 });
      for (const response of await Promise.all(first)) {
        expect(response.status).toBe(201);
      }
    });
  });

  describe("by id", () => {
    const remove = (id: string, app = createAdminApp()) =>
      app.request(`/api/documents/${id}`, { method: "DELETE", headers: admin });

    it("removes the file and brings the index up to date", async () => {
      const response = await remove("id-old.txt");
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ removed: ["old.txt"] });
      expect(await files()).toEqual([]);
      expect(sync).toHaveBeenCalledOnce();
    });

    it("is fine with a file that is gone already", async () => {
      await rm(path.join(documents, "old.txt"));
      expect((await remove("id-old.txt")).status).toBe(200);
    });

    it("knows no other", async () => {
      expect((await errorOf(await remove("nope"))).code).toBe("document_not_found");
      expect(await files()).toEqual(["old.txt"]);
    });

    it.each(["../outside.txt", "link/outside.txt", "folder", "/etc/x.txt", "a//b"])(
      "doesn't remove %s",
      async (recorded) => {
        await writeFile(path.join(folder, "outside.txt"), "outside");
        await symlink(folder, path.join(documents, "link"));
        await mkdir(path.join(documents, "folder"));
        indexed = indexed.map((document) => ({ ...document, path: recorded }));
        expect((await remove("id-old.txt")).status).toBe(422);
        expect(await files(folder)).toContain("outside.txt");
      },
    );
  });

  describe("by an ingest", () => {
    const ingest = (body: unknown) =>
      createAdminApp().request("/api/ingest", {
        method: "POST",
        headers: { ...admin, "content-type": "application/json" },
        body: JSON.stringify(body),
      });

    it("answers with what it did", async () => {
      expect(await (await ingest({})).json()).toEqual(report);
      expect(sync).toHaveBeenCalledWith({ rebuild: false });
      await ingest({ rebuild: true });
      expect(sync).toHaveBeenLastCalledWith({ rebuild: true });
    });

    it.each([[], { rebuild: "yes" }, null])("refuses %j", async (body) => {
      expect((await ingest(body)).status).toBe(422);
    });
  });

  describe("needs the admin key", () => {
    const requests = [
      ["POST", "/api/documents"],
      ["DELETE", "/api/documents/id-old.txt"],
      ["POST", "/api/ingest"],
      ["GET", "/api/ingest"],
    ] as const;

    it.each(requests)("for %s %s", async (method, address) => {
      const app = createAdminApp();
      for (const headers of [{}, { authorization: "Bearer wrong" }, { "x-api-key": "wrong" }]) {
        const response = await app.request(address, { method, headers });
        expect(response.status).toBe(401);
        expect((await errorOf(response)).code).toBe("unauthorized");
      }
      expect(await files()).toEqual(["old.txt"]);
      expect((await app.request(address, { method, headers: { "x-api-key": adminKey } })).status).not.toBe(
        401,
      );
    });

    it.each(requests)("and the server must have one for %s %s", async (method, address) => {
      const app = createAdminApp({ config: { ...config } });
      const response = await app.request(address, { method, headers: admin });
      expect(response.status).toBe(403);
      expect(await errorOf(response)).toMatchObject({
        code: "admin_disabled",
        message: expect.stringContaining("ADMIN_KEY"),
      });
    });

    it("which is as good as an API key, but not the other way round", async () => {
      const app = createAdminApp({
        config: { ...config, adminKey, apiKeys: ["reader"] },
      });
      expect((await app.request("/api/documents", { headers: admin })).status).toBe(200);
      expect((await app.request("/api/documents")).status).toBe(401);
      const reader = await upload(form({ "a.txt": "a" }), app, { authorization: "Bearer reader" });
      expect(reader.status).toBe(401);
    });

    it("and lets nobody try many at the same time", async () => {
      const app = createAdminApp();
      const tries = Array.from({ length: 20 }, (_, i) =>
        app.request("/api/ingest", { method: "POST", headers: { "x-api-key": `guess-${i}` } }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([401, 429]));
    });
  });
});
