import { mkdtemp, open as openFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { backUpToFile } from "../../../src/app/back-up.js";
import { exportIndex } from "../../../src/app/export-index.js";
import { importIndex } from "../../../src/app/import-index.js";
import { openAnswering, openWorkspace, openWritableWorkspace } from "../../../src/app/workspace.js";
import { BackupArchive } from "../../../src/backup/read-archive.js";
import { type Config, loadConfig } from "../../../src/config/config.js";
import type { Answer } from "../../../src/core/answer.js";
import { openDriver } from "../../../src/store/open-driver.js";
import { run } from "../../support/footnote.js";
import { writeNumbered } from "../../support/ingest/numbered-documents.js";
import {
  postgresFolder,
  postgresRequired,
  programFolder,
  runProgram,
} from "../../support/postgres/programs.js";
import { startPostgres, type TestPostgres } from "../../support/postgres/server.js";
import { contentOf } from "../../support/store/index-content.js";
import { commit } from "../../support/store/index-folder.js";
import { makeDocument } from "../../support/store/store-fixtures.js";

const VERSION = "0.0.0";
const DOCUMENTS = 30;
const PASSAGES = 300;
const CALL = { onNotice: () => {} };
const QUESTIONS = ["What is report 17 about?", "Which report tells of the lantern?", "Who won the race?"];
const CALIBRATION = '{"version":1,"embedder":"another","directions":{}}';

let folder = "";
let local: Config;
let server: TestPostgres | undefined;
let places = 0;

const at = (name: string) => path.join(folder, name);
const newLocal = () => configOf({ INDEX_DIR: at(`index-${++places}`) });
const newPostgres = () =>
  configOf({
    INDEX_DIR: at(`index-${++places}`),
    STORE: server?.url() ?? "",
    STORE_SCHEMA: `move_${places}`,
  });

function configOf(environment: Readonly<Record<string, string>>): Config {
  return loadConfig({ DOCUMENTS_DIR: at("documents"), VECTOR_INDEX: "exact", ...environment }, folder);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "footnote-move-"));
  await writeNumbered(at("documents"), 0, DOCUMENTS);
  local = newLocal();
  const workspace = await openWritableWorkspace(local, () => {});
  await workspace.scheduler.ingest();
  await workspace.driver.attachment("calibration.json").write(CALIBRATION);
  await workspace.close();
  await exportIndex(local, at("local.zip"), { version: VERSION });
});
afterAll(() => rm(folder, { recursive: true }));

async function answersOf(config: Config): Promise<unknown> {
  const workspace = await openWorkspace(config);
  const answering = await openAnswering(workspace, () => {});
  try {
    const answers: unknown[] = [];
    for (const content of QUESTIONS) {
      let last: Answer | undefined;
      for await (const event of answering.answerer.answer({ messages: [{ role: "user", content }] })) {
        last = event.type === "done" ? event.answer : last;
      }
      const { id, timings, ...answer } = last ?? expect.fail("no answer");
      answers.push(answer);
    }
    return answers;
  } finally {
    await answering.close();
    await workspace.close();
  }
}

async function times(config: Config): Promise<Map<string, string>> {
  const store = await (await openDriver(config)).open({ readOnly: true });
  const documents = await store.documents();
  await store.close();
  return new Map(documents.map(({ path, ingestedAt }) => [path, ingestedAt]));
}

/** Imports until a number of documents are there, and aborts. */
async function importPart(config: Config, documents: number): Promise<void> {
  const controller = new AbortController();
  const onProgress = ({ done }: { readonly done: number }) => {
    if (done === documents) {
      controller.abort();
    }
  };
  const call = { ...CALL, onProgress, signal: controller.signal, commitPassages: 50 };
  await expect(importIndex(config, at("local.zip"), call)).rejects.toMatchObject({ code: "aborted" });
}

