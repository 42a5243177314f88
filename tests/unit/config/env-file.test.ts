import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadEnvFile } from "../../../src/config/env-file.js";

describe(".env", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "footnote-env-"));
    vi.stubEnv("FOOTNOTE_TEST_A", undefined);
    vi.stubEnv("FOOTNOTE_TEST_B", "from outside");
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it("sets what isn't set and leaves the rest", async () => {
    await writeFile(
      path.join(folder, ".env"),
      'FOOTNOTE_TEST_A="in the file "\nFOOTNOTE_TEST_B=in the file\n',
    );
    loadEnvFile(folder);
    expect(process.env["FOOTNOTE_TEST_A"]).toBe("in the file ");
    expect(process.env["FOOTNOTE_TEST_B"]).toBe("from outside");
  });

  it("may be missing", () => {
    expect(() => loadEnvFile(folder)).not.toThrow();
  });

  it("is named when it can't be read", async () => {
    await mkdir(path.join(folder, ".env"));
    expect(() => loadEnvFile(folder)).toThrow(/\.env can't be read/);
  });
});
