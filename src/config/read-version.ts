import { readFile } from "node:fs/promises";
import path from "node:path";
import { INSTALLATION } from "./installation.js";

/** The version of Footnote that runs, such as `0.1.0`. */
export async function readVersion(): Promise<string> {
  const file = await readFile(path.join(INSTALLATION.root, "package.json"), "utf8");
  const { version } = JSON.parse(file) as { readonly version: string };
  return version;
}
