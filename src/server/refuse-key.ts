import { setTimeout as sleep } from "node:timers/promises";
import { HttpError } from "./errors.js";
import { createSlots } from "./slots.js";

/**
 * Refuses a key.
 * @throws HttpError `unauthorized` with the message; `too_many_requests` while too many wrong keys are tried
 */
export type RefuseKey = (given: string, message: string) => Promise<never>;

const DELAY_MS = 250;
const AT_ONCE = 8;

/**
 * Refuses keys one way for all routes: a wrong one only after a moment, and few at the same time, so that
 * guessing is slow however many connections are used. Right keys never wait.
 */
export function createRefuseKey(): RefuseKey {
  const slots = createSlots(AT_ONCE, "Too many wrong keys at the same time. Try again in a moment.");
  return async (given, message) => {
    if (given !== "") {
      const release = slots.take();
      await sleep(DELAY_MS).finally(release);
    }
    throw new HttpError(401, "unauthorized", message, { "www-authenticate": "Bearer" });
  };
}
