import { fileURLToPath } from "node:url";
import { type Served, type ServedFolder, serveArguments, startServed } from "../process/served.js";

const BARE = fileURLToPath(new URL("bare-server.mjs", import.meta.url));

/** Serves a folder as it is, without watching it. */
export function serveFootnote(folder: ServedFolder): Promise<Served> {
  return startServed(serveArguments(folder), { WATCH: "off", ...folder.env });
}

/** Serves a route that does nothing. */
export function serveBare(): Promise<Served> {
  return startServed([BARE], {});
}
