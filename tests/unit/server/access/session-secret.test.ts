import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FootnoteError } from "../../../../src/core/errors.js";
import { sessionSecret } from "../../../../src/server/access/oidc/session-secret.js";
import { LocalDriver } from "../../../../src/store/local/local-driver.js";

describe("the secret of the sessions", () => {
  it("is the configured one", async () => {
    const never = { attachment: () => expect.fail("not needed") };
    expect(await sessionSecret("configured", never)).toBe("configured");
  });

  it("is otherwise made once, at random, and kept where only the owner reads it", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "footnote-secret-"));
    const all = await Promise.all(
      [1, 2, 3].map(() => sessionSecret(undefined, new LocalDriver(path.join(folder, "index")))),
    );
    expect(all[0]).toMatch(/^[\w-]{43}$/);
    expect(new Set(all).size).toBe(1);
    const { mode } = await stat(path.join(folder, "index/session-secret"));
    expect(mode & 0o777).toBe(0o600);
    expect(await sessionSecret(undefined, new LocalDriver(path.join(folder, "another")))).not.toBe(all[0]);
    await rm(folder, { recursive: true });
  });

  it("says what to set if it can't be kept", async () => {
    const full = {
      read: () => Promise.resolve(undefined),
      write: () => Promise.reject(new Error("ENOSPC")),
      create: () => Promise.reject(new Error("ENOSPC: no space left on /var/index")),
    };
    const failed = await sessionSecret(undefined, { attachment: () => full }).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(FootnoteError);
    expect(failed).toMatchObject({ code: "invalid_configuration" });
    expect(String(failed)).toContain("SESSION_SECRET");
  });
});
