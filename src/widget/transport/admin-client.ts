import { RequestFailed } from "./failure.js";
import { ADMIN_KEY } from "./kept-key.js";
import { toFailure } from "./read-failure.js";
import { request } from "./request.js";
import { sendForm } from "./send-form.js";

/**
 * Asks whether the documents may be changed with the reader's admin key.
 * @throws RequestFailed with `keyMissing`, `keyRefused`, or code `admin_disabled` if nobody may
 */
export function checkAdminKey(): Promise<void> {
  return asAdmin("/api/ingest", {});
}

/**
 * Adds a file to the documents, or replaces the one of its name; resolves when it can be asked about.
 * @param onSent is told how much is sent, from 0 to 1
 * @throws RequestFailed, with the server's reason if the file isn't taken
 */
export function uploadFile(file: File, onSent: (share: number) => void): Promise<void> {
  const body = new FormData();
  body.append("file", file, file.name);
  return asAdmin("/api/documents", { method: "POST", body }, (url, init) =>
    sendForm(url, new Headers(init.headers), body, onSent),
  );
}

/** Removes a document and its file. @throws RequestFailed */
export function removeDocument(id: string): Promise<void> {
  return asAdmin(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Has the server look for what has changed in the folder. @throws RequestFailed */
export function syncDocuments(): Promise<void> {
  return asAdmin("/api/ingest", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}

async function asAdmin(
  url: string,
  init: RequestInit,
  send?: (url: string, init: RequestInit) => Promise<Response>,
): Promise<void> {
  try {
    await request(url, init, ADMIN_KEY, send);
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}
