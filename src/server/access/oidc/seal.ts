import { hkdfSync, webcrypto } from "node:crypto";
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from "jose";

/** Makes texts that only this server can read and make, for a browser to keep. */
export interface Seal {
  /** @param purpose for which alone the text can be opened */
  seal(purpose: string, claims: JWTPayload, lifetimeMs: number): Promise<string>;
  /** What was sealed; undefined if the text was changed, has expired, or was sealed for something else. */
  open(purpose: string, sealed: string): Promise<JWTPayload | undefined>;
}

/** In characters; more doesn't fit in a cookie. */
const LONGEST = 4096;

/**
 * Encrypts and authenticates with AES-256-GCM, in the form of encrypted JSON Web Tokens (RFC 7516, `dir`).
 * @param secret what the key is derived from, at least 32 characters
 * @param context another one makes another key
 */
export async function createSeal(secret: string, context: string): Promise<Seal> {
  const bytes = hkdfSync("sha256", secret, "", `footnote ${context}`, 32);
  const key = await webcrypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    seal: (purpose, claims, lifetimeMs) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .setAudience(purpose)
        .setExpirationTime(new Date(Date.now() + lifetimeMs))
        .encrypt(key),
    async open(purpose, sealed) {
      if (sealed.length > LONGEST) {
        return undefined;
      }
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          audience: purpose,
          keyManagementAlgorithms: ["dir"],
          contentEncryptionAlgorithms: ["A256GCM"],
          requiredClaims: ["exp"],
        });
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) {
          return undefined;
        }
        throw error;
      }
    },
  };
}
