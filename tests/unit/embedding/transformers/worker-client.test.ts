import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { WorkerSettings } from "../../../../src/embedding/transformers/protocol.js";
import { type EmbeddingWorker, startWorker } from "../../../../src/embedding/transformers/worker-client.js";
import { temporaryFolder } from "../test-models.js";

const SETTINGS: WorkerSettings = {
  source: { kind: "folder", dir: "unused" },
  hubTimeoutMs: 1000,
  pooling: "mean",
  quantisation: "q8",
};
const READY = `
  import { parentPort } from "node:worker_threads";
  parentPort.postMessage({ type: "ready", dimension: 1, revision: "r" });
`;

/** Starts a worker with this code in place of the real one. */
async function start(code: string): Promise<EmbeddingWorker> {
  const file = path.join(await temporaryFolder(), "worker.mjs");
  await writeFile(file, code);
  return startWorker(pathToFileURL(file), SETTINGS);
}

test("texts are sent one at a time, in the order they came", async () => {
  const worker = await start(`${READY}
    let underWay = 0;
    let place = 0;
    parentPort.on("message", (text) => {
      underWay++;
      setTimeout(() => {
        parentPort.postMessage({ type: "vector", vector: Float32Array.of(text.length, place++, underWay--) });
      }, 5);
    });`);
  const vectors = await Promise.all(["a", "bb", "ccc"].map((text) => worker.embed(text)));
  expect(vectors).toEqual([Float32Array.of(1, 0, 1), Float32Array.of(2, 1, 1), Float32Array.of(3, 2, 1)]);
  expect(worker.model).toEqual({ dimension: 1, revision: "r" });
  await worker.close();
});

test("an aborted text fails at once, and isn't sent if it waits", async () => {
  const worker = await start(`${READY}
    let received = 0;
    parentPort.on("message", () => {
      received++;
      setTimeout(() => parentPort.postMessage({ type: "vector", vector: Float32Array.of(received) }), 20);
    });`);
  const controller = new AbortController();
  const underWay = worker.embed("under way", controller.signal);
  const waiting = worker.embed("waiting", controller.signal);
  const later = worker.embed("later");
  controller.abort();
  await expect(underWay).rejects.toMatchObject({ code: "aborted" });
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
  expect(await later).toEqual(Float32Array.of(2));
  await worker.close();
});

test("a failure on one text leaves the worker usable", async () => {
  const worker = await start(`${READY}
    parentPort.on("message", (text) => {
      parentPort.postMessage(text === "bad"
        ? { type: "failed", reason: "too bad" }
        : { type: "vector", vector: Float32Array.of(1) });
    });`);
  await expect(worker.embed("bad")).rejects.toMatchObject({
    code: "embedding_failed",
    cause: expect.objectContaining({ message: "too bad" }),
  });
  expect(await worker.embed("good")).toEqual(Float32Array.of(1));
  await worker.close();
});

test.each([
  ["throws", `throw new Error("broken")`, "broken"],
  ["rejects", `Promise.reject(new Error("broken"))`, "broken"],
  ["exits", "process.exit(3)", undefined],
])("a worker that %s fails what is pending and what comes later", async (_, crash, cause) => {
  const worker = await start(`${READY}
    parentPort.on("message", () => { ${crash}; });`);
  const pending = [worker.embed("under way"), worker.embed("waiting"), worker.embed("waiting")];
  const expected = {
    code: "embedding_failed",
    ...(cause && { cause: expect.objectContaining({ message: cause }) }),
  };
  for (const embedding of pending) await expect(embedding).rejects.toMatchObject(expected);
  await expect(worker.embed("later")).rejects.toMatchObject(expected);
  await worker.close();
});

test("closing fails what is pending and what comes later, and waits for the text under way", async () => {
  const worker = await start(`${READY}
    import { writeFileSync } from "node:fs";
    parentPort.on("message", (file) => setTimeout(() => {
      writeFileSync(file, "done");
      parentPort.postMessage({ type: "vector", vector: Float32Array.of(1) });
    }, 50));`);
  const file = path.join(await temporaryFolder(), "done");
  const pending = [worker.embed(file), worker.embed("waiting")];
  const failures = pending.map((embedding) =>
    expect(embedding).rejects.toMatchObject({ code: "embedding_failed", message: "The embedder is closed." }),
  );
  await worker.close();
  expect(await readFile(file, "utf8")).toBe("done");
  await Promise.all(failures);
  await expect(worker.embed("later")).rejects.toMatchObject({ code: "embedding_failed" });
});

test("closing doesn't wait for a worker that crashes meanwhile", async () => {
  const worker = await start(
    `${READY} parentPort.on("message", () => setTimeout(() => process.exit(1), 50));`,
  );
  const failure = expect(worker.embed("crash")).rejects.toMatchObject({ code: "embedding_failed" });
  await worker.close();
  await failure;
});

test.each([
  [
    "says that the model is unavailable",
    `${READY.replace(/"ready".*/, '"unavailable", reason: "no model" });')}`,
    /no model/,
  ],
  ["throws while it starts", `throw new Error("broken start")`, /broken start/],
  ["exits while it starts", "process.exit(4)", /ended with code 4/],
  ["can't be parsed", "const = 1", /Unexpected token/],
])("a worker that %s doesn't start, with the reason", async (_, code, reason) => {
  await expect(start(code)).rejects.toThrow(reason);
});

test("a worker whose file is missing doesn't start", async () => {
  const file = path.join(await temporaryFolder(), "missing.mjs");
  await expect(startWorker(pathToFileURL(file), SETTINGS)).rejects.toThrow(/missing\.mjs/);
});