describe("an exported local index", () => {
  it("is a backup of it", async () => {
    await backUpToFile(local, at("backup.zip"), { version: VERSION, withDocuments: false });
    const [backup, exported] = await Promise.all(
      ["backup.zip", "local.zip"].map(async (name) => {
        const archive = await BackupArchive.open(at(name));
        archive.close();
        const { createdAt, files, ...about } = archive.manifest;
        return { about, files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) };
      }),
    );
    expect(exported).toEqual(backup);
    expect((await stat(at("local.zip"))).mode & 0o777).toBe(0o600);
  });

  it("is taken by another local index, which answers the same", async () => {
    const other = newLocal();
    const report = { generation: 1, documents: DOCUMENTS, passages: PASSAGES, removed: 0 };
    expect(await importIndex(other, at("local.zip"), CALL)).toMatchObject({ ...report, written: DOCUMENTS });
    expect(await contentOf(other)).toEqual(await contentOf(local));
    expect(await answersOf(other)).toEqual(await answersOf(local));
    // Nothing is left of what was unpacked.
    expect(await readdir(other.indexDir)).not.toContainEqual(expect.stringMatching(/^restore-/));
    const again = await importIndex(other, at("local.zip"), CALL);
    expect(again).toMatchObject({ ...report, written: 0, unchanged: DOCUMENTS });
  });

  it("goes on after an abort", async () => {
    await expectToGoOn(newLocal());
  });

  it("is refused by an index of another model, which stays as it is", async () => {
    const other = newLocal();
    await fillWithOther(other);
    await expectUntouched(other);
  });

  it("is refused when it is damaged, and the index stays as it is", async () => {
    const other = newLocal();
    await importIndex(other, at("local.zip"), CALL);
    const before = await contentOf(other);
    await exportIndex(local, at("damaged.zip"), { version: VERSION });
    const file = await openFile(at("damaged.zip"), "r+");
    await file.write("damage", Math.floor((await file.stat()).size / 2));
    await file.close();
    const refused = importIndex(other, at("damaged.zip"), CALL);
    await expect(refused).rejects.toMatchObject({ code: "backup_damaged" });
    expect(await contentOf(other)).toEqual(before);
  });
});

async function fillWithOther(config: Config): Promise<void> {
  const store = await (await openDriver(config)).open();
  await commit(store, makeDocument("bread", "Brot wird aus Mehl gebacken."));
  await store.close();
}

/** An import that is aborted after ten documents are committed writes the others the next time. */
async function expectToGoOn(config: Config): Promise<void> {
  await importPart(config, 12);
  const before = await times(config);
  expect(before.size).toBe(10);
  const report = await importIndex(config, at("local.zip"), CALL);
  expect(report).toMatchObject({ written: DOCUMENTS - 10, unchanged: 10 });
  expect(Object.fromEntries(await times(config))).toMatchObject(Object.fromEntries(before));
  expect(await contentOf(config)).toEqual(await contentOf(local));
}

async function expectUntouched(config: Config): Promise<void> {
  const before = await contentOf(config);
  const refused = importIndex(config, at("local.zip"), CALL);
  await expect(refused).rejects.toMatchObject({ code: "fingerprint_mismatch" });
  expect(await contentOf(config)).toEqual(before);
}

