import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { ModelSettings } from "../../../src/transformers/model-source.js";
import { type ModelWorker, startWorker } from "../../../src/transformers/worker-client.js";
import { temporaryFolder } from "../../support/models/test-models.js";

const SETTINGS: ModelSettings = {
  source: { kind: "folder", dir: "unused" },
  hubTimeoutMs: 1000,
  quantisation: "q8",
};
const READY = `
  import { parentPort } from "node:worker_threads";
  parentPort.postMessage({ type: "ready", model: "loaded" });
`;

/** Starts a worker with this code in place of the real one. */
async function start(code: string): Promise<ModelWorker<string, string, number[]>> {
  const file = path.join(await temporaryFolder(), "worker.mjs");
  await writeFile(file, code);
  return startWorker(pathToFileURL(file), SETTINGS, { name: "reranking" });
}

it("inputs are sent one at a time, in the order they came", async () => {
  const worker = await start(`${READY}
    let underWay = 0;
    let place = 0;
    parentPort.on("message", (text) => {
      underWay++;
      setTimeout(() => {
        parentPort.postMessage({ type: "output", output: [text.length, place++, underWay--] });
      }, 5);
    });`);
  const outputs = await Promise.all(["a", "bb", "ccc"].map((text) => worker.run(text)));
  expect(outputs).toEqual([
    [1, 0, 1],
    [2, 1, 1],
    [3, 2, 1],
  ]);
  expect(worker.model).toBe("loaded");
  await worker.close();
});

it("an aborted input fails at once, and isn't sent if it waits", async () => {
  const worker = await start(`${READY}
    let received = 0;
    parentPort.on("message", () => {
      received++;
      setTimeout(() => parentPort.postMessage({ type: "output", output: [received] }), 20);
    });`);
  const controller = new AbortController();
  const underWay = worker.run("under way", controller.signal);
  const waiting = worker.run("waiting", controller.signal);
  const later = worker.run("later");
  controller.abort();
  await expect(underWay).rejects.toMatchObject({ code: "aborted" });
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
  expect(await later).toEqual([2]);
  await worker.close();
});

it("a failure on one input leaves the worker usable", async () => {
  const worker = await start(`${READY}
    parentPort.on("message", (text) => {
      parentPort.postMessage(text === "bad"
        ? { type: "failed", reason: "too bad" }
        : { type: "output", output: [1] });
    });`);
  await expect(worker.run("bad")).rejects.toMatchObject({
    code: "reranking_failed",
    cause: expect.objectContaining({ message: "too bad" }),
  });
  expect(await worker.run("good")).toEqual([1]);
  await worker.close();
});

it.each([
  ["throws", `throw new Error("broken")`, "broken"],
  ["rejects", `Promise.reject(new Error("broken"))`, "broken"],
  ["exits", "process.exit(3)", undefined],
])("a worker that %s fails what is pending and what comes later", async (_, crash, cause) => {
  const worker = await start(`${READY}
    parentPort.on("message", () => { ${crash}; });`);
  const pending = [worker.run("under way"), worker.run("waiting"), worker.run("waiting")];
  const expected = {
    code: "reranking_failed",
    ...(cause && { cause: expect.objectContaining({ message: cause }) }),
  };
  for (const running of pending) {
    await expect(running).rejects.toMatchObject(expected);
  }
  await expect(worker.run("later")).rejects.toMatchObject(expected);
  await worker.close();
});

it("closing fails what is pending and what comes later, and waits for the input under way", async () => {
  const worker = await start(`${READY}
    import { writeFileSync } from "node:fs";
    parentPort.on("message", (file) => setTimeout(() => {
      writeFileSync(file, "done");
      parentPort.postMessage({ type: "output", output: [1] });
    }, 50));`);
  const file = path.join(await temporaryFolder(), "done");
  const pending = [worker.run(file), worker.run("waiting")];
  const failures = pending.map((running) =>
    expect(running).rejects.toMatchObject({
      code: "reranking_failed",
      message: "The reranking model is closed.",
    }),
  );
  await worker.close();
  expect(await readFile(file, "utf8")).toBe("done");
  await Promise.all(failures);
  await expect(worker.run("later")).rejects.toMatchObject({ code: "reranking_failed" });
});

it("closing doesn't wait for a worker that crashes meanwhile", async () => {
  const worker = await start(
    `${READY} parentPort.on("message", () => setTimeout(() => process.exit(1), 50));`,
  );
  const failure = expect(worker.run("crash")).rejects.toMatchObject({ code: "reranking_failed" });
  await worker.close();
  await failure;
});

it.each([
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

it("a worker whose file is missing doesn't start", async () => {
  const file = path.join(await temporaryFolder(), "missing.mjs");
  await expect(startWorker(pathToFileURL(file), SETTINGS, { name: "reranking" })).rejects.toThrow(
    /missing\.mjs/,
  );
});

it("the exit of the process waits for the input under way, also where the one before is counted late", async () => {
  const dir = await temporaryFolder();
  const file = path.join(dir, "worker.mjs");
  const written = path.join(dir, "finished");
  await writeFile(
    file,
    `${READY}
    import { writeFileSync } from "node:fs";
    import { workerData } from "node:worker_threads";
    const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    parentPort.on("message", (text) => {
      if (text === "second") {
        pause();
        writeFileSync(${JSON.stringify(written)}, text);
      }
      parentPort.postMessage({ type: "output", output: [] });
      pause();
      Atomics.add(workerData.finished, 0, 1);
      Atomics.notify(workerData.finished, 0);
    });`,
  );
  const compiled = new URL("../../../dist/transformers/worker-client.js", import.meta.url);
  const program = `
    const { startWorker } = await import(${JSON.stringify(compiled)});
    const url = new URL(${JSON.stringify(pathToFileURL(file))});
    const worker = await startWorker(url, ${JSON.stringify(SETTINGS)}, { name: "reranking" });
    await worker.run("first");
    worker.run("second").catch(() => {});
    process.exit(0);
  `;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  expect(await readFile(written, "utf8")).toBe("second");
});
