import { access } from "node:fs/promises";
import path from "node:path";
import { INSTALLATION } from "../../config/installation.js";
import type { Check } from "./check.js";

/** Whether the web pages were built. */
export async function checkPages(): Promise<Check> {
  const name = "pages";
  try {
    await access(path.join(INSTALLATION.pages, "index.html"));
    return { name, status: "ok", message: "The web pages are built." };
  } catch {
    return { name, status: "warn", message: "The web pages aren't built.", remedy: "Run npm run build." };
  }
}
