import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usableCores } from "../../../src/core/usable-cores.js";

describe("usable cores", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-cores-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ["max 100000\n", availableParallelism()],
    ["50000 100000\n", 1],
    ["150000 100000\n", 1],
    ["6400000 100000\n", Math.min(64, availableParallelism())],
    ["", availableParallelism()],
    ["what is this", availableParallelism()],
  ])("are those that a container may use (%j)", async (limit, expected) => {
    const file = path.join(folder, "cpu.max");
    await writeFile(file, limit);
    expect(usableCores(file)).toBe(expected);
  });

  it("are all where there is no such limit", () => {
    expect(usableCores(path.join(folder, "nowhere"))).toBe(availableParallelism());
  });
});
