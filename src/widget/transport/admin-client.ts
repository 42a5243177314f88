import { RequestFailed, toFailure } from "./failure.js";
import { ADMIN_KEY } from "./kept-key.js";
import { OWN_BASE } from "./own-base.js";
import { request } from "./request.js";

/**
 * Asks whether the documents may be changed with the reader's admin key, or as who they are signed in.
 * @throws RequestFailed with `keyMissing`, `keyRefused`, or code `admin_disabled` if nobody may, `not_admin` if others may
 */
export function checkAdminKey(): Promise<void> {
  return asAdmin("api/ingest", {});
}

/**
 * Adds a file to the documents, or replaces the one of its name; resolves when it can be asked about.
 * @param onSent is told how much is sent, from 0 to 1
 * @throws RequestFailed, with the server's reason if the file isn't taken
 */
export function uploadFile(file: File, onSent: (share: number) => void): Promise<void> {
  const body = new FormData();
  body.append("file", file, file.name);
  return asAdmin("api/documents", { method: "POST", body }, (url, init) =>
    sendForm(url, new Headers(init.headers), body, onSent),
  );
}

/** Removes a document and its file. @throws RequestFailed */
export function removeDocument(id: string): Promise<void> {
  return asAdmin(`api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Has the server look for what has changed in the folder. @throws RequestFailed */
export function syncDocuments(): Promise<void> {
  return asAdmin("api/ingest", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
}

/** @param path such as `api/documents` */
async function asAdmin(
  path: string,
  init: RequestInit,
  send?: (url: string, init: RequestInit) => Promise<Response>,
): Promise<void> {
  try {
    await request(OWN_BASE + path, init, ADMIN_KEY, send);
  } catch (error) {
    throw new RequestFailed(toFailure(error, false));
  }
}

/**
 * Sends a form as `fetch` would with `POST`, but tells how far it is, which `fetch` can't.
 * @param onSent is told how much is sent, from 0 to 1
 * @throws TypeError as `fetch` does if the server can't be reached
 */
function sendForm(
  url: string,
  headers: Headers,
  body: FormData,
  onSent: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    sender.open("POST", url);
    headers.forEach((value, name) => {
      sender.setRequestHeader(name, value);
    });
    sender.upload.addEventListener("progress", ({ loaded, total }) =>
      onSent(total === 0 ? 0 : loaded / total),
    );
    sender.addEventListener("load", () => resolve(toResponse(sender)));
    sender.addEventListener("error", () => reject(new TypeError("The upload failed.")));
    sender.send(body);
  });
}

function toResponse(sender: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["retry-after", "x-request-id"]) {
    const value = sender.getResponseHeader(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  return new Response(sender.responseText, { status: sender.status, headers });
}
