import { hkdfSync } from "node:crypto";
import fc from "fast-check";
import { type CompactJWEHeaderParameters, EncryptJWT, type JWTPayload } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { createSeal, type Seal } from "../../../../src/server/access/oidc/seal.js";

const SECRET = "a secret of at least 32 characters";
const MINUTE = 60_000;

describe("a sealed text", () => {
  let seal: Seal;
  let sealed: string;

  beforeAll(async () => {
    seal = await createSeal(SECRET, "tests");
    sealed = await seal.seal("session", { name: "Änne" }, MINUTE);
  });

  it("is opened by who has the secret, for the purpose it was made for", async () => {
    expect(await seal.open("session", sealed)).toMatchObject({ name: "Änne" });
    expect(await (await createSeal(SECRET, "tests")).open("session", sealed)).toMatchObject({ name: "Änne" });
    expect(await seal.open("sign-in", sealed)).toBeUndefined();
    expect(await (await createSeal(SECRET, "other")).open("session", sealed)).toBeUndefined();
    expect(await (await createSeal(`${SECRET}.`, "tests")).open("session", sealed)).toBeUndefined();
  });

  it("isn't readable, and never the same twice", async () => {
    expect(Buffer.from(sealed.split(".").join(""), "base64url").toString("latin1")).not.toContain("nne");
    expect(await seal.seal("session", { name: "Änne" }, MINUTE)).not.toBe(sealed);
  });

  it("expires", async () => {
    expect(await seal.open("session", await seal.seal("session", {}, -1000))).toBeUndefined();
  });

  it("isn't taken if it has no end, or was encrypted in a way that nobody asked for", async () => {
    const key = new Uint8Array(hkdfSync("sha256", SECRET, "", "footnote tests", 32));
    const made = (header: CompactJWEHeaderParameters, claims: JWTPayload) =>
      new EncryptJWT({ aud: "session", ...claims }).setProtectedHeader(header).encrypt(key);
    const later = { exp: Math.floor(Date.now() / 1000) + 60 };
    const usual = { alg: "dir", enc: "A256GCM" };
    expect(await seal.open("session", await made(usual, later))).toMatchObject(later);
    expect(await seal.open("session", await made(usual, {}))).toBeUndefined();
    expect(
      await seal.open("session", await made({ alg: "dir", enc: "A128CBC-HS256" }, later)),
    ).toBeUndefined();
    expect(await seal.open("session", await made({ alg: "A256KW", enc: "A256GCM" }, later))).toBeUndefined();
  });

  it("isn't opened once a character is changed", async () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === "x" ? "y" : "x") + sealed.slice(at + 1);
      // The last character of a part may hold bits that no byte is made of.
      const isSame = changed.split(".").map(bytes).join() === sealed.split(".").map(bytes).join();
      expect((await seal.open("session", changed)) === undefined || isSame, String(at)).toBe(true);
    }
  });

  it("is never opened, and never an error, if it is anything else", async () => {
    const part = fc.oneof(
      fc.constantFrom("", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0", "eyJhbGciOiJub25lIn0", "e30", "bnVsbA"),
      fc.base64String(),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), async (parts) => {
        expect(await seal.open("session", parts.join("."))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    expect(await seal.open("session", "x".repeat(1_000_000))).toBeUndefined();
  });
});

function bytes(text: string): string {
  return Buffer.from(text, "base64url").toString("hex");
}
