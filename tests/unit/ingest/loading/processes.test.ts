import { afterEach, expect, it, vi } from "vitest";
import { usableCores } from "../../../../src/core/usable-cores.js";
import { createLoadingPool } from "../../../../src/ingest/loading/loading-pool.js";
import { LoadingProcess } from "../../../../src/ingest/loading/loading-process.js";
import { limits } from "../../../support/ingest/fakes.js";

vi.mock("../../../../src/core/usable-cores.js");
vi.mock("../../../../src/ingest/loading/loading-process.js");

afterEach(() => void vi.resetAllMocks());

it.each([
  [1, 2],
  [4, 3],
  [64, 4],
])("with %d usable cores, %d processes read at the same time", async (cores, processes) => {
  vi.mocked(usableCores).mockReturnValue(cores);
  vi.mocked(LoadingProcess.prototype.load).mockReturnValue(new Promise(() => undefined));
  const pool = createLoadingPool({ limits });
  for (const path of Array.from({ length: 10 }, (_, i) => `${i}.txt`)) {
    void pool.load({ absolute: `/nowhere/${path}`, path });
  }
  await Promise.resolve();
  expect(LoadingProcess).toHaveBeenCalledTimes(processes);
  await pool.close();
});