describe.runIf(postgresFolder !== undefined || postgresRequired)("an index that moves to PostgreSQL", () => {
  let postgres: Config;
  beforeAll(async () => {
    server = await startPostgres();
    postgres = newPostgres();
    await importIndex(postgres, at("local.zip"), CALL);
  });
  afterAll(() => server?.stop());

  it("holds the same there and after the way back, and answers the same", async () => {
    expect(await contentOf(postgres)).toEqual(await contentOf(local));
    expect(await answersOf(postgres)).toEqual(await answersOf(local));
    const report = await exportIndex(postgres, at("postgres.zip"), { version: VERSION });
    expect(report).toMatchObject({ documents: DOCUMENTS, passages: PASSAGES });
    expect(await readdir(folder)).not.toContain("postgres.zip.part");
    const back = newLocal();
    await importIndex(back, at("postgres.zip"), CALL);
    expect(await contentOf(back)).toEqual(await contentOf(local));
    expect(await answersOf(back)).toEqual(await answersOf(local));
  });

  it("goes on after an abort on the way there", async () => {
    await expectToGoOn(newPostgres());
  });

  it("goes on after an abort on the way back", async () => {
    const controller = new AbortController();
    const onProgress = ({ done }: { readonly done: number }) => {
      if (done === 12) {
        controller.abort();
      }
    };
    const call = { version: VERSION, commitPassages: 50 };
    const file = at("aborted.zip");
    const aborted = exportIndex(postgres, file, { ...call, onProgress, signal: controller.signal });
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
    expect(await readdir(folder)).not.toContain("aborted.zip");
    expect((await stat(`${file}.part`)).mode & 0o777).toBe(0o700);
    const done: number[] = [];
    await exportIndex(postgres, file, { ...call, onProgress: (progress) => done.push(progress.done) });
    expect(done[0]).toBe(11);
    const back = newLocal();
    await importIndex(back, file, CALL);
    expect(await contentOf(back)).toEqual(await contentOf(local));
  });

  it("begins anew where what an aborted export left is of another model", async () => {
    await fillWithOther(configOf({ INDEX_DIR: at("stale.zip.part") }));
    const report = await exportIndex(postgres, at("stale.zip"), { version: VERSION });
    expect(report).toMatchObject({ documents: DOCUMENTS });
  });

  it("is refused by an index of another model, which stays as it is", async () => {
    const other = newPostgres();
    await fillWithOther(other);
    await expectUntouched(other);
  });

  it("moves by the commands, there and back", async () => {
    const { indexDir, postgres: location } = newPostgres();
    const env = { STORE: server?.url() ?? "", STORE_SCHEMA: location?.schema ?? "", INDEX_DIR: indexDir };
    const footnote = (args: readonly string[], environment = {}) =>
      run(args, { cwd: folder, env: { DOCUMENTS_DIR: at("documents"), ...environment } });
    const moved = await footnote(["import", "local.zip"], env);
    expect({ code: moved.code, stdout: moved.stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Imported what was exported on .+Z: the index, now generation 1, holds 30 documents in 300 passages\.\n30 written, 0 unchanged, 0 removed\.\n$/,
      ),
    });
    const exported = await footnote(["export", "back.zip"], env);
    expect(exported.stdout).toMatch(
      /^Exported 30 documents in 300 passages to .+back\.zip \(\d\.\d MB\)\.\n$/,
    );
    const back = { INDEX_DIR: at("back") };
    const { code, stdout } = await footnote(["import", "back.zip", "--json"], back);
    expect({ code, report: JSON.parse(stdout) }).toMatchObject({ code: 0, report: { written: 30 } });
    // Its files are known: nothing is read or embedded again.
    expect((await footnote(["ingest"], back)).stdout).toContain(
      "0 added, 0 changed, 0 renamed, 0 removed, 30 unchanged",
    );
    const wrong = await footnote(["import", "documents/part-0/report-0.txt"], back);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/isn't a backup/) });
  });

  it("is dumped by pg_dump and restored by pg_restore into another database", async () => {
    const url = server?.url() ?? "";
    const dumps = await programFolder();
    onTestFinished(() => rm(dumps, { recursive: true }));
    const dump = path.join(dumps, "footnote.dump");
    const { schema = "" } = postgres.postgres ?? {};
    await runProgram("pg_dump", ["--format=custom", `--schema=${schema}`, `--file=${dump}`, url]);
    await server?.query("CREATE DATABASE restored");
    const restored = server?.url("restored") ?? "";
    await runProgram("psql", ["--quiet", `--command=CREATE EXTENSION vector`, restored]);
    await runProgram("pg_restore", ["--exit-on-error", `--dbname=${restored}`, dump]);
    const other = configOf({ INDEX_DIR: at("restored"), STORE: restored, STORE_SCHEMA: schema });
    expect(await contentOf(other)).toEqual(await contentOf(local));
    expect(await answersOf(other)).toEqual(await answersOf(local));
  });
});
